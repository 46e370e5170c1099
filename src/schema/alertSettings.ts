import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AlertRule, AlertSeverity } from '../entities/Alert.js';
import { AlertRuleEnum, AlertSeverityEnum } from './alert.js';
import { Payload } from './userError.js';

const texts = {
  threshold: 'From which value on: a share from 0 to 1 for SERVICE_BOUNCE_RATE (above it) and LOW_OPEN_RATE (below it), a count for SERVICE_FAILURES.',
  windowSeconds: 'Over which time it is looked at: back from now for SERVICE_BOUNCE_RATE and SERVICE_FAILURES; how long after its end a task counts for LOW_OPEN_RATE; how long nobody led for NO_LEADER.',
  atLeast: 'How many there must be: mails for SERVICE_BOUNCE_RATE, tasks in a row for LOW_OPEN_RATE.',
  clearSeconds: 'For how many seconds the cause must be gone before the alert is resolved.',
  quietSeconds: 'For how many seconds after that the same cause raises no new alert.',
  isEnabled: 'Whether it raises alerts. Switched off, its alerts are resolved.',
  severity: 'How grave its alerts are; of alerts that are open it stays.',
};

@ObjectType('AlertSetting', { description: 'How a rule raises alerts. What the rule does not know is null.' })
export class AlertSettingType {
  @Field(() => AlertRuleEnum, { description: 'The rule.' })
  rule!: AlertRule;

  @Field(() => Boolean, { name: 'isEnabled', description: texts.isEnabled })
  enabled!: boolean;

  @Field(() => AlertSeverityEnum, { description: texts.severity })
  severity!: AlertSeverity;

  @Field(() => Float, { nullable: true, description: texts.threshold })
  threshold!: number | null;

  @Field(() => Int, { name: 'windowSeconds', nullable: true, description: texts.windowSeconds })
  windowS!: number | null;

  @Field(() => Int, { nullable: true, description: texts.atLeast })
  atLeast!: number | null;

  @Field(() => Int, { name: 'clearSeconds', description: texts.clearSeconds })
  clearS!: number;

  @Field(() => Int, { name: 'quietSeconds', description: texts.quietSeconds })
  quietS!: number;
}

@InputType({ description: 'What to change of a rule; what is left out stays.' })
export class AlertSettingInput {
  @Field(() => AlertRuleEnum, { description: 'The rule.' })
  rule!: AlertRule;

  @Field(() => Boolean, { nullable: true, description: texts.isEnabled })
  isEnabled?: boolean | null;

  @Field(() => AlertSeverityEnum, { nullable: true, description: texts.severity })
  severity?: AlertSeverity | null;

  @Field(() => Float, { nullable: true, description: texts.threshold })
  threshold?: number | null;

  @Field(() => Int, { nullable: true, description: texts.windowSeconds })
  windowSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: texts.atLeast })
  atLeast?: number | null;

  @Field(() => Int, { nullable: true, description: texts.clearSeconds })
  clearSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: texts.quietSeconds })
  quietSeconds?: number | null;
}

@InputType({ description: 'Changes of rules.' })
export class UpdateAlertSettingsInput {
  @Field(() => [AlertSettingInput], { description: 'The rules to change, each once.' })
  settings!: AlertSettingInput[];
}

@ObjectType({ description: 'What updateAlertSettings did.' })
export class UpdateAlertSettingsPayload extends Payload {
  @Field(() => [AlertSettingType], { nullable: true, description: 'All rules as they are set now; null when refused.' })
  alertSettings?: AlertSettingType[] | null;
}

const mailTexts = {
  isEnabled: 'Whether alerts are told by mail.',
  senderLocalPart: 'The local part of the From address; its domain is that of the service.',
  displayName: 'The name shown in the From header; null for none.',
  toAdministrators: 'Whether all enabled administrators get them.',
  recipients: 'Further addresses that get them; at most 50.',
  rules: 'Only alerts of these rules; null for all.',
  severities: 'Only alerts of these severities; null for all.',
};

@ObjectType('AlertMailSettings', { description: 'Who is told of alerts by mail, and through which service. Alerts of ten seconds are one mail.' })
export class AlertMailSettingsType {
  @Field(() => Boolean, { name: 'isEnabled', description: mailTexts.isEnabled })
  enabled!: boolean;

  @Field(() => ID, { nullable: true, description: 'The service that sends them, with its quota and pace; null for none.' })
  serviceId?: string | null;

  @Field(() => String, { description: mailTexts.senderLocalPart })
  senderLocalPart!: string;

  @Field(() => String, { nullable: true, description: mailTexts.displayName })
  displayName?: string | null;

  @Field(() => Boolean, { description: mailTexts.toAdministrators })
  toAdministrators!: boolean;

  @Field(() => [String], { description: mailTexts.recipients })
  recipients!: string[];

  @Field(() => [AlertRuleEnum], { nullable: true, description: mailTexts.rules })
  rules?: AlertRule[] | null;

  @Field(() => [AlertSeverityEnum], { nullable: true, description: mailTexts.severities })
  severities?: AlertSeverity[] | null;

  @Field(() => Date, { description: 'When this was set.' })
  updatedAt!: Date;
}

@InputType({ description: 'Who is told of alerts by mail from now on; replaces what was set before.' })
export class UpdateAlertMailSettingsInput {
  @Field(() => Boolean, { description: mailTexts.isEnabled })
  isEnabled!: boolean;

  @Field(() => ID, { nullable: true, description: 'The service that sends them; must be given when mails are to be sent.' })
  serviceId?: string | null;

  @Field(() => String, { defaultValue: 'alerts', description: mailTexts.senderLocalPart })
  senderLocalPart!: string;

  @Field(() => String, { nullable: true, description: mailTexts.displayName })
  displayName?: string | null;

  @Field(() => Boolean, { defaultValue: true, description: mailTexts.toAdministrators })
  toAdministrators!: boolean;

  @Field(() => [String], { defaultValue: [], description: mailTexts.recipients })
  recipients!: string[];

  @Field(() => [AlertRuleEnum], { nullable: true, description: mailTexts.rules })
  rules?: AlertRule[] | null;

  @Field(() => [AlertSeverityEnum], { nullable: true, description: mailTexts.severities })
  severities?: AlertSeverity[] | null;
}

@ObjectType({ description: 'What updateAlertMailSettings did.' })
export class UpdateAlertMailSettingsPayload extends Payload {
  @Field(() => AlertMailSettingsType, { nullable: true, description: 'What is set now; null when refused.' })
  alertMailSettings?: AlertMailSettingsType | null;
}
