import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import type { EmailService } from '../entities/EmailService.js';
import { ServiceGroup } from '../entities/ServiceGroup.js';
import { Refusal } from '../errors.js';
import { isId, newId } from '../ids.js';
import { checkLine } from './checkLine.js';
import { lockService } from './lockService.js';
import { logServiceEvent } from './logServiceEvent.js';

export async function createServiceGroup(em: EntityManager, name: string): Promise<ServiceGroup> {
  const group = em.create(ServiceGroup, { id: newId(), name: checkLine(name, 100, ['name']), createdAt: now() });
  await em.flush();
  return group;
}

/**
 * Puts a service into a group, or out of any. What holds for the group already (a freeze, "quota reached") does not come over it: it was not
 * said of this service.
 */
export async function assignServiceGroup(em: EntityManager, id: string, groupId: string | null, actorId: string): Promise<EmailService> {
  const service = await lockService(em, id);
  service.demandNotArchived();
  const group = groupId === null ? null : isId(groupId) ? await em.findOne(ServiceGroup, { id: groupId }) : null;
  if (groupId !== null && !group) throw new Refusal('NOT_FOUND', 'There is no such object.', ['groupId']);
  if ((service.groupId ?? null) === (group?.id ?? null)) return service;
  service.groupId = group?.id ?? null;
  service.updatedAt = now();
  logServiceEvent(em, id, 'EDITED', { actorId, detail: group ? `group: ${group.name}` : 'group: none' });
  await em.flush();
  return service;
}
