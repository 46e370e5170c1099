import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { query } from './query.js';

/** How far behind the installation is, in milliseconds; null where nothing waits. */
export interface Lag {
  /** The oldest task whose time has come and that was not started. */
  dueTaskMs: number | null;
  /** The longest that a service which could take a mail now has not taken one. */
  claimMs: number | null;
  /** How many services that are. */
  idleServices: number;
  /** The oldest claim of which outcomes are still missing, since its first mail should have gone out. */
  outcomeMs: number | null;
}

/**
 * `available`: services that may send now. One with open claims is at work; one without, for which a user has mails to be taken, is late since both were the case.
 * (How late mails are cannot be told by the mail: they have no time before a service takes them.)
 */
export async function lagNow(em: EntityManager, available: readonly string[]): Promise<Lag> {
  const [row] = await query(
    em,
    sql<Lag>`
      WITH now AS MATERIALIZED (SELECT sluice_clock() AS at),
      waiting AS MATERIALIZED (
        SELECT c.user_id, min(greatest(t.updated_at, nullif(c.opens_at, '-infinity'), CASE WHEN c.next_seq > c.total THEN c.retry_at END)) AS since
          FROM now, task_cursors c JOIN tasks t ON t.id = c.task_id
         WHERE c.sendable AND c.opens_at <= now.at AND c.closes_at > now.at AND (c.next_seq <= c.total OR c.retry_at <= now.at) GROUP BY 1),
      late AS (
        SELECT l.service_id, max(greatest(interval '0', now.at - greatest(w.since, l.next_slot, l.hold_until))) AS lag
          FROM now, waiting w JOIN user_service_mappings m ON m.user_id = w.user_id JOIN lanes l ON l.service_id = m.service_id
         WHERE l.service_id = ANY (${available}::uuid[]) AND NOT EXISTS (SELECT FROM claims k WHERE k.service_id = l.service_id) GROUP BY 1)
      SELECT (SELECT extract(epoch FROM now.at - min(t.planned_at)) * 1000 FROM now, tasks t WHERE t.state = 'SCHEDULED' AND t.planned_at <= now.at GROUP BY now.at)::float8 AS "dueTaskMs",
             (SELECT extract(epoch FROM max(lag)) * 1000 FROM late)::float8 AS "claimMs", (SELECT count(*) FROM late)::int AS "idleServices",
             (SELECT extract(epoch FROM now.at - min(k.first_slot)) * 1000 FROM now, claims k WHERE k.first_slot <= now.at AND k.unsettled > 0 GROUP BY now.at)::float8 AS "outcomeMs"`,
  );
  return row!;
}
