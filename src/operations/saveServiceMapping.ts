import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { query } from './query.js';

const mostServices = 1_000;

/**
 * Sets which services a user may use, in one act (F24.1); answers all services that are or were among them. Rows that stay keep their
 * virtual time: saving again must not move anybody in the queue.
 */
export async function saveServiceMapping(em: EntityManager, userId: string, serviceIds: readonly string[]): Promise<string[]> {
  if (serviceIds.length > mostServices) throw new Refusal('INVALID', `A user has at most ${mostServices} services.`, ['serviceIds']);
  if (!isId(userId) || !(await em.findOne(User, { id: userId, archivedAt: null }))) throw new Refusal('NOT_FOUND', 'There is no such object.', ['userId']);
  const wanted = [...new Set(serviceIds.map((id) => id.toLowerCase()))];
  // Of two saves at once the later wins whole: it waits here, before it looks at what there is.
  await query(em, sql`SELECT pg_advisory_xact_lock(hashtextextended(${`mapping ${userId}`}, 0))`);
  const old = (await query(em, sql<{ id: string }>`SELECT service_id AS id FROM user_service_mappings WHERE user_id = ${userId}`)).map((row) => row.id);
  const touched = [...new Set([...old, ...wanted.filter(isId)])];
  // A key share of a service comes after its lane, as in a claim, whose rows refer to the service: then who deletes the service, and wants it alone once he has
  // its lane, waits for nobody who waits for him.
  await query(em, sql`SELECT FROM lanes WHERE service_id = ANY (${touched}::uuid[]) ORDER BY service_id FOR UPDATE`);
  await query(em, sql`SELECT FROM email_services WHERE id = ANY (${touched}::uuid[]) ORDER BY id FOR KEY SHARE`);
  // Looked at after the lanes are locked: a key share does not wait for who is archiving a service at this moment, his lane does.
  const usable = await query(em, sql<{ id: string }>`SELECT id FROM email_services WHERE id = ANY (${touched}::uuid[]) AND archived_at IS NULL`);
  demandUsable(serviceIds, new Set(usable.map((service) => service.id)));
  await query(em, sql`DELETE FROM user_service_mappings WHERE user_id = ${userId} AND service_id <> ALL (${wanted}::uuid[])`);
  await query(
    em,
    sql`INSERT INTO user_service_mappings (service_id, user_id) SELECT id, ${userId}::uuid FROM unnest(${wanted}::uuid[]) AS id ORDER BY id ON CONFLICT DO NOTHING`,
  );
  return touched;
}

function demandUsable(serviceIds: readonly string[], usable: Set<string>): void {
  const index = serviceIds.findIndex((id) => !usable.has(id.toLowerCase()));
  if (index >= 0) throw new Refusal('NOT_FOUND', 'There is no such service.', ['serviceIds', String(index)]);
}
