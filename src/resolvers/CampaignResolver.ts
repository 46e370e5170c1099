import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { Campaign } from '../entities/Campaign.js';
import { Task } from '../entities/Task.js';
import type { User } from '../entities/User.js';
import { type ProgressOfCampaign, progressOfCampaigns } from '../operations/progress.js';
import { CampaignConnection, CampaignFilter, CampaignType } from '../schema/campaign.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { CampaignProgress } from '../schema/progress.js';
import { TaskType } from '../schema/task.js';
import { UserType } from '../schema/user.js';
import { byId } from './own.js';
import { findPage } from './page.js';
import { userById } from './UserResolver.js';
import { findVisible } from './visible.js';

export const campaignById = byId(Campaign);

export const tasksByCampaign: Batch<string, Task[]> = async (ctx, ids) => {
  const tasks = await ctx.em.find(Task, { campaignId: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  return ids.map((id) => tasks.filter((task) => task.campaignId === id));
};

const progressByCampaign: Batch<string, ProgressOfCampaign> = async (ctx, ids) => {
  const found = await progressOfCampaigns(ctx.em, ids);
  return ids.map((id) => found.get(id) ?? new Error(`campaign ${id} has no tasks`));
};

@Resolver(() => CampaignType)
export class CampaignResolver {
  @Authorized()
  @Query(() => CampaignConnection, { description: 'The viewer’s campaigns, newest first.' })
  campaigns(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => CampaignFilter, { nullable: true, description: 'Which; left out, all.' }) filter?: CampaignFilter | null,
  ): Promise<Page<Campaign>> {
    const where = { userId: ctx.viewer.id, ...(filter?.states ? { state: { $in: filter.states } } : {}) };
    return findPage(ctx.em, Campaign, { where, newestFirst: true, page });
  }

  @Authorized()
  @Query(() => CampaignType, { nullable: true, description: 'One of the viewer’s campaigns, for administrators anybody’s; null when there is none.' })
  campaign(@Arg('id', () => ID, { description: 'The id of the campaign.' }) id: string, @Ctx() ctx: Context): Promise<Campaign | null> {
    return findVisible(ctx, Campaign, id);
  }

  @FieldResolver(() => [TaskType], { description: 'Its tasks in order, at most 100.' })
  tasks(@Root() campaign: Campaign, @Ctx() ctx: Context): Promise<Task[]> {
    return ctx.loader(tasksByCampaign).load(campaign.id);
  }

  @FieldResolver(() => CampaignProgress, { description: 'How far it is.' })
  progress(@Root() campaign: Campaign, @Ctx() ctx: Context): Promise<ProgressOfCampaign> {
    return ctx.loader(progressByCampaign).load(campaign.id);
  }

  @FieldResolver(() => UserType, { description: 'Whose it is.' })
  owner(@Root() campaign: Campaign, @Ctx() ctx: Context): Promise<User> {
    return ctx.loader(userById).load(campaign.userId);
  }
}
