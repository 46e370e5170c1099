import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId, newId } from '../ids.js';
import { type Adjustment, adjusted } from './adjustment.js';
import { checkLine } from './checkLine.js';
import { query } from './query.js';

/** Adds to, takes from or sets a user's remaining quota (F23.1). The function in the database writes balance and ledger row in one. */
export async function adjustQuota(em: EntityManager, userId: string, given: Adjustment & { note: string }, actorId: string): Promise<User> {
  const note = checkLine(given.note, 500, ['note']);
  const user = isId(userId) ? await em.findOne(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }) : null;
  if (!user || user.archivedAt) throw new Refusal('NOT_FOUND', 'There is no such object.', ['userId']);
  const wanted = adjusted(user.quotaRemaining, given);
  if (wanted < 0) throw new Refusal('NOT_ENOUGH_QUOTA', `The user has ${user.quotaRemaining} left; ${-wanted} are missing.`, ['amount']);
  if (wanted > 2_147_483_647) throw new Refusal('INVALID', 'A quota is at most 2147483647.', ['amount']);
  const delta = wanted - user.quotaRemaining;
  await query(em, sql`SELECT change_quota(${userId}::uuid, ${delta}::int, 'ADJUSTED', ${`adjust ${newId()}`}, NULL, ${actorId}::uuid, ${note})`);
  return em.findOneOrFail(User, userId, { refresh: true });
}
