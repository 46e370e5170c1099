import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { type ServiceEvent, ServiceStatusLog } from '../entities/ServiceStatusLog.js';
import { newId } from '../ids.js';

interface Told {
  actorId: string;
  reason?: string;
  detail?: string | null;
}

/** A row of the status log for what a person did (F19.2). The engine writes its own in SQL. */
export function logServiceEvent(em: EntityManager, serviceId: string, event: ServiceEvent, { actorId, reason, detail }: Told): void {
  em.create(ServiceStatusLog, { id: newId(), serviceId, event, reason: reason ?? null, detail: detail ?? null, actorId, createdAt: now() });
}
