import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { isPausable } from '../entities/taskStates.js';
import { Refusal } from '../errors.js';
import { lockCampaign, lockTask, stopCursors } from './lockTasks.js';
import { logTask } from './logTask.js';
import type { Changed } from './scheduleCampaign.js';

/** Pauses by hand. A task that paused itself, or with its campaign, becomes paused by hand: only a hand resumes it (section 2). */
export async function pauseTask(em: EntityManager, taskId: string, actorId: string): Promise<Changed> {
  const { task, campaign } = await lockTask(em, taskId);
  if (task.pauseReason === 'MANUAL') throw new Refusal('WRONG_STATE', `Task "${task.name}" is paused by hand already.`, ['id']);
  const before = task.pauseReason;
  task.pause('MANUAL', now());
  await stopCursors(em, [task]);
  logTask(em, task.id, 'PAUSED', { actorId, reason: 'MANUAL', detail: before ? { before } : {} });
  return { campaign, tasks: [task] };
}

/** Pauses a campaign: all its tasks that run or would go on by themselves. Those that wait for a person keep their own reason. */
export async function pauseCampaign(em: EntityManager, campaignId: string, actorId: string): Promise<Changed> {
  const { campaign, tasks } = await lockCampaign(em, campaignId);
  const at = now();
  campaign.pause(at);
  const running = tasks.filter((task) => isPausable(task.state) || task.pauseReason === 'SERVICE_QUOTA_EXHAUSTED');
  for (const task of running) {
    task.pause('CAMPAIGN_PAUSED', at);
    logTask(em, task.id, 'PAUSED', { actorId, reason: 'CAMPAIGN_PAUSED' });
  }
  await stopCursors(em, running);
  return { campaign, tasks: running };
}
