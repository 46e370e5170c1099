import { errors, jwtVerify, SignJWT } from 'jose';
import { now } from '../clock.js';
import { roles, type Role } from '../entities/User.js';

/** F22.2. */
export const accessTokenMs = 15 * 60_000;

export interface Claims {
  userId: string;
  sessionId: string;
  role: Role;
}

export async function signAccessToken({ userId, sessionId, role }: Claims, key: Uint8Array): Promise<{ token: string; expiresAt: Date }> {
  const issuedAt = Math.floor(now().getTime() / 1000);
  const expiresAt = issuedAt + accessTokenMs / 1000;
  const token = await new SignJWT({ sid: sessionId, role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key);
  return { token, expiresAt: new Date(expiresAt * 1000) };
}

export type TokenProblem = 'TOKEN_INVALID' | 'TOKEN_EXPIRED';

/**
 * What a token says, or what is wrong with it. Whether its session is alive only the database knows. One that a previous secret signed has expired, however young:
 * the secret may have been changed because others know it; but its owner is told to refresh, not to sign in.
 */
export async function readAccessToken(token: string, key: Uint8Array, previous: readonly Uint8Array[] = []): Promise<(Claims & { expiresAt: Date }) | TokenProblem> {
  const claims = await readWith(token, key);
  if (claims !== 'TOKEN_INVALID') return claims;
  for (const each of previous) if ((await readWith(token, each)) !== 'TOKEN_INVALID') return 'TOKEN_EXPIRED';
  return 'TOKEN_INVALID';
}

async function readWith(token: string, key: Uint8Array): Promise<(Claims & { expiresAt: Date }) | TokenProblem> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: now(), requiredClaims: ['sub', 'exp', 'sid', 'role'] });
    const { sub, exp, sid, role } = payload as { sub: string; exp: number; sid: unknown; role: unknown };
    if (typeof sid !== 'string' || !roles.includes(role as Role)) return 'TOKEN_INVALID';
    return { userId: sub, sessionId: sid, role: role as Role, expiresAt: new Date(exp * 1000) };
  } catch (error) {
    return error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID';
  }
}
