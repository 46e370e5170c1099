import { defineEntity, p } from '@mikro-orm/core';
import { User } from './User.js';

export const quotaReasons = ['ADJUSTED', 'RESERVED', 'SETTLED', 'RETURNED'] as const;
export type QuotaReason = (typeof quotaReasons)[number];

export const QuotaLogSchema = defineEntity({
  name: 'QuotaLog',
  tableName: 'user_quota_logs',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    delta: p.integer(),
    balanceAfter: p.integer(),
    reason: p.enum(quotaReasons),
    note: p.text().nullable(),
    taskId: p.uuid().nullable(),
    actorId: p.uuid().nullable(),
    key: p.text(),
    /** 1, 2, 3 … for each user, without a gap: the order of the changes. */
    number: p.bigint('number'),
    createdAt: p.datetime(),
  },
});

/** A row of the quota ledger. Read only: rows are written by change_quota, together with the balance (F23.5). */
export class QuotaLog extends QuotaLogSchema.class {}
QuotaLogSchema.setClass(QuotaLog);
