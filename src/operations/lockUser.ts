import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';

export interface LockedUser {
  user: User;
  isLastAdministrator: boolean;
}

/**
 * Locks a user for an act of an administrator. All administrators are locked, in key order: two of them who demote or delete each other at once would
 * otherwise leave none. Who lost that fight while waiting for the lock does nothing any more.
 */
export async function lockUser(em: EntityManager, id: string, actorId: string): Promise<LockedUser> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const administrators = await em.find(User, { role: 'ADMIN', enabled: true, archivedAt: null }, { ...lock, orderBy: { id: 'asc' } });
  if (!administrators.some((one) => one.id === actorId)) throw new Refusal('CONFLICT', 'You are not an administrator any more.');
  const user = isId(id) ? await em.findOne(User, { id, archivedAt: null }, lock) : null;
  if (!user) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  return { user, isLastAdministrator: administrators.length === 1 && administrators[0]!.id === user.id };
}

/** Refuses what would leave no administrator, or would be done to oneself by mistake: another administrator may do it (F22.1). */
export function demandAnotherAdministrator({ user, isLastAdministrator }: LockedUser, actorId: string, field: string[]): void {
  if (isLastAdministrator) throw new Refusal('WRONG_STATE', 'The last administrator can be neither disabled, demoted nor deleted.', field);
  if (user.id === actorId) throw new Refusal('WRONG_STATE', 'You can neither disable, demote nor delete yourself. Another administrator can.', field);
}
