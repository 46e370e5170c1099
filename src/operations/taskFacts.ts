import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { PauseReason, TaskState, WaitingReason } from '../entities/taskStates.js';
import { asDate, query } from './query.js';
import type { FrozenReason } from './serviceStates.js';

/** What an explanation is made of: one task, all at one moment. */
export interface TaskFacts {
  taskId: string;
  at: Date;
  zone: string;
  state: TaskState;
  pauseReason: PauseReason | null;
  waitingReason: WaitingReason | null;
  plannedAt: Date;
  endedAt: Date | null;
  failure: string | null;
  /** Of the pause that holds; nulls where it is not paused, or (who) paused itself. */
  pausedAt: Date | null;
  pausedBy: string | null;
  /** Mails: reserved, found, without an end, in open claims, ready to be taken now. */
  reserved: number;
  total: number;
  left: number;
  inFlight: number;
  ready: number;
  quotaRemaining: number;
  /** Deferred recipients and repetitions: the first and the last of them. */
  retryAt: Date | null;
  lastRetryAt: Date | null;
  opensAt: Date | null;
  closesAt: Date | null;
  services: ServiceFacts[];
}

export interface ServiceFacts {
  id: string;
  name: string;
  domain: string;
  isEnabled: boolean;
  frozenReason: FrozenReason | null;
  frozenDetail: string | null;
  /** When a probe may thaw it; null: a person must. */
  probeAt: Date | null;
  coolingUntil: Date | null;
  slowedMs: number;
  intervalMs: number;
  quotaLeft: number;
  /** The limit of its next quota day, by how much that of each further one is larger (ramp-up), and the largest it comes to. */
  nextLimit: number;
  limitGrowth: number;
  mostLimit: number;
  periodEndsAt: Date;
  /** Users who have mails waiting for it, and tasks of this user that have: this one always among them. */
  users: number;
  tasks: number;
  /** Milliseconds from one mail of this task to the next that were seen at it lately; null when none were. */
  seenIntervalMs: number | null;
}

/**
 * One statement, so that no two facts contradict each other. What was seen at an unpaced service is read off the last thousand mails of the task, of the
 * last minute before its latest: an index range, whatever the size of the task.
 */
export async function factsOfTasks(em: EntityManager, ids: readonly string[]): Promise<Map<string, TaskFacts>> {
  const rows = await query(
    em,
    sql<TaskFacts>`
      SELECT t.id AS "taskId", n.at, k.zone, t.state, t.pause_reason AS "pauseReason", t.waiting_reason AS "waitingReason", t.planned_at AS "plannedAt", t.ended_at AS "endedAt", t.failure,
             w.created_at AS "pausedAt", w.actor_id AS "pausedBy", t.reserved, c.total, p.total - p.sent - p.failed - p.unknown - p.skipped AS left,
             (SELECT coalesce(sum(o.unsettled), 0)::int FROM claims o WHERE o.task_id = t.id) AS "inFlight",
             c.total - c.next_seq + 1 + CASE WHEN c.retry_at <= n.at THEN 1 ELSE 0 END AS ready, u.quota_remaining AS "quotaRemaining",
             least(c.retry_at, d.first) AS "retryAt", greatest(r.last, d.last) AS "lastRetryAt",
             nullif(c.opens_at, '-infinity') AS "opensAt", nullif(c.closes_at, 'infinity') AS "closesAt", coalesce(s.services, '[]') AS services
        FROM (SELECT sluice_clock() AS at) n, tasks t
        JOIN campaigns k ON k.id = t.campaign_id JOIN users u ON u.id = t.user_id JOIN task_cursors c ON c.task_id = t.id JOIN task_progress p ON p.task_id = t.id
        LEFT JOIN LATERAL (SELECT l.created_at, l.actor_id FROM task_logs l WHERE t.state = 'PAUSED' AND l.task_id = t.id AND l.event = 'PAUSED' ORDER BY l.id DESC LIMIT 1) w ON true
        LEFT JOIN LATERAL (SELECT max(x.not_before) AS last FROM retries x WHERE c.retry_at IS NOT NULL AND x.task_id = t.id) r ON true
        LEFT JOIN LATERAL (SELECT min(x.not_before) AS first, max(x.not_before) AS last FROM redeliveries x WHERE x.task_id = t.id) d ON true
        LEFT JOIN LATERAL (SELECT ${servicesSql} FROM user_service_mappings m JOIN email_services e ON e.id = m.service_id JOIN lanes l ON l.service_id = m.service_id
                             JOIN service_probes b ON b.service_id = m.service_id CROSS JOIN LATERAL present_period(l, n.at) z
                             LEFT JOIN service_usages q ON q.service_id = l.service_id AND q.starts_at = l.period_start AND l.period_end > n.at
                             LEFT JOIN (${seenSql}) seen ON seen.service_id = m.service_id
                            WHERE m.user_id = t.user_id) s ON true
       WHERE t.id = ANY (${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.taskId, withDates(row)]));
}

const servicesSql = sql`jsonb_agg(jsonb_build_object(
  'id', e.id, 'name', e.name, 'domain', e.domain, 'isEnabled', l.enabled, 'frozenReason', l.frozen_reason, 'frozenDetail', l.frozen_detail,
  'probeAt', CASE WHEN l.frozen_reason = 'FAILURES' AND l.thaw_by_probe THEN nullif(b.due_at, 'infinity') END,
  'coolingUntil', CASE WHEN greatest(l.next_slot, l.hold_until) > n.at THEN greatest(l.next_slot, l.hold_until) END,
  'slowedMs', l.slowed_ms, 'intervalMs', greatest(l.pace_ms, l.slowed_ms),
  'nextLimit', limit_of_period(l, z.ends_at), 'limitGrowth', coalesce(l.ramp_step, 0), 'mostLimit', least(l.daily_quota, l.ramp_ceiling),
  'quotaLeft', CASE WHEN q.exhausted THEN 0 ELSE greatest(0, coalesce(q.quota_limit, limit_of_period(l, z.starts_at))::bigint + coalesce(q.adjustment, 0) - coalesce(q.used, 0)) END,
  'periodEndsAt', z.ends_at,
  'users', 1 + (SELECT count(*) FROM user_service_mappings o WHERE o.service_id = m.service_id AND o.user_id <> t.user_id
                   AND EXISTS (SELECT FROM task_cursors x WHERE x.user_id = o.user_id AND x.sendable)),
  'tasks', 1 + (SELECT count(*) FROM task_cursors x WHERE x.user_id = t.user_id AND x.sendable AND x.task_id <> t.id),
  'seenIntervalMs', seen.interval_ms) ORDER BY e.name, e.id) AS services`;

const seenSql = sql`
  SELECT y.service_id, (extract(epoch FROM max(y.attempted_at) - min(y.attempted_at)) * 1000 / nullif(count(*) - 1, 0))::float8 AS interval_ms
    FROM (SELECT x.service_id, x.attempted_at, max(x.attempted_at) OVER () AS latest FROM subtasks x
           WHERE x.task_id = t.id AND x.seq BETWEEN c.next_seq - 1000 AND c.next_seq - 1 AND x.attempted_at IS NOT NULL) y
   WHERE y.attempted_at > y.latest - interval '1 minute' GROUP BY y.service_id`;

const asDateOrNull = (text: unknown): Date | null => (text ? asDate(text) : null);

const withDates = (row: TaskFacts): TaskFacts => ({
  ...row,
  at: asDate(row.at),
  plannedAt: asDate(row.plannedAt),
  endedAt: asDateOrNull(row.endedAt),
  pausedAt: asDateOrNull(row.pausedAt),
  retryAt: asDateOrNull(row.retryAt),
  lastRetryAt: asDateOrNull(row.lastRetryAt),
  opensAt: asDateOrNull(row.opensAt),
  closesAt: asDateOrNull(row.closesAt),
  services: row.services.map((service) => ({
    ...service,
    probeAt: asDateOrNull(service.probeAt),
    coolingUntil: asDateOrNull(service.coolingUntil),
    periodEndsAt: asDate(service.periodEndsAt),
  })),
});
