import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EmailService } from '../entities/EmailService.js';
import { archiveEmailService } from './changeServiceState.js';
import { lockService } from './lockService.js';
import { query } from './query.js';

export interface Deleted {
  /** null: it is gone, because it never took a mail. */
  archived: EmailService | null;
  /** Who could use it. */
  userIds: string[];
}

/** Deletes a service for good; one with a history is archived, so that its mails keep their service (F18.1). One that is archived already stays as it is. */
export async function deleteEmailService(em: EntityManager, id: string, actorId: string): Promise<Deleted> {
  const service = await lockService(em, id);
  // The whole row only now that its lane is ours: a claim or a mapping under way holds the lane and asks for a key share of the service.
  await query(em, sql`SELECT FROM email_services WHERE id = ${id} FOR UPDATE`);
  const users = await query(em, sql<{ id: string }>`SELECT user_id AS id FROM user_service_mappings WHERE service_id = ${id}`);
  const userIds = users.map((user) => user.id);
  const [answer] = await query(em, sql<{ deleted: boolean }>`SELECT delete_service(${id}) AS deleted`);
  if (answer!.deleted) {
    em.clear();
    return { archived: null, userIds };
  }
  if (service.archivedAt) return { archived: service, userIds };
  return { archived: (await archiveEmailService(em, id, actorId)).service, userIds };
}
