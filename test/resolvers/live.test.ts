import { describe, expect, test } from '@jest/globals';
import {
  AdjustQuotaDocument, CreateEmailServiceDocument, DisableEmailServiceDocument, FreezeEmailServiceDocument, QuotaChangedDocument, SaveServiceMappingDocument,
  type ServiceStatusChangedSubscription, ServiceStatusChangedDocument, ThawEmailServiceDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

const service = async (admin: SluiceClient, name: string): Promise<string> =>
  (await admin.execute(CreateEmailServiceDocument, { input: { name, domain: 'mail.example.com', dailyQuota: 100, sandbox: {} } })).createEmailService.emailService!.id;
const map = (admin: SluiceClient, userId: string, serviceIds: string[]) => admin.execute(SaveServiceMappingDocument, { input: { userId, serviceIds } });
const grant = (admin: SluiceClient, userId: string, amount: number) => admin.execute(AdjustQuotaDocument, { input: { userId, mode: 'ADD', amount, note: 'test' } });

/** Takes values until one fits; the test's own time limit is the bound. */
async function until<T>(values: AsyncGenerator<T, void, void>, fits: (value: T) => boolean): Promise<T[]> {
  const seen: T[] = [];
  for (;;) {
    const { value, done } = await values.next();
    if (done) throw new Error(`it ended after ${JSON.stringify(seen)}`);
    seen.push(value);
    if (fits(value)) return seen;
  }
}
type Change = ServiceStatusChangedSubscription['serviceStatusChanged'];
const cause = ({ serviceStatusChanged }: ServiceStatusChangedSubscription): string => `${serviceStatusChanged.service.name} ${serviceStatusChanged.service.availability.cause ?? 'ready'}`;

describe('quotaChanged (A2)', () => {
  test('gives the present value first, then the value after a change, within half a second', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await grant(admin, user.id, 10);
    const values = client.subscribe(QuotaChangedDocument);
    expect((await values.next()).value).toMatchObject({ quotaChanged: { userId: user.id, quotaRemaining: 10 } });
    const began = performance.now();
    await grant(admin, user.id, 5);
    expect((await values.next()).value).toMatchObject({ quotaChanged: { quotaRemaining: 15 } });
    expect(performance.now() - began).toBeLessThan(500);
    await values.return();
  });

  test('coalesces a burst: few values, the last one right, versions only rising', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const values = client.subscribe(QuotaChangedDocument);
    await values.next();
    await Promise.all(Array.from({ length: 40 }, () => grant(admin, user.id, 1)));
    const seen = (await until(values, ({ quotaChanged }) => quotaChanged.quotaRemaining === 40)).map(({ quotaChanged }) => quotaChanged);
    expect(seen.length).toBeLessThan(15);
    expect(seen.map(({ version }) => version)).toEqual(seen.map(({ version }) => version).sort((a, b) => a - b));
    await values.return();
  });

  test('comes although the bus lost the message', async () => {
    const { client, user } = await api.signedIn();
    const values = client.subscribe(QuotaChangedDocument);
    await values.next();
    await database.pool.query(`SELECT change_quota($1, 3, 'ADJUSTED', 'silent')`, [user.id]);
    expect((await values.next()).value).toMatchObject({ quotaChanged: { quotaRemaining: 3 } });
    await values.return();
  });

  test('reaches everybody who watches', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    const watchers = Array.from({ length: 20 }, () => admin.subscribe(QuotaChangedDocument, { userId: user.id }));
    await Promise.all(watchers.map((values) => values.next()));
    await grant(admin, user.id, 9);
    for (const values of watchers) expect((await values.next()).value).toMatchObject({ quotaChanged: { quotaRemaining: 9 } });
    await Promise.all(watchers.map((values) => values.return()));
  });

  test('of somebody else is refused like that of nobody', async () => {
    const { client } = await api.signedIn();
    const { user: other } = await api.signedIn();
    for (const userId of [other.id, newId(), 'nonsense']) {
      await expect(client.subscribe(QuotaChangedDocument, { userId }).next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: 'There is no such object' });
    }
  });
});

describe('serviceStatusChanged (A2, F25.1)', () => {
  test('shows an administrator every service with its counts, new ones included', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const id = await service(admin, 'A');
    const values = admin.subscribe(ServiceStatusChangedDocument, {});
    expect((await values.next()).value).toMatchObject({ serviceStatusChanged: { service: { id, name: 'A' }, state: { quotaRemaining: 100, frozenReason: null } } });
    await service(admin, 'B');
    await until(values, (value) => cause(value) === 'B ready');
    await admin.execute(FreezeEmailServiceDocument, { input: { id, detail: 'why' } });
    const frozen = (await until(values, (value) => cause(value) === 'A FROZEN')).at(-1)!;
    expect(frozen.serviceStatusChanged.state).toMatchObject({ frozenReason: 'MANUAL', frozenDetail: 'why' });
    await admin.execute(ThawEmailServiceDocument, { input: { id } });
    await until(values, (value) => cause(value) === 'A ready');
    await values.return();
  });

  test('shows an operator the services mapped to him, without counts, and only what he may see change (F22.6)', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [a, b] = [await service(admin, 'A'), await service(admin, 'B')];
    await map(admin, user.id, [a]);
    const values = client.subscribe(ServiceStatusChangedDocument, {});
    const first = (await values.next()).value as { serviceStatusChanged: Change };
    expect(first.serviceStatusChanged).toMatchObject({ service: { id: a, availability: { isAvailable: true } }, state: null });
    // A change of the counts of A and of the foreign B: neither may be heard, so what comes next is the one after them.
    await database.pool.query(`SELECT open_period($1, now())`, [a]);
    await database.pool.query(`UPDATE service_usages SET used = 7 WHERE service_id = $1`, [a]);
    api.runtime.events.serviceStatusChanged(a);
    await admin.execute(DisableEmailServiceDocument, { input: { id: b } });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await admin.execute(DisableEmailServiceDocument, { input: { id: a } });
    expect(cause((await values.next()).value as ServiceStatusChangedSubscription)).toBe('A DISABLED');
    await values.return();
  });

  test('follows the mapping while it is open', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const [a, b] = [await service(admin, 'A'), await service(admin, 'B')];
    await map(admin, user.id, [a]);
    const values = client.subscribe(ServiceStatusChangedDocument, {});
    await values.next();
    await map(admin, user.id, [b]);
    expect(cause((await values.next()).value as ServiceStatusChangedSubscription)).toBe('B ready');
    await admin.execute(DisableEmailServiceDocument, { input: { id: a } });
    await admin.execute(DisableEmailServiceDocument, { input: { id: b } });
    expect(cause((await values.next()).value as ServiceStatusChangedSubscription)).toBe('B DISABLED');
    await values.return();
  });

  test('of a service that is not mapped is refused like that of none', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client } = await api.signedIn();
    const id = await service(admin, 'A');
    for (const serviceId of [id, newId(), 'nonsense']) {
      await expect(client.subscribe(ServiceStatusChangedDocument, { serviceId }).next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: 'There is no such object' });
    }
  });
});
