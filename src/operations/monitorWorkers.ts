import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { asDate, query } from './query.js';

export interface MonitoredWorker {
  processId: string;
  host: string | null;
  version: string | null;
  startedAt: Date | null;
  leaseEndsAt: Date;
  flushedAt: Date | null;
  lanes: number;
  claims: number;
  inFlight: number;
}

/** LED: one scheduler leads. UNSURE: Redis does not answer, so every scheduler does the work. NONE: nobody has said that he leads for some seconds. */
export type LeadershipState = 'LED' | 'UNSURE' | 'NONE';

export interface LeadershipNow {
  state: LeadershipState;
  leader: { processId: string; host: string; version: string; since: Date } | null;
  lastSaidAt: Date | null;
  schedulers: number;
}

/** A leader says so every second: one that was silent so long is gone, stuck, or cut off from the database. */
const silentAfterMs = 5_000;

/** Workers whose lease runs, with what they hold. Their row may be older than that of their process. */
export async function monitorWorkers(em: EntityManager): Promise<MonitoredWorker[]> {
  const rows = await query(
    em,
    sql<MonitoredWorker>`
      SELECT w.id AS "processId", split_part(p.host, '#', 1) AS host, p.version, p.started_at AS "startedAt", w.expires_at AS "leaseEndsAt", w.flushed_at AS "flushedAt",
             coalesce(l.n, 0)::int AS lanes, coalesce(c.n, 0)::int AS claims, coalesce(c.mails, 0)::int AS "inFlight"
        FROM workers w LEFT JOIN processes p ON p.id = w.id
        LEFT JOIN (SELECT owner, count(*) AS n FROM lanes WHERE owner IS NOT NULL GROUP BY 1) l ON l.owner = w.id
        LEFT JOIN (SELECT worker, count(*) AS n, sum(unsettled) AS mails FROM claims GROUP BY 1) c ON c.worker = w.id
       WHERE w.expires_at > sluice_clock() ORDER BY w.id`,
  );
  return rows.map((row) => ({ ...row, startedAt: row.startedAt && asDate(row.startedAt), leaseEndsAt: asDate(row.leaseEndsAt), flushedAt: row.flushedAt && asDate(row.flushedAt) }));
}

/** Who leads, by what the schedulers say of themselves. Of two that say so at once, for a moment, the later one has the lock. */
export async function leadershipNow(em: EntityManager): Promise<LeadershipNow> {
  const rows = await query(
    em,
    sql<{ id: string; host: string; version: string; since: string | null; saidAt: string | null; isUnsure: boolean; isHeard: boolean; isAlive: boolean }>`
      SELECT id, split_part(host, '#', 1) AS host, version, leads_since AS since, led_at AS "saidAt", leads_unsure AS "isUnsure", expires_at > clock_timestamp() AS "isAlive",
             coalesce(led_at > clock_timestamp() - ${silentAfterMs}::int * interval '1 ms', false) AS "isHeard"
        FROM processes WHERE 'scheduler' = ANY (roles) ORDER BY leads_since DESC NULLS LAST`,
  );
  const heard = rows.filter((row) => row.isAlive && row.isHeard);
  const sure = heard.find((row) => !row.isUnsure);
  const said = rows.flatMap((row) => (row.saidAt ? [asDate(row.saidAt)] : []));
  return {
    state: sure ? 'LED' : heard.length > 0 ? 'UNSURE' : 'NONE',
    leader: sure ? { processId: sure.id, host: sure.host, version: sure.version, since: asDate(sure.since) } : null,
    lastSaidAt: said.length > 0 ? new Date(Math.max(...said.map((at) => at.getTime()))) : null,
    schedulers: rows.filter((row) => row.isAlive).length,
  };
}
