import type { Batch, Context } from '../context.js';
import type { Topic } from '../live/LiveObject.js';
import { type QuotaFigures, quotaFigures } from '../operations/quotaFigures.js';
import { ownOrAnybodys } from './visible.js';

export const quotaByUser: Batch<string, QuotaFigures> = async (ctx, ids) => {
  const found = await quotaFigures(ctx.em, ids);
  return ids.map((id) => found.get(id) ?? new Error(`no user ${id}`));
};

/** The remaining quota of a user, to be watched; null when the viewer may not, or there is no such user. */
export async function quotaOf(ctx: Context, userId?: string | null): Promise<Topic<QuotaFigures> | null> {
  const id = ownOrAnybodys(ctx, userId);
  if (!id) return null;
  const { database, events } = ctx.runtime;
  const load = async (): Promise<QuotaFigures | null> => (await quotaFigures(database.em(), [id])).get(id) ?? null;
  if (!(await load())) return null;
  return { key: `quota ${id}`, listen: (changed) => events.on('quotaChanged', id, changed), load };
}
