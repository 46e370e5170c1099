import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { PersonalToken, type TokenScope } from '../entities/PersonalToken.js';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import { checkLine } from './checkLine.js';
import { makePersonalToken } from './personalTokenText.js';

const mostAlive = 50;
const longestDays = 366;
const dayMs = 24 * 3_600_000;

export interface NewPersonalToken {
  name: string;
  scope: TokenScope;
  expiresInDays?: number | null;
  expiresAt?: Date | null;
}

/** Makes a token by which a program acts for the user (F22.3). Its text is answered here and never again. */
export async function createPersonalToken(em: EntityManager, userId: string, given: NewPersonalToken): Promise<{ token: string; personalToken: PersonalToken }> {
  const at = now();
  const name = checkLine(given.name, 100, ['name']);
  const expiresAt = checkExpiry(given, at);
  // Locked, or two at once would both be the fiftieth; and against an administrator who disables the user at this moment.
  const user = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!user.maySignIn()) throw new Refusal('WRONG_STATE', 'This user may not sign in any more.');
  if ((await em.count(PersonalToken, { userId, revokedAt: null, expiresAt: { $gt: at } })) >= mostAlive) {
    throw new Refusal('WRONG_STATE', `A user has at most ${mostAlive} tokens. Revoke one that is not needed any more.`);
  }
  const { token, hash, hint } = makePersonalToken();
  const personalToken = em.create(PersonalToken, { id: newId(), userId, name, scope: given.scope, tokenHash: hash, hint, createdAt: at, expiresAt });
  await em.flush();
  return { token, personalToken };
}

function checkExpiry({ expiresInDays, expiresAt }: NewPersonalToken, at: Date): Date {
  if ((expiresInDays == null) === (expiresAt == null)) throw new Refusal('INVALID', 'Say when the token expires, either in days or by a date.', ['expiresInDays']);
  if (expiresInDays != null) {
    if (expiresInDays < 1 || expiresInDays > longestDays) throw new Refusal('INVALID', `A token is good for 1 to ${longestDays} days.`, ['expiresInDays']);
    return new Date(at.getTime() + expiresInDays * dayMs);
  }
  const inMs = expiresAt!.getTime() - at.getTime();
  if (!(inMs > 0)) throw new Refusal('INVALID', 'This time has passed.', ['expiresAt']);
  if (inMs > longestDays * dayMs) throw new Refusal('INVALID', `A token is good for at most ${longestDays} days.`, ['expiresAt']);
  return expiresAt!;
}
