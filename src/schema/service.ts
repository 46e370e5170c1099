import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Provider, ServiceCondition } from '../entities/EmailService.js';
import { serviceEvents } from '../entities/ServiceStatusLog.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { ServiceSettings } from './serviceSettings.js';

export const ProviderEnum = { ENGAGELAB: 'ENGAGELAB', SMTP: 'SMTP', SANDBOX: 'SANDBOX' } as const;
registerEnumType(ProviderEnum, {
  name: 'Provider',
  description: 'Who delivers the mails of a service.',
  valuesConfig: {
    ENGAGELAB: { description: 'The EngageLab e-mail API.' },
    SMTP: { description: 'An SMTP relay.' },
    SANDBOX: { description: 'A mailbox inside Sluice that can be read and leaves nowhere.' },
  },
});

export const FrozenReasonEnum = { FAILURES: 'FAILURES', CREDENTIALS: 'CREDENTIALS', BALANCE: 'BALANCE', MANUAL: 'MANUAL' } as const;
registerEnumType(FrozenReasonEnum, {
  name: 'FrozenReason',
  description: 'Why a service is frozen.',
  valuesConfig: {
    FAILURES: { description: 'As many failures in a row as its policy allows.' },
    CREDENTIALS: { description: 'The provider refused the credentials.' },
    BALANCE: { description: 'The account at the provider is suspended or unpaid.' },
    MANUAL: { description: 'By an administrator.' },
  },
});

export const UnavailableCauseEnum = { DISABLED: 'DISABLED', FROZEN: 'FROZEN', EXHAUSTED: 'EXHAUSTED', COOLING: 'COOLING' } as const;
registerEnumType(UnavailableCauseEnum, {
  name: 'UnavailableCause',
  description: 'Why a service cannot send now; the gravest cause if there are several.',
  valuesConfig: {
    DISABLED: { description: 'Switched off by an administrator.' },
    FROZEN: { description: 'Frozen after failures or by hand.' },
    EXHAUSTED: { description: 'The quota of today is used up.' },
    COOLING: { description: 'Inside its pace interval.' },
  },
});

export const ServiceConditionEnum = enumOf<ServiceCondition>('ServiceCondition', 'What a service is at this moment; several may hold at once.', {
  ENABLED: 'Switched on.',
  DISABLED: 'Switched off.',
  FROZEN: 'Frozen, after failures or by hand.',
  EXHAUSTED: 'Without quota left today.',
  ARCHIVED: 'Ended for good; then nothing else holds.',
});

export type ServiceEventName = (typeof serviceEvents)[number];
const eventDescriptions: Record<ServiceEventName, string> = {
  CREATED: 'Registered.',
  EDITED: 'Settings changed; the detail names which.',
  ENABLED: 'Switched on.',
  DISABLED: 'Switched off.',
  ARCHIVED: 'Ended for good.',
  FROZEN: 'Stopped, after failures or by hand.',
  THAWED: 'Allowed to send again.',
  SLOWED: 'Slowed down by the provider.',
  EXHAUSTED: 'The quota of the day was used up.',
  RESET: 'A new quota day began.',
  ADJUSTED: 'What is left of the day was changed: by hand, then the reason says from and to; or down to what the provider reports, then the reason is PROVIDER.',
  PROBE_FAILED: 'A probe failed where the one before had succeeded.',
  PROBE_RECOVERED: 'A probe succeeded where the one before had failed.',
};
export const ServiceEventEnum = Object.fromEntries(serviceEvents.map((event) => [event, event])) as { [E in ServiceEventName]: E };
registerEnumType(ServiceEventEnum, {
  name: 'ServiceEvent',
  description: 'What happened to a service.',
  valuesConfig: Object.fromEntries(serviceEvents.map((event) => [event, { description: eventDescriptions[event] }])) as {
    [E in ServiceEventName]: { description: string };
  },
});

@ObjectType({ description: 'The health of a service, looked at without sending a mail; nulls until it was looked at.' })
export class ServiceProbe {
  @Field(() => Date, { nullable: true, description: 'When it was last probed.' })
  probedAt!: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether that succeeded.' })
  isOk!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many milliseconds it took.' })
  latencyMs!: number | null;

  @Field(() => String, { nullable: true, description: 'The error in short; null when there was none.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The provider’s words; null when there were none.' })
  text!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it is probed next; null: not by itself.' })
  dueAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether a probe that was asked for by hand is still to come.' })
  isAsked!: boolean;
}

@ObjectType({ description: 'What a provider says of its own quota, beside what is counted here; what is left today is corrected down to it.' })
export class ReportedQuota {
  @Field(() => Int, { nullable: true, description: 'Its limit of a day; null when it does not say.' })
  limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'How much of that it has counted; null when it does not say.' })
  used!: number | null;

  @Field(() => Int, { description: 'How many mails it would take now: whatever binds, the day or the account.' })
  remaining!: number;

  @Field(() => Date, { description: 'When it said so.' })
  reportedAt!: Date;
}

@ObjectType('RampUp', { description: 'How a new service comes to its quota: the limit of a day is the daily quota or, where that is less, start + stepPerDay × day, up to the ceiling.' })
export class RampUpType {
  @Field(() => Int, { description: 'The limit of the day in which it was set.' })
  start!: number;

  @Field(() => Int, { description: 'By how much the limit grows with each calendar day in the zone of the service.' })
  stepPerDay!: number;

  @Field(() => Int, { description: 'What it grows to; the daily quota may be less.' })
  ceiling!: number;
}

@ObjectType('EmailServiceState', { description: 'A service as it is now.' })
export class ServiceStateType {
  @Field(() => FrozenReasonEnum, { nullable: true, description: 'Why it is frozen; null when it is not.' })
  frozenReason!: keyof typeof FrozenReasonEnum | null;

  @Field(() => String, { nullable: true, description: 'The words of the provider, or of the administrator; null when it is not frozen.' })
  frozenDetail!: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when it is frozen; null when it is not.' })
  frozenAt!: Date | null;

  @Field(() => Int, { description: 'Failures in a row that speak about the service.' })
  failures!: number;

  @Field(() => Date, { nullable: true, description: 'When the next mail may go out; null when that is now.' })
  coolingUntil!: Date | null;

  @Field(() => Int, { description: 'The interval in milliseconds that the provider slowed it down to; 0 when it did not.' })
  slowedMs!: number;

  @Field(() => Int, { description: 'The interval between two mails in milliseconds that holds now: the larger of its pace and what the provider slowed it down to.' })
  intervalMs!: number;

  @Field(() => Boolean, { description: 'Whether a probe has thawed it and nothing was accepted since: its first failure freezes it again.' })
  isOnProbation!: boolean;

  @Field(() => ServiceProbe, { description: 'What the last probe found.' })
  probe!: ServiceProbe;

  @Field(() => Boolean, { description: 'Whether the provider said that its quota of today is used up.' })
  isExhaustedByProvider!: boolean;

  @Field(() => Int, { description: 'The limit of today, before it was adjusted: the daily quota, or what the ramp has come to.' })
  quotaLimit!: number;

  @Field(() => Int, { nullable: true, description: 'The day of its ramp: 0 is the one in which it was set. Null without a ramp.' })
  rampDay!: number | null;

  @Field(() => Int, { description: 'The limit of the next quota day, if nothing is edited.' })
  nextQuotaLimit!: number;

  @Field(() => Int, { description: 'What was added to the limit by hand for today; negative when taken away.' })
  quotaAdjustment!: number;

  @Field(() => Int, { description: 'How much of today was used.' })
  quotaUsed!: number;

  @Field(() => Int, { description: 'How much of today is left.' })
  quotaRemaining!: number;

  @Field(() => Date, { description: 'When the quota day ends.' })
  periodEndsAt!: Date;

  @Field(() => ReportedQuota, { nullable: true, description: 'The provider’s own count, asked for with each probe; null when it reports none, or was not asked yet.' })
  reportedQuota!: ReportedQuota | null;
}

@ObjectType('ServiceStatusLog', { description: 'Something that happened to a service.' })
export class ServiceStatusLogType {
  @Field(() => ID, { description: 'The id of the row.' })
  id!: string;

  @Field(() => ServiceEventEnum, { description: 'What happened.' })
  event!: ServiceEventName;

  @Field(() => String, { nullable: true, description: 'Why, in short; null when there is nothing to say.' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: 'More about it; null when there is nothing to say.' })
  detail?: string | null;

  @Field(() => Date, { description: 'When it happened.' })
  createdAt!: Date;
}

@InputType({ description: 'Which rows of the status log; all conditions hold.' })
export class ServiceStatusLogFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these services.' })
  serviceIds?: string[] | null;

  @Field(() => [ServiceEventEnum], { nullable: true, description: 'One of these events.' })
  events?: ServiceEventName[] | null;

  @Field(() => ID, { nullable: true, description: 'Done by this user.' })
  actorId?: string | null;

  @Field(() => Date, { nullable: true, description: 'From this time on.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this time.' })
  until?: Date | null;
}

export const ServiceStatusLogConnection = connectionOf('ServiceStatusLog', () => ServiceStatusLogType);

@ObjectType('EmailService', { description: 'One channel that can send. For administrators.' })
export class EmailServiceType {
  @Field(() => ID, { description: 'The id of the service.' })
  id!: string;

  @Field(() => String, { description: 'Its name; unique among services that are not archived.' })
  name!: string;

  @Field(() => ProviderEnum, { description: 'Who delivers.' })
  provider!: Provider;

  @Field(() => String, { description: 'The domain of From addresses.' })
  domain!: string;

  @Field(() => ServiceSettings, { description: 'The settings of its provider.' })
  settings!: object;

  @Field(() => String, { nullable: true, description: 'A masked hint at the stored secret, which is never returned; null when there is none.' })
  credentialsHint?: string | null;

  @Field(() => Boolean, { name: 'isEnabled', description: 'Whether it is switched on.' })
  enabled!: boolean;

  @Field(() => Date, { nullable: true, description: 'When it was archived; null while it is in use.' })
  archivedAt?: Date | null;

  @Field(() => Int, { description: 'How many mails it may send a day.' })
  dailyQuota!: number;

  @Field(() => String, { description: 'When the quota day begins, HH:MM in its zone.' })
  resetTime!: string;

  @Field(() => String, { description: 'The zone of its reset time.' })
  zone!: string;

  @Field(() => Int, { description: 'The least interval between two mails in milliseconds; 0 = unpaced.' })
  paceMs!: number;

  @Field(() => Int, { description: 'How many failures in a row freeze it.' })
  freezeThreshold!: number;

  @Field(() => Int, { name: 'freezeWindowSeconds', nullable: true, description: 'Within how many seconds they must lie; null for no limit.' })
  freezeWindowS?: number | null;

  @Field(() => Boolean, { name: 'isThawedByProbe', description: 'Whether a probe that succeeds thaws it after failures.' })
  thawByProbe!: boolean;

  @Field(() => Date, { description: 'When it was registered.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When its settings were last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which services; all conditions hold.' })
export class EmailServiceFilter {
  @Field(() => [ServiceConditionEnum], { nullable: true, description: 'To which one of these applies; archived ones only where this asks for them.' })
  conditions?: ServiceCondition[] | null;

  @Field(() => [ProviderEnum], { nullable: true, description: 'Of one of these providers.' })
  providers?: Provider[] | null;

  @Field(() => ID, { nullable: true, description: 'In this group.' })
  groupId?: string | null;

  @Field(() => String, { nullable: true, description: 'Whose name or domain holds this text, without regard to case.' })
  text?: string | null;
}

export const EmailServiceConnection = connectionOf('EmailService', () => EmailServiceType);

@ObjectType({ description: 'Whether a service can send now, and if not, why and until when.' })
export class ServiceAvailability {
  @Field(() => Boolean, { description: 'Whether it can send now.' })
  isAvailable!: boolean;

  @Field(() => UnavailableCauseEnum, { nullable: true, description: 'Why it cannot; null when it can.' })
  cause!: keyof typeof UnavailableCauseEnum | null;

  @Field(() => Date, { nullable: true, description: 'When that ends by itself; null when a person must end it, or when it can send.' })
  until!: Date | null;
}

@ObjectType({ description: 'A service that a user may use: all that an operator may know of it.' })
export class MappedService {
  @Field(() => ID, { description: 'The id of the service.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'The domain of From addresses.' })
  domain!: string;

  @Field(() => ServiceAvailability, { description: 'Whether it can send now.' })
  availability!: ServiceAvailability;
}
