import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { AudienceRule } from '../entities/AudienceRule.js';
import type { Task } from '../entities/Task.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import { checkAudience, countAudience } from './audience.js';
import { checkLine } from './checkLine.js';
import { freezeTemplates } from './freezeTemplates.js';
import { lockTask } from './lockTasks.js';
import { logTask } from './logTask.js';
import { plannedTime } from './plannedTime.js';
import { query } from './query.js';
import { type Changed, notEnoughQuota } from './scheduleCampaign.js';
import { checkLateAfter, checkSender, checkTemplateSet } from './taskFields.js';

/** What is left out stays. null clears plannedAt (back to the campaign's plan) and lateAfterHours; elsewhere it leaves things as they are. */
export interface TaskPatch {
  name?: string | null;
  templateSetId?: string | null;
  senderId?: string | null;
  audience?: AudienceRule | null;
  plannedAt?: Date | null;
  lateAfterHours?: number | null;
}

/**
 * Edits a task before it starts. Of a scheduled one the reservation moves by the difference in the same act, or nothing changes (F23.2); a
 * template set that is named, also the same again, is frozen as it is now.
 */
export async function updateTask(em: EntityManager, taskId: string, patch: TaskPatch, actorId: string): Promise<Changed> {
  const { task, campaign } = await lockTask(em, taskId);
  task.demandEditable();
  if (task.kind === 'RETRY' && (patch.audience != null || patch.templateSetId != null)) {
    throw new Refusal('WRONG_STATE', 'A retry goes to the recipients of the old task, with its templates.', ['id']);
  }
  const at = (name: string): string[] => ['patch', name];
  if (patch.name != null) task.name = checkLine(patch.name, 200, at('name'));
  if (patch.templateSetId != null) task.templateSetId = await checkTemplateSet(em, task.userId, patch.templateSetId, at('templateSetId'));
  if (patch.senderId != null) task.senderId = await checkSender(em, task.userId, patch.senderId, at('senderId'));
  if (patch.audience != null) task.audience = await checkAudience(em, task.userId, patch.audience, at('audience'));
  if (patch.plannedAt !== undefined) {
    task.plannedByHand = patch.plannedAt !== null;
    task.plannedAt = patch.plannedAt ?? plannedTime(campaign, task.position);
  }
  if (patch.lateAfterHours !== undefined) task.lateAfterH = checkLateAfter(patch.lateAfterHours, at('lateAfterHours'));
  task.updatedAt = now();

  const isScheduled = task.state === 'SCHEDULED';
  if (isScheduled && patch.templateSetId != null) await freezeTemplates(em, task, at('templateSetId'));
  const moved = isScheduled && patch.audience != null ? await reserveAnew(em, task, actorId) : 0;
  logTask(em, task.id, 'EDITED', { actorId, detail: { fields: Object.keys(patch), ...(moved === 0 ? {} : { reserved: task.reserved }) } });
  return { campaign, tasks: [task] };
}

async function reserveAnew(em: EntityManager, task: Task, actorId: string): Promise<number> {
  const count = await countAudience(em, task.userId, task.audience);
  const delta = task.reserved - count;
  task.reserved = count;
  await em.flush();
  const [user] = await query(em, sql<{ left: number }>`SELECT quota_remaining AS left FROM users WHERE id = ${task.userId} FOR NO KEY UPDATE`);
  if (user!.left + delta < 0) throw notEnoughQuota(-(user!.left + delta), -delta, user!.left);
  await query(
    em,
    sql`SELECT change_quota(${task.userId}, ${delta}, ${delta < 0 ? 'RESERVED' : 'RETURNED'}, ${`edit:${task.id}:${newId()}`}, ${task.id}, ${actorId})`,
  );
  return delta;
}
