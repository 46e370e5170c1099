import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { LocalizedText } from './localizedText.js';
import { MappedService } from './service.js';
import { Payload } from './userError.js';
import { UserType } from './user.js';

export const AvailabilityWarningEnum = enumOf('AvailabilityWarningCode', 'Why none of a user’s services can send.', {
  NO_SERVICE_MAPPED: 'No service is mapped to the user.',
  NO_AVAILABLE_SERVICE: 'Services are mapped, but all are switched off.',
  SERVICES_FROZEN: 'Those with quota left today are frozen.',
  SERVICE_QUOTA_EXHAUSTED: 'None has quota left today.',
});

export const SuggestionReasonEnum = enumOf('SuggestionReason', 'What speaks for a service.', {
  QUOTA_LEFT: 'It can send, and has quota left today.',
  USED_BY_NOBODY: 'No enabled user may use it yet.',
  UNPACED: 'It has no interval between two mails.',
  PROBED_WELL: 'Its last probe succeeded.',
});

@ObjectType({ description: 'How many of a user’s services can send, and of the others what keeps them from it. Each is counted once, by its gravest cause.' })
export class AvailabilitySummary {
  @Field(() => Int, { description: 'All of them.' })
  services!: number;

  @Field(() => Int, { description: 'Can send now.' })
  available!: number;

  @Field(() => Int, { description: 'Inside their pace interval.' })
  cooling!: number;

  @Field(() => Int, { description: 'Have used up their quota of today.' })
  exhausted!: number;

  @Field(() => Int, { description: 'Frozen after failures or by hand.' })
  frozen!: number;

  @Field(() => Int, { description: 'Switched off.' })
  disabled!: number;

  @Field(() => Float, { nullable: true, description: 'Mails that those which are available or cooling have left today, a whole number; null for operators.' })
  quotaRemaining!: number | null;
}

@ObjectType({ description: 'That none of a user’s services can send.' })
export class AvailabilityWarning {
  @Field(() => AvailabilityWarningEnum, { description: 'Why, for programs.' })
  code!: keyof typeof AvailabilityWarningEnum;

  @Field(() => LocalizedText, { description: 'Why, for people.' })
  text!: LocalizedText;

  @Field(() => Date, { nullable: true, description: 'When the first of them can send again by itself; null when a person must do something.' })
  until!: Date | null;
}

@ObjectType()
abstract class MappedServices {
  @Field(() => [MappedService], { description: 'The services, by name; at most 1,000.' })
  services!: MappedService[];

  @Field(() => Boolean, { description: 'Whether at least one of them can send now; a service inside its pace interval counts.' })
  isAnyAvailable!: boolean;

  @Field(() => AvailabilitySummary, { description: 'How many can send, and what keeps the others from it.' })
  summary!: AvailabilitySummary;

  @Field(() => AvailabilityWarning, { nullable: true, description: 'That none can; null while at least one can.' })
  warning!: AvailabilityWarning | null;
}

@ObjectType({ description: 'Which services a user may use.' })
export class ServiceMapping extends MappedServices {
  @Field(() => UserType, { description: 'Whose it is.' })
  user!: UserType;
}

export const ServiceMappingConnection = connectionOf('ServiceMapping', () => ServiceMapping);

@InputType({ description: 'Which mappings; all conditions hold.' })
export class ServiceMappingFilter {
  @Field(() => ID, { nullable: true, description: 'Of users who may use this service.' })
  serviceId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Of users who have a service that can send, or of those who have none.' })
  isAnyAvailable?: boolean | null;
}

@ObjectType({ description: 'The services of a user as they are now.' })
export class AvailabilityChange extends MappedServices {
  @Field(() => ID, { description: 'Whose they are.' })
  userId!: string;
}

@ObjectType({ description: 'A service that could be mapped to a user besides, and what speaks for it.' })
export class ServiceSuggestion {
  @Field(() => MappedService, { description: 'The service.' })
  service!: MappedService;

  @Field(() => Int, { description: 'How much of its quota of today is left.' })
  quotaRemaining!: number;

  @Field(() => Int, { description: 'How many enabled users may use it.' })
  users!: number;

  @Field(() => Int, { description: 'The interval between two of its mails that holds now, in milliseconds; 0 = unpaced.' })
  intervalMs!: number;

  @Field(() => [SuggestionReasonEnum], { description: 'What speaks for it.' })
  reasons!: (keyof typeof SuggestionReasonEnum)[];
}

@InputType({ description: 'The services that a user may use from now on.' })
export class SaveServiceMappingInput {
  @Field(() => ID, { description: 'Whose.' })
  userId!: string;

  @Field(() => [ID], { description: 'All of them: what is missing here is taken away.' })
  serviceIds!: string[];
}

@ObjectType({ description: 'What saveServiceMapping did.' })
export class SaveServiceMappingPayload extends Payload {
  @Field(() => ServiceMapping, { nullable: true, description: 'The mapping; null when refused.' })
  serviceMapping?: ServiceMapping | null;
}
