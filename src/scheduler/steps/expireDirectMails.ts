import type { StepContext } from './step.js';

/** Gives up mails bound to a service that it did not take in time. Answers how many. */
export async function expireDirectMails({ pool, log }: StepContext): Promise<number> {
  const { rows } = await pool.query<{ tasks: number }>('SELECT expire_direct_mails() AS tasks');
  const { tasks } = rows[0]!;
  if (tasks > 0) log.warn({ tasks }, 'direct mails given up: their service did not take them in time');
  return tasks;
}
