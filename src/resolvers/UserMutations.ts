import { Arg, Authorized, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { createUser } from '../operations/createUser.js';
import { deleteUser } from '../operations/deleteUser.js';
import type { PausedTask } from '../operations/pauseUserTasks.js';
import { updateUser } from '../operations/updateUser.js';
import { CreateUserInput, CreateUserPayload, DeleteUserInput, DeleteUserPayload, UpdateUserInput, UpdateUserPayload, UserType } from '../schema/user.js';
import { Mutates } from './mutates.js';
import { announceAccess } from './touchedAccess.js';

@Resolver(() => UserType)
export class UserMutations {
  @Authorized('ADMIN')
  @Mutates(() => CreateUserPayload, { description: 'Makes a user, with no quota. For administrators; needs a session.', needsSession: true })
  async createUser(@Arg('input', () => CreateUserInput, { description: 'The user.' }) input: CreateUserInput, @Ctx() ctx: Context): Promise<CreateUserPayload> {
    return { user: await createUser(ctx.em, input) };
  }

  @Authorized('ADMIN')
  @Mutates(() => UpdateUserPayload, { description: 'Changes a user. For administrators; needs a session.', needsSession: true })
  async updateUser(@Arg('input', () => UpdateUserInput, { description: 'The change.' }) input: UpdateUserInput, @Ctx() ctx: Context): Promise<UpdateUserPayload> {
    const { user, touched, pausedTasks } = await updateUser(ctx.em, input.id, input.patch, ctx.viewer.id);
    announceAccess(ctx, touched);
    announcePaused(ctx, pausedTasks);
    return { user };
  }

  @Authorized('ADMIN')
  @Mutates(() => DeleteUserPayload, {
    description: 'Deletes a user for good or, when anything names them, archives them: their sessions and tokens end, their tasks are paused. For administrators; needs a session.',
    needsSession: true,
  })
  async deleteUser(@Arg('input', () => DeleteUserInput, { description: 'The user.' }) input: DeleteUserInput, @Ctx() ctx: Context): Promise<DeleteUserPayload> {
    const { archived, touched, pausedTasks } = await deleteUser(ctx.em, input.id, ctx.viewer.id);
    announceAccess(ctx, touched);
    announcePaused(ctx, pausedTasks);
    return archived ? { archivedUser: archived } : { deletedId: input.id };
  }
}

function announcePaused(ctx: Context, tasks: PausedTask[]): void {
  ctx.announce((events) => {
    for (const { taskId, campaignId } of tasks) events.taskProgressed(taskId, campaignId);
    events.wakeWorkers();
  });
}
