import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { asDate, query } from './query.js';

/** What went wrong lately at a service, by code; kept by the flush (service_errors). */
export interface RecentError {
  serviceId: string;
  serviceName: string;
  code: string;
  text: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
}

const shown = 50;

/** Latest first. The table is small: at most 50 codes a service, and only where something failed within a week. */
export async function recentErrors(em: EntityManager): Promise<RecentError[]> {
  const rows = await query(
    em,
    sql<RecentError>`
      SELECT e.service_id AS "serviceId", s.name AS "serviceName", e.code, e.text, e.count::float8 AS count, e.first_at AS "firstAt", e.last_at AS "lastAt"
        FROM (SELECT * FROM service_errors ORDER BY last_at DESC, service_id, code LIMIT ${shown}) e JOIN email_services s ON s.id = e.service_id
       ORDER BY e.last_at DESC, e.service_id, e.code`,
  );
  return rows.map((row) => ({ ...row, firstAt: asDate(row.firstAt), lastAt: asDate(row.lastAt) }));
}
