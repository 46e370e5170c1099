import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { FrozenReasonEnum, ServiceAvailability } from './service.js';

@ObjectType({ description: 'What becomes of mails, in mails a second.' })
export class OutcomeRates {
  @Field(() => Float, { description: 'Accepted by a provider.' })
  sent!: number;

  @Field(() => Float, { description: 'Refused, or not to be rendered.' })
  failed!: number;

  @Field(() => Float, { description: 'Nobody can tell whether the provider took them.' })
  unknown!: number;

  @Field(() => Float, { description: 'Of those that failed: because of the recipient’s address.' })
  bounced!: number;

  @Field(() => Float, { description: 'Handed back without an outcome.' })
  returned!: number;
}

@ObjectType({ description: 'Rates over three spans that end now.' })
export class SendingRates {
  @Field(() => OutcomeRates, { description: 'Over the last minute.' })
  oneMinute!: OutcomeRates;

  @Field(() => OutcomeRates, { description: 'Over the last five minutes.' })
  fiveMinutes!: OutcomeRates;

  @Field(() => OutcomeRates, { description: 'Over the last fifteen minutes.' })
  fifteenMinutes!: OutcomeRates;
}

@ObjectType({ description: 'What becomes of the mails of one service, in mails a second.' })
export class ServiceRate {
  @Field(() => Float, { description: 'Accepted by the provider.' })
  sent!: number;

  @Field(() => Float, { description: 'Refused, or not to be rendered.' })
  failed!: number;
}

@ObjectType({ description: 'Rates of one service over three spans that end now.' })
export class ServiceRates {
  @Field(() => ServiceRate, { description: 'Over the last minute.' })
  oneMinute!: ServiceRate;

  @Field(() => ServiceRate, { description: 'Over the last five minutes.' })
  fiveMinutes!: ServiceRate;

  @Field(() => ServiceRate, { description: 'Over the last fifteen minutes.' })
  fifteenMinutes!: ServiceRate;
}

@ObjectType({ description: 'How many mails had which outcome in one minute.' })
export class SendingMinute {
  @Field(() => Date, { description: 'When the minute began.' })
  minute!: Date;

  @Field(() => Int, { description: 'Accepted by a provider.' })
  sent!: number;

  @Field(() => Int, { description: 'Refused, or not to be rendered.' })
  failed!: number;

  @Field(() => Int, { description: 'Nobody can tell whether the provider took them.' })
  unknown!: number;

  @Field(() => Int, { description: 'Of those that failed: because of the recipient’s address.' })
  bounced!: number;

  @Field(() => Int, { description: 'Handed back without an outcome.' })
  returned!: number;
}

@ObjectType({ description: 'How many services are in which state. Each is in one of ready, disabled, frozen, exhausted and cooling, the gravest if there are several.' })
export class MonitoredServiceCounts {
  @Field(() => Int, { description: 'All that are not archived.' })
  total!: number;

  @Field(() => Int, { description: 'Switched on.' })
  enabled!: number;

  @Field(() => Int, { description: 'Can send now.' })
  ready!: number;

  @Field(() => Int, { description: 'Switched off by an administrator.' })
  disabled!: number;

  @Field(() => Int, { description: 'Frozen after failures or by hand.' })
  frozen!: number;

  @Field(() => Int, { description: 'Without quota left today.' })
  exhausted!: number;

  @Field(() => Int, { description: 'Inside their pace interval.' })
  cooling!: number;

  @Field(() => Int, { description: 'Slowed down by their provider, whatever else they are.' })
  slowed!: number;
}

@ObjectType({ description: 'A service as the monitoring centre shows it.' })
export class MonitoredService {
  @Field(() => ID, { description: 'The id of the service.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'The domain of From addresses.' })
  domain!: string;

  @Field(() => ServiceAvailability, { description: 'Whether it can send now, and if not, why and until when.' })
  availability!: ServiceAvailability;

  @Field(() => FrozenReasonEnum, { nullable: true, description: 'Why it is frozen; null when it is not.' })
  frozenReason!: keyof typeof FrozenReasonEnum | null;

  @Field(() => String, { nullable: true, description: 'The words of the provider, or of the administrator; null when it is not frozen.' })
  frozenDetail!: string | null;

  @Field(() => Int, { description: 'The interval in milliseconds that the provider slowed it down to; 0 when it did not.' })
  slowedMs!: number;

  @Field(() => Int, { description: 'What it may send today, what was changed by hand included.' })
  quotaLimit!: number;

  @Field(() => Int, { description: 'How much of that was used.' })
  quotaUsed!: number;

  @Field(() => Int, { description: 'How much of that is left.' })
  quotaRemaining!: number;

  @Field(() => Int, { description: 'Mails it has taken whose outcome is not written yet.' })
  inFlight!: number;

  @Field(() => ServiceRates, { description: 'What becomes of its mails now.' })
  rates!: ServiceRates;
}
