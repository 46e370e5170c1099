import type { Shared, Viewer } from '../context.js';
import { type AliveSession, aliveSessions } from '../operations/aliveSessions.js';
import { readAccessToken } from '../operations/accessToken.js';
import type { DeniedReason } from '../schema/denied.js';

export interface SignedIn extends Viewer {
  /** When the token ends that proved it. */
  tokenExpiresAt: Date;
}

/** Who sends "Bearer <access token>". The session is looked up each time: a signature alone would outlive a sign-out by 15 minutes. */
export async function authenticate({ runtime }: Shared, authorization: string): Promise<SignedIn | DeniedReason> {
  const [, token] = /^Bearer +([^\s]+)$/i.exec(authorization) ?? [];
  const claims = token === undefined ? 'TOKEN_INVALID' : await readAccessToken(token, runtime.keys.jwt, runtime.keys.previous.map(({ jwt }) => jwt));
  if (typeof claims === 'string') return claims;
  const session: AliveSession | undefined = (await aliveSessions(runtime.database, [claims.sessionId])).get(claims.sessionId);
  if (!session || session.userId !== claims.userId) return 'SESSION_ENDED';
  // The role of now, not that of the token: a demotion holds at once.
  return { id: session.userId, role: session.role, sessionId: session.sessionId, tokenExpiresAt: claims.expiresAt };
}
