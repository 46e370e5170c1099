import type { FilterQuery } from '@mikro-orm/core';
import type { Context } from '../context.js';
import type { QuotaLog } from '../entities/QuotaLog.js';
import { Task } from '../entities/Task.js';
import { isId } from '../ids.js';
import { badInput } from '../schema/denied.js';
import type { QuotaLogFilter, QuotaLogOrder } from '../schema/quota.js';
import type { PageOrder } from './page.js';

const mostUsers = 1_000;
const none: FilterQuery<QuotaLog> = { id: { $in: [] } };

/** Rows of the ledger that the viewer asks for and may see. A foreign ledger looks like one without rows; so does an id that is none. */
export async function quotaRows(filter: QuotaLogFilter, ctx: Context): Promise<FilterQuery<QuotaLog>> {
  const { reasons, taskId, campaignId, actorId, since, until } = filter;
  for (const id of [taskId, campaignId, actorId]) if (id && !isId(id)) return none;
  // Who changed it is not shown to an operator when somebody else did, so it cannot be asked for either.
  if (actorId && !ctx.isAdmin && actorId.toLowerCase() !== ctx.viewer.id) return none;
  const tasks = campaignId ? await ctx.em.find(Task, { campaignId }, { fields: ['id'] }) : null;
  return {
    $and: [
      ownersOf(filter, ctx),
      tasks ? { taskId: { $in: tasks.map((task) => task.id) } } : {},
      {
        ...(reasons ? { reason: { $in: reasons } } : {}),
        ...(taskId ? { taskId } : {}),
        ...(actorId ? { actorId } : {}),
        ...(since || until ? { createdAt: { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) } } : {}),
      },
    ],
  };
}

function ownersOf({ userId, userIds, isOfEverybody }: QuotaLogFilter, ctx: Context): FilterQuery<QuotaLog> {
  if (isOfEverybody) ctx.demandAdmin();
  if (userIds && userIds.length > mostUsers) throw badInput(`"userIds" has at most ${mostUsers} ids`);
  const asked = [...(userId ? [[userId]] : []), ...(userIds ? [userIds] : [])].map((ids) => ids.filter(isId).map((id) => id.toLowerCase()));
  if (asked.length === 0) return isOfEverybody ? {} : { userId: ctx.viewer.id };
  const both = asked.reduce((left, right) => left.filter((id) => right.includes(id)));
  return { userId: { $in: ctx.isAdmin ? both : both.filter((id) => id === ctx.viewer.id) } };
}

/** By id is by time. */
export const quotaOrder: Readonly<Record<QuotaLogOrder, { newestFirst?: boolean; orderBy?: PageOrder<QuotaLog>[] }>> = {
  NEWEST_FIRST: { newestFirst: true },
  OLDEST_FIRST: {},
  MOST_ADDED_FIRST: { orderBy: [{ field: 'delta', type: 'number', descending: true }] },
  MOST_TAKEN_FIRST: { orderBy: [{ field: 'delta', type: 'number' }] },
};
