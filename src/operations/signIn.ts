import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { Session } from '../entities/Session.js';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import type { Keys } from '../keys.js';
import { signAccessToken } from './accessToken.js';
import { isPassword } from './passwords.js';
import { query } from './query.js';
import { makeRefreshToken } from './refreshToken.js';
import type { SignInThrottle } from './SignInThrottle.js';

/** How long a device may rest before it has to sign in again. */
export const sessionMs = 30 * 24 * 3_600_000;

export interface Tokens {
  user: User;
  sessionId: string;
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
}

export interface Device {
  address: string;
  userAgent: string;
}

/** Who has proven to be a user, and by which password: it may be reset before the session is opened. */
export interface Proven {
  userId: string;
  passwordHash: string;
}

/** Who signs in, by name or e-mail address. To be called outside a transaction: argon2 would hold its connection. */
export async function authenticate(em: EntityManager, throttle: SignInThrottle, name: string, password: string, address: string): Promise<Proven> {
  const [found] = await query(em, sql<{ id: string }>`SELECT id FROM users WHERE lower(name) = lower(${name}) OR lower(email) = lower(${name}) LIMIT 1`);
  const user = found ? await em.findOneOrFail(User, found.id) : null;
  const attempt = { account: name, address, isKnownAddress: user?.lastSignInAddress === address };
  await throttle.check(attempt);
  const isRight = await isPassword(password, user?.maySignIn() ? user.passwordHash : null);
  if (!user || !isRight) {
    await throttle.failed(attempt);
    throw new Refusal('SIGN_IN_FAILED', 'User name or password is wrong.');
  }
  await throttle.succeeded(attempt);
  return { userId: user.id, passwordHash: user.passwordHash };
}

/** Opens a session on a device for a user who has proven to be one (F22.2). */
export async function openSession(em: EntityManager, { userId, passwordHash }: Proven, device: Device, keys: Keys): Promise<Tokens> {
  // Against an administrator who disables the user, or resets the password, at this moment: one of the two sees the other.
  const user = await em.findOne(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!user?.maySignIn() || user.passwordHash !== passwordHash) throw new Refusal('SIGN_IN_FAILED', 'User name or password is wrong.');
  const at = now();
  const id = newId();
  const { token, hash } = makeRefreshToken(id, 0, keys.tokens);
  em.create(Session, {
    id,
    userId: user.id,
    refreshHash: hash,
    generation: 0,
    createdAt: at,
    lastUsedAt: at,
    expiresAt: new Date(at.getTime() + sessionMs),
    address: device.address,
    userAgent: device.userAgent.slice(0, 500),
  });
  user.signedIn(at, device.address);
  await em.flush();
  return tokensOf(user, id, token, keys);
}

export async function tokensOf(user: User, sessionId: string, refreshToken: string, keys: Keys): Promise<Tokens> {
  const { token, expiresAt } = await signAccessToken({ userId: user.id, sessionId, role: user.role }, keys.jwt);
  return { user, sessionId, accessToken: token, accessTokenExpiresAt: expiresAt, refreshToken };
}
