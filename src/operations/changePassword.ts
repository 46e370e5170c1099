import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { endSessions } from './endSessions.js';
import { checkPassword, hashPassword, isPassword } from './passwords.js';
import type { SignInThrottle } from './SignInThrottle.js';

export interface PasswordChange {
  oldPassword: string;
  newPassword: string;
}

/** What was proven before the transaction: the old password, as it then was, and the hash of the new one. */
export interface ProvenChange {
  oldHash: string;
  newHash: string;
}

/** Checks both passwords. The old one is throttled like a sign-in: a stolen session must not become a stolen password. To be called outside a transaction: argon2 takes its time. */
export async function provePasswordChange(em: EntityManager, throttle: SignInThrottle, userId: string, { oldPassword, newPassword }: PasswordChange, address: string): Promise<ProvenChange> {
  const user = await em.findOneOrFail(User, userId);
  const attempt = { account: user.name, address, isKnownAddress: user.lastSignInAddress === address };
  await throttle.check(attempt);
  if (!(await isPassword(oldPassword, user.passwordHash))) {
    await throttle.failed(attempt);
    throw new Refusal('SIGN_IN_FAILED', 'The old password is wrong.', ['oldPassword']);
  }
  await throttle.succeeded(attempt);
  if (newPassword === oldPassword) throw new Refusal('INVALID', 'This is the old password.', ['newPassword']);
  await checkPassword(newPassword, [user.name, user.email], ['newPassword']);
  return { oldHash: user.passwordHash, newHash: await hashPassword(newPassword) };
}

/** Sets a user's own new password and ends their other sessions, whose ids it answers; tokens stay (F22.1). */
export async function changePassword(em: EntityManager, userId: string, { oldHash, newHash }: ProvenChange, sessionId: string): Promise<string[]> {
  const user = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  // Reset by an administrator meanwhile: what was proven is not true any more.
  if (user.passwordHash !== oldHash) throw new Refusal('CONFLICT', 'The password has been changed meanwhile. Sign in again.');
  user.passwordHash = newHash;
  await em.flush();
  return endSessions(em, userId, 'PASSWORD_CHANGED', { except: sessionId });
}
