import { compileTemplate } from '../../operations/compileTemplate.js';
import type { StepContext } from './step.js';

/**
 * Recipients a transaction: at 20,000 a chunk takes a few tenths of a second; much larger ones hold the snapshot of one transaction open, which slows
 * every claim, and make a cancel wait.
 */
const chunk = 20_000;

/** Prepares the recipients of started tasks, a chunk of each in turn, so that a small task does not wait for a large one (F16.1). */
export async function prepareTasks(context: StepContext): Promise<number> {
  const { rows } = await context.pool.query<{ id: string; campaign_id: string }>(
    `SELECT id, campaign_id FROM tasks WHERE state = 'PREPARING' ORDER BY planned_at, id`,
  );
  for (const task of rows) {
    if (context.stopping()) break;
    await prepareSome(task.id, task.campaign_id, context);
  }
  return rows.length;
}

async function prepareSome(id: string, campaignId: string, { pool, announcer, log, wakeWorkers }: StepContext): Promise<void> {
  try {
    const { rows } = await pool.query<{ added: number; done: boolean }>({ name: 'prepare-chunk', text: 'SELECT * FROM prepare_chunk($1, $2)', values: [id, chunk] });
    announcer.task(id, campaignId);
    if (!rows[0]!.done) return;
    const problem = await problemOfTemplates(id, pool);
    if (problem === null) {
      const { rows: settled } = await pool.query<{ state: string | null }>({ name: 'settle-task', text: 'SELECT settle_task($1) AS state', values: [id] });
      log.info({ task: id, state: settled[0]!.state }, 'task prepared');
    } else {
      await pool.query('SELECT fail_task($1, $2)', [id, problem]);
      log.warn({ task: id, problem }, 'task cannot be prepared');
    }
    const { rows: owner } = await pool.query<{ user_id: string }>('SELECT user_id FROM tasks WHERE id = $1', [id]);
    announcer.user(owner[0]!.user_id);
    announcer.task(id, campaignId);
    wakeWorkers();
  } catch (error) {
    // The next round tries again: a lost connection, a deadlock. What fails for ever is seen in the log and in the task, which stays PREPARING.
    log.error({ err: error, task: id }, 'chunk not prepared');
  }
}

/** A template that no longer renders would fail every mail: the task fails instead, before one is sent. */
async function problemOfTemplates(id: string, pool: StepContext['pool']): Promise<string | null> {
  const { rows } = await pool.query<{ subject: string; html: string; text: string | null; preview_line: string | null }>(
    `SELECT v.subject, v.html, v.text, v.preview_line FROM campaign_templates c JOIN template_versions v ON v.id = c.template_version_id WHERE c.task_id = $1`,
    [id],
  );
  if (rows.length === 0) return 'The task has no templates.';
  for (const row of rows) {
    try {
      compileTemplate({ subject: row.subject, html: row.html, text: row.text, previewLine: row.preview_line });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return null;
}
