import { afterEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
const running: Dispatch[] = [];

async function dispatch(): Promise<Dispatch> {
  const started = await Dispatch.start(db, { roles: ['worker'] });
  running.push(started);
  return started;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  expect(await world.violations()).toEqual([]);
}, 60_000);

/** A task of so many mails, SENDING; its mails made by the set and all to one contact, for it is the turns that are looked at. */
async function bulk(user: string, mails: number): Promise<string> {
  await world.contacts(user, 1, `c${Math.random()}-`);
  const { id } = await world.task(user, { reserved: mails });
  await world.sql(
    `INSERT INTO subtasks (id, task_id, seq, contact_id, email)
       SELECT gen_random_uuid(), $1, n, c.id, c.email FROM (SELECT id, email FROM contacts WHERE user_id = $2 LIMIT 1) c, generate_series(1, $3::int) n`,
    [id, user, mails],
  );
  await world.sql(`UPDATE tasks SET state = 'SENDING' WHERE id = $1`, [id]);
  await world.sql('UPDATE task_progress SET total = $2 WHERE task_id = $1', [id, mails]);
  await world.sql('UPDATE task_cursors SET total = $2, active = true, sendable = true, prepared = true WHERE task_id = $1', [id, mails]);
  return id;
}

/** Users of one service, each with tasks of the given sizes. */
async function usersOf(service: string, sizes: number[][]): Promise<string[]> {
  const users: string[] = [];
  for (const mine of sizes) {
    const user = await world.user(2_000_000);
    await world.map(user, service);
    for (const mails of mine) await bulk(user, mails);
    users.push(user);
  }
  return users;
}

/** Mails taken so far, by user, all read at one moment. */
async function taken(users: readonly string[]): Promise<number[]> {
  const rows = await world.sql<{ user_id: string; n: number }>('SELECT user_id, sum(claimed)::int AS n FROM task_cursors GROUP BY user_id');
  return users.map((user) => rows.find((row) => row.user_id === user)?.n ?? 0);
}
const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

/** Waits until so many were taken since `before`, and answers each user's part of them. */
async function shares({ until }: Dispatch, task: string, users: readonly string[], mails: number, before = users.map(() => 0)): Promise<number[]> {
  let now: number[] = [];
  await until('taskProgressed', task, async () => sum((now = await taken(users))) - sum(before) >= mails);
  return now.map((each, i) => (each - before[i]!) / (sum(now) - sum(before)));
}
const someTaskOf = async (user: string): Promise<string> => (await world.one<{ id: string }>('SELECT id FROM tasks WHERE user_id = $1 ORDER BY id LIMIT 1', [user])).id;
const state = async (id: string): Promise<string> => (await world.one<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [id])).state;
const finished = (one: Dispatch, id: string): Promise<void> => one.until('taskProgressed', id, async () => (await state(id)) === 'FINISHED');

/** Somebody may be ahead by one claim, which is up to 200 mails, and the one under way. */
const within = (part: number, mails: number, expected: number): boolean => Math.abs(part - expected) <= 250 / mails;

describe('F21.1 fairness, with a real worker', () => {
  test.each([2, 5, 20])('with %i users on one service each gets 1/k, whatever their task sizes', async (k) => {
    const service = await world.service();
    // One task of 20,000, three of other sizes, or a dozen small ones; what all compete for is less than any of them has.
    const users = await usersOf(service, Array.from({ length: k }, (_, i) => (i % 3 === 0 ? [20_000] : i % 3 === 1 ? [2_000, 500, 1_500] : Array.from({ length: 12 }, () => 250))));
    const mails = 1_200 * k;
    const parts = await shares(await dispatch(), await someTaskOf(users[0]!), users, mails);
    for (const part of parts) expect([part, within(part, mails, 1 / k)]).toEqual([part, true]);
  }, 60_000);

  test('each gets 1/k of every service he is mapped to, whatever he gets elsewhere', async () => {
    const [shared, own] = [await world.service({ pace_ms: 5 }), await world.service()];
    const users = await usersOf(shared, [[20_000], [20_000]]);
    await world.map(users[0]!, own);
    const one = await dispatch();
    const parts = async (): Promise<number[]> => {
      const rows = await world.sql<{ user_id: string; n: number }>(`SELECT t.user_id, count(*)::int AS n FROM subtasks s JOIN tasks t ON t.id = s.task_id WHERE s.service_id = $1 GROUP BY 1`, [shared]);
      return users.map((user) => rows.find((row) => row.user_id === user)?.n ?? 0);
    };
    let now: number[] = [];
    await one.until('taskProgressed', await someTaskOf(users[1]!), async () => sum((now = await parts())) >= 400);
    expect(within(now[0]! / sum(now), sum(now), 1 / 2)).toBe(true);
    expect((await taken(users))[0]).toBeGreaterThan(now[0]!);
  }, 60_000);

  test('a task of 100 beside one of 1,000,000 ends in seconds, of another user and of the same', async () => {
    const service = await world.service();
    const [large] = await usersOf(service, [[1_000_000]]);
    const one = await dispatch();
    await shares(one, await someTaskOf(large!), [large!], 2_000);
    for (const user of [await world.user(), large!]) {
      if (user !== large) await world.map(user, service);
      const began = performance.now();
      const small = await bulk(user, 100);
      one.events.wakeWorkers();
      await finished(one, small);
      expect(performance.now() - began).toBeLessThan(5_000);
    }
    expect(await state(await someTaskOf(large!))).toBe('SENDING');
  }, 180_000);

  test('a newcomer gets his part at once, and takes no more than it; who was there goes on with his', async () => {
    const service = await world.service();
    const [first] = await usersOf(service, [[60_000]]);
    const one = await dispatch();
    const task = await someTaskOf(first!);
    await shares(one, task, [first!], 5_000);
    const second = (await usersOf(service, [[20_000]]))[0]!;
    const [atJoin, mails] = [await taken([first!, second]), 4_000];
    for (const part of await shares(one, task, [first!, second], mails, atJoin)) expect([part, within(part, mails, 1 / 2)]).toEqual([part, true]);
    // Who pauses for a while earns nothing by it.
    await world.sql('UPDATE task_cursors SET active = false, sendable = false WHERE user_id = $1', [second]);
    await shares(one, task, [first!], mails, await taken([first!]));
    await world.sql('UPDATE task_cursors SET active = true, sendable = true WHERE user_id = $1', [second]);
    const atReturn = await taken([first!, second]);
    for (const part of await shares(one, task, [first!, second], mails, atReturn)) expect([part, within(part, mails, 1 / 2)]).toEqual([part, true]);
  }, 60_000);

  test('a stream of newcomers does not starve who was there', async () => {
    const service = await world.service();
    const [old] = await usersOf(service, [[30_000]]);
    const one = await dispatch();
    const task = await someTaskOf(old!);
    await shares(one, task, [old!], 1_000);
    const newcomers: string[] = [];
    for (let i = 0; i < 10; i++) {
      const before = await taken([old!]);
      newcomers.push(...(await usersOf(service, [[5_000]])));
      await shares(one, task, [old!], 100, before); // would wait for ever if he were starved
    }
    const all = [old!, ...newcomers];
    const before = await taken(all);
    const parts = await shares(one, task, all, 4_400, before);
    for (const part of parts) expect([part, within(part, 4_400, 1 / 11)]).toEqual([part, true]);
  }, 60_000);
});

describe('F20.2 services', () => {
  test('a slow, a silent and a frozen one stall nobody: what they do not take flows to the others', async () => {
    const slow = await world.service({ settings: { connections: 1, delayMs: 1_500 } });
    const silent = await world.service({ freeze_threshold: 100, settings: { connections: 2, failEvery: 1, failWith: 'TIMEOUT' } });
    const frozen = await world.service();
    await world.sql(`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_at = now() WHERE service_id = $1`, [frozen]);
    const fast = await world.service();
    const [everywhere, fastOnly, slowOnly] = [await world.user(), await world.user(), await world.user()];
    await world.map(everywhere, slow, frozen, fast);
    await world.map(fastOnly, fast);
    await world.map(slowOnly, slow, silent);
    const [a, b, c] = [await bulk(everywhere, 1_000), await bulk(fastOnly, 1_000), await bulk(slowOnly, 500)];
    const one = await dispatch();
    await finished(one, b);
    // Of the task that could go everywhere, only what the slow service has in hand may be left.
    await one.until('taskProgressed', a, async () => (await world.one<{ sent: number }>('SELECT sent FROM task_progress WHERE task_id = $1', [a])).sent >= 990);
    expect(await state(c)).toBe('SENDING');
    const bySlow = await world.one<{ n: number }>('SELECT count(*)::int AS n FROM sandbox_mails WHERE service_id = $1', [slow]);
    expect(bySlow.n).toBeLessThan(20);
  }, 60_000);

  test('those with more quota left take scarce mails first', async () => {
    const [small, large] = [await world.service({ daily_quota: 500 }), await world.service({ daily_quota: 50_000 })];
    const user = await world.user();
    await world.map(user, small, large);
    const one = await dispatch();
    // Both have been asked, so that the worker knows what each has left.
    await finished(one, await bulk(user, 200));
    const before = await world.sql<{ service_id: string; used: number }>('SELECT service_id, used FROM service_usages');
    for (let i = 0; i < 20; i++) {
      const id = await bulk(user, 5);
      one.events.wakeWorkers();
      await finished(one, id);
    }
    const used = async (service: string): Promise<number> =>
      ((await world.sql<{ used: number }>('SELECT used FROM service_usages WHERE service_id = $1', [service]))[0]?.used ?? 0) - (before.find((row) => row.service_id === service)?.used ?? 0);
    // Within one tick: a lane that asks by itself between two wake-ups may come first.
    expect(await used(large)).toBeGreaterThanOrEqual(80);
    expect((await used(large)) + (await used(small))).toBe(100);
  }, 60_000);
});
