import type { Cpu } from './measure.js';
import type { Stage } from './stage.js';

/** A stretch of dispatch: from the moment the tasks could be claimed to the commit of the last flush. */
export interface Dispatched {
  /** Different mails the receivers took. */
  mails: number;
  seconds: number;
  perSecond: number;
  cpu: Cpu<'sluice' | 'database' | 'receiver'>;
}

/**
 * Waits until these tasks are sending, then until they have finished, and reckons. The beginning is the commit that made the first of them claimable,
 * so the time to the first claim counts against us; the end is the commit of the flush that finished the last. From the first mail it is reckoned
 * where tasks were held until they were prepared.
 */
export async function dispatched(stage: Stage, tasks: readonly string[], { mostSeconds = 200, smtp = false, from = 'claimable' as 'claimable' | 'first mail' } = {}): Promise<Dispatched> {
  const states = async (): Promise<string[]> => (await stage.rows<{ state: string }>('SELECT state FROM tasks WHERE id = ANY ($1)', [tasks])).map((row) => row.state);
  await stage.until('the tasks send', async () => (await states()).some((state) => !['SCHEDULED', 'PREPARING'].includes(state)), mostSeconds, 10);
  const cpu = stage.cpu();
  await stage.until('the tasks have finished', async () => (await states()).every((state) => state === 'FINISHED'), mostSeconds);
  const spent = cpu.read();
  const began = from === 'claimable' ? `SELECT min(pg_xact_commit_timestamp(l.xmin)) FROM task_logs l WHERE l.task_id = ANY ($1) AND l.event = 'SENDING'` : `SELECT min(s.attempted_at) FROM subtasks s WHERE s.task_id = ANY ($1)`;
  const [span] = await stage.rows<{ seconds: number }>(
    `SELECT extract(epoch FROM (SELECT max(pg_xact_commit_timestamp(t.xmin)) FROM tasks t WHERE t.id = ANY ($1)) - (${began}))::float8 AS seconds`,
    [tasks],
  );
  const ids = new Set((await stage.receivers.control.records(smtp ? 'smtp' : 'engagelab')).map((record) => record.id));
  await demandAllSent(stage, tasks, ids, smtp);
  return { mails: ids.size, seconds: span!.seconds, perSecond: ids.size / span!.seconds, cpu: spent };
}

/** A figure of mails that did not all go out, or not once, is no figure. */
async function demandAllSent(stage: Stage, tasks: readonly string[], ids: ReadonlySet<string>, smtp: boolean): Promise<void> {
  const [counts] = await stage.rows<{ total: number; sent: number }>('SELECT sum(total)::int AS total, sum(sent)::int AS sent FROM task_progress WHERE task_id = ANY ($1)', [tasks]);
  const { taken } = (await stage.receivers.control.counters())[smtp ? 'smtp' : 'engagelab'];
  if (counts!.sent !== counts!.total || ids.size !== counts!.total || taken !== counts!.total) {
    throw new Error(`of ${counts!.total} mails ${counts!.sent} are SENT, the receiver took ${taken}, ${ids.size} of them different`);
  }
}
