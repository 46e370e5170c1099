import { afterEach, describe, expect, test } from '@jest/globals';
import { type LeadershipNow, leadershipNow } from '../../src/operations/monitorWorkers.js';
import { freePort } from '../../src/postgres/freePort.js';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
const running: Dispatch[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

/** A scheduler whose process is on the list of the living. */
async function scheduler(env: Record<string, string> = {}): Promise<{ id: string; dispatch: Dispatch }> {
  const dispatch = await Dispatch.start(db, { roles: ['scheduler'], env });
  running.push(dispatch);
  const { id } = dispatch.runtime.process;
  await world.sql(
    `INSERT INTO processes (id, host, pid, roles, bus, version, started_at, expires_at) VALUES ($1, 'machine', 1, '{scheduler}', 'REDIS', 'test', now(), now() + interval '1 hour')`,
    [id],
  );
  return { id, dispatch };
}

/** It is said once a second. */
async function eventually(holds: (now: LeadershipNow) => boolean): Promise<LeadershipNow> {
  for (;;) {
    const now = await leadershipNow(db.em());
    if (holds(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a scheduler says whether it leads (M1, M4)', () => {
  test('one leads and goes on saying so; when it stops, the next one does, and the first is silent', async () => {
    const first = await scheduler();
    const second = await scheduler();
    const { leader, lastSaidAt } = await eventually(({ state }) => state === 'LED');
    expect(leader!.processId).toBe(first.id);
    const later = await eventually((now) => now.lastSaidAt! > lastSaidAt!);
    expect(later.leader).toEqual(leader);
    await first.dispatch.stop();
    expect(await world.one('SELECT leads_since, led_at FROM processes WHERE id = $1', [first.id])).toEqual({ leads_since: null, led_at: null });
    expect((await eventually((now) => now.leader?.processId === second.id)).state).toBe('LED');
  });

  test('when Redis does not answer every one does the work, and none is sure', async () => {
    const REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
    await Promise.all([scheduler({ REDIS_URL }), scheduler({ REDIS_URL })]);
    const now = await eventually(({ state }) => state !== 'NONE');
    expect(now).toMatchObject({ state: 'UNSURE', leader: null, schedulers: 2 });
    while ((await world.one<{ n: number }>('SELECT count(*)::int AS n FROM processes WHERE leads_unsure AND led_at IS NOT NULL')).n < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  });

  test('the beat goes on although it cannot be written down for a while', async () => {
    const { id } = await scheduler();
    await eventually(({ state }) => state === 'LED');
    const holder = await db.owner.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM processes WHERE id = $1 FOR UPDATE', [id]);
      expect((await eventually(({ state }) => state === 'NONE')).leader).toBeNull();
      await holder.query('COMMIT');
    } finally {
      holder.release();
    }
    await eventually(({ state }) => state === 'LED');
  });
});
