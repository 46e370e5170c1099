import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { thawEmailService } from '../../src/operations/changeServiceState.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
afterEach(async () => expect(await world.violations()).toEqual([]));

let group = '';
let worker = '';
let flushes = 0;
beforeEach(async () => {
  group = v7();
  flushes = 0;
  await world.sql(`INSERT INTO service_groups (id, name, created_at) VALUES ($1, 'One account', now())`, [group]);
  worker = await world.worker();
});

const member = (name: string, set: Record<string, unknown> = {}): Promise<string> => world.service({ group_id: group, name, freeze_threshold: 2, ...set });
const entry = (service: string, given: object): object => ({ service, reset: false, failures: [], freeze: null, detail: '535 no', exhausted: false, slowed_ms: null, hold_ms: 0, ...given });
const report = (service: string, given: object): ReturnType<World['flush']> => world.flush(worker, ++flushes, { lanes: [entry(service, given)] });
const lanes = (): Promise<{ name: string; frozen_reason: string | null; frozen_detail: string | null; slowed_ms: number }[]> =>
  world.sql('SELECT s.name, l.frozen_reason, l.frozen_detail, l.slowed_ms FROM lanes l JOIN email_services s ON s.id = l.service_id ORDER BY s.name');
const log = async (): Promise<string[]> =>
  (await world.sql<{ line: string }>(`SELECT s.name || ' ' || g.event || coalesce(' ' || g.reason, '') AS line FROM service_status_logs g JOIN email_services s ON s.id = g.service_id ORDER BY 1`)).map((row) => row.line);

describe('the services of a group (SPEC section 1: freeze, provider rate and "quota reached" hold for the group)', () => {
  test.each(['FAILURES', 'CREDENTIALS', 'BALANCE'])('freeze together by %s; others do not, and what they have in hand must stop', async (reason) => {
    const user = await world.user();
    const [a, b] = [await member('a'), await member('b')];
    const other = await world.service({ name: 'other' });
    await world.map(user, a, b, other);
    await world.sending(user, 100);
    const epochs = await world.take(worker);
    for (const id of [b, other]) await world.claim(worker, [[id, epochs.get(id)!, 10]]);
    const answer = await report(a, reason === 'FAILURES' ? { failures: [1, 2] } : { freeze: reason });
    expect([...answer.frozen].sort()).toEqual([a, b].sort());
    expect([...answer.services].sort()).toEqual([a, b].sort());
    expect(answer.stop).toHaveLength(1);
    const words = reason === 'FAILURES' ? '2 × 535 no' : '535 no';
    expect(await lanes()).toMatchObject([
      { name: 'a', frozen_reason: reason, frozen_detail: words },
      { name: 'b', frozen_reason: reason, frozen_detail: `with a: ${words}` },
      { name: 'other', frozen_reason: null },
    ]);
    expect(await log()).toEqual([`a FROZEN ${reason}`, `b FROZEN ${reason}`]);
    expect((await world.claim(worker, [[b, epochs.get(b)!, 1]]))[0]!.status).toBe('CLOSED');
    expect((await world.claim(worker, [[other, epochs.get(other)!, 1]]))[0]!.status).toBe('CLAIMED');
  });

  test('"quota reached" exhausts the present period of all, begun or not; each keeps its own quota and use', async () => {
    const user = await world.user();
    const [a, b, c] = [await member('a', { daily_quota: 50 }), await member('b', { daily_quota: 70 }), await member('c')];
    const other = await world.service();
    await world.map(user, a, b, c, other);
    await world.sending(user, 100);
    const epochs = await world.take(worker);
    const ask = async (id: string): Promise<string> => (await world.claim(worker, [[id, epochs.get(id)!, 5]]))[0]!.status;
    for (const id of [a, b, other]) await ask(id);
    expect([...(await report(a, { exhausted: true })).services].sort()).toEqual([a, b, c].sort());
    expect([await ask(a), await ask(b), await ask(c), await ask(other)]).toEqual(['EXHAUSTED', 'EXHAUSTED', 'EXHAUSTED', 'CLAIMED']);
    const usages = await world.sql(`SELECT s.name, u.used, u.exhausted FROM service_usages u JOIN email_services s ON s.id = u.service_id WHERE s.group_id IS NOT NULL ORDER BY s.name`);
    expect(usages).toEqual([
      { name: 'a', used: 5, exhausted: true },
      { name: 'b', used: 5, exhausted: true },
      { name: 'c', used: 0, exhausted: true },
    ]);
    expect(await log()).toEqual(['a EXHAUSTED PROVIDER', 'b EXHAUSTED PROVIDER', 'c EXHAUSTED PROVIDER']);
    await report(b, { exhausted: true });
    expect(await log()).toHaveLength(3);
  });

  test('slow together and wait together; each recovers by itself, never above its own pace', async () => {
    const [a] = [await member('a'), await member('b', { pace_ms: 300 }), await member('c')];
    await world.service({ name: 'other' });
    const { services } = await report(a, { slowed_ms: 200, hold_ms: 60_000 });
    expect(services).toHaveLength(3);
    const state = (): Promise<object[]> =>
      world.sql(`SELECT s.name, l.slowed_ms, greatest(l.slowed_ms, l.pace_ms) AS interval, l.hold_until > sluice_clock() + interval '50 s' AS held, l.relearn_at IS NOT NULL AS anew
                   FROM lanes l JOIN email_services s ON s.id = l.service_id ORDER BY 1`);
    expect(await state()).toEqual([
      { name: 'a', slowed_ms: 200, interval: 200, held: true, anew: false },
      { name: 'b', slowed_ms: 200, interval: 300, held: true, anew: true },
      { name: 'c', slowed_ms: 200, interval: 200, held: true, anew: true },
      { name: 'other', slowed_ms: 0, interval: 0, held: false, anew: false },
    ]);
    expect(await log()).toEqual(['a SLOWED', 'b SLOWED', 'c SLOWED']);
    await report(a, { slowed_ms: 100 });
    expect((await lanes()).map((lane) => lane.slowed_ms)).toEqual([100, 200, 200, 0]);
  });

  test('thaw together by hand, those that were frozen together; a freeze by hand is of one service alone and stays', async () => {
    const [a, b, c] = [await member('a'), await member('b'), await member('c')];
    await world.sql(`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_at = sluice_clock(), frozen_with = service_id WHERE service_id = $1`, [c]);
    await report(a, { failures: [1, 2] });
    const actor = await world.user(0);
    const { thawed } = await db.em().transactional((em) => thawEmailService(em, b, actor));
    expect([...thawed].sort()).toEqual([a, b].sort());
    expect((await lanes()).map((lane) => lane.frozen_reason)).toEqual([null, null, 'MANUAL']);
    expect(await log()).toEqual(['a FROZEN FAILURES', 'a THAWED', 'b FROZEN FAILURES', 'b THAWED']);
    expect(await world.one('SELECT count(*)::int AS n FROM lanes WHERE failed_at <> $1', ['{}'])).toEqual({ n: 0 });
  });

  test('a service frozen before keeps its own reason, and does not thaw with those frozen later', async () => {
    const [a, b] = [await member('a'), await member('b')];
    await report(b, { freeze: 'BALANCE' });
    await world.sql(`UPDATE lanes SET frozen_reason = NULL, frozen_with = NULL WHERE service_id = $1`, [a]);
    await report(a, { freeze: 'CREDENTIALS' });
    expect((await lanes()).map((lane) => lane.frozen_reason)).toEqual(['CREDENTIALS', 'BALANCE']);
    await db.em().transactional(async (em) => thawEmailService(em, a, await world.user(0)));
    expect((await lanes()).map((lane) => lane.frozen_reason)).toEqual([null, 'BALANCE']);
  });

  test('a probe that succeeds thaws those frozen with it, where they are set so', async () => {
    const a = await member('a', { thaw_by_probe: true });
    await member('b', { thaw_by_probe: true });
    await member('c');
    await report(a, { failures: [1, 2] });
    await world.sql('UPDATE service_probes SET due_at = sluice_clock() WHERE service_id = $1', [a]);
    const taken = await world.one<{ edited_at: string; frozen_at: string }>('SELECT * FROM take_probes(1, 60)');
    await world.sql(`SELECT record_probe($1, $2, $3, true, 1, '', '', 300)`, [a, taken.edited_at, taken.frozen_at]);
    expect((await lanes()).map((lane) => lane.frozen_reason)).toEqual([null, null, 'FAILURES']);
  });

  test('are locked in the order of their keys: flushes about them, thaws, claims and probes at once never wait for each other for ever', async () => {
    const user = await world.user();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(await member(name, { thaw_by_probe: true }));
    await world.map(user, ...ids);
    await world.sending(user, 50);
    const workers = [worker, await world.worker(), await world.worker()];
    const epochs = await world.take(worker);
    const actor = await world.user(0);
    const began = await world.one<{ deadlocks: number }>('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()');
    const reports = workers.map(async (each, w) => {
      for (let i = 1; i <= 25; i++) {
        const chosen = ids.filter((_, k) => (k + i + w) % 2 === 0).reverse();
        await world.flush(each, i, { lanes: chosen.map((id) => entry(id, i % 3 === 0 ? { exhausted: true } : { failures: [i, i + 1], slowed_ms: i })) });
      }
    });
    const thaws = async (): Promise<void> => {
      for (let i = 0; i < 25; i++) await db.em().transactional((em) => thawEmailService(em, ids[i % 5]!, actor)).catch((error: Error) => expect(error.message).toBe('The service is not frozen.'));
    };
    const claims = async (): Promise<void> => {
      for (let i = 0; i < 25; i++) await world.claim(worker, ids.toReversed().map((id) => [id, epochs.get(id)!, 1]));
    };
    const probes = async (): Promise<void> => {
      for (let i = 0; i < 25; i++) {
        await world.sql('UPDATE service_probes SET due_at = sluice_clock() WHERE service_id = $1', [ids[i % 5]]);
        for (const taken of await world.sql<{ service_id: string; edited_at: string; frozen_at: string }>('SELECT * FROM take_probes(1, 60)')) {
          await world.sql(`SELECT record_probe($1, $2, $3, true, 1, '', '', 300)`, [taken.service_id, taken.edited_at, taken.frozen_at]);
        }
      }
    };
    await Promise.all([...reports, thaws(), claims(), probes()]);
    expect((await world.one<{ deadlocks: number }>('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()')).deadlocks).toBe(began.deadlocks);
  });
});
