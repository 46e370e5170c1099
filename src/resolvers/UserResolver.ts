import { Arg, Args, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { User } from '../entities/User.js';
import { isId } from '../ids.js';
import { createUser } from '../operations/createUser.js';
import { updateUser } from '../operations/updateUser.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { CreateUserInput, CreateUserPayload, UpdateUserInput, UpdateUserPayload, UserConnection, UserType } from '../schema/user.js';
import { Mutates } from './mutates.js';
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
  @Query(() => UserConnection, { description: 'All users, by name. For administrators.' })
  users(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<User>> {
    return findPage(ctx.em, User, { where: { archivedAt: null }, orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @Authorized()
  @Query(() => UserType, { nullable: true, description: 'A user; for operators themselves only. Null when there is none.' })
  async user(@Arg('id', () => ID, { description: 'The id of the user.' }) id: string, @Ctx() ctx: Context): Promise<User | null> {
    if (!isId(id) || (!ctx.isAdmin && id !== ctx.viewer.id)) return null;
    return ctx.em.findOne(User, { id });
  }

  @Authorized('ADMIN')
  @Mutates(() => CreateUserPayload, { description: 'Makes a user, with no quota. For administrators.' })
  async createUser(@Arg('input', () => CreateUserInput, { description: 'The user.' }) input: CreateUserInput, @Ctx() ctx: Context): Promise<CreateUserPayload> {
    return { user: await createUser(ctx.em, input) };
  }

  @Authorized('ADMIN')
  @Mutates(() => UpdateUserPayload, { description: 'Changes a user. For administrators.' })
  async updateUser(@Arg('input', () => UpdateUserInput, { description: 'The change.' }) input: UpdateUserInput, @Ctx() ctx: Context): Promise<UpdateUserPayload> {
    const { user, touchedSessionIds, pausedTasks } = await updateUser(ctx.em, input.id, input.patch, ctx.viewer.id);
    ctx.announce((events) => {
      for (const id of touchedSessionIds) events.sessionEnded(id);
      for (const { taskId, campaignId } of pausedTasks) events.taskProgressed(taskId, campaignId);
      events.wakeWorkers();
    });
    return { user };
  }
}
