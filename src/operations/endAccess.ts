import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EndedReason } from '../entities/Session.js';
import type { RevokedReason } from '../entities/PersonalToken.js';
import { endSessions } from './endSessions.js';
import { query } from './query.js';
import { revokeTokens } from './revokeTokens.js';

/** Sessions and tokens that have ended, or mean something else from now on: their open sockets have to be looked at. */
export interface TouchedAccess {
  sessionIds: string[];
  tokenIds: string[];
}

/** Ends every way in that a user has (F22.2). To be called with the user's row locked: nobody signs in meanwhile. */
export async function endAccess(em: EntityManager, userId: string, reason: EndedReason & RevokedReason): Promise<TouchedAccess> {
  return { sessionIds: await endSessions(em, userId, reason), tokenIds: await revokeTokens(em, userId, reason) };
}

/** What a user gets in by at present. */
export async function openAccess(em: EntityManager, userId: string): Promise<TouchedAccess> {
  const idsOf = async (table: 'sessions' | 'personal_tokens', ended: string): Promise<string[]> => {
    const rows = await query(em, sql<{ id: string }>`SELECT id FROM ${sql.table(table)} WHERE user_id = ${userId} AND ${sql.ref(ended)} IS NULL`);
    return rows.map((row) => row.id);
  };
  return { sessionIds: await idsOf('sessions', 'ended_at'), tokenIds: await idsOf('personal_tokens', 'revoked_at') };
}
