import { defineEntity, p } from '@mikro-orm/core';

export const auditOutcomes = ['DONE', 'REFUSED'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** One changed row: of an UPDATE only the columns that differ. Secrets and personal values are masked before they are stored. */
export interface AuditedChange {
  table: string;
  id: string | null;
  kind: 'INSERT' | 'UPDATE' | 'DELETE';
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

export const AuditLogSchema = defineEntity({
  name: 'AuditLog',
  tableName: 'audit_logs',
  properties: {
    id: p.uuid().primary(),
    action: p.text(),
    outcome: p.enum(auditOutcomes),
    refusalCodes: p.array(),
    actorId: p.uuid().nullable(),
    sessionId: p.uuid().nullable(),
    tokenId: p.uuid().nullable(),
    address: p.text(),
    userAgent: p.text(),
    requestId: p.uuid(),
    input: p.json<unknown>(),
    changes: p.json<AuditedChange[]>(),
    changesTotal: p.integer(),
    objectIds: p.array().columnType('uuid[]'),
    createdAt: p.datetime(),
  },
});

/** What one mutation did (E7). Rows are added and read, never changed: the application's role may not. */
export class AuditLog extends AuditLogSchema.class {}
AuditLogSchema.setClass(AuditLog);
