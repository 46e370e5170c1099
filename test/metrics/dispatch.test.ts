import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { figuresOf, figuresWhen, sumOf } from '../support/figures.js';
import { watchedPool } from '../support/watchedPool.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
const running: Dispatch[] = [];

async function dispatch(set: Parameters<typeof Dispatch.start>[1] = {}, database = db): Promise<Dispatch> {
  const started = await Dispatch.start(database, set);
  running.push(started);
  return started;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

async function campaign(mails: number, service: Record<string, unknown> = {}): Promise<{ service: string }> {
  const user = await world.user();
  const made = await world.service(service);
  await world.map(user, made);
  await world.contacts(user, mails);
  await world.task(user, { reserved: mails });
  return { service: made };
}
const finished = async (): Promise<boolean> => (await world.one<{ state: string }>('SELECT state FROM tasks')).state === 'FINISHED';

describe('figures of dispatch (M5)', () => {
  test('M5 mails by outcome, service and provider are what the database says, also when the answer of every second flush is lost', async () => {
    const { service } = await campaign(300, { settings: { connections: 4, failEvery: 10, failWith: 'REJECTED' } });
    let flushes = 0;
    const lossy = watchedPool(db.pool, {
      after: async (statement) => {
        if (statement === 'flush' && ++flushes % 2 === 0) throw new Error('the answer is lost');
      },
    });
    const { runtime } = await dispatch({}, { ...Object.create(db), url: db.url, identity: db.identity, orm: db.orm, em: db.em, pools: db.pools, pool: lossy } as typeof db);
    // Not by events: that of a flush whose answer was lost is never sent.
    while (!(await finished())) await sleep(20);
    await running[0]!.stop();
    const figures = await figuresOf(runtime.metrics);
    const { sent, failed } = await world.one<{ sent: number; failed: number }>('SELECT sent, failed FROM task_progress');
    expect(failed).toBeGreaterThan(0);
    expect(sumOf(figures, 'sluice_mails_total', { service, provider: 'sandbox', outcome: 'sent' })).toBe(sent);
    expect(sumOf(figures, 'sluice_mails_total', { service, provider: 'sandbox', outcome: 'failed' })).toBe(failed);
    // What was handed back was claimed again.
    expect(sumOf(figures, 'sluice_claimed_mails_total')).toBe(sumOf(figures, 'sluice_mails_total'));
    expect(sumOf(figures, 'sluice_flush_failures_total')).toBeGreaterThan(0);
    expect(sumOf(figures, 'sluice_flush_mails_sum')).toBe(sumOf(figures, 'sluice_mails_total'));
    expect(sumOf(figures, 'sluice_flush_duration_seconds_count')).toBe(sumOf(figures, 'sluice_flush_mails_count'));
    expect(sumOf(figures, 'sluice_claim_duration_seconds_count')).toBeGreaterThan(0);
    expect(sumOf(figures, 'sluice_claim_answers_total', { status: 'CLAIMED' })).toBeGreaterThan(0);
    for (const name of ['sluice_claims_open', 'sluice_results_waiting', 'sluice_flush_unanswered_seconds']) expect([name, figures.get(name)]).toEqual([name, 0]);
  });

  test('M5 lanes, leader, and lag: a task that nobody starts is late, and a lane that nobody drives is seen', async () => {
    const user = await world.user();
    const [open, frozen, disabled] = [await world.service(), await world.service(), await world.service({ enabled: false })];
    await world.sql(`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_at = now() WHERE service_id = $1`, [frozen]);
    await world.map(user, open, frozen, disabled);
    await world.contacts(user, 3);
    await world.task(user, { reserved: 3, plannedAt: new Date(Date.now() - 90_000).toISOString() });
    // A scheduler whose steps the tick does not reach: the first step is held up in the database.
    const blocker = await db.owner.connect();
    await blocker.query('BEGIN; LOCK TABLE task_progress, tasks IN ROW EXCLUSIVE MODE; SELECT FROM tasks FOR UPDATE');
    try {
      const { runtime } = await dispatch({ roles: ['scheduler'] });
      const figures = await figuresOf(runtime.metrics);
      expect(figures.get('sluice_dispatch_readable')).toBe(1);
      expect(figures.get('sluice_due_task_lag_seconds')).toBeGreaterThanOrEqual(90);
      expect(figures.get('sluice_tasks{state="SCHEDULED"}')).toBe(1);
      expect(figures.get('sluice_scheduler_state{state="LEADING"}')).toBe(1);
      expect(['open', 'frozen', 'disabled'].map((state) => figures.get(`sluice_lanes{state="${state}"}`))).toEqual([1, 1, 1]);
      expect([figures.get('sluice_lanes_undriven'), figures.get('sluice_workers')]).toEqual([1, 0]);
      // What a worker would say is not said by who is none.
      expect(figures.has('sluice_results_waiting')).toBe(false);
    } finally {
      await blocker.query('ROLLBACK');
      blocker.release();
    }
    const { runtime } = await dispatch({ roles: ['worker'] });
    const figures = await figuresWhen(
      () => figuresOf(runtime.metrics),
      (read) => read.get('sluice_worker_lanes{state="open"}') === 1 && read.get('sluice_worker_lanes{state="closed"}') === 2,
    );
    expect(figures.has('sluice_dispatch_readable')).toBe(false);
    expect((await figuresOf(running[0]!.runtime.metrics)).get('sluice_lanes_undriven')).toBe(0);
  });

  test('a database that does not answer makes figures missing, not old', async () => {
    let answers = true;
    const pool = watchedPool(db.pool, {
      before: async (statement) => {
        if (statement.startsWith('dispatch-') && !answers) throw new Error('away');
      },
    });
    const { runtime } = await dispatch({ roles: ['scheduler'] }, { ...Object.create(db), url: db.url, identity: db.identity, orm: db.orm, em: db.em, pools: db.pools, pool } as typeof db);
    expect((await figuresOf(runtime.metrics)).get('sluice_mails_waiting')).toBe(0);
    answers = false;
    const figures = await figuresOf(runtime.metrics);
    expect([figures.get('sluice_dispatch_readable'), figures.has('sluice_mails_waiting'), figures.has('sluice_lanes{state="open"}')]).toEqual([0, false, false]);
  });
});
