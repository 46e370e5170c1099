import type { Database } from '../database.js';
import type { Role } from '../entities/User.js';
import { now } from '../clock.js';

export interface AliveSession {
  sessionId: string;
  userId: string;
  /** As it is now; the token may be older than a change of role. */
  role: Role;
  lastUsedAt: Date;
}

const statement = `
  SELECT s.id AS "sessionId", s.user_id AS "userId", u.role, s.last_used_at AS "lastUsedAt"
    FROM sessions s JOIN users u ON u.id = s.user_id
   WHERE s.id = ANY ($1::uuid[]) AND s.ended_at IS NULL AND s.expires_at > $2 AND u.enabled AND u.archived_at IS NULL`;

/** Which of these sessions are alive. Asked for every request: a token of an ended session is worth nothing, not even for its 15 minutes. */
export async function aliveSessions(database: Database, sessionIds: readonly string[]): Promise<Map<string, AliveSession>> {
  if (sessionIds.length === 0) return new Map();
  const { rows } = await database.pool.query<AliveSession>({ name: 'alive-sessions', text: statement, values: [sessionIds, now()] });
  return new Map(rows.map((row) => [row.sessionId, row]));
}
