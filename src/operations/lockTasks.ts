import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Campaign } from '../entities/Campaign.js';
import { Task } from '../entities/Task.js';
import { Refusal } from '../errors.js';
import { query } from './query.js';

/** The hot part of a task, locked: no claim can take a mail of it until the transaction ends. */
export interface Cursor {
  taskId: string;
  nextSeq: number;
  total: number;
  claimed: number;
  isPrepared: boolean;
}

export interface Locked {
  campaign: Campaign;
  /** In the order of the plan. */
  tasks: Task[];
  cursors: Map<string, Cursor>;
}

/** Locks a campaign with all its tasks, in the order that all keep to: cursors, tasks, campaign; what is read is what is true now. */
export async function lockCampaign(em: EntityManager, campaignId: string): Promise<Locked> {
  const rows = await query(em, sql<{ id: string }>`SELECT id FROM tasks WHERE campaign_id = ${campaignId}`);
  return lock(
    em,
    campaignId,
    rows.map((row) => row.id),
  );
}

/** Locks one task and its campaign. */
export async function lockTask(em: EntityManager, taskId: string): Promise<{ task: Task; campaign: Campaign; cursor: Cursor }> {
  const [row] = await query(em, sql<{ campaign_id: string }>`SELECT campaign_id FROM tasks WHERE id = ${taskId}`);
  if (!row) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  const { tasks, campaign, cursors } = await lock(em, row.campaign_id, [taskId]);
  if (!tasks[0]) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  return { task: tasks[0], campaign, cursor: cursors.get(taskId)! };
}

async function lock(em: EntityManager, campaignId: string, taskIds: readonly string[]): Promise<Locked> {
  const cursors = await query(
    em,
    sql<Cursor>`SELECT task_id AS "taskId", next_seq AS "nextSeq", total, claimed, prepared AS "isPrepared" FROM task_cursors
                 WHERE task_id = ANY (${taskIds}::uuid[]) ORDER BY task_id FOR UPDATE`,
  );
  const locking = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const tasks = await em.find(Task, { id: { $in: [...taskIds] } }, { ...locking, orderBy: { id: 'asc' } });
  const campaign = await em.findOne(Campaign, { id: campaignId }, locking);
  if (!campaign) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  tasks.sort((a, b) => a.position - b.position);
  return { campaign, tasks, cursors: new Map(cursors.map((cursor) => [cursor.taskId, cursor])) };
}

/** No further mail is taken, and workers hand back what they have not begun. The caller holds the cursors. */
export async function stopCursors(em: EntityManager, tasks: readonly Task[]): Promise<void> {
  await query(
    em,
    sql`UPDATE task_cursors SET active = false, sendable = false, exhausted = false WHERE task_id = ANY (${tasks.map((task) => task.id)}::uuid[])`,
  );
}

/** Mails of those of the tasks that are SENDING may be taken again. */
export async function startCursors(em: EntityManager, tasks: readonly Task[]): Promise<void> {
  const sending = tasks.filter((task) => task.state === 'SENDING').map((task) => task.id);
  if (sending.length === 0) return;
  await query(
    em,
    sql`UPDATE task_cursors SET active = true, exhausted = false, sendable = (next_seq <= total OR retry_at IS NOT NULL) WHERE task_id = ANY (${sending}::uuid[])`,
  );
}
