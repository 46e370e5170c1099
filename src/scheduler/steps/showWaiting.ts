import type { StepContext } from './step.js';

/** Says why tasks wait, and that they wait no more. Only those that have a reason now or nothing in flight are looked at. */
export async function showWaiting({ pool, announcer, stopping }: StepContext): Promise<number> {
  const { rows } = await pool.query<{ id: string; campaign_id: string }>(
    `SELECT t.id, t.campaign_id FROM tasks t JOIN task_cursors c ON c.task_id = t.id
      WHERE (t.state = 'SENDING' OR t.state = 'PAUSED' AND t.pause_reason = 'SERVICE_QUOTA_EXHAUSTED')
        AND c.bound_service_id IS NULL AND (t.waiting_reason IS NOT NULL OR c.exhausted OR c.sendable AND NOT EXISTS (SELECT FROM claims k WHERE k.task_id = t.id))
      ORDER BY t.id`,
  );
  let changed = 0;
  for (const task of rows) {
    if (stopping()) break;
    const { rows: shown } = await pool.query<{ changed: boolean }>({ name: 'show-waiting', text: 'SELECT show_waiting($1) AS changed', values: [task.id] });
    if (!shown[0]!.changed) continue;
    changed++;
    announcer.task(task.id, task.campaign_id);
  }
  return changed;
}
