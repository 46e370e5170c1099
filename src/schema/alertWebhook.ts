import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AlertRule, AlertSeverity } from '../entities/Alert.js';
import type { DeliveryState, DeliveryType } from '../entities/AlertWebhook.js';
import { AlertRuleEnum, AlertSeverityEnum } from './alert.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { Payload } from './userError.js';

export const DeliveryStateEnum = enumOf<DeliveryState>('AlertDeliveryState', 'What became of a message to a webhook.', {
  PENDING: 'It is being delivered, or waits for its next try.',
  DELIVERED: 'It was accepted.',
  FAILED: 'It was not accepted, and is not tried any more.',
  DROPPED: 'It was not worth telling any more: the alert was acknowledged, or the webhook switched off.',
});

const texts = {
  name: 'Its name, at most 100 characters, unique.',
  url: 'Where messages are posted: https, without user and password. Private networks, also by http, only where the installation allows them.',
  isEnabled: 'Whether it is told of alerts.',
  rules: 'Only alerts of these rules; null for all.',
  severities: 'Only alerts of these severities; null for all.',
};

@ObjectType('AlertDeliveryAttempt', { description: 'One try to deliver a message.' })
export class AlertDeliveryAttempt {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number!: number;

  @Field(() => Date, { description: 'When it ended.' })
  at!: Date;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer; null when there was none.' })
  status!: number | null;

  @Field(() => Int, { description: 'How many milliseconds it took.' })
  latencyMs!: number;

  @Field(() => String, { nullable: true, description: 'Why it was not accepted; null when it was.' })
  error!: string | null;
}

@ObjectType('AlertDelivery', { description: 'A message to a webhook.' })
export class AlertDeliveryType {
  @Field(() => ID, { description: 'Its id: the webhook-id of every try, by which the receiver knows a repetition.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The alert it tells of; null for a test.' })
  alertId?: string | null;

  @Field(() => String, { description: 'The type of the message: alert.raised, alert.resolved or alert.test.' })
  type!: DeliveryType;

  @Field(() => DeliveryStateEnum, { description: 'What became of it.' })
  state!: DeliveryState;

  @Field(() => Date, { nullable: true, description: 'When it is tried next; null when it is not.' })
  nextAttemptAt?: Date | null;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;
}

export const AlertDeliveryConnection = connectionOf('AlertDelivery', () => AlertDeliveryType);

@ObjectType('AlertWebhook', { description: 'An address that is told of alerts, by messages signed as Standard Webhooks has it.' })
export class AlertWebhookType {
  @Field(() => ID, { description: 'The id of the webhook.' })
  id!: string;

  @Field(() => String, { description: texts.name })
  name!: string;

  @Field(() => String, { description: texts.url })
  url!: string;

  @Field(() => Boolean, { name: 'isEnabled', description: texts.isEnabled })
  enabled!: boolean;

  @Field(() => Boolean, { description: 'Whether it was switched off because the receiver answered 410, gone.' })
  isGone!: boolean;

  @Field(() => [AlertRuleEnum], { nullable: true, description: texts.rules })
  rules?: AlertRule[] | null;

  @Field(() => [AlertSeverityEnum], { nullable: true, description: texts.severities })
  severities?: AlertSeverity[] | null;

  @Field(() => String, { name: 'secretHint', description: 'Enough of its signing secret to recognise it by.' })
  credentialsHint!: string;

  @Field(() => Date, { nullable: true, description: 'So long the secret before this one signs as well; null when there is none.' })
  previousUntil?: Date | null;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

export const AlertWebhookConnection = connectionOf('AlertWebhook', () => AlertWebhookType);

@InputType({ description: 'A webhook to be made.' })
export class CreateAlertWebhookInput {
  @Field(() => String, { description: texts.name })
  name!: string;

  @Field(() => String, { description: texts.url })
  url!: string;

  @Field(() => Boolean, { defaultValue: true, description: texts.isEnabled })
  isEnabled!: boolean;

  @Field(() => [AlertRuleEnum], { nullable: true, description: texts.rules })
  rules?: AlertRule[] | null;

  @Field(() => [AlertSeverityEnum], { nullable: true, description: texts.severities })
  severities?: AlertSeverity[] | null;
}

@InputType({ description: 'What to change of a webhook; what is left out stays.' })
export class AlertWebhookPatch {
  @Field(() => String, { nullable: true, description: texts.name })
  name?: string;

  @Field(() => String, { nullable: true, description: texts.url })
  url?: string;

  @Field(() => Boolean, { nullable: true, description: texts.isEnabled })
  isEnabled?: boolean;

  @Field(() => [AlertRuleEnum], { nullable: true, description: texts.rules })
  rules?: AlertRule[] | null;

  @Field(() => [AlertSeverityEnum], { nullable: true, description: texts.severities })
  severities?: AlertSeverity[] | null;
}

@InputType({ description: 'A change of a webhook.' })
export class UpdateAlertWebhookInput {
  @Field(() => ID, { description: 'The webhook to change.' })
  id!: string;

  @Field(() => AlertWebhookPatch, { description: 'What to change.' })
  patch!: AlertWebhookPatch;
}

@InputType({ description: 'The webhook that is meant.' })
export class AlertWebhookIdInput {
  @Field(() => ID, { description: 'The id of the webhook.' })
  id!: string;
}

@ObjectType({ description: 'What a change of a webhook did.' })
export class AlertWebhookPayload extends Payload {
  @Field(() => AlertWebhookType, { nullable: true, description: 'The webhook; null when refused.' })
  alertWebhook?: AlertWebhookType | null;
}

@ObjectType({ description: 'A webhook with a new secret.' })
export class AlertWebhookSecretPayload extends AlertWebhookPayload {
  @Field(() => String, { nullable: true, description: 'The signing secret, shown only now; null when refused.' })
  secret?: string | null;
}

@ObjectType({ description: 'What deleteAlertWebhook did.' })
export class DeleteAlertWebhookPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of the webhook that was deleted; null when refused.' })
  id?: string | null;
}

@ObjectType({ description: 'What testAlertWebhook did.' })
export class TestAlertWebhookPayload extends Payload {
  @Field(() => AlertDeliveryType, { nullable: true, description: 'The message, which is delivered next; null when refused.' })
  alertDelivery?: AlertDeliveryType | null;
}
