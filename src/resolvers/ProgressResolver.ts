import { Arg, Authorized, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { Campaign } from '../entities/Campaign.js';
import { Task } from '../entities/Task.js';
import type { Topic } from '../live/LiveObject.js';
import { progressOfCampaigns, progressOfTasks } from '../operations/progress.js';
import { CampaignProgress, TaskProgress } from '../schema/progress.js';
import { withMessage } from './TaskResolver.js';
import { findVisible } from './visible.js';
import { watch, type Watch } from './watch.js';

@Resolver()
export class ProgressResolver {
  @Authorized()
  @Subscription(() => TaskProgress, {
    description: 'How far a task is: as it is now, then totals after changes, at most four times a second. It does not end by itself.',
    subscribe: watch<{ taskId: string }>(({ ctx, args }) => progressOfTask(ctx, args.taskId)),
  })
  taskProgressed(@Root() progress: Watch<TaskProgress>, @Arg('taskId', () => ID, { description: 'The task.' }) _taskId: string): TaskProgress {
    return progress;
  }

  @Authorized()
  @Subscription(() => CampaignProgress, {
    description: 'How far a campaign is: as it is now, then totals after changes, at most four times a second. It does not end by itself.',
    subscribe: watch<{ campaignId: string }>(({ ctx, args }) => progressOfCampaign(ctx, args.campaignId)),
  })
  campaignProgressed(
    @Root() progress: Watch<CampaignProgress>,
    @Arg('campaignId', () => ID, { description: 'The campaign.' }) _campaignId: string,
  ): CampaignProgress {
    return progress;
  }
}

async function progressOfTask(ctx: Context, id: string): Promise<Topic<TaskProgress> | null> {
  const task = await findVisible(ctx, Task, id);
  if (!task) return null;
  const { database, events } = ctx.runtime;
  return {
    key: `task ${task.id}`,
    listen: (changed) => events.on('taskProgressed', task.id, changed),
    load: async () => {
      const progress = (await progressOfTasks(database.em(), [task.id])).get(task.id);
      return progress ? withMessage(progress) : null;
    },
  };
}

async function progressOfCampaign(ctx: Context, id: string): Promise<Topic<CampaignProgress> | null> {
  const campaign = await findVisible(ctx, Campaign, id);
  if (!campaign) return null;
  const { database, events } = ctx.runtime;
  return {
    key: `campaign ${campaign.id}`,
    listen: (changed) => events.on('campaignProgressed', campaign.id, changed),
    load: async () => (await progressOfCampaigns(database.em(), [campaign.id])).get(campaign.id) ?? null,
  };
}
