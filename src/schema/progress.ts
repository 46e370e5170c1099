import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { CampaignState } from '../entities/campaignStates.js';
import type { PauseReason, TaskState, WaitingReason } from '../entities/taskStates.js';
import { LocalizedText } from './localizedText.js';
import { CampaignStateEnum, PauseReasonEnum, TaskStateEnum, WaitingReasonEnum } from './taskEnums.js';

/** How many mails are in which state; together they are the total. */
@ObjectType()
abstract class MailCounts {
  @Field(() => Int, { description: 'All recipients found so far; 0 until a task is prepared.' })
  total!: number;

  @Field(() => Int, { description: 'Wait for a service to take them.' })
  pending!: number;

  @Field(() => Int, { description: 'Taken by a service, outcome not known yet.' })
  sending!: number;

  @Field(() => Int, { description: 'Accepted by a provider.' })
  sent!: number;

  @Field(() => Int, { description: 'Refused by a provider.' })
  failed!: number;

  @Field(() => Int, { description: 'Nobody can tell whether the provider took them.' })
  unknown!: number;

  @Field(() => Int, { description: 'Left out on purpose.' })
  skipped!: number;

  @Field(() => Int, { description: 'Not sent because the task was cancelled.' })
  cancelled!: number;

  @Field(() => Int, { description: 'Grows with the outcomes; of two answers the one with the smaller version is older.' })
  version!: number;
}

@ObjectType({ description: 'How far a task is: totals, never increments.' })
export class TaskProgress extends MailCounts {
  @Field(() => ID, { description: 'The task.' })
  taskId!: string;

  @Field(() => TaskStateEnum, { description: 'The state of the task.' })
  state!: TaskState;

  @Field(() => PauseReasonEnum, { nullable: true, description: 'Why it is paused; null when it is not.' })
  pauseReason!: PauseReason | null;

  @Field(() => WaitingReasonEnum, { nullable: true, description: 'Why it waits; null when it does not.' })
  waitingReason!: WaitingReason | null;

  @Field(() => LocalizedText, { nullable: true, description: 'The reason in words; null when there is none.' })
  message!: LocalizedText | null;
}

@ObjectType({ description: 'How far a campaign is: the sums over its tasks.' })
export class CampaignProgress extends MailCounts {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => CampaignStateEnum, { description: 'The state of the campaign.' })
  state!: CampaignState;
}
