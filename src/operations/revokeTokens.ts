import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { RevokedReason } from '../entities/PersonalToken.js';
import { query } from './query.js';

/** Revokes those of a user's tokens that are not revoked yet and answers their ids: all, or one. For good: there is no way back. */
export async function revokeTokens(em: EntityManager, userId: string, reason: RevokedReason, only: string | null = null): Promise<string[]> {
  const rows = await query(
    em,
    sql<{ id: string }>`
      UPDATE personal_tokens SET revoked_at = ${now()}, revoked_reason = ${reason}
       WHERE user_id = ${userId} AND revoked_at IS NULL AND (${only}::uuid IS NULL OR id = ${only}) RETURNING id`,
  );
  return rows.map((row) => row.id);
}
