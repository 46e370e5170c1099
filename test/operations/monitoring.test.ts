import { describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { monitoringNow } from '../../src/operations/monitoring.js';
import { leadershipNow } from '../../src/operations/monitorWorkers.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
const now = (): ReturnType<typeof monitoringNow> => monitoringNow(db.em());

const process = async (roles: string[], set: Record<string, string> = {}): Promise<string> => {
  const id = v7();
  const row: Record<string, string> = { started_at: 'now()', expires_at: `now() + interval '1 minute'`, ...set };
  await world.sql(
    `INSERT INTO processes (id, host, pid, roles, bus, version, ${Object.keys(row).join(', ')}) VALUES ($1, 'machine#1a2b', 1, $2, 'REDIS', '1.0', ${Object.values(row).join(', ')})`,
    [id, roles],
  );
  return id;
};

describe('the monitoring centre (M1)', () => {
  test('of an empty installation', async () => {
    expect(await now()).toMatchObject({
      counts: { total: 0, ready: 0 },
      services: [],
      users: { count: 0, quotaRemaining: 0 },
      tasks: { counts: [], list: [] },
      workers: [],
      leadership: { state: 'NONE', leader: null, lastSaidAt: null, schedulers: 0 },
      lag: { dueTaskMs: null, claimMs: null, idleServices: 0, outcomeMs: null },
      errors: [],
    });
  });

  test('counts services by state, and names those that cannot send first, with why', async () => {
    const user = await world.user();
    const ids = await Promise.all(['ready', 'cooling', 'exhausted', 'frozen', 'disabled', 'archived'].map((name) => world.service({ name, daily_quota: 10, pace_ms: name === 'cooling' ? 60_000 : 0, enabled: name !== 'disabled', ...(name === 'archived' ? { archived_at: new Date() } : {}) })));
    const [ready, cooling, exhausted, frozen] = ids as [string, string, string, string];
    await world.map(user, ...ids);
    await world.sql(`UPDATE lanes SET frozen_reason = 'CREDENTIALS', frozen_detail = '535 no', frozen_at = now() WHERE service_id = $1`, [frozen]);
    await world.sql(`UPDATE lanes SET slowed_ms = 500 WHERE service_id = $1`, [ready]);
    await world.sending(user, 30);
    const worker = await world.worker();
    const epochs = await world.take(worker);
    await world.claim(worker, [[cooling, epochs.get(cooling)!, 1], [exhausted, epochs.get(exhausted)!, 10]]);
    const { counts, services } = await now();
    expect(counts).toEqual({ total: 5, ready: 1, disabled: 1, frozen: 1, exhausted: 1, cooling: 1, slowed: 1 });
    expect(services.map(({ name, availability, quotaRemaining, inFlight }) => [name, availability.cause, quotaRemaining, inFlight])).toEqual([
      ['frozen', 'FROZEN', 10, 0],
      ['exhausted', 'EXHAUSTED', 0, 10],
      ['disabled', 'DISABLED', 10, 0],
      ['cooling', 'COOLING', 9, 1],
      ['ready', null, 10, 0],
    ]);
    expect(services[0]).toMatchObject({ frozenReason: 'CREDENTIALS', frozenDetail: '535 no' });
    expect(services[1]!.availability.until).toBeInstanceOf(Date);
  });

  test('counts tasks by state and reason, and lists those with most left, running ones first', async () => {
    const user = await world.user(500);
    const small = await world.sending(user, 5);
    const large = await world.sending(user, 20);
    const paused = await world.sending(user, 50);
    await world.sql(`UPDATE tasks SET state = 'PAUSED', pause_reason = 'MANUAL', paused_from = 'SENDING' WHERE id = $1`, [paused]);
    await world.sql(`UPDATE tasks SET waiting_reason = 'SERVICES_FROZEN' WHERE id = $1`, [large]);
    const { tasks, users } = await now();
    expect(tasks.counts).toEqual([
      { state: 'PAUSED', pauseReason: 'MANUAL', waitingReason: null, count: 1 },
      { state: 'SENDING', pauseReason: null, waitingReason: 'SERVICES_FROZEN', count: 1 },
      { state: 'SENDING', pauseReason: null, waitingReason: null, count: 1 },
    ]);
    // Each is for all contacts there were.
    expect(tasks.list.map(({ id, progress }) => [id, progress.total])).toEqual([[large, 25], [small, 5], [paused, 75]]);
    expect(tasks.list.at(-1)).toMatchObject({ id: paused, userId: user, campaignName: 'c', progress: { pauseReason: 'MANUAL' } });
    expect(users).toMatchObject({ count: 1 });
  });

  test('shows living workers with what they hold', async () => {
    const user = await world.user();
    const services = [await world.service(), await world.service()];
    await world.map(user, ...services);
    await world.sending(user, 30);
    const id = await process(['worker']);
    await world.sql('SELECT renew_worker($1, 60000, 0)', [id]);
    await world.worker(-1);
    const epochs = await world.take(id);
    await world.claim(id, [[services[0]!, epochs.get(services[0]!)!, 7]]);
    const { workers } = await now();
    expect(workers).toEqual([expect.objectContaining({ processId: id, host: 'machine', version: '1.0', lanes: 2, claims: 1, inFlight: 7, flushedAt: null })]);
    await world.flush(id, 1, {});
    expect((await now()).workers[0]!.flushedAt).toBeInstanceOf(Date);
  });

  test('says how far behind it is', async () => {
    const user = await world.user();
    const [busy, idle, frozen] = [await world.service(), await world.service(), await world.service()];
    await world.map(user, busy, idle, frozen);
    await world.sql(`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_at = now() WHERE service_id = $1`, [frozen]);
    await world.task(user, { plannedAt: '2026-01-01T00:00:00Z' });
    expect((await now()).lag.dueTaskMs).toBeGreaterThan(1_000);
    await world.sql('SELECT start_due_tasks(10)');
    expect((await now()).lag).toMatchObject({ dueTaskMs: null, claimMs: null, idleServices: 0, outcomeMs: null });
    const task = await world.sending(user, 30);
    await world.sql(`UPDATE tasks SET updated_at = now() - interval '40 s' WHERE id = $1`, [task]);
    const worker = await world.worker();
    const epochs = await world.take(worker);
    await world.claim(worker, [[busy, epochs.get(busy)!, 5]]);
    await world.sql(`UPDATE claims SET first_slot = first_slot - interval '20 s'`);
    const { lag } = await now();
    expect(lag.idleServices).toBe(1);
    expect(lag.claimMs).toBeGreaterThan(39_000);
    expect(lag.claimMs).toBeLessThan(70_000);
    expect(lag.outcomeMs).toBeGreaterThan(19_000);
    expect(lag.outcomeMs).toBeLessThan(50_000);
  });

  test('shows recent errors, the latest first', async () => {
    const service = await world.service({ name: 'relay' });
    await world.sql(
      `INSERT INTO service_errors (service_id, code, count, text, first_at, last_at) SELECT $1, 'C' || n, n, 'words', now() - interval '1 day', now() - n * interval '1 minute' FROM generate_series(1, 60) n`,
      [service],
    );
    const { errors } = await now();
    expect(errors).toHaveLength(50);
    expect(errors[0]).toMatchObject({ serviceId: service, serviceName: 'relay', code: 'C1', text: 'words', count: 1 });
  });
});

describe('who leads (M1, M4)', () => {
  const leads = { leads_since: `now() - interval '1 hour'`, led_at: 'clock_timestamp()' };
  const leadership = (): ReturnType<typeof leadershipNow> => leadershipNow(db.em());

  test('is who says so and is heard', async () => {
    await process(['scheduler']);
    const id = await process(['api', 'scheduler'], leads);
    expect(await leadership()).toMatchObject({ state: 'LED', leader: { processId: id, host: 'machine', version: '1.0' }, schedulers: 2 });
  });

  test.each([
    ['was silent for some seconds', { led_at: `now() - interval '6 s'` }],
    ['has no lease any more', { expires_at: `now() - interval '1 s'` }],
  ])('is nobody when it %s', async (_, set) => {
    await process(['scheduler'], { ...leads, ...set });
    expect(await leadership()).toMatchObject({ state: 'NONE', leader: null, lastSaidAt: expect.any(Date) });
  });

  test('is not sure when Redis answers nobody', async () => {
    for (let i = 0; i < 2; i++) await process(['scheduler'], { ...leads, leads_unsure: 'true' });
    expect(await leadership()).toMatchObject({ state: 'UNSURE', leader: null, schedulers: 2 });
  });

  test('is the later one of two', async () => {
    await process(['scheduler'], leads);
    const id = await process(['scheduler'], { ...leads, leads_since: 'now()' });
    expect((await leadership()).leader).toMatchObject({ processId: id });
  });
});
