import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Session } from '../entities/Session.js';
import { type Role, User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { checkUserEmail } from './createUser.js';
import { endSessions } from './endSessions.js';

export interface UserPatch {
  email?: string | null;
  role?: Role | null;
  isEnabled?: boolean | null;
}

export interface UpdatedUser {
  user: User;
  /** Ended, or of another role from now on: their sockets have to be looked at. */
  touchedSessionIds: string[];
}

/** Edits a user. Disabling ends all sessions at once; the last administrator stays one (F22.1, F22.2). */
export async function updateUser(em: EntityManager, id: string, patch: UserPatch): Promise<UpdatedUser> {
  // All administrators are locked, in key order: two of them who demote each other at once would otherwise leave none.
  const administrators = await em.find(User, { role: 'ADMIN', enabled: true, archivedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  const user = isId(id) ? await em.findOne(User, { id, archivedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!user) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  const isLast = administrators.length === 1 && administrators[0]!.id === user.id;
  if (isLast && (patch.isEnabled === false || patch.role === 'OPERATOR')) {
    throw new Refusal('WRONG_STATE', 'The last administrator can be neither disabled nor demoted.', ['patch', patch.isEnabled === false ? 'isEnabled' : 'role']);
  }
  if (patch.email != null) user.email = checkUserEmail(patch.email, ['patch', 'email']);
  if (patch.role != null) user.role = patch.role;
  if (patch.isEnabled != null) user.enabled = patch.isEnabled;
  await em.flush();
  if (patch.isEnabled === false) return { user, touchedSessionIds: await endSessions(em, user.id, 'USER_DISABLED') };
  const sessions = patch.role == null ? [] : await em.find(Session, { userId: user.id, endedAt: null });
  return { user, touchedSessionIds: sessions.map((session) => session.id) };
}
