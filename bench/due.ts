import { templateOf } from './content.js';
import type { Bench } from './figures.js';
import { quantile, round } from './measure.js';
import { addOperator, addService, addTasks, analyze } from './plan.js';
import { Stage } from './stage.js';

const recipients = 10;

/** Thousands of small tasks planned for the same second. */
export const due: Bench = async (options) => {
  const size = options.size ?? 5_000;
  const stage = await Stage.set(options);
  try {
    const users = Math.min(50, size);
    const operators = [];
    for (let i = 0; i < users; i++) operators.push(await addOperator(stage, recipients, templateOf(3_000)));
    await addService(stage, operators, { kind: 'http', connections: 64 });
    const tasks = await addTasks(stage, operators, Math.ceil(size / users), { mails: recipients, plannedAt: new Date(Date.now() + 3_600_000) });
    await analyze(stage);
    await stage.start('scheduler,worker');
    await new Promise((resolve) => setTimeout(resolve, 2_000)); // lanes taken, leader elected: as if it had run for long
    await stage.rows(`UPDATE tasks SET planned_at = date_trunc('second', clock_timestamp()) + interval '3 s' WHERE id = ANY ($1)`, [tasks]);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const cpu = stage.cpu();
    const unfinished = async (): Promise<number> => (await stage.rows<{ n: number }>(`SELECT count(*)::int AS n FROM tasks WHERE id = ANY ($1) AND state <> 'FINISHED'`, [tasks]))[0]!.n;
    await stage.until('all tasks have finished', async () => (await unfinished()) === 0, 200, 500);
    const spent = cpu.read();
    await stage.stopSluices();

    const since = async (event: string): Promise<number[]> =>
      (await stage.rows<{ ms: number }>(
        `SELECT min(extract(epoch FROM pg_xact_commit_timestamp(l.xmin) - t.planned_at) * 1000)::float8 AS ms FROM task_logs l JOIN tasks t ON t.id = l.task_id
          WHERE t.id = ANY ($1) AND l.event = $2 GROUP BY t.id ORDER BY 1`, [tasks, event])).map((row) => row.ms);
    const [started, sending] = [await since('STARTED'), await since('SENDING')];
    const [ended] = await stage.rows<{ s: number }>('SELECT extract(epoch FROM max(pg_xact_commit_timestamp(xmin)) - min(planned_at))::float8 AS s FROM tasks WHERE id = ANY ($1)', [tasks]);
    const different = new Set((await stage.receivers.control.records('engagelab')).map((record) => record.id)).size;
    if (started.length !== tasks.length || sending.length !== tasks.length || different !== tasks.length * recipients) {
      throw new Error(`of ${tasks.length} tasks ${started.length} started and ${sending.length} sent; the receiver took ${different} different mails`);
    }
    const [outMs, p99Ms] = [started.at(-1)!, quantile(sending, 0.99)];
    return {
      name: 'due', figure: round(outMs), unit: 'ms until all are out of SCHEDULED', limit: null, ratio: null,
      aim: 'all out of SCHEDULED within 1,000 ms of their time, p99 to SENDING with recipients ≤ 5,000 ms', met: outMs <= 1_000 && p99Ms <= 5_000, size,
      startedMs: { first: round(started[0]!), last: round(outMs) },
      sendingMs: { first: round(sending[0]!), median: round(quantile(sending, 0.5)), p99: round(p99Ms), last: round(sending.at(-1)!) },
      allFinishedSeconds: round(ended!.s, 2), users, recipientsEach: recipients, cpuSeconds: spent, postgresql: stage.durability,
    };
  } finally {
    await stage.end();
  }
};
