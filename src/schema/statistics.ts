import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { enumOf } from './enumOf.js';

export const StatisticsStepEnum = enumOf<'HOUR' | 'DAY'>('StatisticsStep', 'How long a row of statistics is.', {
  HOUR: 'An hour. At most 800 of them.',
  DAY: 'A day of the zone, of 23 to 25 hours. At most 400 of them.',
});

@ArgsType()
export class StatisticsArgs {
  @Field(() => StatisticsStepEnum, { description: 'How long a row is.' })
  by!: keyof typeof StatisticsStepEnum;

  @Field(() => Date, { description: 'From then on: the hour or day that contains it is the first row.' })
  since!: Date;

  @Field(() => Date, { nullable: true, description: 'Until then; left out, until now.' })
  until?: Date | null;

  @Field(() => String, { nullable: true, description: 'Whose hours and days, like Asia/Shanghai; left out, those of the service, or Asia/Shanghai for all services together.' })
  zone?: string | null;
}

@ObjectType({ description: 'What became of mails in one hour or day. An outcome counts when it was written; one that later proof corrected counts when it was proven.' })
export class SendingStatistics {
  @Field(() => Date, { description: 'When the hour or day begins.' })
  from!: Date;

  @Field(() => Date, { description: 'When it ends.' })
  until!: Date;

  @Field(() => Int, { description: 'Accepted by the provider.' })
  sent!: number;

  @Field(() => Int, { description: 'Refused, or not to be rendered.' })
  failed!: number;

  @Field(() => Int, { description: 'Nobody can tell whether the provider took them.' })
  unknown!: number;

  @Field(() => Int, { description: 'Of those that failed: because of the recipient’s address. Content, size or policy that is refused is no bounce.' })
  bounced!: number;

  @Field(() => Int, { description: 'Handed back without an outcome: the provider, or the recipient’s mailbox, asked for patience, or was not reached.' })
  returned!: number;

  @Field(() => Int, { description: 'Failures that speak about the service, and may freeze it.' })
  failures!: number;

  @Field(() => Float, { nullable: true, description: 'Sent, as a share of sent, failed and unknown; null when there was none of them.' })
  sentRate!: number | null;

  @Field(() => Float, { nullable: true, description: 'Failed, as a share of sent, failed and unknown; null when there was none of them.' })
  failedRate!: number | null;

  @Field(() => Float, { nullable: true, description: 'Bounced, as a share of sent, failed and unknown; null when there was none of them.' })
  bouncedRate!: number | null;

  @Field(() => Float, { nullable: true, description: 'How much was used of the quota of the period that began then; null by the hour, and where none began.' })
  quotaUsed!: number | null;
}
