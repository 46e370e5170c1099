import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { type RetryWhat, Task } from '../entities/Task.js';
import { hasTaskEnded } from '../entities/taskStates.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import { mostTasks } from './createCampaign.js';
import { lockCampaign } from './lockTasks.js';
import { logTask } from './logTask.js';
import { query } from './query.js';
import { type Changed, reserve } from './scheduleCampaign.js';

export interface Retry {
  what: RetryWhat;
  /** Mails of unknown outcome may have arrived: whoever sends them again says that he knows. */
  acknowledgeDuplicates: boolean;
}

/**
 * Sends the failed or unknown mails of an ended task again, by a new task of kind RETRY in the same campaign, with a reservation and a progress of its own
 * (section 2, F15.7, F17.2); at once, with the templates of the old one. A campaign that was COMPLETED is ACTIVE again until the retry has ended.
 */
export async function retryTask(em: EntityManager, taskId: string, { what, acknowledgeDuplicates }: Retry, actorId: string): Promise<Changed> {
  const [row] = await query(em, sql<{ campaign_id: string }>`SELECT campaign_id FROM tasks WHERE id = ${taskId}`);
  if (!row) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  const { campaign, tasks } = await lockCampaign(em, row.campaign_id);
  const old = tasks.find((task) => task.id === taskId.toLowerCase())!;
  demandRetryable(old, tasks);
  if (what === 'UNKNOWN' && !acknowledgeDuplicates) {
    throw new Refusal('INVALID', 'These mails may have arrived: sent again, some recipients would get them twice. Say that you know.', ['acknowledgeDuplicates']);
  }
  const at = now();
  campaign.reopen(at);
  const [found] = await query(em, sql<{ count: number }>`SELECT count(*)::int AS count FROM retry_candidates(${old.userId}, ${old.id}, ${what})`);
  const { count } = found!;
  if (count === 0) throw new Refusal('WRONG_STATE', `Task "${old.name}" has no ${what} mail left that could be sent again.`, ['id']);
  await demandSender(em, old.senderId);

  const task = em.create(Task, {
    id: newId(),
    campaignId: campaign.id,
    userId: old.userId,
    position: Math.max(...tasks.map((each) => each.position)) + 1,
    name: `${old.name.slice(0, 180)} (retry)`,
    kind: 'RETRY',
    state: 'DRAFT',
    retryOfId: old.id,
    retryWhat: what,
    plannedAt: at,
    plannedByHand: true,
    lateAfterH: null,
    audience: old.audience,
    templateSetId: old.templateSetId,
    senderId: old.senderId,
    reserved: 0,
    createdAt: at,
    updatedAt: at,
  });
  logTask(em, task.id, 'CREATED', { actorId, detail: { retryOf: old.id, what, acknowledgeDuplicates } });
  task.schedule(count, at);
  logTask(em, task.id, 'SCHEDULED', { actorId, detail: { reserved: count, plannedAt: at.toISOString() } });
  await em.flush();
  await query(em, sql`INSERT INTO task_cursors (task_id, user_id) VALUES (${task.id}, ${task.userId})`);
  await query(em, sql`INSERT INTO task_progress (task_id) VALUES (${task.id})`);
  await query(
    em,
    sql`INSERT INTO campaign_templates (task_id, position, template_version_id) SELECT ${task.id}, position, template_version_id FROM campaign_templates WHERE task_id = ${old.id}`,
  );
  await reserve(em, campaign.userId, new Map([[task, count]]), actorId);
  return { campaign, tasks: [task] };
}

function demandRetryable(old: Task, tasks: readonly Task[]): void {
  if (!hasTaskEnded(old.state)) throw new Refusal('WRONG_STATE', `Task "${old.name}" is ${old.state}: mails are sent again when it has ended.`, ['id']);
  // Until it is prepared nobody can tell which mails it takes.
  const isUnprepared = ({ state, pausedFrom }: Task): boolean => ['SCHEDULED', 'PREPARING'].includes(state === 'PAUSED' ? pausedFrom! : state);
  const waiting = tasks.find((task) => task.retryOfId === old.id && isUnprepared(task));
  if (waiting) throw new Refusal('WRONG_STATE', `Task "${waiting.name}" is about to send them again.`, ['id']);
  if (tasks.length >= mostTasks) throw new Refusal('WRONG_STATE', `A campaign has at most ${mostTasks} tasks, retries among them.`, ['id']);
}

/** Held until the transaction ends: deleting the sender waits for it, and then finds the task (F14.2). */
async function demandSender(em: EntityManager, senderId: string): Promise<void> {
  const found = await query(em, sql`SELECT 1 FROM senders WHERE id = ${senderId} AND deleted_at IS NULL FOR KEY SHARE`);
  if (found.length === 0) throw new Refusal('WRONG_STATE', 'Its sender has been deleted: take the name again, or plan a new campaign.', ['id']);
}
