import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { EmailService } from '../entities/EmailService.js';
import { UserServiceMapping } from '../entities/UserServiceMapping.js';
import { Refusal } from '../errors.js';
import { lockService, lockServiceGroup } from './lockService.js';
import { logServiceEvent } from './logServiceEvent.js';
import { query } from './query.js';

export async function enableEmailService(em: EntityManager, id: string, isEnabled: boolean, actorId: string): Promise<EmailService> {
  const service = await lockService(em, id);
  if (service.enable(isEnabled, now())) logServiceEvent(em, id, isEnabled ? 'ENABLED' : 'DISABLED', { actorId });
  return service;
}

/** Freezes by hand (F18.1). What failures froze becomes frozen by hand as well, so that no probe thaws it. */
export async function freezeEmailService(em: EntityManager, id: string, detail: string | null, actorId: string): Promise<EmailService> {
  const service = await lockService(em, id);
  service.demandNotArchived();
  const frozen = await query(
    em,
    sql`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_detail = ${detail}, frozen_at = coalesce(frozen_at, sluice_clock()), frozen_with = ${id}::uuid, on_probation = false, version = version + 1
         WHERE service_id = ${id} AND frozen_reason IS DISTINCT FROM 'MANUAL' RETURNING 1`,
  );
  if (frozen.length === 0) throw new Refusal('WRONG_STATE', 'The service is frozen by hand already.', ['id']);
  logServiceEvent(em, id, 'FROZEN', { actorId, reason: 'MANUAL', detail });
  return service;
}

/**
 * Thaws, whatever froze it: the administrator says that the cause is gone, so the count of failures begins anew. Of its group those thaw with it
 * that were frozen with it. Answers all that were thawed.
 */
export async function thawEmailService(em: EntityManager, id: string, actorId: string): Promise<{ service: EmailService; thawed: string[] }> {
  const service = await lockServiceGroup(em, id);
  service.demandNotArchived();
  const thawed = await query(
    em,
    sql<{ id: string }>`
      UPDATE lanes m SET frozen_reason = NULL, frozen_detail = NULL, frozen_at = NULL, frozen_with = NULL, failed_at = '{}', on_probation = false, version = m.version + 1
        FROM lanes l WHERE l.service_id = ${id} AND l.frozen_reason IS NOT NULL
         AND (m.service_id = ${id} OR m.group_id = l.group_id AND m.frozen_with = l.frozen_with AND m.frozen_reason = l.frozen_reason) RETURNING m.service_id AS id`,
  );
  if (thawed.length === 0) throw new Refusal('WRONG_STATE', 'The service is not frozen.', ['id']);
  const ids = thawed.map((row) => row.id).sort();
  for (const each of ids) logServiceEvent(em, each, 'THAWED', { actorId, detail: each === service.id ? null : `with ${service.name}` });
  await probeSoon(em, ids);
  return { service, thawed: ids };
}

/** Whatever is known of their health is out of date; what was refused its log-in was not probed at all. */
async function probeSoon(em: EntityManager, ids: readonly string[]): Promise<void> {
  await query(em, sql`SELECT FROM service_probes WHERE service_id = ANY (${ids}::uuid[]) ORDER BY service_id FOR UPDATE`);
  await query(em, sql`UPDATE service_probes SET due_at = sluice_clock() WHERE service_id = ANY (${ids}::uuid[])`);
}

/** Nobody may use it any more; its history stays. Answers whose mappings went with it. */
export async function archiveEmailService(em: EntityManager, id: string, actorId: string): Promise<{ service: EmailService; userIds: string[] }> {
  const service = await lockService(em, id);
  service.archive(now());
  const mappings = await em.find(UserServiceMapping, { serviceId: id });
  await em.nativeDelete(UserServiceMapping, { serviceId: id });
  logServiceEvent(em, id, 'ARCHIVED', { actorId });
  return { service, userIds: mappings.map((mapping) => mapping.userId) };
}
