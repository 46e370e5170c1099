import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/ids.js';
import type { Tasks } from '../../src/jobs/task.js';
import { enqueueJob, type JobOptions } from '../../src/operations/enqueueJob.js';
import { testDatabase } from '../support/database.js';
import { type StartedJobs, startJobs } from '../support/jobs.js';

const database = testDatabase();
const open: StartedJobs[] = [];
beforeEach(() => database.owner.query('TRUNCATE graphile_worker._private_jobs'));
afterEach(async () => {
  for (const jobs of open.splice(0)) await jobs.stop();
});

/** Jobs of one kind stand for all; `work` is what they do. */
async function start(work: Tasks['deliverAlertWebhook'], env: Record<string, string> = {}): Promise<StartedJobs> {
  const jobs = await startJobs(database, { deliverAlertWebhook: work, mailAlerts: async () => {} }, env);
  open.push(jobs);
  return jobs;
}
const enqueue = (deliveryId: string, options?: JobOptions) => enqueueJob(database.em(), 'deliverAlertWebhook', { deliveryId }, options);
const waiting = async (): Promise<number> => (await database.pool.query('SELECT FROM graphile_worker._private_jobs')).rowCount!;

describe('background jobs', () => {
  test('run without rights of the owner, and say nothing but what was done', async () => {
    const done = Promise.withResolvers<string>();
    const jobs = await start(async ({ deliveryId }) => done.resolve(deliveryId));
    await enqueue('a');
    expect(await done.promise).toBe('a');
    await jobs.stop();
    open.length = 0;
    expect(jobs.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)).toEqual([]);
    expect((await database.pool.query('SELECT FROM job_runners')).rowCount).toBe(0);
  });

  test('are there when the transaction commits, and never if it does not', async () => {
    const seen: string[] = [];
    const done = Promise.withResolvers<void>();
    await start(async ({ deliveryId }) => {
      seen.push(deliveryId);
      if (deliveryId === 'after') done.resolve();
    });
    await expect(
      database.em().transactional(async (em) => {
        await enqueueJob(em, 'deliverAlertWebhook', { deliveryId: 'undone' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await database.em().transactional((em) => enqueueJob(em, 'deliverAlertWebhook', { deliveryId: 'done' }));
    await enqueue('after', { runAt: new Date(Date.now() + 500) });
    await done.promise;
    expect(seen).toEqual(['done', 'after']);
  });

  test('run once, however many processes look for them', async () => {
    const runs = new Map<string, number>();
    const ids = Array.from({ length: 200 }, () => newId());
    const done = Promise.withResolvers<void>();
    const work: Tasks['deliverAlertWebhook'] = async ({ deliveryId }) => {
      runs.set(deliveryId, (runs.get(deliveryId) ?? 0) + 1);
      if (runs.size === ids.length) done.resolve();
    };
    for (const id of ids.slice(0, 100)) await enqueue(id);
    await Promise.all([start(work), start(work), start(work)]);
    for (const id of ids.slice(100)) await enqueue(id);
    await done.promise;
    for (const jobs of open.splice(0)) await jobs.stop();
    expect([...runs.values()].filter((count) => count !== 1)).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  test('of one queue run one after another, those of others meanwhile', async () => {
    const both = Promise.withResolvers<void>();
    let inQueue = 0;
    let most = 0;
    let ended = 0;
    await start(async ({ deliveryId }) => {
      if (deliveryId === 'other') return both.resolve();
      most = Math.max(most, ++inQueue);
      if (ended === 0) await both.promise;
      inQueue--;
      ended++;
    });
    for (let i = 0; i < 5; i++) await enqueue(newId(), { queue: 'one' });
    await enqueue('other', { queue: 'two' });
    while (ended < 5) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(most).toBe(1);
  });

  test('that throw are tried again, and the log says why without what they were given', async () => {
    let tries = 0;
    const done = Promise.withResolvers<void>();
    const jobs = await start(async () => {
      if (++tries === 1) throw new Error('not yet');
      done.resolve();
    });
    await enqueue('secret-payload');
    await done.promise;
    expect(jobs.logged.join('')).toContain('not yet');
    expect(jobs.logged.join('')).not.toContain('secret-payload');
  });

  test('of a process that was held for dead are taken again, and its late end harms nobody; one that lives keeps its own', async () => {
    let runs = 0;
    const [hangs, again] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const work: Tasks['deliverAlertWebhook'] = async () => {
      if (++runs === 1) await hangs.promise;
      else again.resolve();
    };
    await Promise.all([start(work), start(work)]);
    await enqueue('a');
    while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    // It lives and says so: two leases later nobody has taken what it works on.
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(runs).toBe(1);
    // As if it belonged to one that has said nothing for a while.
    await database.pool.query(`INSERT INTO job_runners VALUES ('gone', $1, now() - interval '1 s')`, [newId()]);
    await database.pool.query(`UPDATE graphile_worker._private_jobs SET locked_by = 'gone'`);
    await again.promise;
    hangs.resolve();
    for (const jobs of open.splice(0)) await jobs.stop();
    expect(runs).toBe(2);
    expect(await waiting()).toBe(0);
  });

  test('end before their process does', async () => {
    let ended = false;
    const begun = Promise.withResolvers<void>();
    const jobs = await start(async () => {
      begun.resolve();
      await new Promise((resolve) => setTimeout(resolve, 400));
      ended = true;
    });
    await enqueue('a');
    await begun.promise;
    await jobs.stop();
    open.length = 0;
    expect(ended).toBe(true);
    expect(await waiting()).toBe(0);
  });
});
