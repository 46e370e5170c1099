import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AlertRule, AlertSeverity, AlertState, AlertSubject } from '../entities/Alert.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { LocalizedText } from './localizedText.js';
import { Payload } from './userError.js';

export const AlertRuleEnum = enumOf<AlertRule>('AlertRule', 'What an alert is about.', {
  SERVICE_BOUNCE_RATE: 'Too many mails of a service bounce.',
  SERVICE_FAILURES: 'A service fails again and again within a short time.',
  SERVICE_FROZEN: 'A service is frozen.',
  SERVICE_EXHAUSTED: 'The quota of a service is used up.',
  SERVICE_PROBE_FAILED: 'The last probe of a service failed.',
  TASK_PAUSED: 'A task paused itself, or a campaign was paused.',
  LOW_QUOTA: 'The remaining quota of a user fell below their threshold.',
  LOW_OPEN_RATE: 'The last tasks of a user were hardly opened.',
  NO_LEADER: 'No scheduler leads: no task starts.',
});

export const AlertSeverityEnum = enumOf<AlertSeverity>('AlertSeverity', 'How grave an alert is.', {
  INFO: 'Good to know.',
  WARNING: 'Somebody should look at it today.',
  CRITICAL: 'Somebody should look at it now.',
});

export const AlertSubjectEnum = enumOf<AlertSubject>('AlertSubject', 'What kind of object an alert is about.', {
  SERVICE: 'A service.',
  TASK: 'A task.',
  CAMPAIGN: 'A campaign.',
  USER: 'A user.',
  SYSTEM: 'The installation.',
});

export const AlertStateEnum = enumOf<AlertState>('AlertState', 'How far an alert is.', {
  OPEN: 'Its cause holds, and nobody has said that they know.',
  ACKNOWLEDGED: 'Its cause holds, and somebody knows; nobody is told of it any more.',
  RESOLVED: 'Its cause is gone.',
});

@ObjectType({ description: 'One value that the words of an alert are made of.' })
export class AlertValue {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'The value as text; empty when there is none.' })
  value!: string;
}

@ObjectType('Alert', { description: 'That something is wrong, from when it was seen until it is gone. At most one at a time for each rule and subject.' })
export class AlertType {
  @Field(() => ID, { description: 'The id of the alert.' })
  id!: string;

  @Field(() => AlertRuleEnum, { description: 'What it is about.' })
  rule!: AlertRule;

  @Field(() => AlertSeverityEnum, { description: 'How grave it is.' })
  severity!: AlertSeverity;

  @Field(() => AlertStateEnum, { description: 'How far it is.' })
  state!: AlertState;

  @Field(() => AlertSubjectEnum, { description: 'The kind of object it is about.' })
  subjectKind!: AlertSubject;

  @Field(() => ID, { name: 'subjectId', nullable: true, description: 'The object it is about; null for the installation.' })
  shownSubjectId!: string | null;

  @Field(() => LocalizedText, { description: 'What it says, of what was last seen.' })
  text!: LocalizedText;

  @Field(() => [AlertValue], { description: 'What its words are made of; a handful.' })
  values!: AlertValue[];

  @Field(() => Date, { description: 'When it was raised.' })
  raisedAt!: Date;

  @Field(() => Date, { description: 'When its cause was last seen, to the minute.' })
  lastSeenAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was found that its cause is gone; null before.' })
  resolvedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When somebody said that they know; null if nobody did.' })
  acknowledgedAt?: Date | null;
}

export const AlertConnection = connectionOf('Alert', () => AlertType);

@InputType({ description: 'Which alerts; all conditions hold.' })
export class AlertFilter {
  @Field(() => [AlertStateEnum], { nullable: true, description: 'In one of these states.' })
  states?: AlertState[] | null;

  @Field(() => [AlertRuleEnum], { nullable: true, description: 'Of one of these rules.' })
  rules?: AlertRule[] | null;

  @Field(() => [AlertSeverityEnum], { nullable: true, description: 'Of one of these severities.' })
  severities?: AlertSeverity[] | null;

  @Field(() => AlertSubjectEnum, { nullable: true, description: 'About this kind of object.' })
  subjectKind?: AlertSubject | null;

  @Field(() => ID, { nullable: true, description: 'About this object.' })
  subjectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this user. Operators see their own only.' })
  userId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Raised from this time on.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Raised before this time.' })
  until?: Date | null;
}

@InputType({ description: 'An alert that somebody knows of.' })
export class AcknowledgeAlertInput {
  @Field(() => ID, { description: 'The alert.' })
  id!: string;
}

@ObjectType({ description: 'What acknowledgeAlert did.' })
export class AcknowledgeAlertPayload extends Payload {
  @Field(() => AlertType, { nullable: true, description: 'The alert; null when refused.' })
  alert?: AlertType | null;
}

@ObjectType('AlertsChange', { description: 'A piece of the stream of alerts.' })
export class AlertsChangeType {
  @Field(() => Int, { description: 'How far the stream was read: to be given as `after` by a client that comes back.' })
  position!: number;

  @Field(() => [AlertType], { description: 'The alerts that changed, each as it is now, in the order of their last change; at most 100.' })
  alerts!: AlertType[];

  @Field(() => Boolean, { description: 'Whether there was more than is told here: read the list of alerts again.' })
  hasGap!: boolean;
}
