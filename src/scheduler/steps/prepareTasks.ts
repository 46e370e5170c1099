import { templateProblems } from './templateProblems.js';
import type { StepContext } from './step.js';

/**
 * Recipients a transaction: at 20,000 a chunk takes a few tenths of a second; much larger ones hold the snapshot of one transaction open, which slows
 * every claim, and make a cancel wait.
 */
const chunk = 20_000;
/** Small tasks go together, a transaction for this many; of a large one among them this much is done a round, so that nobody waits for it. */
const together = 200;
const share = 500;

interface Preparing {
  id: string;
  campaign_id: string;
  user_id: string;
}

/** Prepares the recipients of started tasks, some of each in turn, so that a small task does not wait for a large one (F16.1). */
export async function prepareTasks(context: StepContext): Promise<number> {
  const { rows } = await context.pool.query<Preparing>({
    name: 'preparing-tasks',
    text: `SELECT id, campaign_id, user_id FROM tasks WHERE state = 'PREPARING' ORDER BY planned_at, id`,
  });
  for (let from = 0; from < rows.length && !context.stopping(); from += together) {
    const tasks = rows.slice(from, from + together);
    // The next round tries again: a lost connection, a deadlock. What fails for ever is seen in the log and in the task, which stays PREPARING.
    await prepareSome(tasks, rows.length === 1 ? chunk : share, context).catch((error: unknown) => context.log.error({ err: error, tasks: tasks.length }, 'tasks not prepared'));
  }
  return rows.length;
}

async function prepareSome(tasks: readonly Preparing[], size: number, { pool, announcer, log, wakeWorkers }: StepContext): Promise<void> {
  const problems = await templateProblems(pool, tasks.map((task) => task.id));
  const sound = tasks.filter((task) => !problems.has(task.id));
  for (const [id, problem] of problems) {
    await pool.query('SELECT fail_task($1, $2)', [id, problem]);
    log.warn({ task: id, problem }, 'task cannot be prepared');
  }
  const { rows } = await pool.query<{ task_id: string; state: string; prepared: boolean }>({
    name: 'prepare-tasks',
    text: 'SELECT * FROM prepare_tasks($1, $2)',
    values: [sound.map((task) => task.id), size],
  });
  const settled = rows.filter((row) => row.state === 'SENDING');
  // More recipients than were reserved, fewer, or none: each is a transaction of its own, because the user's quota moves.
  for (const row of rows.filter((each) => each.state === 'PREPARING' && each.prepared)) {
    await pool.query({ name: 'settle-task', text: 'SELECT settle_task($1)', values: [row.task_id] });
    settled.push(row);
  }
  for (const task of tasks) {
    announcer.task(task.id, task.campaign_id);
    announcer.user(task.user_id);
  }
  if (settled.length > 0) {
    log.info({ tasks: settled.length }, 'tasks prepared');
    wakeWorkers();
  }
}
