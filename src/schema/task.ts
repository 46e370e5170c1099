import { type ClassType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { RetryWhat, TaskKind } from '../entities/Task.js';
import type { TaskEvent } from '../entities/TaskLog.js';
import type { PauseReason, TaskState, WaitingReason } from '../entities/taskStates.js';
import { AudienceRuleType } from './audience.js';
import { connectionOf } from './connection.js';
import { PauseReasonEnum, RetryWhatEnum, TaskEventEnum, TaskKindEnum, TaskStateEnum, WaitingReasonEnum } from './taskEnums.js';
import { Payload } from './userError.js';

@ObjectType('Task', { description: 'One bulk send.' })
export class TaskType {
  @Field(() => ID, { description: 'The id of the task.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => TaskKindEnum, { description: 'A part of the plan, or a retry.' })
  kind!: TaskKind;

  @Field(() => ID, { nullable: true, description: 'The ended task whose mails it sends again; null when it is no retry.' })
  retryOfId?: string | null;

  @Field(() => RetryWhatEnum, { nullable: true, description: 'Which of them; null when it is no retry.' })
  retryWhat?: RetryWhat | null;

  @Field(() => Int, { description: 'Its place in the campaign, from 0.' })
  position!: number;

  @Field(() => TaskStateEnum, { description: 'Its state.' })
  state!: TaskState;

  @Field(() => PauseReasonEnum, { nullable: true, description: 'Why it is paused; null when it is not.' })
  pauseReason?: PauseReason | null;

  @Field(() => WaitingReasonEnum, { nullable: true, description: 'Why it waits; null when it does not.' })
  waitingReason?: WaitingReason | null;

  @Field(() => Date, { description: 'When it is to start.' })
  plannedAt!: Date;

  @Field(() => Boolean, { name: 'isPlannedByHand', description: 'Whether that time was set by hand, and does not follow the campaign’s.' })
  plannedByHand!: boolean;

  @Field(() => Int, {
    name: 'lateAfterHours',
    nullable: true,
    description: 'When it could start only so many hours late, it waits for a person; null: it starts however late it is.',
  })
  lateAfterH?: number | null;

  @Field(() => AudienceRuleType, { description: 'Who is mailed.' })
  audience!: AudienceRuleType;

  @Field(() => Int, { description: 'Mails of the user’s quota that it holds or has used.' })
  reserved!: number;

  @Field(() => String, { nullable: true, description: 'Why it FAILED; null when it did not.' })
  failure?: string | null;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it started; null while it has not.' })
  startedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended; null while it has not.' })
  endedAt?: Date | null;
}

export const TaskConnection = connectionOf('Task', () => TaskType);

@ObjectType({ description: 'One fact about an entry of a task’s log.' })
export class TaskLogDetail {
  @Field(() => String, { description: 'What it is about.' })
  name!: string;

  @Field(() => String, { description: 'The value.' })
  value!: string;
}

@ObjectType('TaskLog', { description: 'What became of a task, and who decided it.' })
export class TaskLogType {
  @Field(() => ID, { description: 'The id of the entry.' })
  id!: string;

  @Field(() => TaskEventEnum, { description: 'What happened.' })
  event!: TaskEvent;

  @Field(() => String, { nullable: true, description: 'Why; null when there is nothing to say.' })
  reason?: string | null;

  @Field(() => Date, { description: 'When it happened.' })
  createdAt!: Date;
}

export const TaskLogConnection = connectionOf('TaskLog', () => TaskLogType);

interface TaskResult extends Payload {
  task?: TaskType | null;
}

/** The payload of a mutation of a task. */
function payloadOf(mutation: string, name: string): ClassType<TaskResult> {
  @ObjectType(name, { description: `What ${mutation} did.` })
  class TaskPayload extends Payload {
    @Field(() => TaskType, { nullable: true, description: 'The task; null when refused.' })
    task?: TaskType | null;
  }
  return TaskPayload;
}

function inputOf(name: string, description: string): ClassType<{ id: string }> {
  @InputType(name, { description })
  class TaskIdInput {
    @Field(() => ID, { description: 'The task.' })
    id!: string;
  }
  return TaskIdInput;
}

export const UpdateTaskPayload = payloadOf('updateTask', 'UpdateTaskPayload');
export const PauseTaskInput = inputOf('PauseTaskInput', 'A task to be paused.');
export const PauseTaskPayload = payloadOf('pauseTask', 'PauseTaskPayload');
export const ResumeTaskInput = inputOf('ResumeTaskInput', 'A task to be resumed.');
export const ResumeTaskPayload = payloadOf('resumeTask', 'ResumeTaskPayload');
export const CancelTaskInput = inputOf('CancelTaskInput', 'A task to be cancelled.');
export const CancelTaskPayload = payloadOf('cancelTask', 'CancelTaskPayload');
export const RetryTaskPayload = payloadOf('retryTask', 'RetryTaskPayload');

@InputType({ description: 'An ended task of which mails are to be sent again.' })
export class RetryTaskInput {
  @Field(() => ID, { description: 'The ended task.' })
  id!: string;

  @Field(() => RetryWhatEnum, { description: 'Which of its mails.' })
  what!: RetryWhat;

  @Field(() => Boolean, { defaultValue: false, description: 'That recipients may get a mail twice is understood; must be true for UNKNOWN.' })
  acknowledgeDuplicates!: boolean;
}
export type TaskAnswer = TaskResult;
