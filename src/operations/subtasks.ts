import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Attempt, Subtask, SubtaskState } from '../entities/Subtask.js';
import { asDate, query } from './query.js';

const columns = sql`s.id, s.task_id AS "taskId", s.seq, s.contact_id AS "contactId", s.email, s.shown_state AS state, s.skip_reason AS "skipReason", s.attempt, s.service_id AS "serviceId",
  s.template_version_id AS "templateVersionId", s.from_address AS "fromAddress", s.message_id AS "messageId", s.provider_id AS "providerId", s.code, s.text,
  s.attempted_at AS "attemptedAt", s.settled_at AS "settledAt", s.retry_of AS "retryOfId"`;

/** SENDING, CANCELLED and PENDING are PENDING in the table; looking at that first spares the view's look at claims for all other rows. */
function inStates(states: readonly SubtaskState[] | null): RawBuilder<unknown> {
  if (!states) return sql``;
  const stored = [...new Set(states.map((state) => (state === 'SENDING' || state === 'CANCELLED' ? 'PENDING' : state)))];
  return sql` AND s.state = ANY (${stored}::text[]) AND s.shown_state = ANY (${[...states]}::text[])`;
}

/** Mails of a task by their number, from beyond `after`. */
export async function subtasksOf(
  em: EntityManager,
  taskId: string,
  { states, after, limit }: { states: readonly SubtaskState[] | null; after: number; limit: number },
): Promise<Subtask[]> {
  const rows = await query(
    em,
    sql<Subtask>`SELECT ${columns} FROM subtask_states s WHERE s.task_id = ${taskId} AND s.seq > ${after}${inStates(states)} ORDER BY s.seq LIMIT ${limit}`,
  );
  return rows.map(withDates);
}

const withDates = (row: Subtask): Subtask => ({
  ...row,
  attemptedAt: row.attemptedAt && asDate(row.attemptedAt),
  settledAt: row.settledAt && asDate(row.settledAt),
});

export async function countSubtasks(em: EntityManager, taskId: string, states: readonly SubtaskState[] | null): Promise<number> {
  const [row] = await query(em, sql<{ count: number }>`SELECT count(*)::int AS count FROM subtask_states s WHERE s.task_id = ${taskId}${inStates(states)}`);
  return row!.count;
}

/** One mail of a campaign, if it is of a task of this user; userId null: of anybody. */
export async function findSubtask(em: EntityManager, id: string, userId: string | null): Promise<Subtask | null> {
  const rows = await query(
    em,
    sql<Subtask>`SELECT ${columns} FROM subtask_states s JOIN tasks t ON t.id = s.task_id WHERE s.id = ${id} AND t.campaign_id IS NOT NULL AND (${userId}::uuid IS NULL OR t.user_id = ${userId}::uuid)`,
  );
  return rows[0] ? withDates(rows[0]) : null;
}

/** Every attempt of these mails, oldest first: those that settled nothing, and from the mail itself the one that did. */
export async function attemptsOf(em: EntityManager, subtasks: readonly Subtask[]): Promise<Attempt[]> {
  const rows = await query(
    em,
    sql<Attempt>`
      SELECT * FROM (
        SELECT a.task_id AS "taskId", a.seq, a.number, a.at, a.service_id AS "serviceId", a.outcome, a.code
          FROM attempts a JOIN unnest(${subtasks.map((s) => s.taskId)}::uuid[], ${subtasks.map((s) => s.seq)}::int[]) AS k(task_id, seq) USING (task_id, seq)
        UNION ALL
        SELECT s.task_id, s.seq, s.attempt, s.attempted_at, s.service_id, s.state, s.code
          FROM subtasks s JOIN unnest(${subtasks.map((s) => s.taskId)}::uuid[], ${subtasks.map((s) => s.seq)}::int[]) AS k(task_id, seq) USING (task_id, seq)
         WHERE s.attempted_at IS NOT NULL AND s.state <> 'PENDING') k
       ORDER BY k.at, k.number`,
  );
  return rows.map((row) => ({ ...row, at: asDate(row.at) }));
}

/** Names of services, of those the viewer may know: an operator's mapped ones (F22.6); userId null: all. */
export async function serviceNames(em: EntityManager, ids: readonly string[], userId: string | null): Promise<Map<string, string>> {
  const rows = await query(
    em,
    sql<{ id: string; name: string }>`SELECT s.id, s.name FROM email_services s WHERE s.id = ANY (${ids}::uuid[])
      AND (${userId}::uuid IS NULL OR EXISTS (SELECT FROM user_service_mappings m WHERE m.service_id = s.id AND m.user_id = ${userId}::uuid))`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
