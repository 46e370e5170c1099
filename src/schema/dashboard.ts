import { Field, Int, ObjectType } from 'type-graphql';
import type { PauseReason } from '../entities/taskStates.js';
import { LocalizedText } from './localizedText.js';
import { PauseReasonEnum } from './taskEnums.js';
import { UserType } from './user.js';

@ObjectType({ description: 'How many tasks are paused for one reason.' })
export class PauseCount {
  @Field(() => PauseReasonEnum, { description: 'The reason.' })
  reason!: PauseReason;

  @Field(() => Int, { description: 'How many.' })
  count!: number;

  @Field(() => LocalizedText, { description: 'The reason in words.' })
  message!: LocalizedText;
}

@ObjectType({ description: 'How many tasks of a user are in which state; those that have ended are not counted.' })
export class TaskCounts {
  @Field(() => Int, { description: 'Being planned.' })
  draft!: number;

  @Field(() => Int, { description: 'Wait for their time.' })
  scheduled!: number;

  @Field(() => Int, { description: 'Whose recipients are being found.' })
  preparing!: number;

  @Field(() => Int, { description: 'Whose mails are going out.' })
  sending!: number;

  @Field(() => Int, { description: 'Paused.' })
  paused!: number;

  @Field(() => [PauseCount], { description: 'Why they are paused, the most frequent reason first.' })
  pauses!: PauseCount[];

  @Field(() => Date, { nullable: true, description: 'When the next of those that wait for their time starts; null when none does.' })
  nextPlannedAt!: Date | null;
}

@ObjectType({ description: 'What a user wants to know first. Live: quotaChanged, availabilityChanged, taskProgressed.' })
export class Dashboard {
  @Field(() => UserType, { description: 'Whose it is.' })
  user!: UserType;
}
