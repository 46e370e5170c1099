import { defineEntity, p } from '@mikro-orm/core';
import { Refusal } from '../errors.js';
import { ServiceGroup } from './ServiceGroup.js';

export const providers = ['ENGAGELAB', 'SMTP', 'SANDBOX'] as const;
export type Provider = (typeof providers)[number];

/** What a service is at this moment; several may hold at once, but of an archived one nothing else. */
export const serviceConditions = ['ENABLED', 'DISABLED', 'FROZEN', 'EXHAUSTED', 'ARCHIVED'] as const;
export type ServiceCondition = (typeof serviceConditions)[number];

export const EmailServiceSchema = defineEntity({
  name: 'EmailService',
  tableName: 'email_services',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    provider: p.enum(providers),
    domain: p.text(),
    settings: p.json<object>(),
    credentials: p.blob().nullable(),
    credentialsKeyId: p.text().nullable(),
    credentialsHint: p.text().nullable(),
    credentialsVersion: p.integer(),
    account: p.text(),
    enabled: p.boolean(),
    archivedAt: p.datetime().nullable(),
    dailyQuota: p.integer(),
    /** HH:MM:SS, wall-clock time in `zone`. */
    resetTime: p.text().columnType('time'),
    zone: p.text(),
    paceMs: p.integer(),
    freezeThreshold: p.integer(),
    freezeWindowS: p.integer().nullable(),
    redeliveryS: p.integer(),
    groupId: () => p.manyToOne(ServiceGroup).mapToPk().name('group_id').nullable(),
    thawByProbe: p.boolean(),
    /** All three, or none. */
    rampStart: p.integer().nullable(),
    rampStep: p.integer().nullable(),
    rampCeiling: p.integer().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** One channel that can send: what an administrator sets. What the engine knows of it is in lanes, kept in step by a trigger. */
export class EmailService extends EmailServiceSchema.class {
  demandNotArchived(): void {
    if (this.archivedAt) throw new Refusal('WRONG_STATE', 'The service is archived.', ['id']);
  }

  /** Answers whether anything changed: enabling what is enabled is no event. */
  enable(isEnabled: boolean, at: Date): boolean {
    this.demandNotArchived();
    if (this.enabled === isEnabled) return false;
    this.enabled = isEnabled;
    this.updatedAt = at;
    return true;
  }

  /** Ends it; its history, and with it its row, stays. Its name is free again. */
  archive(at: Date): void {
    this.demandNotArchived();
    this.enabled = false;
    this.archivedAt = at;
    this.updatedAt = at;
  }
}
EmailServiceSchema.setClass(EmailService);
