import { defineEntity, p } from '@mikro-orm/core';
import { type AlertRule, alertRules, type AlertSeverity, alertSeverities } from './Alert.js';
import { EmailService } from './EmailService.js';

export const AlertSettingSchema = defineEntity({
  name: 'AlertSetting',
  tableName: 'alert_settings',
  properties: {
    rule: p.enum(alertRules).primary(),
    enabled: p.boolean(),
    severity: p.enum(alertSeverities),
    threshold: p.double().$type<number>().nullable(),
    windowS: p.integer().nullable(),
    atLeast: p.integer().nullable(),
    clearS: p.integer(),
    quietS: p.integer(),
    updatedAt: p.datetime(),
  },
});

/** What an administrator set for a rule; a rule without one is as it comes (operations/alertSettings.ts). */
export class AlertSetting extends AlertSettingSchema.class {}
AlertSettingSchema.setClass(AlertSetting);

export const AlertMailSettingsSchema = defineEntity({
  name: 'AlertMailSettings',
  tableName: 'alert_mail_settings',
  properties: {
    id: p.uuid().primary(),
    enabled: p.boolean(),
    serviceId: () => p.manyToOne(EmailService).mapToPk().name('service_id').nullable(),
    senderLocalPart: p.text(),
    displayName: p.text().nullable(),
    toAdministrators: p.boolean(),
    recipients: p.array(),
    /** null: all; likewise severities. */
    rules: p.array().$type<AlertRule[]>().nullable(),
    severities: p.array().$type<AlertSeverity[]>().nullable(),
    updatedAt: p.datetime(),
  },
});

/** Who is told of alerts by mail, and through which service; at most one row. */
export class AlertMailSettings extends AlertMailSettingsSchema.class {}
AlertMailSettingsSchema.setClass(AlertMailSettings);
