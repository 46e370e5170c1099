import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Session } from '../entities/Session.js';
import { type Role, User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { checkUserEmail } from './createUser.js';
import { endSessions } from './endSessions.js';
import { query } from './query.js';

export interface UserPatch {
  email?: string | null;
  role?: Role | null;
  isEnabled?: boolean | null;
}

export interface UpdatedUser {
  user: User;
  /** Ended, or of another role from now on: their sockets have to be looked at. */
  touchedSessionIds: string[];
  /** Paused because the user was disabled. */
  pausedTasks: { taskId: string; campaignId: string }[];
}

/** Edits a user. Disabling ends all sessions at once and pauses the user's tasks; the last administrator stays one (F22.1, F22.2). */
export async function updateUser(em: EntityManager, id: string, patch: UserPatch, actorId: string): Promise<UpdatedUser> {
  // Before any user is locked: tasks come first in the lock order. A refusal below undoes it.
  const pausedTasks =
    patch.isEnabled === false && isId(id)
      ? await query(em, sql<{ taskId: string; campaignId: string }>`SELECT task_id AS "taskId", campaign_id AS "campaignId" FROM pause_user_tasks(${id}, ${actorId})`)
      : [];
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
  if (patch.isEnabled === false) return { user, pausedTasks, touchedSessionIds: await endSessions(em, user.id, 'USER_DISABLED') };
  const sessions = patch.role == null ? [] : await em.find(Session, { userId: user.id, endedAt: null });
  return { user, pausedTasks, touchedSessionIds: sessions.map((session) => session.id) };
}
