import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { EndedReason } from '../entities/Session.js';
import { query } from './query.js';

interface Which {
  only?: string;
  except?: string | null;
}

/** Ends those of a user's sessions that are alive and answers their ids: all, one, or all but one. */
export async function endSessions(em: EntityManager, userId: string, reason: EndedReason, { only, except }: Which = {}): Promise<string[]> {
  // One statement: a session that is refreshed at this moment is waited for, and ended after its refresh.
  const rows = await query(
    em,
    sql<{ id: string }>`
      UPDATE sessions SET ended_at = ${now()}, ended_reason = ${reason}
       WHERE user_id = ${userId} AND ended_at IS NULL AND (${only ?? null}::uuid IS NULL OR id = ${only ?? null}) AND (${except ?? null}::uuid IS NULL OR id <> ${except ?? null})
       RETURNING id`,
  );
  return rows.map((row) => row.id);
}
