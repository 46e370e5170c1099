import { sql } from 'kysely';
import type { Context } from '../context.js';
import { isId } from '../ids.js';
import type { Topic } from '../live/LiveObject.js';
import { query } from '../operations/query.js';
import type { QuotaChange } from '../schema/quota.js';

/** The remaining quota of a user, to be watched; null when the viewer may not, or there is no such user. */
export async function quotaOf(ctx: Context, userId: string): Promise<Topic<QuotaChange> | null> {
  if (!isId(userId) || (!ctx.isAdmin && userId !== ctx.viewer.id)) return null;
  const { database, events } = ctx.runtime;
  const load = async (): Promise<QuotaChange | null> => {
    const [row] = await query(
      database.em(),
      sql<QuotaChange>`SELECT id AS "userId", quota_remaining AS "quotaRemaining", quota_version::int AS version FROM users WHERE id = ${userId}`,
    );
    return row ?? null;
  };
  if (!(await load())) return null;
  return { key: `quota ${userId}`, listen: (changed) => events.on('quotaChanged', userId, changed), load };
}
