import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { QuotaLog } from '../entities/QuotaLog.js';
import type { User } from '../entities/User.js';
import { isId } from '../ids.js';
import { adjustQuota } from '../operations/adjustQuota.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { AdjustQuotaInput, AdjustQuotaPayload, QuotaChange, QuotaLogConnection, QuotaLogFilter, QuotaLogType } from '../schema/quota.js';
import { UserType } from '../schema/user.js';
import { Mutates } from './mutates.js';
import { findPage } from './page.js';
import { quotaOf } from './quotaTopic.js';
import { userById } from './UserResolver.js';
import { watch, type Watch } from './watch.js';

@Resolver(() => QuotaLogType)
export class QuotaResolver {
  @Authorized()
  @Query(() => QuotaLogConnection, { description: 'Rows of the quota ledger, newest first.' })
  async quotaLogs(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => QuotaLogFilter, { nullable: true, description: 'Which rows; left out, all of the viewer’s.' }) filter?: QuotaLogFilter | null,
  ): Promise<Page<QuotaLog>> {
    return findPage(ctx.em, QuotaLog, { where: rowsOf(filter ?? {}, ctx), newestFirst: true, page });
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

  @Authorized()
  @Subscription(() => QuotaChange, {
    description: 'The remaining quota of a user: as it is now, then after each change.',
    subscribe: watch<{ userId?: string | null }>(({ ctx, args }) => quotaOf(ctx, args.userId ?? ctx.viewer.id)),
  })
  quotaChanged(
    @Root() change: Watch<QuotaChange>,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; operators see their own only. Left out, the viewer’s.' }) _userId?: string | null,
  ): QuotaChange {
    return change;
  }
}

function rowsOf({ userId, reasons, taskId, since, until }: QuotaLogFilter, ctx: Context): FilterQuery<QuotaLog> {
  const owner = userId ?? ctx.viewer.id;
  // A foreign ledger looks like one without rows; so does an id that is none.
  if (!isId(owner) || (taskId && !isId(taskId)) || (!ctx.isAdmin && owner !== ctx.viewer.id)) return { id: { $in: [] } };
  return {
    userId: owner,
    ...(reasons ? { reason: { $in: reasons } } : {}),
    ...(taskId ? { taskId } : {}),
    ...(since || until ? { createdAt: { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) } } : {}),
  };
}
