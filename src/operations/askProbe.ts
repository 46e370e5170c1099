import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EmailService } from '../entities/EmailService.js';
import { lockService } from './lockService.js';
import { query } from './query.js';

/**
 * Asks for a probe now, whatever the state of the service (F19.1): also one that is disabled, to try it before it is enabled, and one whose log-in was
 * refused, which is not probed by itself. The scheduler probes; what it found is shown with the state, and told to whoever watches it. (Rejected:
 * probing in the request, which would hold it for as long as a provider's timeout, and give the api a way to providers.)
 */
export async function askProbe(em: EntityManager, id: string): Promise<EmailService> {
  const service = await lockService(em, id);
  service.demandNotArchived();
  await query(em, sql`UPDATE service_probes SET asked = true, due_at = sluice_clock() WHERE service_id = ${id}`);
  await query(em, sql`UPDATE lanes SET version = version + 1 WHERE service_id = ${id}`);
  return service;
}
