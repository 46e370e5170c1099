import { afterEach, describe, expect, test } from '@jest/globals';
import {
  CreateEmailServiceDocument, FreezeEmailServiceDocument, MonitoringChangedDocument, type MonitoringChangedSubscription, MonitoringDocument, SendingStatisticsDocument,
  ServiceStatisticsDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { openSocket } from '../support/socket.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);
const running: Dispatch[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

type Value = MonitoringChangedSubscription['monitoringChanged'];

const service = async (admin: SluiceClient, name: string, sandbox: object = {}): Promise<string> =>
  (await admin.execute(CreateEmailServiceDocument, { input: { name, domain: 'mail.example.com', dailyQuota: 1_000, sandbox } })).createEmailService.emailService!.id;

/** A task of so many mails through the service, due now. */
async function plan(serviceId: string, mails: number): Promise<string> {
  const user = await world.user(mails);
  await world.map(user, serviceId);
  await world.contacts(user, mails);
  return (await world.task(user, { reserved: mails })).id;
}

async function until(values: AsyncGenerator<MonitoringChangedSubscription, void, void>, fits: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const { value, done } = await values.next();
    if (done) throw new Error('it ended');
    if (fits(value.monitoringChanged)) return value.monitoringChanged;
  }
}

describe('monitoring (M1)', () => {
  test('shows what a worker sends, live: first as it is, then tasks, workers, rates, errors, until all is sent', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const id = await service(admin, 'box', { failEvery: 5, failWith: 'REJECTED' });
    await admin.execute(FreezeEmailServiceDocument, { input: { id: await service(admin, 'ice'), detail: 'by hand' } });
    const values = admin.subscribe(MonitoringChangedDocument, { onlyUnavailable: false });
    const first = (await values.next()).value as MonitoringChangedSubscription;
    expect(first.monitoringChanged).toMatchObject({
      serviceCounts: { total: 2, enabled: 2, ready: 1, frozen: 1 },
      services: [{ name: 'ice', availability: { cause: 'FROZEN' }, frozenReason: 'MANUAL', frozenDetail: 'by hand' }, { name: 'box', quotaRemaining: 1_000 }],
      quota: { services: 1_000, users: 0 },
      rates: { oneMinute: { sent: 0 } },
      tasks: { counts: [], list: [] },
      workers: [],
      errors: [],
    });
    expect(first.monitoringChanged.minutes).toHaveLength(60);
    await plan(id, 100);
    running.push(await Dispatch.start(database, { roles: ['scheduler', 'worker'] }));
    await until(values, ({ workers }) => workers.some(({ lanes }) => lanes === 2));
    const last = await until(values, ({ minutes }) => minutes.reduce((sum, { sent, failed }) => sum + sent + failed, 0) === 100);
    expect(last.minutes.reduce((sum, { sent }) => sum + sent, 0)).toBe(80);
    expect(last.rates.fiveMinutes.sent).toBeCloseTo(80 / 300, 5);
    expect(last.services.find(({ name }) => name === 'box')!.rates.fiveMinutes).toEqual({ sent: expect.closeTo(80 / 300, 5), failed: expect.closeTo(20 / 300, 5) });
    expect(last.rates.fiveMinutes.bounced).toBeCloseTo(20 / 300, 5);
    expect(last.quota.services).toBe(900);
    expect(last.errors).toMatchObject([{ serviceId: id, serviceName: 'box', code: '550', count: 20 }]);
    await values.return();
  });

  test('shows a task that waits, and why, with the words for it', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const id = await service(admin, 'ice');
    await admin.execute(FreezeEmailServiceDocument, { input: { id, detail: 'by hand' } });
    const task = await plan(id, 3);
    running.push(await Dispatch.start(database, { roles: ['scheduler', 'worker'] }));
    const values = admin.subscribe(MonitoringChangedDocument, { onlyUnavailable: true });
    const { tasks, services } = await until(values, (value) => value.tasks.counts.some(({ waitingReason }) => waitingReason === 'SERVICES_FROZEN'));
    expect(tasks.list).toMatchObject([{ id: task, progress: { waitingReason: 'SERVICES_FROZEN', message: { en: 'Services frozen' }, total: 3, pending: 3 } }]);
    expect(services.map(({ name }) => name)).toEqual(['ice']);
    await values.return();
    const { monitoring } = await admin.execute(MonitoringDocument, { onlyUnavailable: true });
    expect(monitoring.tasks.list.map(({ id: listed }) => listed)).toEqual([task]);
  });

  test('is loaded once a second for all who watch it, and not at all when nobody does', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const asked = async (): Promise<number> => (await world.one<{ n: number }>('SELECT last_value::int AS n FROM asked')).n;
    // Counted where it is read: for this test the table of errors is a view that counts.
    await database.owner.query('CREATE SEQUENCE asked; GRANT ALL ON asked TO PUBLIC');
    await database.owner.query(`ALTER TABLE service_errors RENAME TO service_errors_kept`);
    await database.owner.query(`CREATE VIEW service_errors AS SELECT e.* FROM (SELECT nextval('asked') AS n) k LEFT JOIN service_errors_kept e ON true WHERE k.n > 0 AND e.service_id IS NOT NULL; GRANT ALL ON service_errors TO PUBLIC`);
    try {
      const watchers = Array.from({ length: 10 }, () => admin.subscribe(MonitoringChangedDocument, { onlyUnavailable: false }));
      await Promise.all(watchers.map((values) => values.next()));
      const before = await asked();
      const began = performance.now();
      for (let i = 0; i < 3; i++) await Promise.all(watchers.map((values) => values.next()));
      const seconds = (performance.now() - began) / 1_000;
      expect(seconds).toBeGreaterThan(1.5);
      expect((await asked()) - before).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
      await Promise.all(watchers.map((values) => values.return()));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const after = await asked();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await asked()).toBe(after);
    } finally {
      await database.owner.query('DROP VIEW service_errors; ALTER TABLE service_errors_kept RENAME TO service_errors; DROP SEQUENCE asked');
    }
  });

  test('is for administrators, and ends for one who is none any more', async () => {
    const { client } = await api.signedIn();
    await expect(client.execute(MonitoringDocument, { onlyUnavailable: false })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(client.subscribe(MonitoringChangedDocument, { onlyUnavailable: false }).next()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(client.execute(SendingStatisticsDocument, { by: 'DAY', since: '2027-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { client: admin, user } = await api.signedIn('ADMIN');
    const socket = openSocket(api.address, `Bearer ${admin.accessToken}`, 'subscription { monitoringChanged { at } }');
    expect((await socket.results.next()).value).toMatchObject({ data: { monitoringChanged: { at: expect.any(String) } } });
    await world.sql(`UPDATE users SET role = 'OPERATOR' WHERE id = $1`, [user.id]);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Session ended' });
    await socket.client.dispose();
  });
});

describe('statistics (F19.3)', () => {
  test('of one service and of all, with rates; null where there was nothing', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const id = await service(admin, 'box');
    await world.sql(`INSERT INTO service_hours (service_id, hour, sent, failed, unknown, bounced) VALUES ($1, '2027-03-01T10:00:00Z', 90, 8, 2, 5)`, [id]);
    const span = { by: 'HOUR' as const, since: '2027-03-01T10:00:00Z', until: '2027-03-01T12:00:00Z' };
    const expected = [
      { from: '2027-03-01T10:00:00.000Z', sent: 90, sentRate: 0.9, failedRate: 0.08, bouncedRate: 0.05, quotaUsed: null },
      { from: '2027-03-01T11:00:00.000Z', sent: 0, sentRate: null, failedRate: null, bouncedRate: null },
    ];
    expect((await admin.execute(ServiceStatisticsDocument, { id, ...span })).emailService!.statistics).toMatchObject(expected);
    expect((await admin.execute(SendingStatisticsDocument, span)).sendingStatistics).toMatchObject(expected);
  });

  test.each([
    [{ by: 'HOUR', since: '2027-01-01T00:00:00Z', until: '2027-03-01T00:00:00Z' }, 'more than 800 hours'],
    [{ by: 'DAY', since: '2027-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }, '"until" must be later'],
    [{ by: 'DAY', since: '0000-01-01T00:00:00Z', until: '0000-01-02T00:00:00Z' }, 'begin in the year 2000'],
    [{ by: 'DAY', since: '2027-01-01T00:00:00Z', until: '2027-01-02T00:00:00Z', zone: 'Mars/Base' }, 'There is no time zone'],
    [{ by: 'DAY', since: '2027-01-01T00:00:00Z', until: '2027-01-02T00:00:00Z', zone: '+08:00' }, 'There is no time zone'],
  ] as const)('%j is refused in words', async (span, words) => {
    const { client: admin } = await api.signedIn('ADMIN');
    const id = await service(admin, 'box');
    await expect(admin.execute(ServiceStatisticsDocument, { id, ...span })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(words) });
    await expect(admin.execute(SendingStatisticsDocument, span)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(words) });
  });

  test('of a whole page of services are one question, and bounded', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    await Promise.all(Array.from({ length: 12 }, (_, i) => service(admin, `box ${i}`)));
    const ask = async (until: string): Promise<{ data: { emailServices: { edges: { node: { statistics: unknown[] } }[] } } | null; errors?: { message: string }[] }> => {
      const query = `{ emailServices(first: 100) { edges { node { statistics(by: HOUR, since: "2027-01-01T00:00:00Z", until: "${until}") { sent } } } } }`;
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${admin.accessToken}` };
      return (await (await fetch(`${api.address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).json()) as Awaited<ReturnType<typeof ask>>;
    };
    const { data } = await ask('2027-01-03T00:00:00Z');
    expect(data!.emailServices.edges.map(({ node }) => node.statistics.length)).toEqual(Array.from({ length: 12 }, () => 48));
    const { errors } = await ask('2027-01-31T00:00:00Z');
    expect(errors![0]!.message).toContain('8000 are allowed');
  });
});
