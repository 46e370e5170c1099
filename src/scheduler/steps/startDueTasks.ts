import type { StepContext } from './step.js';

/** Set-based: thousands a second. */
const batch = 5_000;

/** Tasks whose time has come leave SCHEDULED (F15.4). Answers how many did. */
export async function startDueTasks({ pool, announcer, log }: StepContext): Promise<number> {
  let started = 0;
  for (;;) {
    const { rows } = await pool.query<{ task_id: string; campaign_id: string; state: string }>({
      name: 'start-due-tasks',
      text: 'SELECT * FROM start_due_tasks($1)',
      values: [batch],
    });
    for (const row of rows) announcer.task(row.task_id, row.campaign_id);
    started += rows.length;
    if (rows.length < batch) break;
  }
  if (started > 0) log.info({ tasks: started }, 'due tasks started');
  return started;
}

/** How long until the next planned time, in milliseconds; null when nothing is planned. */
export async function untilNextPlanned({ pool }: StepContext): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>({
    name: 'next-planned',
    text: `SELECT (extract(epoch FROM min(planned_at) - sluice_clock()) * 1000)::float8 AS ms FROM tasks WHERE state = 'SCHEDULED'`,
  });
  return rows[0]!.ms;
}
