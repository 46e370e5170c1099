import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { type EndedReason, Session } from '../entities/Session.js';

/** Ends those of a user's sessions that are alive and answers their ids: all, or one. */
export async function endSessions(em: EntityManager, userId: string, reason: EndedReason, sessionId?: string): Promise<string[]> {
  const at = now();
  const sessions = await em.find(Session, { userId, endedAt: null, ...(sessionId ? { id: sessionId } : {}) });
  for (const session of sessions) session.end(reason, at);
  return sessions.map((session) => session.id);
}
