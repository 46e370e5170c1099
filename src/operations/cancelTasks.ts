import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { Task } from '../entities/Task.js';
import { hasTaskEnded } from '../entities/taskStates.js';
import { type Cursor, lockCampaign, lockTask, stopCursors } from './lockTasks.js';
import { logTask } from './logTask.js';
import { query } from './query.js';
import type { Changed } from './scheduleCampaign.js';

/** Cancels a task: O(1) whatever its size. The campaign is completed when this was its last. */
export async function cancelTask(em: EntityManager, taskId: string, actorId: string): Promise<Changed> {
  const { task, campaign, cursor } = await lockTask(em, taskId);
  const refunds = await cancel(em, [task], new Map([[task.id, cursor]]), actorId);
  await query(em, sql`SELECT complete_campaigns(ARRAY[${campaign.id}]::uuid[], ${now()}::timestamptz)`);
  await refund(em, refunds, actorId);
  await em.refresh(campaign);
  return { campaign, tasks: [task] };
}

/** Cancels a campaign with all its tasks that have not ended. */
export async function cancelCampaign(em: EntityManager, campaignId: string, actorId: string): Promise<Changed> {
  const { campaign, tasks, cursors } = await lockCampaign(em, campaignId);
  campaign.cancel(now());
  const open = tasks.filter((task) => !hasTaskEnded(task.state));
  const refunds = await cancel(em, open, cursors, actorId);
  await refund(em, refunds, actorId);
  return { campaign, tasks: open };
}

/**
 * Stops the cursors, under whose lock nothing is claimed: what has been handed over stays charged, the rest goes back (F23.4). Mails in open
 * claims are handed back by their workers, and returned by the flush that says so.
 */
async function cancel(em: EntityManager, tasks: readonly Task[], cursors: ReadonlyMap<string, Cursor>, actorId: string): Promise<Map<Task, number>> {
  const refunds = new Map<Task, number>();
  for (const task of tasks) {
    const returned = task.cancel(cursors.get(task.id)!.claimed, now());
    refunds.set(task, returned);
    logTask(em, task.id, 'CANCELLED', { actorId, detail: { returned } });
  }
  await stopCursors(em, tasks);
  const ids = tasks.map((task) => task.id);
  await query(em, sql`UPDATE task_cursors SET retry_at = NULL WHERE task_id = ANY (${ids}::uuid[])`);
  await query(em, sql`DELETE FROM retries WHERE task_id = ANY (${ids}::uuid[])`);
  await em.flush();
  return refunds;
}

/** Last, because users come last in the lock order. */
async function refund(em: EntityManager, refunds: ReadonlyMap<Task, number>, actorId: string): Promise<void> {
  for (const [task, returned] of refunds) {
    await query(em, sql`SELECT change_quota(${task.userId}, ${returned}, 'RETURNED', ${`cancel:${task.id}`}, ${task.id}, ${actorId})`);
  }
}
