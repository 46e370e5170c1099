import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { ServiceCondition } from '../entities/EmailService.js';
import { query } from './query.js';

/** Services to which one of the conditions applies. There are thousands at most, so their ids are a condition like any other for who lists them. */
export async function servicesIn(em: EntityManager, conditions: readonly ServiceCondition[]): Promise<string[]> {
  const rows = await query(
    em,
    sql<{ id: string }>`
      SELECT s.id FROM email_services s JOIN lanes l ON l.service_id = s.id
        LEFT JOIN service_usages u ON u.service_id = l.service_id AND u.starts_at = l.period_start AND l.period_end > sluice_clock()
       WHERE CASE WHEN s.archived_at IS NOT NULL THEN ARRAY['ARCHIVED']
                  ELSE ARRAY[CASE WHEN s.enabled THEN 'ENABLED' ELSE 'DISABLED' END, CASE WHEN l.frozen_reason IS NOT NULL THEN 'FROZEN' END,
                             -- One whose day has not begun has all of its quota.
                             CASE WHEN u.exhausted OR u.quota_limit::bigint + u.adjustment <= u.used THEN 'EXHAUSTED' END] END && ${[...conditions]}::text[]`,
  );
  return rows.map((row) => row.id);
}
