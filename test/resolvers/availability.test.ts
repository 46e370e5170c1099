import { describe, expect, test } from '@jest/globals';
import {
  ArchiveEmailServiceDocument, AvailabilityChangedDocument, type AvailabilityChangedSubscription, CreateEmailServiceDocument, DisableEmailServiceDocument,
  FreezeEmailServiceDocument, SaveServiceMappingDocument, ServiceAvailabilityDocument, ServiceMappingsDocument, type ServiceMappingsQueryVariables, ThawEmailServiceDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);

const service = async (admin: SluiceClient, name: string, more: { dailyQuota?: number; paceMs?: number } = {}): Promise<string> =>
  (await admin.execute(CreateEmailServiceDocument, { input: { name, domain: 'mail.example.com', dailyQuota: 100, sandbox: {}, ...more } })).createEmailService.emailService!.id;
const map = (admin: SluiceClient, userId: string, ...serviceIds: string[]) => admin.execute(SaveServiceMappingDocument, { input: { userId, serviceIds } });
const seen = async (client: SluiceClient, userId?: string) => (await client.execute(ServiceAvailabilityDocument, { userId })).serviceMapping!;
const use = async (id: string, used: number): Promise<void> => {
  await world.sql('SELECT open_period($1, now())', [id]);
  await world.sql('UPDATE service_usages SET used = $2 WHERE service_id = $1', [id, used]);
};
const freeze = (id: string) => world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_detail = '535 secret', frozen_at = now() WHERE service_id = $1`, [id]);
const cool = (id: string) => world.sql(`UPDATE lanes SET next_slot = now() + interval '1 hour' WHERE service_id = $1`, [id]);

describe('availability of a user (F25.1)', () => {
  test('is summed up, each service counted once by its gravest cause; what is left today is for administrators', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [free, cooling, frozen, exhausted, disabled] = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => service(admin, name)));
    await map(admin, user.id, free!, cooling!, frozen!, exhausted!, disabled!);
    await cool(cooling!);
    await use(free!, 30);
    await use(exhausted!, 100);
    await use(disabled!, 100);
    await freeze(frozen!);
    await admin.execute(DisableEmailServiceDocument, { input: { id: disabled! } });
    const summary = { services: 5, available: 1, cooling: 1, exhausted: 1, frozen: 1, disabled: 1 };
    expect(await seen(client)).toMatchObject({ isAnyAvailable: true, warning: null, suggestions: null, summary: { ...summary, quotaRemaining: null } });
    expect(await seen(admin, user.id)).toMatchObject({ isAnyAvailable: true, warning: null, summary: { ...summary, quotaRemaining: 170 } });
    expect(JSON.stringify(await seen(client))).not.toContain('secret');
  });

  test('warns when none can send, in the words for a task that waits, and says when that ends by itself', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const warning = async () => (await seen(client)).warning;
    expect(await warning()).toEqual({ code: 'NO_SERVICE_MAPPED', text: { zh: '尚未关联发信服务', en: 'No sending service is mapped' }, until: null });
    const [a, b] = [await service(admin, 'A'), await service(admin, 'B')];
    await map(admin, user.id, a, b);
    await admin.execute(DisableEmailServiceDocument, { input: { id: b } });
    await use(a, 100);
    // B has quota, but is switched off and counts for nothing.
    expect(await warning()).toMatchObject({ code: 'SERVICE_QUOTA_EXHAUSTED', text: { zh: '当前可用的发信服务额度已用完，请等待第二天恢复' }, until: expect.stringMatching(/T16:00:00/) });
    await freeze(a);
    expect(await warning()).toMatchObject({ code: 'SERVICE_QUOTA_EXHAUSTED', until: null });
    await use(a, 99);
    expect(await warning()).toMatchObject({ code: 'SERVICES_FROZEN', text: { en: 'Services frozen' }, until: null });
    await admin.execute(DisableEmailServiceDocument, { input: { id: a } });
    expect(await warning()).toMatchObject({ code: 'NO_AVAILABLE_SERVICE', text: { zh: '当前没有可用发信服务' }, until: null });
    expect(await seen(client)).toMatchObject({ isAnyAvailable: false, summary: { services: 2, disabled: 2 } });
  });

  test('suggests to administrators what else could be mapped: able to send, most quota first, then fewest users, at most 10', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const [{ user }, { user: other }, { client: operator }] = [await api.signedIn(), await api.signedIn(), await api.signedIn()];
    const mine = await service(admin, 'Mine', { dailyQuota: 9_999 });
    const crowded = await service(admin, 'Crowded', { dailyQuota: 500 });
    const quiet = await service(admin, 'Quiet', { dailyQuota: 500, paceMs: 1_000 });
    const nearly = await service(admin, 'Nearly used up', { dailyQuota: 1_000 });
    const [frozen, disabled, exhausted, archived] = await Promise.all(['Frozen', 'Off', 'Exhausted', 'Archived'].map((name) => service(admin, name, { dailyQuota: 9_999 })));
    await map(admin, user.id, mine);
    await map(admin, other.id, crowded);
    await use(nearly, 999);
    await use(exhausted!, 9_999);
    await freeze(frozen!);
    await admin.execute(DisableEmailServiceDocument, { input: { id: disabled! } });
    await admin.execute(ArchiveEmailServiceDocument, { input: { id: archived! } });
    await world.sql('UPDATE service_probes SET ok = true, probed_at = now() WHERE service_id = $1', [quiet]);
    expect((await seen(admin, user.id)).suggestions).toMatchObject([
      { service: { id: quiet, name: 'Quiet', availability: { isAvailable: true } }, quotaRemaining: 500, users: 0, intervalMs: 1_000, reasons: ['QUOTA_LEFT', 'USED_BY_NOBODY', 'PROBED_WELL'] },
      { service: { id: crowded }, quotaRemaining: 500, users: 1, intervalMs: 0, reasons: ['QUOTA_LEFT', 'UNPACED'] },
      { service: { id: nearly }, quotaRemaining: 1, users: 0 },
    ]);
    expect((await seen(operator)).suggestions).toBeNull();
    for (let i = 0; i < 10; i++) await service(admin, `More ${i}`);
    expect((await seen(admin, user.id)).suggestions).toHaveLength(10);
  });
});

describe('mappings of all users (F24.1)', () => {
  const found = async (admin: SluiceClient, variables: ServiceMappingsQueryVariables) => (await admin.execute(ServiceMappingsDocument, variables)).serviceMappings;
  const names = async (admin: SluiceClient, filter: ServiceMappingsQueryVariables['filter']) => (await found(admin, { filter })).edges.map(({ node }) => node.user.name);

  test('are listed by the name of the user with their counts, and found by service and by whether anything can send', async () => {
    const { client: admin } = await api.signedIn('ADMIN', 'admin');
    const [anna, bruno, clara] = [await api.signedIn('OPERATOR', 'anna'), await api.signedIn('OPERATOR', 'bruno'), await api.signedIn('OPERATOR', 'clara')];
    const [a, b] = [await service(admin, 'A'), await service(admin, 'B')];
    await map(admin, anna.user.id, a, b);
    await map(admin, bruno.user.id, b);
    await freeze(b);
    expect(await names(admin, {})).toEqual(['admin', 'anna', 'bruno', 'clara']);
    expect(await names(admin, { isAnyAvailable: false })).toEqual(['admin', 'bruno', 'clara']);
    expect(await names(admin, { isAnyAvailable: true })).toEqual(['anna']);
    expect(await names(admin, { serviceId: b })).toEqual(['anna', 'bruno']);
    expect(await names(admin, { serviceId: b, isAnyAvailable: false })).toEqual(['bruno']);
    for (const serviceId of [newId(), 'nonsense']) expect(await names(admin, { serviceId })).toEqual([]);
    await cool(a);
    expect(await names(admin, { isAnyAvailable: true })).toEqual(['anna']);
    await world.sql('UPDATE users SET archived_at = now() WHERE id = $1', [clara.user.id]);
    const page = await found(admin, { first: 2 });
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true }, edges: [{ node: { warning: { code: 'NO_SERVICE_MAPPED' } } }, { node: { summary: { services: 2, cooling: 1, frozen: 1 } } }] });
    const rest = await found(admin, { first: 2, after: page.pageInfo.endCursor });
    expect(rest.edges).toMatchObject([{ node: { user: { name: 'bruno' }, summary: { services: 1, frozen: 1 }, warning: { code: 'SERVICES_FROZEN' } } }]);
    const after = Buffer.from(JSON.stringify(['anna', 'nonsense'])).toString('base64url');
    await expect(found(admin, { after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(found(anna.client, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('availabilityChanged (F25.1, A2)', () => {
  type Change = AvailabilityChangedSubscription['availabilityChanged'];
  async function until(values: AsyncGenerator<AvailabilityChangedSubscription, void, void>, fits: (change: Change) => boolean): Promise<Change> {
    for (;;) {
      const { value, done } = await values.next();
      if (done) throw new Error('it ended');
      if (fits(value.availabilityChanged)) return value.availabilityChanged;
    }
  }

  test('shows the owner his services as they are, then each change of mapping or service, within a second', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [a, b] = [await service(admin, 'A'), await service(admin, 'B')];
    const values = client.subscribe(AvailabilityChangedDocument);
    expect((await values.next()).value).toMatchObject({ availabilityChanged: { userId: user.id, services: [], isAnyAvailable: false, warning: { code: 'NO_SERVICE_MAPPED' } } });
    const began = performance.now();
    await map(admin, user.id, b, a);
    const mapped = await until(values, ({ services }) => services.length === 2);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(mapped).toMatchObject({ services: [{ name: 'A' }, { name: 'B' }], summary: { available: 2, quotaRemaining: null }, warning: null });
    await admin.execute(FreezeEmailServiceDocument, { input: { id: a } });
    expect(await until(values, ({ summary }) => summary.frozen === 1)).toMatchObject({ isAnyAvailable: true, summary: { available: 1 } });
    await admin.execute(DisableEmailServiceDocument, { input: { id: b } });
    expect(await until(values, ({ isAnyAvailable }) => !isAnyAvailable)).toMatchObject({ warning: { code: 'SERVICES_FROZEN' } });
    await admin.execute(ThawEmailServiceDocument, { input: { id: a } });
    await until(values, ({ warning }) => warning === null);
    await admin.execute(ArchiveEmailServiceDocument, { input: { id: a } });
    expect(await until(values, ({ services }) => services.length === 1)).toMatchObject({ warning: { code: 'NO_AVAILABLE_SERVICE' } });
    await values.return();
  });

  test('tells an operator nothing of counts, of services of others, or of a pace interval that moves on; an administrator what is left', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [a, foreign] = [await service(admin, 'A'), await service(admin, 'B')];
    await map(admin, user.id, a);
    await cool(a);
    const values = client.subscribe(AvailabilityChangedDocument);
    expect((await values.next()).value).toMatchObject({ availabilityChanged: { summary: { cooling: 1 }, isAnyAvailable: true } });
    const watching = admin.subscribe(AvailabilityChangedDocument, { userId: user.id });
    await until(watching, ({ summary }) => summary.quotaRemaining === 100);
    await use(a, 7);
    await world.sql(`UPDATE lanes SET next_slot = next_slot + interval '1 second'`);
    await admin.execute(DisableEmailServiceDocument, { input: { id: foreign } });
    api.runtime.events.serviceStatusChanged(a);
    await until(watching, ({ summary }) => summary.quotaRemaining === 93);
    await admin.execute(DisableEmailServiceDocument, { input: { id: a } });
    expect((await values.next()).value).toMatchObject({ availabilityChanged: { summary: { disabled: 1 } } });
    await Promise.all([values.return(), watching.return()]);
  });

  test('of somebody else is refused like that of nobody', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client } = await api.signedIn();
    const { user: other } = await api.signedIn();
    for (const userId of [other.id, newId(), 'nonsense']) {
      await expect(client.subscribe(AvailabilityChangedDocument, { userId }).next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: 'There is no such object' });
    }
    await expect(admin.subscribe(AvailabilityChangedDocument, { userId: newId() }).next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
