import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { User, type UserState } from '../entities/User.js';
import { isId } from '../ids.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { UserConnection, UserFilter, UserStateEnum, UserType } from '../schema/user.js';
import { byId } from './own.js';
import { findPage } from './page.js';

export const userById = byId(User);

/** For ids that outlive their user. */
export const maybeUserById: Batch<string, User | null> = async (ctx, ids) => {
  const found = new Map((await ctx.em.find(User, { id: { $in: [...ids] } })).map((user) => [user.id, user]));
  return ids.map((id) => found.get(id) ?? null);
};

@Resolver(() => UserType)
export class UserResolver {
  @Query(() => UserType, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  async viewer(@Ctx() ctx: Context): Promise<User | null> {
    return ctx.origin.viewer && ctx.loader(userById).load(ctx.origin.viewer.id);
  }

  @Authorized('ADMIN')
  @Query(() => UserConnection, { description: 'All users but those archived, by name. For administrators.' })
  users(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which users; left out, all but those archived.' }) filter?: UserFilter | null,
  ): Promise<Page<User>> {
    return findPage(ctx.em, User, { where: usersOf(filter ?? {}), orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @Authorized()
  @Query(() => UserType, { nullable: true, description: 'A user; for operators themselves only. Null when there is none.' })
  async user(@Arg('id', () => ID, { description: 'The id of the user.' }) id: string, @Ctx() ctx: Context): Promise<User | null> {
    if (!isId(id) || (!ctx.isAdmin && id !== ctx.viewer.id)) return null;
    return ctx.em.findOne(User, { id });
  }

  @FieldResolver(() => UserStateEnum, { description: 'Whether they may do anything at all.' })
  state(@Root() user: User): UserState {
    return user.state();
  }
}

function usersOf({ role, state, text, includeArchived }: Partial<UserFilter>): FilterQuery<User> {
  const conditions: FilterQuery<User>[] = [];
  if (role) conditions.push({ role });
  if (state === 'ARCHIVED') conditions.push({ archivedAt: { $ne: null } });
  else if (state) conditions.push({ archivedAt: null, enabled: state === 'ENABLED' });
  else if (!includeArchived) conditions.push({ archivedAt: null });
  if (text) {
    // What the searched text means to LIKE it must not mean here.
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push({ $or: [{ name: { $ilike: pattern } }, { email: { $ilike: pattern } }] });
  }
  return { $and: conditions };
}
