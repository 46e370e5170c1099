import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import type { Campaign } from '../entities/Campaign.js';
import type { Sender } from '../entities/Sender.js';
import type { Subtask } from '../entities/Subtask.js';
import { Task } from '../entities/Task.js';
import { TaskLog } from '../entities/TaskLog.js';
import type { TemplateSet } from '../entities/TemplateSet.js';
import type { User } from '../entities/User.js';
import { type ProgressOfTask, progressOfTasks } from '../operations/progress.js';
import { reasonText } from '../operations/reasonTexts.js';
import { countSubtasks, subtasksOf } from '../operations/subtasks.js';
import { CampaignType } from '../schema/campaign.js';
import { checkPageSize, decodeCursor, type Page, PageArgs, pageOf } from '../schema/connection.js';
import { LocalizedText } from '../schema/localizedText.js';
import { TaskProgress } from '../schema/progress.js';
import { SenderType } from '../schema/sender.js';
import { SubtaskConnection, SubtaskFilter } from '../schema/subtask.js';
import { TaskLogConnection, TaskLogDetail, TaskLogType, TaskType } from '../schema/task.js';
import { TemplateSetType } from '../schema/templateSet.js';
import { UserType } from '../schema/user.js';
import { campaignById } from './CampaignResolver.js';
import { findPage } from './page.js';
import { senderById } from './SenderResolver.js';
import { templateSetById } from './TemplateSetResolver.js';
import { userById } from './UserResolver.js';
import { findVisible } from './visible.js';

/** For ids that outlive their task. */
export const maybeTaskById: Batch<string, Task | null> = async (ctx, ids) => {
  const found = new Map((await ctx.em.find(Task, { id: { $in: [...ids] } })).map((task) => [task.id, task]));
  return ids.map((id) => found.get(id) ?? null);
};

const progressByTask: Batch<string, TaskProgress> = async (ctx, ids) => {
  const found = await progressOfTasks(ctx.em, ids);
  return ids.map((id) => (found.has(id) ? withMessage(found.get(id)!) : new Error(`task ${id} has no progress`)));
};

export const withMessage = (progress: ProgressOfTask): TaskProgress => ({ ...progress, message: reasonText(progress.pauseReason ?? progress.waitingReason) });

@Resolver(() => TaskType)
export class TaskResolver {
  @Authorized()
  @Query(() => TaskType, { nullable: true, description: 'One of the viewer’s tasks, for administrators anybody’s; null when there is none.' })
  task(@Arg('id', () => ID, { description: 'The id of the task.' }) id: string, @Ctx() ctx: Context): Promise<Task | null> {
    return findVisible(ctx, Task, id);
  }

  @FieldResolver(() => LocalizedText, { nullable: true, description: 'Why it is paused or waits, in words; null when it does neither.' })
  message(@Root() task: Task): LocalizedText | null {
    return reasonText(task.pauseReason ?? task.waitingReason);
  }

  @FieldResolver(() => CampaignType, { description: 'The campaign it is part of.' })
  campaign(@Root() task: Task, @Ctx() ctx: Context): Promise<Campaign> {
    return ctx.loader(campaignById).load(task.campaignId);
  }

  @FieldResolver(() => TemplateSetType, { description: 'The set from which each mail draws its template.' })
  templateSet(@Root() task: Task, @Ctx() ctx: Context): Promise<TemplateSet> {
    return ctx.loader(templateSetById).load(task.templateSetId);
  }

  @FieldResolver(() => SenderType, { description: 'Who it is from.' })
  sender(@Root() task: Task, @Ctx() ctx: Context): Promise<Sender> {
    return ctx.loader(senderById).load(task.senderId);
  }

  @FieldResolver(() => TaskProgress, { description: 'How far it is.' })
  progress(@Root() task: Task, @Ctx() ctx: Context): Promise<TaskProgress> {
    return ctx.loader(progressByTask).load(task.id);
  }

  @FieldResolver(() => SubtaskConnection, { description: 'Its mails, by number.' })
  async subtasks(
    @Root() task: Task,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => SubtaskFilter, { nullable: true, description: 'Which; left out, all.' }) filter?: SubtaskFilter | null,
  ): Promise<Page<Subtask>> {
    checkPageSize(first);
    const states = filter?.states ?? null;
    const [seq] = after ? decodeCursor(after, ['number']) : [0];
    const rows = await subtasksOf(ctx.em, task.id, { states, after: Number(seq), limit: first + 1 });
    return pageOf(
      rows,
      first,
      (subtask) => [subtask.seq],
      () => countSubtasks(ctx.em, task.id, states),
    );
  }

  @FieldResolver(() => TaskLogConnection, { description: 'What became of it, newest first.' })
  log(@Root() task: Task, @Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<TaskLog>> {
    return findPage(ctx.em, TaskLog, { where: { taskId: task.id }, newestFirst: true, page });
  }
}

@Resolver(() => TaskLogType)
export class TaskLogResolver {
  @FieldResolver(() => [TaskLogDetail], { description: 'Facts about it: counts, times; a handful.' })
  details(@Root() entry: TaskLog): TaskLogDetail[] {
    return Object.entries(entry.detail).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who decided it; null when the system did, and for operators when somebody else did.' })
  actor(@Root() entry: TaskLog, @Ctx() ctx: Context): Promise<User> | null {
    return entry.actorId && (ctx.isAdmin || entry.actorId === ctx.viewer.id) ? ctx.loader(userById).load(entry.actorId) : null;
  }
}
