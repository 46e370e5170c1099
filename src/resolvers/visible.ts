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

/** Whom a question is about that operators may ask of themselves, and administrators of anybody: null when it is not for the viewer, or no id at all. */
export function ownOrAnybodys(ctx: Context, userId?: string | null): string | null {
  const id = (userId ?? ctx.viewer.id).toLowerCase();
  return isId(id) && (ctx.isAdmin || id === ctx.viewer.id) ? id : null;
}

/** The condition of a list by whose rows it shows: the viewer's own, or of the user asked for. Of a user whom the viewer may not see, or who does not exist, there are none. */
export function ofVisibleUser(ctx: Context, userId: string | null | undefined): { userId: string } | { id: { $in: string[] } } {
  const id = ownOrAnybodys(ctx, userId);
  return id === null ? { id: { $in: [] } } : { userId: id };
}
