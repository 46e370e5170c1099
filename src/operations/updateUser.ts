import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role, User } from '../entities/User.js';
import { checkUserEmail } from './createUser.js';
import { endAccess, openAccess, type TouchedAccess } from './endAccess.js';
import { demandAnotherAdministrator, lockUser } from './lockUser.js';
import { type PausedTask, pauseUserTasks } from './pauseUserTasks.js';

export interface UserPatch {
  email?: string | null;
  role?: Role | null;
  isEnabled?: boolean | null;
}

export interface UpdatedUser {
  user: User;
  /** Ended, or of another role from now on. */
  touched: TouchedAccess;
  /** Paused because the user was disabled. */
  pausedTasks: PausedTask[];
}

/** Edits a user. Disabling ends all sessions and tokens at once and pauses the user's tasks; the last administrator stays one (F22.1, F22.2). */
export async function updateUser(em: EntityManager, id: string, patch: UserPatch, actorId: string): Promise<UpdatedUser> {
  const disables = patch.isEnabled === false;
  const pausedTasks = disables ? await pauseUserTasks(em, id, actorId) : [];
  const locked = await lockUser(em, id, actorId);
  const { user } = locked;
  const demotes = patch.role === 'OPERATOR' && user.role === 'ADMIN';
  if (disables || demotes) demandAnotherAdministrator(locked, actorId, ['patch', disables ? 'isEnabled' : 'role']);
  const isOtherRole = patch.role != null && patch.role !== user.role;
  if (patch.email != null) user.email = checkUserEmail(patch.email, ['patch', 'email']);
  if (patch.role != null) user.role = patch.role;
  if (patch.isEnabled != null) user.enabled = patch.isEnabled;
  await em.flush();
  if (disables) return { user, pausedTasks, touched: await endAccess(em, user.id, 'USER_DISABLED') };
  return { user, pausedTasks, touched: isOtherRole ? await openAccess(em, user.id) : { sessionIds: [], tokenIds: [] } };
}
