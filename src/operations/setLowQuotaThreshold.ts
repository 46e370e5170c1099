import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { query } from './query.js';

/** Sets below how many mails a user's quota is low; null: the default. Whether it is low is looked at anew, as at a change of the quota (F23.6). */
export async function setLowQuotaThreshold(em: EntityManager, userId: string, threshold: number | null): Promise<User> {
  if (threshold !== null && (!Number.isInteger(threshold) || threshold < 0)) {
    throw new Refusal('INVALID', 'A threshold is a whole number, not below 0; 0 means that the quota is never low.', ['threshold']);
  }
  const user = isId(userId) ? await em.findOne(User, { id: userId, archivedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }) : null;
  if (!user) throw new Refusal('NOT_FOUND', 'There is no such object.', ['userId']);
  await query(
    em,
    sql`UPDATE users SET low_quota_threshold = ${threshold}::int, quota_edits = quota_edits + 1,
               quota_low_since = low_quota_since(quota_low_since, quota_remaining, ${threshold}::int, last_grant, sluice_clock())
         WHERE id = ${userId} AND low_quota_threshold IS DISTINCT FROM ${threshold}::int`,
  );
  return user;
}
