import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId, newId } from '../ids.js';
import { type Adjustment, adjusted } from './adjustment.js';
import { checkLine } from './checkLine.js';
import { query } from './query.js';

const most = 2_147_483_647;

/** Adds to, takes from or sets a user's remaining quota (F23.1). The function in the database writes balance and ledger row in one. */
export async function adjustQuota(em: EntityManager, userId: string, given: Adjustment & { note: string }, actorId: string): Promise<User> {
  const note = checkLine(given.note, 500, ['note']);
  const user = isId(userId) ? await em.findOne(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }) : null;
  if (!user || user.archivedAt) throw new Refusal('NOT_FOUND', 'There is no such object.', ['userId']);
  const wanted = adjusted(user.quotaRemaining, given);
  if (wanted < 0) throw new Refusal('NOT_ENOUGH_QUOTA', `The user has ${user.quotaRemaining} left; ${-wanted} are missing.`, ['amount']);
  if (wanted > user.quotaRemaining) await demandRoom(em, userId, wanted);
  const delta = wanted - user.quotaRemaining;
  await query(em, sql`SELECT change_quota(${userId}::uuid, ${delta}::int, 'ADJUSTED', ${`adjust ${newId()}`}, NULL, ${actorId}::uuid, ${note})`);
  return em.findOneOrFail(User, userId, { refresh: true });
}

/**
 * What tasks hold may come back at any time, in a cancellation or in a flush, where nobody could be told that it does not fit any more. The user's row is
 * locked: what moves between quota and tasks meanwhile has moved in both or in neither.
 */
async function demandRoom(em: EntityManager, userId: string, wanted: number): Promise<void> {
  const [row] = await query(
    em,
    sql<{ held: number }>`
      SELECT coalesce(sum(t.reserved), 0)::float8 AS held FROM tasks t
       WHERE t.user_id = ${userId}
         AND (t.state NOT IN ('FINISHED', 'FAILED', 'CANCELLED')
              OR EXISTS (SELECT FROM claims c WHERE c.task_id = t.id) OR EXISTS (SELECT FROM redeliveries r WHERE r.task_id = t.id))`,
  );
  const { held } = row!;
  if (wanted + held > most) {
    throw new Refusal('INVALID', held > 0 ? `A quota is at most ${most}, what tasks hold and may give back (${held}) included.` : `A quota is at most ${most}.`, ['amount']);
  }
}
