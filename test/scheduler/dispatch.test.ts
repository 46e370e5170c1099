import { afterEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
const running: Dispatch[] = [];

async function dispatch(set: Parameters<typeof Dispatch.start>[1] = {}): Promise<Dispatch> {
  const started = await Dispatch.start(db, set);
  running.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  expect(await world.violations()).toEqual([]);
});

describe('scheduler and worker', () => {
  test('F15.4, F16 a planned task is started, prepared, sent and finished; everybody gets one mail', async () => {
    const user = await world.user(1_000);
    const service = await world.service();
    await world.map(user, service);
    await world.contacts(user, 500);
    const { id, campaign } = await world.task(user, { reserved: 500 });
    const { until } = await dispatch();
    await until('taskProgressed', id, async () => (await world.one<{ state: string }>('SELECT state FROM tasks')).state === 'FINISHED');
    expect(await world.one('SELECT sent, failed, unknown, skipped FROM task_progress')).toEqual({ sent: 500, failed: 0, unknown: 0, skipped: 0 });
    expect(await world.one('SELECT count(*)::int AS mails, count(DISTINCT recipient)::int AS people FROM sandbox_mails')).toEqual({ mails: 500, people: 500 });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: 500 });
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 500 });
    expect(await world.one('SELECT state FROM campaigns WHERE id = $1', [campaign])).toEqual({ state: 'COMPLETED' });
    expect(await world.sql('SELECT FROM claims')).toEqual([]);
  });

  test('F18.5 two sends of a service are never closer than its interval, at the sender', async () => {
    const user = await world.user();
    const service = await world.service({ pace_ms: 50 });
    await world.map(user, service);
    await world.contacts(user, 40);
    const { id } = await world.task(user, { reserved: 40 });
    const { until } = await dispatch();
    await until('taskProgressed', id, async () => (await world.one<{ state: string }>('SELECT state FROM tasks')).state === 'FINISHED');
    const { gap } = await world.one<{ gap: number }>(
      `SELECT (extract(epoch FROM min(gap)) * 1000)::float8 AS gap FROM (SELECT attempted_at - lag(attempted_at) OVER (ORDER BY attempted_at) AS gap FROM subtasks) k`,
    );
    expect(gap).toBeGreaterThanOrEqual(50);
  });

  test('F18.6 a broken service costs at most its threshold, is frozen, and its mails go through another', async () => {
    const user = await world.user();
    const broken = await world.service({ freeze_threshold: 3, settings: { connections: 4, failEvery: 1, failWith: 'UNREACHABLE' } });
    await world.map(user, broken);
    await world.contacts(user, 50);
    const { id } = await world.task(user, { reserved: 50 });
    const { until, events } = await dispatch();
    await until('serviceStatusChanged', broken, async () => (await world.one<{ frozen_reason: string | null }>('SELECT frozen_reason FROM lanes')).frozen_reason === 'FAILURES');
    await until('taskProgressed', id, async () => (await world.one<{ waiting_reason: string | null }>('SELECT waiting_reason FROM tasks')).waiting_reason === 'SERVICES_FROZEN');
    const { tries } = await world.one<{ tries: number }>('SELECT count(*)::int AS tries FROM attempts');
    expect(tries).toBeGreaterThanOrEqual(3);
    // The threshold, and what was in flight when the first failed.
    expect(tries).toBeLessThanOrEqual(3 + 4);
    const healthy = await world.service();
    await world.map(user, healthy);
    events.wakeWorkers();
    await until('taskProgressed', id, async () => (await world.one<{ state: string }>('SELECT state FROM tasks')).state === 'FINISHED');
    expect(await world.one('SELECT sent FROM task_progress')).toEqual({ sent: 50 });
    expect(await world.one('SELECT used FROM service_usages WHERE service_id = $1', [broken])).toEqual({ used: 0 });
  });

  test('F18.3 a task whose service has no quota left is PAUSED and goes on by itself when there is', async () => {
    const user = await world.user();
    const service = await world.service({ daily_quota: 20 });
    await world.map(user, service);
    await world.contacts(user, 30);
    const { id } = await world.task(user, { reserved: 30 });
    const { until, events } = await dispatch();
    const stateOf = (): Promise<{ state: string; pause_reason: string | null }> => world.one('SELECT state, pause_reason FROM tasks');
    await until('taskProgressed', id, async () => (await stateOf()).pause_reason === 'SERVICE_QUOTA_EXHAUSTED');
    expect(await world.one('SELECT sent FROM task_progress')).toEqual({ sent: 20 });
    await world.sql('UPDATE service_usages SET adjustment = 10');
    events.wakeWorkers();
    await until('taskProgressed', id, async () => (await stateOf()).state === 'FINISHED');
    expect(await world.one('SELECT sent FROM task_progress')).toEqual({ sent: 30 });
    const log = await world.sql<{ event: string }>('SELECT event FROM task_logs ORDER BY created_at, id');
    expect(log.map((row) => row.event)).toEqual(['STARTED', 'SENDING', 'PAUSED', 'RESUMED', 'FINISHED']);
  });

  test('F20.1 a user without a service is told so', async () => {
    const user = await world.user();
    await world.contacts(user, 3);
    const { id } = await world.task(user, { reserved: 3 });
    const { until } = await dispatch();
    await until('taskProgressed', id, async () => (await world.one<{ pause_reason: string }>('SELECT pause_reason FROM tasks')).pause_reason === 'NO_AVAILABLE_SERVICE');
  });

  test('F23.3 preparation settles: fewer recipients return quota, more than there is pauses and sends nothing', async () => {
    const user = await world.user(20);
    const service = await world.service();
    await world.map(user, service);
    await world.contacts(user, 10);
    const fewer = await world.task(user, { reserved: 15 });
    const { until } = await dispatch();
    await until('taskProgressed', fewer.id, async () => (await world.one<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [fewer.id])).state === 'FINISHED');
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 10 });
    await world.contacts(user, 10, 'more');
    const more = await world.task(user, { reserved: 5 });
    await until('taskProgressed', more.id, async () => (await world.one<{ pause_reason: string }>('SELECT pause_reason FROM tasks WHERE id = $1', [more.id])).pause_reason === 'NO_USER_QUOTA');
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 5 });
    expect(await world.one('SELECT sent FROM task_progress WHERE task_id = $1', [more.id])).toEqual({ sent: 0 });
  });

  test('E4 a suppressed address is left out when preparing, and SKIPPED when suppressed later; its quota comes back', async () => {
    const user = await world.user(10);
    const service = await world.service({ enabled: false });
    await world.map(user, service);
    await world.contacts(user, 4);
    const suppress = (email: string): Promise<unknown> =>
      world.sql(`INSERT INTO suppressions (id, user_id, email, reason, created_at) VALUES (gen_random_uuid(), $1, $2, 'MANUAL', now())`, [user, email]);
    await suppress('r1@example.org');
    const { id } = await world.task(user, { reserved: 4 });
    const { until, events } = await dispatch();
    await until('taskProgressed', id, async () => (await world.one<{ pause_reason: string }>('SELECT pause_reason FROM tasks')).pause_reason === 'NO_AVAILABLE_SERVICE');
    await suppress('r2@example.org');
    await world.sql(`UPDATE email_services SET enabled = true`);
    await world.sql(`UPDATE tasks SET state = 'SENDING', pause_reason = NULL, paused_from = NULL`);
    await world.sql(`UPDATE task_cursors SET active = true, sendable = true`);
    events.wakeWorkers();
    await until('taskProgressed', id, async () => (await world.one<{ state: string }>('SELECT state FROM tasks')).state === 'FINISHED');
    expect(await world.one('SELECT total, sent, skipped FROM task_progress')).toEqual({ total: 3, sent: 2, skipped: 1 });
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 8 });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: 2 });
  });

  test('F15.5 two workers share the lanes, and a worker that stops hands everything over', async () => {
    const user = await world.user();
    for (let i = 0; i < 4; i++) await world.map(user, await world.service({ pace_ms: 20 }));
    await world.contacts(user, 400);
    const { id } = await world.task(user, { reserved: 400 });
    const first = await dispatch();
    const second = await dispatch({ roles: ['worker'] });
    const owners = (): Promise<{ owners: number; free: number }> => world.one('SELECT count(DISTINCT owner)::int AS owners, count(*) FILTER (WHERE owner IS NULL)::int AS free FROM lanes');
    await first.until('taskProgressed', id, async () => (await owners()).owners === 2);
    await second.stop();
    await first.until('taskProgressed', id, async () => (await world.one<{ state: string }>('SELECT state FROM tasks')).state === 'FINISHED');
    expect(await world.one('SELECT sent FROM task_progress')).toEqual({ sent: 400 });
    expect(await world.one('SELECT count(DISTINCT recipient)::int AS people, count(*)::int AS mails FROM sandbox_mails')).toEqual({ people: 400, mails: 400 });
  });
});
