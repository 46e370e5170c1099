import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumOf } from './enumOf.js';
import { LocalizedText } from './localizedText.js';
import { FrozenReasonEnum } from './service.js';
import { UserType } from './user.js';

export const TaskLimitKindEnum = enumOf('TaskLimitKind', 'What keeps a task from sending.', {
  NOT_SCHEDULED: 'It is a draft.',
  PLANNED_LATER: 'Its time has not come.',
  PREPARING: 'Its recipients are being prepared.',
  PAUSED_BY_HAND: 'Somebody has paused it; goes on by hand.',
  CAMPAIGN_PAUSED: 'Its campaign is paused; goes on with it.',
  MISSED_ITS_TIME: 'It could not start in time and waits for a person.',
  USER_QUOTA: 'The user’s quota does not suffice; goes on by hand when it does.',
  SEND_WINDOW: 'It is outside its send window.',
  NO_SERVICE: 'No service that is switched on is mapped to the user.',
  SERVICES: 'Each of its services is frozen, exhausted or cooling.',
  RECIPIENTS_DEFERRED: 'What is left waits because recipients asked for patience, or is to be repeated.',
  IN_FLIGHT: 'Its last mails are on their way.',
  ENDED: 'It has ended.',
});

export const ServiceLimitKindEnum = enumOf('ServiceLimitKind', 'What keeps a service from sending, or slows it.', {
  DISABLED: 'Switched off by an administrator.',
  FROZEN: 'Frozen after failures or by hand.',
  EXHAUSTED: 'The quota of today is used up.',
  COOLING: 'Inside its pace interval.',
  SLOWED: 'Slowed by the provider. Shown to administrators only.',
});

export const ForecastGapEnum = enumOf('ForecastGap', 'Why it cannot be told when a task will end.', {
  ENDED: 'It has ended.',
  NOT_SCHEDULED: 'It is a draft.',
  WAITS_FOR_PERSON: 'It goes on by hand only.',
  NO_SERVICE: 'There is no service to send it.',
  SERVICES_FROZEN: 'All its services are frozen.',
  RATE_UNKNOWN: 'Its services are unpaced and none of its mails has gone out yet.',
  WINDOW_TOO_SHORT: 'Its send window closes before.',
  TOO_FAR: 'At these quotas it takes more than ten years.',
});

@ObjectType({ description: 'Something that keeps a task from sending.' })
export class TaskLimit {
  @Field(() => TaskLimitKindEnum, { description: 'What it is.' })
  kind!: keyof typeof TaskLimitKindEnum;

  @Field(() => Date, { nullable: true, description: 'When it ends by itself; null when a person must end it, or nobody can tell.' })
  until!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How many mails of quota are missing; null where quota is not the matter.' })
  missing!: number | null;
}

@ObjectType({ description: 'Something that keeps a service from sending, or slows it.' })
export class ServiceLimit {
  @Field(() => ServiceLimitKindEnum, { description: 'What it is.' })
  kind!: keyof typeof ServiceLimitKindEnum;

  @Field(() => Date, { nullable: true, description: 'When it ends by itself; null when a person must end it, or nobody can tell.' })
  until!: Date | null;
}

@ObjectType({ description: 'What only administrators may know of a service.' })
export class ServiceLimitDetail {
  @Field(() => FrozenReasonEnum, { nullable: true, description: 'Why it is frozen; null when it is not.' })
  frozenReason!: keyof typeof FrozenReasonEnum | null;

  @Field(() => String, { nullable: true, description: 'The words of the provider, or of the administrator who froze it.' })
  frozenDetail!: string | null;

  @Field(() => Date, { nullable: true, description: 'When a probe may thaw it; null when none will.' })
  probeAt!: Date | null;

  @Field(() => Int, { description: 'The interval between two of its mails that holds now, in milliseconds; 0 = unpaced.' })
  intervalMs!: number;

  @Field(() => Int, { description: 'The interval in milliseconds that the provider slowed it down to; 0 when it did not.' })
  slowedMs!: number;

  @Field(() => Int, { description: 'How much of its quota of today is left.' })
  quotaLeft!: number;

  @Field(() => Int, { description: 'How many users have mails waiting for it, this one among them.' })
  users!: number;
}

@ObjectType({ description: 'One of the services that may send a task, and what keeps it from it.' })
export class ServiceExplanation {
  @Field(() => ID, { description: 'The id of the service.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'The domain of From addresses.' })
  domain!: string;

  @Field(() => [ServiceLimit], { description: 'What binds it now, the gravest first; at most five, none when it can send.' })
  limits!: ServiceLimit[];

  @Field(() => ServiceLimitDetail, { nullable: true, description: 'More about it, for administrators; null for operators.' })
  detail!: ServiceLimitDetail | null;
}

@ObjectType({ description: 'When a task will end if everything stays as it is now: paces, shares, and the quota of each day.' })
export class TaskForecast {
  @Field(() => Date, { nullable: true, description: 'When; null when it cannot be told.' })
  endsAt!: Date | null;

  @Field(() => ForecastGapEnum, { nullable: true, description: 'Why it cannot be told; null when it can.' })
  gap!: keyof typeof ForecastGapEnum | null;

  @Field(() => Int, { description: 'How many of its mails have no end yet.' })
  mailsLeft!: number;

  @Field(() => LocalizedText, { description: 'The same in words.' })
  message!: LocalizedText;
}

@ObjectType({ description: 'Why a task is not sending, or how it sends, and when it will end.' })
export class TaskExplanation {
  @Field(() => LocalizedText, { description: 'All of it in words. Times are those of the campaign’s zone.' })
  message!: LocalizedText;

  @Field(() => [TaskLimit], { description: 'What binds the task now, besides its services; none when it simply sends.' })
  limits!: TaskLimit[];

  @Field(() => [ServiceExplanation], { description: 'The services mapped to its user, by name.' })
  services!: ServiceExplanation[];

  @Field(() => Date, { nullable: true, description: 'Since when it is paused; null when it is not.' })
  pausedAt!: Date | null;

  @Field(() => UserType, { nullable: true, description: 'Who paused it; null when it paused itself, and for operators when somebody else did.' })
  pausedBy!: UserType | null;

  @Field(() => TaskForecast, { description: 'When it will end.' })
  forecast!: TaskForecast;
}
