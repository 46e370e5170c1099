import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { endAccess, type TouchedAccess } from './endAccess.js';
import { lockUser } from './lockUser.js';
import { checkPassword, hashPassword } from './passwords.js';

/** The hash of a password that may be set for this user. To be called outside a transaction: argon2 takes its time. */
export async function hashNewPassword(em: EntityManager, id: string, password: string): Promise<string> {
  const user = isId(id) ? await em.findOne(User, { id, archivedAt: null }) : null;
  if (!user) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  return hashPassword(await checkPassword(password, [user.name, user.email]));
}

/** Sets somebody's new password and ends all their sessions and tokens at once: whoever knew the old one is out (F22.1, F22.2). */
export async function resetPassword(em: EntityManager, id: string, passwordHash: string, actorId: string): Promise<{ user: User; touched: TouchedAccess }> {
  const { user } = await lockUser(em, id, actorId);
  if (user.id === actorId) throw new Refusal('WRONG_STATE', 'Your own password is changed by changePassword, which asks for the old one.', ['id']);
  user.passwordHash = passwordHash;
  await em.flush();
  return { user, touched: await endAccess(em, user.id, 'PASSWORD_RESET') };
}
