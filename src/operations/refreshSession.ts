import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { timingSafeEqual } from 'node:crypto';
import { now } from '../clock.js';
import { Session } from '../entities/Session.js';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import type { Keys } from '../keys.js';
import { makeRefreshToken, readRefreshToken } from './refreshToken.js';
import { sessionMs, type Tokens, tokensOf } from './signIn.js';

export interface Refreshed {
  tokens: Tokens | null;
  /** The session that this very call ended: its refresh token was used a second time, so somebody has a copy. */
  endedSessionId: string | null;
}

/** Trades a refresh token for the next pair. The refusal is an answer, not a throw, because ending the session must be committed. */
export async function refreshSession(em: EntityManager, refreshToken: string, keys: Keys): Promise<Refreshed> {
  const given = readRefreshToken(refreshToken, [keys, ...keys.previous].map(({ tokens }) => tokens));
  if (!given) return { tokens: null, endedSessionId: null };
  const at = now();
  const session = await em.findOne(Session, { id: given.sessionId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!session?.isAliveAt(at)) return { tokens: null, endedSessionId: null };
  if (!timingSafeEqual(session.refreshHash, given.hash)) {
    session.end('REFRESH_REUSED', at);
    return { tokens: null, endedSessionId: session.id };
  }
  const user = await em.findOneOrFail(User, session.userId);
  if (!user.maySignIn()) return { tokens: null, endedSessionId: null };
  const next = makeRefreshToken(session.id, session.generation + 1, keys.tokens);
  session.rotate(next.hash, at, new Date(at.getTime() + sessionMs));
  return { tokens: await tokensOf(user, session.id, next.token, keys), endedSessionId: null };
}

export const sessionHasEnded = (): Refusal => new Refusal('SESSION_ENDED', 'The session has ended. Sign in again.');
