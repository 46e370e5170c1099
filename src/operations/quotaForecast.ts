import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Campaign } from '../entities/Campaign.js';
import { Task } from '../entities/Task.js';
import type { AudienceCounts } from './AudienceCounts.js';
import { query } from './query.js';

/** What a task needs if it starts with the recipients of now. Nulls: not counted. */
export interface TaskNeed {
  task: Task;
  reserved: number;
  recipients: number | null;
  /** Beyond what it holds. */
  missing: number | null;
}

export interface CampaignNeed {
  campaign: Campaign;
  needed: number | null;
  /** If it alone were scheduled. */
  missing: number | null;
  tasks: TaskNeed[];
}

export interface QuotaForecast {
  userId: string;
  quotaRemaining: number;
  /** Of tasks that have not ended: how many there are, what they hold or have used, and what of it is still to be handed over. */
  openTasks: number;
  reserved: number;
  toSend: number;
  draftsTotal: number;
  drafts: CampaignNeed[];
  scheduled: TaskNeed[];
  /** Of all drafts that are listed. */
  needed: number;
  missing: number;
  isComplete: boolean;
}

const mostListed = 20;
/** Of numbers that the API gives as Int. */
const largest = 2_147_483_647;

/** What a user's plans will need (F23.2): the drafts that are to start first, and what scheduled tasks need beyond what they hold, should their audiences have grown. */
export async function quotaForecast(em: EntityManager, counts: AudienceCounts, userId: string): Promise<QuotaForecast | null> {
  const [holding] = await query(
    em,
    sql<Pick<QuotaForecast, 'userId' | 'quotaRemaining' | 'openTasks' | 'reserved' | 'toSend' | 'draftsTotal'>>`
      SELECT u.id AS "userId", u.quota_remaining AS "quotaRemaining", t.count AS "openTasks", t.reserved, t.to_send AS "toSend",
             (SELECT count(*)::int FROM campaigns d WHERE d.user_id = u.id AND d.state = 'DRAFT') AS "draftsTotal"
        FROM users u
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE k.state <> 'DRAFT')::int AS count, least(coalesce(sum(k.reserved), 0), ${largest})::int AS reserved,
                least(coalesce(sum(k.reserved - c.claimed), 0), ${largest})::int AS to_send
           FROM tasks k JOIN task_cursors c ON c.task_id = k.id WHERE k.user_id = u.id AND k.state NOT IN ('FINISHED', 'FAILED', 'CANCELLED')) t
       WHERE u.id = ${userId}`,
  );
  if (!holding) return null;
  const campaigns = await em.find(Campaign, { userId, state: 'DRAFT' }, { orderBy: { startAt: 'asc', id: 'asc' }, limit: mostListed });
  const tasks = await em.find(Task, { campaignId: { $in: campaigns.map(({ id }) => id) } }, { orderBy: { position: 'asc' } });
  const drafts: CampaignNeed[] = [];
  for (const campaign of campaigns) {
    drafts.push(await campaignNeed(counts, campaign, tasks.filter((task) => task.campaignId === campaign.id), holding.quotaRemaining));
  }
  // A retry sends mails of another task, and was counted when it was made.
  const due = await em.find(Task, { userId, state: 'SCHEDULED', kind: 'NORMAL' }, { orderBy: { plannedAt: 'asc', id: 'asc' }, limit: mostListed });
  const scheduled = await taskNeeds(counts, due);
  const needed = sum(drafts.map((draft) => draft.needed ?? sum(draft.tasks.map(({ recipients }) => recipients ?? 0))));
  return {
    ...holding,
    drafts,
    scheduled,
    needed,
    missing: Math.max(0, needed - holding.quotaRemaining),
    isComplete: drafts.length === holding.draftsTotal && drafts.every((draft) => draft.needed !== null),
  };
}

/** What scheduling a draft would reserve: counted as it is then, task by task. */
export async function campaignNeed(counts: AudienceCounts, campaign: Campaign, tasks: readonly Task[], quotaRemaining: number): Promise<CampaignNeed> {
  const needs = await taskNeeds(counts, tasks.filter((task) => task.state === 'DRAFT'));
  const isKnown = needs.every(({ recipients }) => recipients !== null);
  const needed = isKnown ? sum(needs.map(({ recipients }) => recipients!)) : null;
  return { campaign, tasks: needs, needed, missing: needed === null ? null : Math.max(0, needed - quotaRemaining) };
}

async function taskNeeds(counts: AudienceCounts, tasks: readonly Task[]): Promise<TaskNeed[]> {
  const needs: TaskNeed[] = [];
  for (const task of tasks) {
    const recipients = await counts.of(task.userId, task.audience);
    needs.push({ task, reserved: task.reserved, recipients, missing: recipients === null ? null : Math.max(0, recipients - task.reserved) });
  }
  return needs;
}

const sum = (numbers: readonly number[]): number => Math.min(largest, numbers.reduce((total, number) => total + number, 0));
