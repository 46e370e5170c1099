import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { EmailService } from '../entities/EmailService.js';
import { UserServiceMapping } from '../entities/UserServiceMapping.js';
import { Refusal } from '../errors.js';
import { lockService } from './lockService.js';
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
    sql`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_detail = ${detail}, frozen_at = coalesce(frozen_at, sluice_clock()), version = version + 1
         WHERE service_id = ${id} AND frozen_reason IS DISTINCT FROM 'MANUAL' RETURNING 1`,
  );
  if (frozen.length === 0) throw new Refusal('WRONG_STATE', 'The service is frozen by hand already.', ['id']);
  logServiceEvent(em, id, 'FROZEN', { actorId, reason: 'MANUAL', detail });
  return service;
}

/** Thaws, whatever froze it: the administrator says that the cause is gone, so the count of failures begins anew. */
export async function thawEmailService(em: EntityManager, id: string, actorId: string): Promise<EmailService> {
  const service = await lockService(em, id);
  service.demandNotArchived();
  const thawed = await query(
    em,
    sql`UPDATE lanes SET frozen_reason = NULL, frozen_detail = NULL, frozen_at = NULL, failed_at = '{}', version = version + 1
         WHERE service_id = ${id} AND frozen_reason IS NOT NULL RETURNING 1`,
  );
  if (thawed.length === 0) throw new Refusal('WRONG_STATE', 'The service is not frozen.', ['id']);
  logServiceEvent(em, id, 'THAWED', { actorId });
  return service;
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
