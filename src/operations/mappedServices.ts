import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { query } from './query.js';

/** The services a user may use, by name. Archived ones have lost their mappings. */
export async function mappedServiceIds(em: EntityManager, userId: string): Promise<string[]> {
  const rows = await query(
    em,
    sql<{ id: string }>`SELECT s.id FROM user_service_mappings m JOIN email_services s ON s.id = m.service_id WHERE m.user_id = ${userId} ORDER BY s.name, s.id`,
  );
  return rows.map((row) => row.id);
}

/** The same of several users at once; each of them has an entry. */
export async function mappedServiceIdsOf(em: EntityManager, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await query(
    em,
    sql<{ userId: string; ids: string[] }>`
      SELECT m.user_id AS "userId", array_agg(s.id ORDER BY s.name, s.id)::text[] AS ids FROM user_service_mappings m JOIN email_services s ON s.id = m.service_id
       WHERE m.user_id = ANY (${userIds}::uuid[]) GROUP BY m.user_id`,
  );
  const found = new Map(rows.map((row) => [row.userId, row.ids]));
  return new Map(userIds.map((id) => [id, found.get(id) ?? []]));
}

export async function allServiceIds(em: EntityManager): Promise<string[]> {
  return (await query(em, sql<{ id: string }>`SELECT id FROM email_services WHERE archived_at IS NULL ORDER BY name, id`)).map((row) => row.id);
}
