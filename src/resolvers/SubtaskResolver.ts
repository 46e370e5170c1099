import { Arg, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import type { Attempt, Subtask } from '../entities/Subtask.js';
import { Task } from '../entities/Task.js';
import { isId } from '../ids.js';
import { attemptsOf, findSubtask, serviceNames } from '../operations/subtasks.js';
import { AttemptType, SubtaskType } from '../schema/subtask.js';
import { TaskType } from '../schema/task.js';
import { byId } from './own.js';

const taskById = byId(Task);

const attemptsBySubtask: Batch<Subtask, Attempt[]> = async (ctx, subtasks) => {
  const attempts = await attemptsOf(ctx.em, subtasks);
  return subtasks.map(({ taskId, seq }) => attempts.filter((attempt) => attempt.taskId === taskId && attempt.seq === seq));
};

/** null where the viewer may not know it. */
const serviceNameById: Batch<string, string | null> = async (ctx, ids) => {
  const names = await serviceNames(ctx.em, ids, ctx.isAdmin ? null : ctx.viewer.id);
  return ids.map((id) => names.get(id) ?? null);
};

const nameOf = (ctx: Context, serviceId: string | null): Promise<string | null> | null => (serviceId ? ctx.loader(serviceNameById).load(serviceId) : null);

@Resolver(() => SubtaskType)
export class SubtaskResolver {
  @Authorized()
  @Query(() => SubtaskType, { nullable: true, description: 'One mail of the viewer’s tasks, for administrators of anybody’s; null when there is none.' })
  async subtask(@Arg('id', () => ID, { description: 'The id of the mail.' }) id: string, @Ctx() ctx: Context): Promise<Subtask | null> {
    return isId(id) ? findSubtask(ctx.em, id, ctx.isAdmin ? null : ctx.viewer.id) : null;
  }

  @FieldResolver(() => TaskType, { description: 'The task it is part of.' })
  task(@Root() subtask: Subtask, @Ctx() ctx: Context): Promise<Task> {
    return ctx.loader(taskById).load(subtask.taskId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The service that settled it; null until then, and for operators when it is not mapped to them.',
  })
  serviceName(@Root() subtask: Subtask, @Ctx() ctx: Context): Promise<string | null> | null {
    return nameOf(ctx, subtask.serviceId);
  }

  @FieldResolver(() => [AttemptType], { description: 'Every try to hand it over, oldest first; a handful.' })
  attempts(@Root() subtask: Subtask, @Ctx() ctx: Context): Promise<Attempt[]> {
    return ctx.loader(attemptsBySubtask).load(subtask);
  }
}

@Resolver(() => AttemptType)
export class AttemptResolver {
  @FieldResolver(() => String, { nullable: true, description: 'The service that tried; null for operators when it is not mapped to them.' })
  serviceName(@Root() attempt: Attempt, @Ctx() ctx: Context): Promise<string | null> | null {
    return nameOf(ctx, attempt.serviceId);
  }
}
