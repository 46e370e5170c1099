import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { asDate, query } from './query.js';

export type FrozenReason = 'FAILURES' | 'CREDENTIALS' | 'BALANCE' | 'MANUAL';
export type Cause = 'DISABLED' | 'FROZEN' | 'EXHAUSTED' | 'COOLING';

/** What the last probe found; nulls until there was one. */
export interface ProbeState {
  probedAt: Date | null;
  isOk: boolean | null;
  latencyMs: number | null;
  code: string | null;
  text: string | null;
  /** null: not by itself. */
  dueAt: Date | null;
  isAsked: boolean;
}

/** What the provider says of its own quota, and when it said so. */
export interface ReportedQuota {
  limit: number | null;
  used: number | null;
  remaining: number;
  reportedAt: Date;
}

/** A service as it is now: what was set, what the engine knows, and what follows from the clock. */
export interface ServiceState {
  serviceId: string;
  name: string;
  domain: string;
  isEnabled: boolean;
  isArchived: boolean;
  frozenReason: FrozenReason | null;
  frozenDetail: string | null;
  frozenAt: Date | null;
  slowedMs: number;
  coolingUntil: Date | null;
  failures: number;
  /** The interval that holds now: the larger of the operator's pace and the provider's slowdown. */
  intervalMs: number;
  isOnProbation: boolean;
  probe: ProbeState;
  /** Of the present period, before it was adjusted. */
  quotaLimit: number;
  /** The day of its ramp; null without one. */
  rampDay: number | null;
  /** Of the next period, if nothing is edited. */
  nextQuotaLimit: number;
  quotaAdjustment: number;
  quotaUsed: number;
  /** Said so by the provider. */
  isExhaustedByProvider: boolean;
  quotaRemaining: number;
  periodEndsAt: Date;
  /** null: it reports none, or was not asked yet. */
  reportedQuota: ReportedQuota | null;
  version: number;
}

/** F18.3: what is left is the limit less what is used, never below 0; a period that is over counts as not begun. */
export async function serviceStates(em: EntityManager, ids: readonly string[]): Promise<Map<string, ServiceState>> {
  const rows = await query(
    em,
    sql<ServiceState>`
      SELECT s.id AS "serviceId", s.name, s.domain, l.enabled AS "isEnabled", s.archived_at IS NOT NULL AS "isArchived",
             l.frozen_reason AS "frozenReason", l.frozen_detail AS "frozenDetail", l.frozen_at AS "frozenAt", l.slowed_ms AS "slowedMs",
             CASE WHEN greatest(l.next_slot, l.hold_until) > c.at THEN greatest(l.next_slot, l.hold_until) END AS "coolingUntil",
             greatest(l.pace_ms, l.slowed_ms) AS "intervalMs", l.on_probation AS "isOnProbation",
             jsonb_build_object('probedAt', p.probed_at, 'isOk', p.ok, 'latencyMs', p.latency_ms, 'code', p.code, 'text', p.text,
                                'dueAt', nullif(p.due_at, 'infinity'), 'isAsked', p.asked) AS probe,
             CASE WHEN p.reported_at IS NOT NULL THEN jsonb_build_object('limit', p.reported_limit, 'used', p.reported_used, 'remaining', p.reported_left, 'reportedAt', p.reported_at) END AS "reportedQuota",
             cardinality(l.failed_at) AS failures, q.quota_limit AS "quotaLimit", ramp_day(l, t.starts_at) AS "rampDay", limit_of_period(l, t.ends_at) AS "nextQuotaLimit",
             coalesce(u.adjustment, 0) AS "quotaAdjustment", coalesce(u.used, 0) AS "quotaUsed", coalesce(u.exhausted, false) AS "isExhaustedByProvider",
             CASE WHEN u.exhausted THEN 0 ELSE greatest(0, q.quota_limit::bigint + coalesce(u.adjustment, 0) - coalesce(u.used, 0))::int END AS "quotaRemaining",
             t.ends_at AS "periodEndsAt",
             l.version::int AS version
        FROM (SELECT sluice_clock() AS at) c CROSS JOIN email_services s JOIN lanes l ON l.service_id = s.id JOIN service_probes p ON p.service_id = s.id
        CROSS JOIN LATERAL present_period(l, c.at) t
        LEFT JOIN service_usages u ON u.service_id = l.service_id AND u.starts_at = l.period_start AND l.period_end > c.at
        CROSS JOIN LATERAL (SELECT coalesce(u.quota_limit, limit_of_period(l, t.starts_at)) AS quota_limit) q
       WHERE s.id = ANY (${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.serviceId, withDates(row)]));
}

const withDates = (row: ServiceState): ServiceState => ({
  ...row,
  frozenAt: row.frozenAt && asDate(row.frozenAt),
  coolingUntil: row.coolingUntil && asDate(row.coolingUntil),
  periodEndsAt: asDate(row.periodEndsAt),
  reportedQuota: row.reportedQuota && { ...row.reportedQuota, reportedAt: asDate(row.reportedQuota.reportedAt) },
  probe: { ...row.probe, probedAt: row.probe.probedAt && asDate(row.probe.probedAt), dueAt: row.probe.dueAt && asDate(row.probe.dueAt) },
});

export interface Availability {
  isAvailable: boolean;
  cause: Cause | null;
  /** When the cause ends by itself; null when a person must end it. */
  until: Date | null;
}

/** Why a service cannot send now, the gravest cause first (F25.1); all that an operator may know of it (F22.6). */
export function availabilityOf(state: ServiceState): Availability {
  if (!state.isEnabled || state.isArchived) return { isAvailable: false, cause: 'DISABLED', until: null };
  if (state.frozenReason) return { isAvailable: false, cause: 'FROZEN', until: null };
  if (state.quotaRemaining === 0) return { isAvailable: false, cause: 'EXHAUSTED', until: state.periodEndsAt };
  if (state.coolingUntil) return { isAvailable: false, cause: 'COOLING', until: state.coolingUntil };
  return { isAvailable: true, cause: null, until: null };
}
