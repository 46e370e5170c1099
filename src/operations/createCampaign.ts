import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { AudienceRule } from '../entities/AudienceRule.js';
import { Campaign } from '../entities/Campaign.js';
import { Task } from '../entities/Task.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import { checkAudience } from './audience.js';
import { checkLine } from './checkLine.js';
import { logTask } from './logTask.js';
import { plannedTime } from './plannedTime.js';
import { query } from './query.js';
import { checkZone } from './serviceFields.js';
import { checkIntervalDays, checkLateAfter, checkSender, checkTemplateSet } from './taskFields.js';

export interface NewTask {
  name?: string | null;
  templateSetId: string;
  senderId: string;
  audience: AudienceRule;
  /** By hand; else from the campaign's start and interval. */
  plannedAt?: Date | null;
  lateAfterHours?: number | null;
}

export interface NewCampaign {
  name: string;
  startAt: Date;
  intervalDays: number;
  zone: string;
  tasks: NewTask[];
}

export const mostTasks = 100;

/** Makes a campaign with all its tasks, as a draft (F15.1). It holds no quota. */
export async function createCampaign(em: EntityManager, userId: string, given: NewCampaign): Promise<Campaign> {
  const at = now();
  if (given.tasks.length < 1 || given.tasks.length > mostTasks) throw new Refusal('INVALID', `A campaign has 1 to ${mostTasks} tasks.`, ['tasks']);
  const campaign = em.create(Campaign, {
    id: newId(),
    userId,
    name: checkLine(given.name, 200, ['name']),
    state: 'DRAFT',
    startAt: given.startAt,
    intervalDays: checkIntervalDays(given.intervalDays),
    zone: await checkZone(em, given.zone),
    createdAt: at,
    updatedAt: at,
  });
  const tasks: Task[] = [];
  for (const [position, task] of given.tasks.entries()) tasks.push(await draft(em, campaign, task, position, given.tasks.length === 1));
  await em.flush();
  // The small, hot rows that go with each task.
  const ids = tasks.map((task) => task.id);
  await query(em, sql`INSERT INTO task_cursors (task_id, user_id) SELECT id, ${userId}::uuid FROM unnest(${ids}::uuid[]) AS id`);
  await query(em, sql`INSERT INTO task_progress (task_id) SELECT unnest(${ids}::uuid[])`);
  return campaign;
}

async function draft(em: EntityManager, campaign: Campaign, given: NewTask, position: number, isOnly: boolean): Promise<Task> {
  const at = (name: string): string[] => ['tasks', String(position), name];
  const task = em.create(Task, {
    id: newId(),
    campaignId: campaign.id,
    userId: campaign.userId,
    position,
    name: given.name ? checkLine(given.name, 200, at('name')) : isOnly ? campaign.name : `${campaign.name} ${position + 1}`,
    kind: 'NORMAL',
    state: 'DRAFT',
    plannedAt: given.plannedAt ?? plannedTime(campaign, position),
    plannedByHand: Boolean(given.plannedAt),
    lateAfterH: checkLateAfter(given.lateAfterHours, at('lateAfterHours')),
    audience: await checkAudience(em, campaign.userId, given.audience, at('audience')),
    templateSetId: await checkTemplateSet(em, campaign.userId, given.templateSetId, at('templateSetId')),
    senderId: await checkSender(em, campaign.userId, given.senderId, at('senderId')),
    reserved: 0,
    createdAt: campaign.createdAt,
    updatedAt: campaign.createdAt,
  });
  logTask(em, task.id, 'CREATED', { actorId: campaign.userId });
  return task;
}
