import { defineEntity, p } from '@mikro-orm/core';
import type { AlertRule, AlertSeverity } from './Alert.js';

export const deliveryStates = ['PENDING', 'DELIVERED', 'FAILED', 'DROPPED'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const deliveryTypes = ['alert.raised', 'alert.resolved', 'alert.test'] as const;
export type DeliveryType = (typeof deliveryTypes)[number];

export const AlertWebhookSchema = defineEntity({
  name: 'AlertWebhook',
  tableName: 'alert_webhooks',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    url: p.text(),
    enabled: p.boolean(),
    disabledReason: p.enum(['GONE'] as const).nullable(),
    /** null: all; likewise severities. */
    rules: p.array().$type<AlertRule[]>().nullable(),
    severities: p.array().$type<AlertSeverity[]>().nullable(),
    credentials: p.blob(),
    credentialsKeyId: p.text(),
    credentialsHint: p.text(),
    previousUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** An address that is told of alerts. */
export class AlertWebhook extends AlertWebhookSchema.class {}
AlertWebhookSchema.setClass(AlertWebhook);

export const AlertDeliverySchema = defineEntity({
  name: 'AlertDelivery',
  tableName: 'alert_deliveries',
  properties: {
    id: p.uuid().primary(),
    webhookId: () => p.manyToOne(AlertWebhook).mapToPk().name('webhook_id'),
    alertId: p.uuid().nullable(),
    type: p.enum(deliveryTypes),
    body: p.text(),
    state: p.enum(deliveryStates),
    attempts: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** One message to a webhook, however often it is tried. */
export class AlertDelivery extends AlertDeliverySchema.class {}
AlertDeliverySchema.setClass(AlertDelivery);
