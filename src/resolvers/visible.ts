import type { EntityName } from '@mikro-orm/core';
import type { Context } from '../context.js';
import { isId } from '../ids.js';
import { notFound } from './own.js';

interface Owned {
  id: string;
  userId: string;
}

/** Campaigns and tasks: an operator's own; an administrator sees, pauses, resumes and cancels anybody's (F22.6). Null for all others. */
export async function findVisible<T extends Owned>(ctx: Context, entity: EntityName<T>, id: string): Promise<T | null> {
  if (!isId(id)) return null;
  return (await ctx.em.findOne(entity, { id, ...(ctx.isAdmin ? {} : { userId: ctx.viewer.id }) } as never)) as T | null;
}

export async function demandVisible<T extends Owned>(ctx: Context, entity: EntityName<T>, id: string): Promise<T> {
  return (await findVisible(ctx, entity, id)) ?? notFound();
}
