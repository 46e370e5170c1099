import type { StepContext } from './step.js';

interface Reaped {
  claims?: number;
  tasks?: number;
  mails?: number;
  task?: string;
  service?: string;
}

/** Settles what nobody will report any more: expired claims, and redeliveries that nobody took in time. Answers how many mails that were. */
export async function reapClaims(context: StepContext): Promise<number> {
  const mails = (await reapAll('reap_claim', context)) + (await reapAll('reap_redeliveries', context));
  if (mails > 0) {
    context.log.warn({ mails }, 'claims reaped: mails whose outcome nobody reported');
    context.wakeWorkers();
  }
  return mails;
}

async function reapAll(what: 'reap_claim' | 'reap_redeliveries', { pool, announcer, stopping }: StepContext): Promise<number> {
  let mails = 0;
  while (!stopping()) {
    const { rows } = await pool.query<{ reaped: Reaped }>(`SELECT ${what}() AS reaped`);
    const { reaped } = rows[0]!;
    if (!reaped.claims && !reaped.tasks) break;
    mails += reaped.mails ?? 0;
    const { rows: tasks } = await pool.query<{ campaign_id: string | null; user_id: string | null }>('SELECT campaign_id, user_id FROM tasks WHERE id = $1', [reaped.task]);
    announcer.task(reaped.task!, tasks[0]!.campaign_id);
    if (tasks[0]!.user_id !== null) announcer.user(tasks[0]!.user_id);
  }
  return mails;
}
