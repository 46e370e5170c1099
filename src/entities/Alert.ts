import { defineEntity, p } from '@mikro-orm/core';
import { Refusal } from '../errors.js';

export const alertRules = [
  'SERVICE_BOUNCE_RATE', 'SERVICE_FAILURES', 'SERVICE_FROZEN', 'SERVICE_EXHAUSTED', 'SERVICE_PROBE_FAILED', 'TASK_PAUSED', 'LOW_QUOTA', 'LOW_OPEN_RATE', 'NO_LEADER',
] as const;
export type AlertRule = (typeof alertRules)[number];

export const alertSeverities = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const alertSubjects = ['SERVICE', 'TASK', 'CAMPAIGN', 'USER', 'SYSTEM'] as const;
export type AlertSubject = (typeof alertSubjects)[number];

export const alertStates = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'] as const;
export type AlertState = (typeof alertStates)[number];

export type AlertDetails = Readonly<Record<string, string | number | null>>;

export const AlertSchema = defineEntity({
  name: 'Alert',
  tableName: 'alerts',
  properties: {
    id: p.uuid().primary(),
    rule: p.enum(alertRules),
    severity: p.enum(alertSeverities),
    subjectKind: p.enum(alertSubjects),
    /** The nil UUID: the installation. */
    subjectId: p.uuid(),
    /** null: for administrators only. */
    userId: p.uuid().nullable(),
    details: p.json<AlertDetails>(),
    raisedAt: p.datetime(),
    lastSeenAt: p.datetime(),
    resolvedAt: p.datetime().nullable(),
    acknowledgedAt: p.datetime().nullable(),
    acknowledgedBy: p.uuid().nullable(),
  },
});

/** That something is wrong, from when it was seen until it is gone (M4). Raised and resolved by evaluate_alert alone. */
export class Alert extends AlertSchema.class {
  get state(): AlertState {
    if (this.resolvedAt) return 'RESOLVED';
    return this.acknowledgedAt ? 'ACKNOWLEDGED' : 'OPEN';
  }

  /** What it is about; null: the installation. */
  get shownSubjectId(): string | null {
    return this.subjectKind === 'SYSTEM' ? null : this.subjectId;
  }

  /** Answers whether that was new: two who do it at once are as good as one. */
  acknowledge(userId: string, at: Date): boolean {
    if (this.resolvedAt) throw new Refusal('WRONG_STATE', 'The alert is resolved.', ['id']);
    if (this.acknowledgedAt) return false;
    this.acknowledgedAt = at;
    this.acknowledgedBy = userId;
    return true;
  }
}
AlertSchema.setClass(Alert);
