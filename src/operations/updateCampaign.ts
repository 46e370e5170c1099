import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import type { Campaign } from '../entities/Campaign.js';
import { hasCampaignEnded } from '../entities/campaignStates.js';
import type { Task } from '../entities/Task.js';
import { hasTaskEnded } from '../entities/taskStates.js';
import { Refusal } from '../errors.js';
import { checkLine } from './checkLine.js';
import { lockCampaign } from './lockTasks.js';
import { logTask } from './logTask.js';
import { plannedTime } from './plannedTime.js';
import type { Changed } from './scheduleCampaign.js';
import { checkZone } from './serviceFields.js';
import { checkIntervalDays } from './taskFields.js';

/** What is left out, or null, stays. */
export interface CampaignPatch {
  name?: string | null;
  startAt?: Date | null;
  intervalDays?: number | null;
  zone?: string | null;
}

/** Edits a campaign before its first task has started; its tasks move with it, but those whose time was set by hand. */
export async function updateCampaign(em: EntityManager, campaignId: string, patch: CampaignPatch, actorId: string): Promise<Changed> {
  const { campaign, tasks } = await lockCampaign(em, campaignId);
  if (hasCampaignEnded(campaign.state)) throw new Refusal('WRONG_STATE', `A campaign that is ${campaign.state} cannot be edited.`, ['id']);
  // Cancelled before they started, they are no part of the plan any more.
  const planned = tasks.filter((task) => task.startedAt || !hasTaskEnded(task.state));
  for (const task of planned) task.demandEditable(['id']);

  if (patch.name != null) campaign.name = checkLine(patch.name, 200, ['patch', 'name']);
  if (patch.startAt != null) campaign.startAt = patch.startAt;
  if (patch.intervalDays != null) campaign.intervalDays = checkIntervalDays(patch.intervalDays);
  if (patch.zone != null) campaign.zone = await checkZone(em, patch.zone);
  campaign.updatedAt = now();
  const moved = planned.filter((task) => move(campaign, task));
  for (const task of moved) logTask(em, task.id, 'EDITED', { actorId, detail: { plannedAt: task.plannedAt.toISOString() } });
  return { campaign, tasks: moved };
}

/** Whether its planned time changed. */
function move(campaign: Campaign, task: Task): boolean {
  const at = plannedTime(campaign, task.position);
  if (task.plannedByHand || task.plannedAt.getTime() === at.getTime()) return false;
  task.plannedAt = at;
  task.updatedAt = now();
  return true;
}
