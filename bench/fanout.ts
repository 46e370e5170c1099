import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { SluiceClient } from '../client/SluiceClient.js';
import { freePort } from '../src/postgres/freePort.js';
import { templateOf } from './content.js';
import type { Bench } from './figures.js';
import { cpuSeconds, quantile, round } from './measure.js';
import { addOperator, addService, addTask, analyze, release } from './plan.js';
import { startRedis } from './redis.js';
import { dispatched, type Dispatched } from './run.js';
import { adminPassword } from './sluice.js';
import { watchQueues } from './socketQueues.js';
import { Stage } from './stage.js';
import type { Shown } from './subscribers.js';

const mostBytes = 64 * 1024;

class Subscribers {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
  ) {}

  static async start(wish: { port: number; token: string; campaignId: string; count: number }): Promise<Subscribers> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'subscribers.js'), JSON.stringify(wish)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const subscribers = new Subscribers(child, createInterface(child.stdout!)[Symbol.asyncIterator]());
    if ((await subscribers.lines.next()).done) throw new Error('the subscribers did not all come up');
    return subscribers;
  }

  cpuSeconds(): number {
    return cpuSeconds([this.child.pid!]);
  }

  async stop(): Promise<{ shown: Shown[]; bytes: number }> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const { value } = await this.lines.next();
    await gone;
    return JSON.parse(value as string) as { shown: Shown[]; bytes: number };
  }
}

/** When each version of a task's progress was committed. Written by a trigger, in the transaction that makes the version; read by its commit time. */
async function recordVersions(stage: Stage): Promise<void> {
  await stage.rows('CREATE TABLE bench_versions (task_id uuid NOT NULL, version bigint NOT NULL)');
  await stage.rows(`CREATE FUNCTION bench_version() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO bench_versions VALUES (NEW.task_id, NEW.version); RETURN NULL; END'`);
  await stage.rows('CREATE TRIGGER bench_version AFTER UPDATE ON task_progress FOR EACH ROW EXECUTE FUNCTION bench_version()');
}

/** From the commit of the oldest change a message tells of to its receipt: the version after the last one shown is the oldest that was not. */
async function delays(stage: Stage, task: string, shown: readonly Shown[]): Promise<number[]> {
  const rows = await stage.rows<{ version: number; at: number }>(`SELECT version, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS at FROM bench_versions WHERE task_id = $1`, [task]);
  const committed = new Map(rows.map((row) => [row.version, row.at]));
  const all: number[] = [];
  for (const list of shown) {
    for (let i = 1; i < list.length; i++) {
      const oldest = committed.get(list[i - 1]![0] + 1);
      // The same version again tells of claims, not of outcomes.
      if (list[i]![0] > list[i - 1]![0] && oldest !== undefined) all.push(list[i]![1] - oldest);
    }
  }
  return all.sort((a, b) => a - b);
}

/** A thousand people watch one running campaign. */
export const fanout: Bench = async (options) => {
  const size = options.size ?? 1_000;
  const mails = options.size === null ? 200_000 : 60_000;
  const stage = await Stage.set(options);
  try {
    const redis = await startRedis(stage);
    await recordVersions(stage);
    const port = await freePort();
    // First: it makes the administrator, which it does only where nobody is.
    await stage.start('api', { redisUrl: redis.url, port, env: { SLUICE_SOCKETS_PER_USER: '1000000', SLUICE_SOCKETS_PER_ADDRESS: '1000000' } });
    const operator = await addOperator(stage, mails, templateOf(3_000));
    await addService(stage, [operator], { kind: 'http', connections: 64 });
    await analyze(stage);
    await stage.start('scheduler,worker', { redisUrl: redis.url });
    const client = await new SluiceClient(`http://127.0.0.1:${port}`).signIn('admin', adminPassword);

    const run = async (during: (task: string) => Promise<void>): Promise<{ task: string; run: Dispatched }> => {
      await stage.receivers.control.reset();
      const task = await addTask(stage, operator, { mails, held: true });
      await stage.until('the task is prepared', async () => (await stage.rows<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [task]))[0]!.state === 'SENDING', 60);
      await during(task);
      await release(stage, [task]);
      return { task, run: await dispatched(stage, [task], { from: 'first mail' }) };
    };

    const before = await run(async () => undefined);
    options.note(`without subscribers: ${round(before.run.perSecond)} mails/s`);
    let subscribers!: Subscribers;
    let queues!: ReturnType<typeof watchQueues>;
    let subscriberCpu = 0;
    const watched = await run(async (task) => {
      const [{ campaign_id: campaignId }] = (await stage.rows<{ campaign_id: string }>('SELECT campaign_id FROM tasks WHERE id = $1', [task])) as [{ campaign_id: string }];
      subscribers = await Subscribers.start({ port, token: client.accessToken!, campaignId, count: size });
      subscriberCpu = subscribers.cpuSeconds();
      queues = watchQueues(port);
      stage.endsWith(async () => void queues());
    });
    subscriberCpu = subscribers.cpuSeconds() - subscriberCpu;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const waiting = queues();
    const { shown, bytes } = await subscribers.stop();
    await client.close();
    const after = await run(async () => undefined);
    options.note(`watched by ${size}: ${round(watched.run.perSecond)} mails/s; without them again: ${round(after.run.perSecond)}`);

    const late = await delays(stage, watched.task, shown);
    const [last] = await stage.rows<{ version: number }>('SELECT version FROM task_progress WHERE task_id = $1', [watched.task]);
    const upToDate = shown.filter((list) => list.at(-1)![0] === last!.version).length;
    if (upToDate !== size) throw new Error(`${size - upToDate} of ${size} subscribers were never shown the end`);
    const p99 = round(quantile(late, 0.99));
    const alone = Math.max(before.run.perSecond, after.run.perSecond);
    const ratio = round(watched.run.perSecond / alone, 3);
    // A frame's head is two bytes, four from 126 bytes on.
    const messagesWaiting = Math.ceil(waiting.toClient / (bytes + (bytes > 125 ? 4 : 2)));
    return {
      name: 'fanout', figure: p99, unit: 'ms from COMMIT to receipt, p99', limit: null, ratio,
      aim: 'p99 ≤ 500 ms; no client has > 1 message or 64 KiB waiting; dispatch ≥ 0.8 of its rate without subscribers',
      met: p99 <= 500 && messagesWaiting <= 1 && waiting.toClient <= mostBytes && ratio >= 0.8, size,
      messages: late.length, delayMs: { median: round(quantile(late, 0.5)), p99, most: round(late.at(-1) ?? 0) }, messageBytes: bytes, mostWaitingBytes: waiting, messagesWaiting,
      mailsPerSecond: { before: round(before.run.perSecond), watched: round(watched.run.perSecond), after: round(after.run.perSecond) }, mails,
      cpuSeconds: { ...watched.run.cpu, subscribers: round(subscriberCpu, 2) }, postgresql: stage.durability,
    };
  } finally {
    await stage.end();
  }
};
