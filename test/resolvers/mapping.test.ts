import { describe, expect, test } from '@jest/globals';
import { ArchiveEmailServiceDocument, CreateEmailServiceDocument, SaveServiceMappingDocument, ServiceMappingDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

const service = async (admin: SluiceClient, name: string): Promise<string> =>
  (await admin.execute(CreateEmailServiceDocument, { input: { name, domain: 'mail.example.com', dailyQuota: 100, sandbox: {} } })).createEmailService.emailService!.id;
const save = async (admin: SluiceClient, userId: string, serviceIds: string[]) => (await admin.execute(SaveServiceMappingDocument, { input: { userId, serviceIds } })).saveServiceMapping;
const names = async (client: SluiceClient) => (await client.execute(ServiceMappingDocument)).serviceMapping!.services.map(({ name }) => name);

describe('a service mapping (F24.1)', () => {
  test('is set in one act, and replaced by the next', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [a, b, c] = [await service(admin, 'A'), await service(admin, 'B'), await service(admin, 'C')];
    expect((await save(admin, user.id, [b, a, b])).serviceMapping).toMatchObject({ user: { id: user.id }, services: [{ name: 'A' }, { name: 'B' }], isAnyAvailable: true });
    expect(await names(client)).toEqual(['A', 'B']);
    await save(admin, user.id, [c, a]);
    expect(await names(client)).toEqual(['A', 'C']);
    await save(admin, user.id, []);
    expect((await client.execute(ServiceMappingDocument)).serviceMapping).toMatchObject({ services: [], isAnyAvailable: false });
  });

  test('moves nobody in the queue when it is saved again', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    const [a, b] = [await service(admin, 'A'), await service(admin, 'B')];
    await save(admin, user.id, [a]);
    await database.pool.query('UPDATE user_service_mappings SET vtime = 77, task_vtime = 5, served_at = now()');
    await save(admin, user.id, [a, b]);
    const { rows } = await database.pool.query('SELECT service_id, vtime, task_vtime FROM user_service_mappings ORDER BY vtime');
    expect(rows).toEqual([{ service_id: b, vtime: 0, task_vtime: 0 }, { service_id: a, vtime: 77, task_vtime: 5 }]);
  });

  test('of many saved at once the later wins whole, and nothing deadlocks', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const users = [(await api.signedIn()).user.id, (await api.signedIn()).user.id];
    const ids = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => service(admin, name)));
    const [left, right] = [ids.slice(0, 4), ids.slice(2).reverse()];
    const saves = Array.from({ length: 16 }, (_, i) => save(admin, users[i % 2]!, i % 4 < 2 ? left : right));
    expect((await Promise.all(saves)).flatMap(({ userErrors }) => userErrors)).toEqual([]);
    for (const user of users) {
      const { rows } = await database.pool.query<{ id: string }>('SELECT service_id AS id FROM user_service_mappings WHERE user_id = $1', [user]);
      expect([[...left].sort(), [...right].sort()]).toContainEqual(rows.map(({ id }) => id).sort());
    }
    expect(api.logged.filter(({ level }) => level >= 40)).toEqual([]);
  });

  test('refuses services and users that are not there, and then changes nothing', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [a, archived] = [await service(admin, 'A'), await service(admin, 'Old')];
    await save(admin, user.id, [a, archived]);
    await admin.execute(ArchiveEmailServiceDocument, { input: { id: archived } });
    expect(await names(client)).toEqual(['A']);
    for (const missing of [newId(), 'nonsense', archived]) {
      expect((await save(admin, user.id, [a, missing])).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['serviceIds', '1'] }]);
    }
    for (const missing of [newId(), 'nonsense']) expect((await save(admin, missing, [a])).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['userId'] }]);
    expect(await names(client)).toEqual(['A']);
  });

  test('of a service that is being archived at this moment is refused: it waits for who archives it, and looks after that', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [a, b] = [await service(admin, 'A'), await service(admin, 'B')];
    const archiving = await database.pool.connect();
    try {
      await archiving.query('BEGIN');
      await archiving.query('SELECT FROM email_services WHERE id = $1 FOR NO KEY UPDATE', [b]);
      await archiving.query('SELECT FROM lanes WHERE service_id = $1 FOR UPDATE', [b]);
      await archiving.query('UPDATE email_services SET enabled = false, archived_at = now() WHERE id = $1', [b]);
      const saving = save(admin, user.id, [a, b]);
      const waits = async () =>
        (await database.owner.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM lanes%'`)).rowCount === 1;
      while (!(await waits())) await new Promise((resolve) => setTimeout(resolve, 10));
      await archiving.query('DELETE FROM user_service_mappings WHERE service_id = $1', [b]);
      await archiving.query('COMMIT');
      expect((await saving).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['serviceIds', '1'] }]);
    } finally {
      archiving.release();
    }
    expect(await names(client)).toEqual([]);
  });
});

describe('availability (F25.1)', () => {
  test('tells the class of the cause, the gravest first, and when it ends by itself', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const id = await service(admin, 'A');
    await save(admin, user.id, [id]);
    const sql = (text: string) => database.pool.query(text, [id]);
    const seen = async () => (await client.execute(ServiceMappingDocument)).serviceMapping!;
    expect((await seen()).services[0]!.availability).toEqual({ isAvailable: true, cause: null, until: null });
    await sql(`UPDATE lanes SET next_slot = now() + interval '5 seconds' WHERE service_id = $1`);
    expect(await seen()).toMatchObject({ isAnyAvailable: true, services: [{ availability: { isAvailable: false, cause: 'COOLING', until: expect.any(String) } }] });
    await sql(`SELECT open_period($1, now())`);
    await sql(`UPDATE service_usages SET used = 100 WHERE service_id = $1`);
    const exhausted = await seen();
    expect(exhausted).toMatchObject({ isAnyAvailable: false, services: [{ availability: { cause: 'EXHAUSTED' } }] });
    expect(exhausted.services[0]!.availability.until).toMatch(/T16:00:00/);
    await sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_detail = '535 secret', frozen_at = now() WHERE service_id = $1`);
    expect((await seen()).services[0]!.availability).toEqual({ isAvailable: false, cause: 'FROZEN', until: null });
    await sql(`UPDATE email_services SET enabled = false WHERE id = $1`);
    expect((await seen()).services[0]!.availability).toEqual({ isAvailable: false, cause: 'DISABLED', until: null });
  });
});
