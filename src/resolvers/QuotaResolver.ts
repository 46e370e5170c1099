import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { QuotaLog } from '../entities/QuotaLog.js';
import type { Task } from '../entities/Task.js';
import type { User } from '../entities/User.js';
import { adjustQuota } from '../operations/adjustQuota.js';
import type { QuotaFigures } from '../operations/quotaFigures.js';
import { type QuotaProof as Proof, quotaProof } from '../operations/quotaProof.js';
import { setLowQuotaThreshold } from '../operations/setLowQuotaThreshold.js';
import { type Page, PageArgs } from '../schema/connection.js';
import {
  AdjustQuotaInput, AdjustQuotaPayload, QuotaChange, QuotaLogConnection, QuotaLogFilter, type QuotaLogOrder, QuotaLogOrderEnum, QuotaLogType, QuotaProof,
  SetLowQuotaThresholdInput, SetLowQuotaThresholdPayload, UserQuota,
} from '../schema/quota.js';
import { TaskType } from '../schema/task.js';
import { UserType } from '../schema/user.js';
import { Mutates } from './mutates.js';
import { findPage } from './page.js';
import { quotaOrder, quotaRows } from './quotaRows.js';
import { quotaByUser, quotaOf } from './quotaTopic.js';
import { maybeTaskById } from './TaskResolver.js';
import { userById } from './UserResolver.js';
import { ownOrAnybodys } from './visible.js';
import { watch, type Watch } from './watch.js';

@Resolver(() => QuotaLogType)
export class QuotaResolver {
  @Authorized()
  @Query(() => QuotaLogConnection, { description: 'Rows of the quota ledger.' })
  async quotaLogs(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('orderBy', () => QuotaLogOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'In which order.' }) orderBy: QuotaLogOrder,
    @Arg('filter', () => QuotaLogFilter, { nullable: true, description: 'Which rows; left out, all of the viewer’s.' }) filter?: QuotaLogFilter | null,
  ): Promise<Page<QuotaLog>> {
    return findPage(ctx.em, QuotaLog, { where: await quotaRows(filter ?? {}, ctx), ...quotaOrder[orderBy], page });
  }

  @Authorized()
  @Query(() => QuotaProof, { nullable: true, description: 'Proves that the balance of a user is the sum of the ledger; for operators their own. Null when there is no such user.' })
  async quotaProof(
    @Ctx() ctx: Context,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; left out, the viewer’s.' }) userId?: string | null,
  ): Promise<Proof | null> {
    const id = ownOrAnybodys(ctx, userId);
    return id === null ? null : quotaProof(ctx.em, id);
  }

  @FieldResolver(() => UserType, { description: 'Whose quota it is.' })
  user(@Root() row: QuotaLog, @Ctx() ctx: Context): Promise<User> {
    return ctx.loader(userById).load(row.userId);
  }

  @FieldResolver(() => TaskType, { nullable: true, description: 'The task it belongs to; null for an adjustment.' })
  task(@Root() row: QuotaLog, @Ctx() ctx: Context): Promise<Task | null> | null {
    return row.taskId ? ctx.loader(maybeTaskById).load(row.taskId) : null;
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who changed it; null when the system did, and for operators when somebody else did.' })
  actor(@Root() row: QuotaLog, @Ctx() ctx: Context): Promise<User> | null {
    return row.actorId && (ctx.isAdmin || row.actorId === ctx.viewer.id) ? ctx.loader(userById).load(row.actorId) : null;
  }

  @Authorized('ADMIN')
  @Mutates(() => AdjustQuotaPayload, { description: 'Changes a user’s remaining quota. For administrators.' })
  async adjustQuota(@Arg('input', () => AdjustQuotaInput, { description: 'The change.' }) input: AdjustQuotaInput, @Ctx() ctx: Context): Promise<AdjustQuotaPayload> {
    const user = await adjustQuota(ctx.em, input.userId, input, ctx.viewer.id);
    ctx.announce((events) => events.quotaChanged(user.id));
    return { user };
  }

  @Authorized('ADMIN')
  @Mutates(() => SetLowQuotaThresholdPayload, { description: 'Sets below how many mails a user’s quota counts as low. For administrators.' })
  async setLowQuotaThreshold(
    @Arg('input', () => SetLowQuotaThresholdInput, { description: 'The threshold.' }) { userId, threshold }: SetLowQuotaThresholdInput,
    @Ctx() ctx: Context,
  ): Promise<SetLowQuotaThresholdPayload> {
    const user = await setLowQuotaThreshold(ctx.em, userId, threshold ?? null);
    ctx.announce((events) => events.quotaChanged(user.id));
    return { user };
  }

  @Authorized()
  @Subscription(() => QuotaChange, {
    description: 'The remaining quota of a user, and whether it is low: as it is now, then after each change.',
    subscribe: watch<{ userId?: string | null }>(({ ctx, args }) => quotaOf(ctx, args.userId)),
  })
  quotaChanged(
    @Root() change: Watch<QuotaFigures>,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; operators see their own only. Left out, the viewer’s.' }) _userId?: string | null,
  ): QuotaFigures {
    return change;
  }
}

@Resolver(() => UserType)
export class UserQuotaResolver {
  @FieldResolver(() => UserQuota, { description: 'Their remaining quota, and whether it is low.' })
  quota(@Root() user: User, @Ctx() ctx: Context): Promise<QuotaFigures> {
    return ctx.loader(quotaByUser).load(user.id);
  }
}
