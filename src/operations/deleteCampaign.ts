import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refusal } from '../errors.js';
import { lockCampaign } from './lockTasks.js';
import { query } from './query.js';

/** Deletes a draft with its tasks (F15.2). What has been on the calendar has a history, and is cancelled instead. */
export async function deleteCampaign(em: EntityManager, campaignId: string): Promise<void> {
  const { campaign } = await lockCampaign(em, campaignId);
  if (campaign.state !== 'DRAFT') throw new Refusal('WRONG_STATE', `A campaign that is ${campaign.state} cannot be deleted; it can be cancelled.`, ['id']);
  await query(em, sql`DELETE FROM tasks WHERE campaign_id = ${campaignId}`);
  await query(em, sql`DELETE FROM campaigns WHERE id = ${campaignId}`);
  em.clear();
}
