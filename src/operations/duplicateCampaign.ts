import type { EntityManager } from '@mikro-orm/postgresql';
import type { Campaign } from '../entities/Campaign.js';
import { Task } from '../entities/Task.js';
import { checkLine } from './checkLine.js';
import { createCampaign } from './createCampaign.js';

export interface Duplicate {
  /** null: the old name. */
  name?: string | null;
  startAt: Date;
}

/**
 * A draft like this campaign, with a start of its own (F15.2). Times set by hand keep their distance to the start. Whatever it names must
 * still be there: a sender or set that is gone is refused, as in any new campaign.
 */
export async function duplicateCampaign(em: EntityManager, original: Campaign, given: Duplicate): Promise<Campaign> {
  const tasks = await em.find(Task, { campaignId: original.id, kind: 'NORMAL' }, { orderBy: { position: 'asc' } });
  const shiftMs = given.startAt.getTime() - original.startAt.getTime();
  return createCampaign(em, original.userId, {
    name: given.name ? checkLine(given.name, 200, ['name']) : original.name,
    startAt: given.startAt,
    intervalDays: original.intervalDays,
    zone: original.zone,
    tasks: tasks.map((task) => ({
      name: task.name,
      templateSetId: task.templateSetId,
      senderId: task.senderId,
      audience: task.audience,
      plannedAt: task.plannedByHand ? new Date(task.plannedAt.getTime() + shiftMs) : null,
      lateAfterHours: task.lateAfterH,
    })),
  });
}
