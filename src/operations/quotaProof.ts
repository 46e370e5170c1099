import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { query } from './query.js';

/** Balance and ledger of a user, read at one moment. */
export interface QuotaProof {
  userId: string;
  quotaRemaining: number;
  ledgerSum: number;
  rows: number;
  lastNumber: number;
  /** The number of the first row that does not follow from the one before it; null when all do. */
  brokenAt: number | null;
  isConsistent: boolean;
}

/**
 * F23.5, to be looked at by whoever wants to see it: the balance is the sum of the ledger, its numbers are 1, 2, 3 …, and every row's balance is the one before
 * it and its delta. One statement, so that a change under way is in both or in none.
 */
export async function quotaProof(em: EntityManager, userId: string): Promise<QuotaProof | null> {
  const [row] = await query(
    em,
    sql<QuotaProof>`
      SELECT u.id AS "userId", u.quota_remaining AS "quotaRemaining", l.sum AS "ledgerSum", l.rows, l.last AS "lastNumber", l.broken AS "brokenAt",
             l.sum = u.quota_remaining AND l.last = u.quota_version AND l.broken IS NULL AS "isConsistent"
        FROM users u
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(k.delta), 0)::float8 AS sum, count(*)::int AS rows, coalesce(max(k.number), 0)::int AS last,
                (min(k.number) FILTER (WHERE k.number <> k.place OR k.balance_after <> k.running))::int AS broken
           FROM (SELECT delta, number, balance_after, row_number() OVER w AS place, sum(delta) OVER w AS running FROM user_quota_logs WHERE user_id = u.id
                 WINDOW w AS (ORDER BY number ROWS UNBOUNDED PRECEDING)) k) l
       WHERE u.id = ${userId}`,
  );
  return row ?? null;
}
