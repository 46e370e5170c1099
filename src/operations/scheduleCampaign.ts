import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { Campaign } from '../entities/Campaign.js';
import type { Task } from '../entities/Task.js';
import { Refusal } from '../errors.js';
import { countAudience } from './audience.js';
import { freezeTemplates } from './freezeTemplates.js';
import { lockCampaign } from './lockTasks.js';
import { logTask } from './logTask.js';
import { query } from './query.js';

export interface Changed {
  campaign: Campaign;
  /** Those that were changed. */
  tasks: Task[];
}

/**
 * Puts a draft on the calendar, whole or not at all (F23.2): counts the recipients of each task now, reserves them, freezes the templates.
 * A start that has passed means at once.
 */
export async function scheduleCampaign(em: EntityManager, campaignId: string, actorId: string): Promise<Changed> {
  const { campaign, tasks } = await lockCampaign(em, campaignId);
  const at = now();
  campaign.schedule(at);
  const drafts = tasks.filter((task) => task.state === 'DRAFT');
  if (drafts.length === 0) throw new Refusal('WRONG_STATE', 'The campaign has no task to schedule.', ['id']);

  const counts = new Map<Task, number>();
  const known = new Map<string, number>();
  for (const task of drafts) {
    await freezeTemplates(em, task, ['id']);
    // Stages of one campaign often have one audience; counting a million contacts takes a second.
    const rule = JSON.stringify(task.audience);
    const count = known.get(rule) ?? (await countAudience(em, task.userId, task.audience));
    known.set(rule, count);
    counts.set(task, count);
  }
  for (const [task, count] of counts) {
    task.schedule(count, at);
    logTask(em, task.id, 'SCHEDULED', { actorId, detail: { reserved: count, plannedAt: task.plannedAt.toISOString() } });
  }
  await em.flush();
  await reserve(em, campaign.userId, counts, actorId);
  return { campaign, tasks: drafts };
}

/** The user's row is locked first, so that the refusal can say how many are missing in all, not at the first task that does not fit. */
export async function reserve(em: EntityManager, userId: string, counts: ReadonlyMap<Task, number>, actorId: string): Promise<void> {
  const needed = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [user] = await query(em, sql<{ left: number }>`SELECT quota_remaining AS left FROM users WHERE id = ${userId} FOR NO KEY UPDATE`);
  if (user!.left < needed) throw notEnoughQuota(needed - user!.left, needed, user!.left);
  for (const [task, count] of counts) {
    await query(em, sql`SELECT change_quota(${userId}, ${-count}, 'RESERVED', ${`reserve:${task.id}`}, ${task.id}, ${actorId})`);
  }
}

export const notEnoughQuota = (missing: number, needed: number, left: number): Refusal =>
  new Refusal('NOT_ENOUGH_QUOTA', `Not enough sending quota: ${missing} more needed (${needed} mails are planned, ${left} are left).`, ['id']);
