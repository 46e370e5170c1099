import { Arg, Authorized, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Task } from '../entities/Task.js';
import { cancelTask } from '../operations/cancelTasks.js';
import { pauseTask } from '../operations/pauseTasks.js';
import { resumeTask } from '../operations/resumeTasks.js';
import { retryTask } from '../operations/retryTask.js';
import type { Changed } from '../operations/scheduleCampaign.js';
import { updateTask } from '../operations/updateTask.js';
import {
  CancelTaskInput,
  CancelTaskPayload,
  PauseTaskInput,
  PauseTaskPayload,
  ResumeTaskInput,
  RetryTaskInput,
  ResumeTaskPayload,
  RetryTaskPayload,
  type TaskAnswer,
  UpdateTaskPayload,
} from '../schema/task.js';
import { UpdateTaskInput } from '../schema/taskInputs.js';
import { announceTasks } from './changedTasks.js';
import { Mutates } from './mutates.js';
import { demandOwn } from './own.js';
import { demandVisible } from './visible.js';

interface TaskId {
  id: string;
}

@Resolver()
export class TaskMutations {
  @Authorized()
  @Mutates(() => UpdateTaskPayload, {
    description: 'Changes a task before it starts. Of a scheduled one the reserved quota moves by the difference in the same act.',
  })
  async updateTask(
    @Arg('input', () => UpdateTaskInput, { description: 'The change.' }) { id, patch }: UpdateTaskInput,
    @Ctx() ctx: Context,
  ): Promise<TaskAnswer> {
    await demandOwn(ctx, Task, id);
    return answer(ctx, await updateTask(ctx.em, id, { ...patch }, ctx.viewer.id), { isQuotaChanged: true });
  }

  @Authorized()
  @Mutates(() => PauseTaskPayload, { description: 'Pauses a task by hand; so does it to one that has paused itself. Mails not begun are handed back.' })
  async pauseTask(@Arg('input', () => PauseTaskInput, { description: 'Which.' }) { id }: TaskId, @Ctx() ctx: Context): Promise<TaskAnswer> {
    await demandVisible(ctx, Task, id);
    return answer(ctx, await pauseTask(ctx.em, id, ctx.viewer.id));
  }

  @Authorized()
  @Mutates(() => ResumeTaskPayload, { description: 'Resumes a task. While what stopped it still holds, it stays paused and the refusal says why.' })
  async resumeTask(@Arg('input', () => ResumeTaskInput, { description: 'Which.' }) { id }: TaskId, @Ctx() ctx: Context): Promise<TaskAnswer> {
    await demandVisible(ctx, Task, id);
    return answer(ctx, await resumeTask(ctx.em, id, ctx.viewer.id));
  }

  @Authorized()
  @Mutates(() => RetryTaskPayload, {
    description: 'Sends failed or unknown mails of an ended task again, at once, by a new task in the same campaign with a reservation of its own. The task of the answer is the new one.',
  })
  async retryTask(@Arg('input', () => RetryTaskInput, { description: 'Which.' }) input: RetryTaskInput, @Ctx() ctx: Context): Promise<TaskAnswer> {
    await demandOwn(ctx, Task, input.id);
    return answer(ctx, await retryTask(ctx.em, input.id, input, ctx.viewer.id), { isQuotaChanged: true });
  }

  @Authorized()
  @Mutates(() => CancelTaskPayload, { description: 'Cancels a task; quota that was not used goes back.' })
  async cancelTask(@Arg('input', () => CancelTaskInput, { description: 'Which.' }) { id }: TaskId, @Ctx() ctx: Context): Promise<TaskAnswer> {
    await demandVisible(ctx, Task, id);
    return answer(ctx, await cancelTask(ctx.em, id, ctx.viewer.id), { isQuotaChanged: true });
  }
}

function answer(ctx: Context, changed: Changed, options = {}): TaskAnswer {
  announceTasks(ctx, changed, options);
  return { task: changed.tasks[0] ?? null };
}
