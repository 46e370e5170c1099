import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AttemptOutcome, SkipReason, SubtaskState } from '../entities/Subtask.js';
import { connectionOf } from './connection.js';
import { AttemptOutcomeEnum, SkipReasonEnum, SubtaskStateEnum } from './taskEnums.js';

@ObjectType('Subtask', { description: 'One mail to one recipient.' })
export class SubtaskType {
  @Field(() => ID, { description: 'The id of the mail.' })
  id!: string;

  @Field(() => Int, { description: 'Its number in the task, from 1.' })
  seq!: number;

  @Field(() => String, { description: 'The address it goes to.' })
  email!: string;

  @Field(() => SubtaskStateEnum, { description: 'Its state.' })
  state!: SubtaskState;

  @Field(() => SkipReasonEnum, { nullable: true, description: 'Why it was left out; null when it was not.' })
  skipReason!: SkipReason | null;

  @Field(() => String, { nullable: true, description: 'The From address it was sent under; null until then.' })
  fromAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'Its Message-ID header; null until it was sent.' })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: 'The provider’s error in short, or the place of a mistake in the template; null when there was none.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The provider’s words; null when there were none.' })
  text!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was handed over; null until then.' })
  attemptedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When its outcome was known; null until then.' })
  settledAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The mail of an ended task that this one sends again; null when it does not.' })
  retryOfId!: string | null;
}

export const SubtaskConnection = connectionOf('Subtask', () => SubtaskType);

@InputType({ description: 'Which mails of a task.' })
export class SubtaskFilter {
  @Field(() => [SubtaskStateEnum], { nullable: true, description: 'Those in one of these states.' })
  states?: SubtaskState[] | null;
}

@ObjectType('Attempt', { description: 'One try to hand a mail to a service.' })
export class AttemptType {
  @Field(() => Int, { description: 'Its number. A repetition that the provider recognises has the same.' })
  number!: number;

  @Field(() => Date, { description: 'When it was made.' })
  at!: Date;

  @Field(() => AttemptOutcomeEnum, { description: 'What came of it.' })
  outcome!: AttemptOutcome;

  @Field(() => String, { nullable: true, description: 'The error in short; null when there was none.' })
  code!: string | null;
}
