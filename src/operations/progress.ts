import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { CampaignState } from '../entities/campaignStates.js';
import type { PauseReason, TaskState, WaitingReason } from '../entities/taskStates.js';
import { query } from './query.js';

/** Mails by state; together they are the total (F16.3). */
export interface MailCounts {
  total: number;
  pending: number;
  sending: number;
  sent: number;
  failed: number;
  unknown: number;
  skipped: number;
  cancelled: number;
  version: number;
}

export interface ProgressOfTask extends MailCounts {
  taskId: string;
  state: TaskState;
  pauseReason: PauseReason | null;
  waitingReason: WaitingReason | null;
}

export interface ProgressOfCampaign extends MailCounts {
  campaignId: string;
  state: CampaignState;
}

/**
 * Counted as the view subtask_states defines the states, but from the counters, so in the same time whatever the size: what is in open claims
 * is being sent; of a cancelled task what is left is cancelled, but for mails that may still be delivered again.
 */
const countsSql = sql`
  SELECT t.id, t.campaign_id, t.state, t.pause_reason, t.waiting_reason, p.total, p.sent, p.failed, p.unknown, p.skipped, p.version::int AS version, k.sending,
         CASE WHEN t.state = 'CANCELLED' THEN greatest(0, k.left - k.sending - k.again) ELSE 0 END AS cancelled,
         CASE WHEN t.state = 'CANCELLED' THEN least(k.left - k.sending, k.again) ELSE k.left - k.sending END AS pending
    FROM tasks t JOIN task_progress p ON p.task_id = t.id
   CROSS JOIN LATERAL (
    SELECT l.left, least(l.left, (SELECT coalesce(sum(c.unsettled), 0)::int FROM claims c WHERE c.task_id = t.id)) AS sending,
           (SELECT count(*)::int FROM redeliveries r WHERE r.task_id = t.id) AS again
      FROM (SELECT p.total - p.sent - p.failed - p.unknown - p.skipped AS left) l) k`;

export async function progressOfTasks(em: EntityManager, ids: readonly string[]): Promise<Map<string, ProgressOfTask>> {
  const rows = await query(
    em,
    sql<ProgressOfTask>`SELECT id AS "taskId", state, pause_reason AS "pauseReason", waiting_reason AS "waitingReason", total, pending, sending, sent, failed, unknown, skipped, cancelled, version
                          FROM (${countsSql} WHERE t.id = ANY (${ids}::uuid[])) k`,
  );
  return new Map(rows.map((row) => [row.taskId, row]));
}

export async function progressOfCampaigns(em: EntityManager, ids: readonly string[]): Promise<Map<string, ProgressOfCampaign>> {
  const rows = await query(
    em,
    sql<ProgressOfCampaign>`SELECT c.id AS "campaignId", c.state, sum(k.total)::int AS total, sum(pending)::int AS pending, sum(sending)::int AS sending, sum(sent)::int AS sent,
                                   sum(failed)::int AS failed, sum(unknown)::int AS unknown, sum(skipped)::int AS skipped, sum(cancelled)::int AS cancelled, sum(version)::int AS version
                              FROM campaigns c JOIN (${countsSql} WHERE t.campaign_id = ANY (${ids}::uuid[])) k ON k.campaign_id = c.id GROUP BY c.id`,
  );
  return new Map(rows.map((row) => [row.campaignId, row]));
}
