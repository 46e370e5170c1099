import type { EntityName } from '@mikro-orm/core';
import type { Batch, Context } from '../context.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';

interface Owned {
  id: string;
  userId: string;
}

/** The viewer's own object, or null: foreign, missing and malformed ids look the same (F22.6). */
export async function findOwn<T extends Owned>(ctx: Context, entity: EntityName<T>, id: string): Promise<T | null> {
  if (!isId(id)) return null;
  return (await ctx.em.findOne(entity, { id, userId: ctx.viewer.id } as never)) as T | null;
}

/** Like findOwn, for mutations: refused with NOT_FOUND. `field` is the id's path in the input. */
export async function demandOwn<T extends Owned>(ctx: Context, entity: EntityName<T>, id: string, field: string[] = ['id']): Promise<T> {
  return (await findOwn(ctx, entity, id)) ?? notFound(field);
}

export function notFound(field: string[] = ['id']): never {
  throw new Refusal('NOT_FOUND', 'There is no such object.', field);
}

/** The batch that loads objects by their ids: `const senderById = byId(Sender)`, then `ctx.loader(senderById).load(sender.id)`. */
export function byId<T extends { id: string }>(entity: EntityName<T>): Batch<string, T> {
  return async (ctx, ids) => {
    const rows = (await ctx.em.find(entity, { id: { $in: ids } } as never)) as T[];
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? new Error(`no ${String(id)}`));
  };
}
