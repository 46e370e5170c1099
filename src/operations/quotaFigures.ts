import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { asDate, query } from './query.js';

/** A remaining quota as it is now, and whether it is low (F23.1, F23.6). */
export interface QuotaFigures {
  userId: string;
  quotaRemaining: number;
  isLow: boolean;
  lowSince: Date | null;
  threshold: number;
  isDefaultThreshold: boolean;
  lastGrant: number | null;
  version: number;
}

export async function quotaFigures(em: EntityManager, userIds: readonly string[]): Promise<Map<string, QuotaFigures>> {
  const rows = await query(
    em,
    sql<QuotaFigures>`
      SELECT id AS "userId", quota_remaining AS "quotaRemaining", quota_low_since IS NOT NULL AS "isLow", quota_low_since AS "lowSince",
             low_quota_limit(low_quota_threshold, last_grant) AS threshold, low_quota_threshold IS NULL AS "isDefaultThreshold", last_grant AS "lastGrant",
             (quota_version + quota_edits)::int AS version
        FROM users WHERE id = ANY (${userIds}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.userId, { ...row, lowSince: row.lowSince && asDate(row.lowSince) }]));
}
