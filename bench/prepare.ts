import { newId } from '../src/ids.js';
import { templateOf } from './content.js';
import type { Bench } from './figures.js';
import { ownMegabytes, round } from './measure.js';
import { addOperator, addService, addTask, analyze, type Operator } from './plan.js';
import { startRedis } from './redis.js';
import { Stage } from './stage.js';

/** Half of the contacts under one tag, half under another, and a twentieth more under a third that is left out. */
async function tagged(stage: Stage, operator: Operator): Promise<object> {
  const [red, blue, not] = [newId(), newId(), newId()];
  await stage.rows(`INSERT INTO tags (id, user_id, name) SELECT id, $1, 'tag ' || id FROM unnest($2::uuid[]) id`, [operator.userId, [red, blue, not]]);
  await stage.rows(`INSERT INTO contact_tags (tag_id, contact_id) SELECT CASE WHEN n % 2 = 0 THEN $2::uuid ELSE $3::uuid END, id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM contacts WHERE user_id = $1) k`, [operator.userId, red, blue]);
  await stage.rows(`INSERT INTO contact_tags (tag_id, contact_id) SELECT $2, id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM contacts WHERE user_id = $1) k WHERE n % 21 = 0`, [operator.userId, not]);
  return { includeTagIds: [red, blue], excludeTagIds: [not] };
}

/**
 * The memory that processes took for themselves, in megabytes. A heap that is collected goes up and down all the time, so peaks are compared:
 * the one before `mark` with the one after.
 */
class MemoryMeter {
  private readonly peaks = [0];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pids: () => readonly number[]) {
    this.timer = setInterval(() => this.look(), 50);
  }

  mark(): void {
    this.look();
    this.peaks.push(0);
  }

  /** How much higher the peak since the mark is than the one before. */
  stop(): number {
    this.look();
    clearInterval(this.timer);
    return round(Math.max(0, this.peaks.at(-1)! - this.peaks[0]!), 1);
  }

  private look(): void {
    const now = this.pids().reduce((sum, pid) => sum + ownMegabytes(pid), 0);
    this.peaks[this.peaks.length - 1] = Math.max(this.peaks.at(-1)!, now);
  }
}

/** A million recipients prepared from a rule with tags, beside a stream of mails of somebody else. */
export const prepare: Bench = async (options) => {
  const size = options.size ?? 1_000_000;
  const stage = await Stage.set(options);
  try {
    const [streamer, planner] = [await addOperator(stage, Math.max(50_000, Math.ceil(size * 0.35)), templateOf(3_000)), await addOperator(stage, Math.ceil((size * 21) / 20), templateOf(3_000))];
    await addService(stage, [streamer], { kind: 'http', connections: 64 });
    const audience = await tagged(stage, planner);
    const stream = await addTask(stage, streamer, { mails: Math.max(50_000, Math.ceil(size * 0.35)) });
    await analyze(stage);
    options.note(`${size} recipients to be prepared`);
    // Apart, so that the memory of what prepares is not lost in that of what sends.
    const redisUrl = (await startRedis(stage)).url;
    const scheduler = await stage.start('scheduler', { redisUrl });
    const worker = await stage.start('worker', { redisUrl });
    const taken = async (): Promise<number> => (await stage.receivers.control.counters()).engagelab.taken;
    await stage.until('the stream flows', async () => (await taken()) > 0, 60);
    const settle = size >= 500_000 ? 4_000 : 1_000; // until the stream has its pace, and then as long to measure it
    await new Promise((resolve) => setTimeout(resolve, settle));
    const backends = await stage.rows<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE backend_type = $1', ['client backend']);
    // Backends that are made meanwhile are few and start empty.
    const memory = { scheduler: new MemoryMeter(() => [scheduler.pid]), worker: new MemoryMeter(() => [worker.pid]), database: new MemoryMeter(() => backends.map((row) => row.pid)) };
    await new Promise((resolve) => setTimeout(resolve, settle));
    for (const meter of Object.values(memory)) meter.mark();
    const task = await addTask(stage, planner, { mails: size, audience });
    const cpu = stage.cpu();
    await stage.until('the recipients are prepared', async () => (await stage.rows<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [task]))[0]!.state === 'SENDING', 120);
    const [spent, schedulerMb, workerMb, databaseMb] = [cpu.read(), memory.scheduler.stop(), memory.worker.stop(), memory.database.stop()];
    const outlasted = (await stage.rows<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [stream]))[0]!.state === 'SENDING';
    await stage.stopSluices();

    const [span] = await stage.rows<{ began: number; ended: number; total: number }>(
      `SELECT (extract(epoch FROM pg_xact_commit_timestamp(a.xmin)) * 1000)::float8 AS began, (extract(epoch FROM pg_xact_commit_timestamp(b.xmin)) * 1000)::float8 AS ended, c.total
         FROM task_logs a, task_logs b, task_cursors c WHERE a.task_id = $1 AND a.event = 'STARTED' AND b.task_id = $1 AND b.event = 'SENDING' AND c.task_id = $1`,
      [task],
    );
    const { began, ended, total } = span!;
    if (total !== size) throw new Error(`${total} recipients were prepared, not ${size}`);
    const times = (await stage.receivers.control.records('engagelab')).map((record) => record.at).sort((a, b) => a - b);
    const besideUntil = outlasted ? ended : times.at(-1)!;
    const rate = (from: number, to: number): number => times.filter((at) => at >= from && at < to).length / ((to - from) / 1_000);
    const [alone, beside] = [rate(began - settle, began), rate(began, besideUntil)];
    let longest = 0;
    for (let i = 1; i < times.length; i++) if (times[i]! >= began && times[i - 1]! < besideUntil) longest = Math.max(longest, times[i]! - times[i - 1]!);
    const [seconds, ratio] = [round((ended - began) / 1_000, 2), round(beside / alone, 3)];
    const growthMb = schedulerMb + databaseMb;
    return {
      name: 'prepare', figure: seconds, unit: 's', limit: null, ratio,
      aim: '≤ 12 s; memory grows ≤ 50 MB; the stream keeps ≥ 0.5 of its rate and never pauses longer than 500 ms',
      met: size === 1_000_000 ? seconds <= 12 && growthMb <= 50 && ratio >= 0.5 && longest <= 500 : null, size,
      recipientsPerSecond: round(total / seconds), growthMb: { scheduler: schedulerMb, databaseBackends: databaseMb, workerThatSends: workerMb }, stream: { alone: round(alone), beside: round(beside), longestPauseMs: round(longest), outlastedIt: outlasted },
      cpuSeconds: spent, postgresql: stage.durability,
    };
  } finally {
    await stage.end();
  }
};
