import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { Task } from '../entities/Task.js';
import type { TaskState } from '../entities/taskStates.js';
import { User } from '../entities/User.js';
import type { QuotaFigures } from '../operations/quotaFigures.js';
import { taskCounts, type TaskCounts as Counts } from '../operations/taskCounts.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { Dashboard, TaskCounts } from '../schema/dashboard.js';
import { ServiceMapping } from '../schema/mapping.js';
import { UserQuota } from '../schema/quota.js';
import { TaskConnection } from '../schema/task.js';
import { mappingOf } from './mappings.js';
import { findPage } from './page.js';
import { quotaByUser } from './quotaTopic.js';
import { ownOrAnybodys } from './visible.js';

interface Board {
  user: User;
}

@Resolver(() => Dashboard)
export class DashboardResolver {
  @Authorized()
  @Query(() => Dashboard, { nullable: true, description: 'What a user wants to know first; for operators their own. Null when there is no such user.' })
  async dashboard(
    @Ctx() ctx: Context,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; left out, the viewer’s.' }) userId?: string | null,
  ): Promise<Board | null> {
    const id = ownOrAnybodys(ctx, userId);
    const user = id && (await ctx.em.findOne(User, { id }));
    return user ? { user } : null;
  }

  @FieldResolver(() => UserQuota, { description: 'The remaining quota, and whether it is low.' })
  quota(@Root() { user }: Board, @Ctx() ctx: Context): Promise<QuotaFigures> {
    return ctx.loader(quotaByUser).load(user.id);
  }

  @FieldResolver(() => TaskCounts, { description: 'How many tasks are in which state.' })
  tasks(@Root() { user }: Board, @Ctx() ctx: Context): Promise<Counts> {
    return taskCounts(ctx.em, user.id);
  }

  @FieldResolver(() => TaskConnection, { description: 'Tasks that are being prepared or sent, newest first.' })
  runningTasks(@Root() board: Board, @Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<Task>> {
    return tasksIn(ctx, board, ['PREPARING', 'SENDING'], page);
  }

  @FieldResolver(() => TaskConnection, { description: 'Tasks that are paused, newest first; each says why.' })
  pausedTasks(@Root() board: Board, @Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<Task>> {
    return tasksIn(ctx, board, ['PAUSED'], page);
  }

  @FieldResolver(() => ServiceMapping, { description: 'The services, and whether they can send.' })
  services(@Root() { user }: Board, @Ctx() ctx: Context): Promise<ServiceMapping> {
    return mappingOf(ctx, user);
  }
}

/** That it has not ended is said besides, in the words of the index: PostgreSQL does not conclude it from the states. */
const tasksIn = (ctx: Context, { user }: Board, states: TaskState[], page: PageArgs): Promise<Page<Task>> =>
  findPage(ctx.em, Task, { where: { userId: user.id, $and: [{ state: { $in: states } }, { state: { $nin: ['FINISHED', 'FAILED', 'CANCELLED'] } }] }, newestFirst: true, page });
