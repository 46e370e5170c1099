import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { Task } from '../entities/Task.js';
import { Refusal } from '../errors.js';
import { type Cursor, lockCampaign, lockTask, startCursors, stopCursors } from './lockTasks.js';
import { logTask } from './logTask.js';
import { query } from './query.js';
import { type Changed, notEnoughQuota } from './scheduleCampaign.js';

const HOUR_MS = 3_600_000;

/**
 * Resumes by hand: back to the state it left. What stopped it is looked at again; while that still holds, the task keeps its reason and the
 * refusal says so. In a paused campaign it goes on waiting, with the campaign.
 */
export async function resumeTask(em: EntityManager, taskId: string, actorId: string): Promise<Changed> {
  const { task, campaign, cursor } = await lockTask(em, taskId);
  if (task.state !== 'PAUSED') throw new Refusal('WRONG_STATE', `Task "${task.name}" is ${task.state} and cannot be resumed.`, ['id']);
  await demandCauseGone(em, task, cursor);
  if (campaign.state === 'PAUSED') {
    if (task.pauseReason === 'CAMPAIGN_PAUSED')
      throw new Refusal('WRONG_STATE', 'The campaign is paused: the task goes on when the campaign is resumed.', ['id']);
    task.pause('CAMPAIGN_PAUSED', now());
    await stopCursors(em, [task]);
    logTask(em, task.id, 'PAUSED', { actorId, reason: 'CAMPAIGN_PAUSED' });
    return { campaign, tasks: [task] };
  }
  resume(em, task, actorId, isLate(task));
  await startCursors(em, [task]);
  return { campaign, tasks: [task] };
}

/** Resumes a campaign. Of its tasks only those go on that were paused with it; the others keep their reasons. */
export async function resumeCampaign(em: EntityManager, campaignId: string, actorId: string): Promise<Changed> {
  const { campaign, tasks } = await lockCampaign(em, campaignId);
  campaign.resume(now());
  const waiting = tasks.filter((task) => task.pauseReason === 'CAMPAIGN_PAUSED');
  for (const task of waiting) resume(em, task, actorId, false);
  await startCursors(em, waiting);
  return { campaign, tasks: waiting };
}

function resume(em: EntityManager, task: Task, actorId: string, startNow: boolean): void {
  const before = task.pauseReason;
  task.resume(now(), { startNow });
  logTask(em, task.id, 'RESUMED', { actorId, reason: before, detail: { state: task.state } });
}

/** Past the time after which it was to wait for a person: that person has just spoken, so the scheduler is not asked again. */
const isLate = (task: Task): boolean =>
  task.lateAfterH !== null && task.lateAfterH !== undefined && task.plannedAt.getTime() + task.lateAfterH * HOUR_MS < now().getTime();

async function demandCauseGone(em: EntityManager, task: Task, cursor: Cursor): Promise<void> {
  if (task.pauseReason === 'NO_USER_QUOTA') await demandQuota(em, task, cursor);
  if (task.pauseReason !== 'NO_AVAILABLE_SERVICE' && task.pauseReason !== 'SERVICE_QUOTA_EXHAUSTED') return;
  const services = await usableServices(em, task.userId);
  if (services.enabled === 0) throw new Refusal('WRONG_STATE', 'No sending service is available to this user yet.', ['id']);
  if (task.pauseReason === 'SERVICE_QUOTA_EXHAUSTED' && services.withQuota === 0) {
    throw new Refusal('WRONG_STATE', 'The services have no quota left today; the task goes on by itself when one has.', ['id']);
  }
}

async function demandQuota(em: EntityManager, task: Task, cursor: Cursor): Promise<void> {
  const [user] = await query(em, sql<{ left: number }>`SELECT quota_remaining AS left FROM users WHERE id = ${task.userId}`);
  const needed = cursor.total - task.reserved;
  if (user!.left < needed) throw notEnoughQuota(needed - user!.left, needed, user!.left);
}

/** The same look at lanes and usage as show_waiting's, which pauses tasks. */
async function usableServices(em: EntityManager, userId: string): Promise<{ enabled: number; withQuota: number }> {
  const [row] = await query(
    em,
    sql<{ enabled: number; withQuota: number }>`
      SELECT count(*)::int AS enabled,
             (count(*) FILTER (WHERE NOT coalesce(u.exhausted, false) AND coalesce(u.quota_limit, limit_of_period(l, (present_period(l, sluice_clock())).starts_at))::bigint + coalesce(u.adjustment, 0) > coalesce(u.used, 0)))::int AS "withQuota"
        FROM user_service_mappings m JOIN lanes l ON l.service_id = m.service_id AND l.enabled
        LEFT JOIN service_usages u ON u.service_id = l.service_id AND u.starts_at = l.period_start AND u.ends_at > sluice_clock()
       WHERE m.user_id = ${userId}`,
  );
  return row!;
}
