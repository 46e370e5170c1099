import { now } from '../clock.js';
import type { Shared, Viewer } from '../context.js';
import { findPersonalToken, noteTokenUse } from '../operations/alivePersonalTokens.js';
import { type AliveSession, aliveSessions } from '../operations/aliveSessions.js';
import { readAccessToken } from '../operations/accessToken.js';
import { looksPersonal, readPersonalToken } from '../operations/personalTokenText.js';
import type { DeniedReason } from '../schema/denied.js';

export interface SignedIn extends Viewer {
  /** When the token ends that proved it. */
  tokenExpiresAt: Date;
}

/** Who sends "Bearer <token>": the access token of a session, or a personal token. */
export async function authenticate(shared: Shared, authorization: string, address: string): Promise<SignedIn | DeniedReason> {
  const [, token] = /^Bearer +([^\s]+)$/i.exec(authorization) ?? [];
  if (token === undefined) return 'TOKEN_INVALID';
  return looksPersonal(token) ? byPersonalToken(shared, token, address) : bySession(shared, token);
}

/** The session is looked up each time: a signature alone would outlive a sign-out by 15 minutes. */
async function bySession({ runtime }: Shared, token: string): Promise<SignedIn | DeniedReason> {
  const claims = await readAccessToken(token, runtime.keys.jwt, runtime.keys.previous.map(({ jwt }) => jwt));
  if (typeof claims === 'string') return claims;
  const session: AliveSession | undefined = (await aliveSessions(runtime.database, [claims.sessionId])).get(claims.sessionId);
  if (!session || session.userId !== claims.userId) return 'SESSION_ENDED';
  // The role of now, not that of the token: a demotion holds at once.
  return { id: session.userId, role: session.role, sessionId: session.sessionId, tokenId: null, scope: 'WRITE', tokenExpiresAt: claims.expiresAt };
}

async function byPersonalToken({ runtime: { database } }: Shared, text: string, address: string): Promise<SignedIn | DeniedReason> {
  const hash = readPersonalToken(text);
  const token = hash && (await findPersonalToken(database, hash));
  if (!token) return 'TOKEN_INVALID';
  if (!token.isGood) return 'TOKEN_REVOKED';
  if (token.expiresAt <= now()) return 'TOKEN_EXPIRED';
  if (token.isUseNews) await noteTokenUse(database, token.tokenId, address);
  return { id: token.userId, role: token.role, sessionId: null, tokenId: token.tokenId, scope: token.scope, tokenExpiresAt: token.expiresAt };
}
