import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { EmailService } from '../entities/EmailService.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { query } from './query.js';

/**
 * Locks a service, then its lane, in the order everybody keeps. NO KEY: rows that merely refer to the service (mappings, log rows) may be
 * added meanwhile without a deadlock.
 */
export async function lockService(em: EntityManager, id: string): Promise<EmailService> {
  const [row] = isId(id) ? await query(em, sql<{ id: string }>`SELECT id FROM email_services WHERE id = ${id} FOR NO KEY UPDATE`) : [];
  if (!row) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  await query(em, sql`SELECT FROM lanes WHERE service_id = ${id} FOR UPDATE`);
  return em.findOneOrFail(EmailService, id, { refresh: true });
}

/** Locks a service with all of its group, in the order everybody keeps: services, then lanes, each by key. */
export async function lockServiceGroup(em: EntityManager, id: string): Promise<EmailService> {
  if (isId(id)) {
    const members = await query(
      em,
      sql<{ id: string }>`SELECT id FROM email_services WHERE id = ${id} OR group_id = (SELECT group_id FROM email_services WHERE id = ${id}) ORDER BY id FOR NO KEY UPDATE`,
    );
    await query(em, sql`SELECT FROM lanes WHERE service_id = ANY (${members.map((row) => row.id)}::uuid[]) ORDER BY service_id FOR UPDATE`);
  }
  return lockService(em, id);
}
