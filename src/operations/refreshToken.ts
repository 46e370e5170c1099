import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';

const idBytes = 16;
const generationBytes = 4;
const secretBytes = 32;
const sealBytes = 16;
const bodyBytes = idBytes + generationBytes + secretBytes;

export interface RefreshToken {
  sessionId: string;
  generation: number;
  /** All that is stored of it. */
  hash: Buffer;
}

/**
 * Session id, generation and 256 random bits, sealed with our key. The seal proves that an outdated token was once ours: only then
 * is its use a theft that ends the session, and nobody can end a session by making tokens up.
 */
export function makeRefreshToken(sessionId: string, generation: number, key: Uint8Array): { token: string; hash: Buffer } {
  const body = Buffer.concat([parse(sessionId), Buffer.alloc(generationBytes), randomBytes(secretBytes)]);
  body.writeUInt32BE(generation, idBytes);
  const token = Buffer.concat([body, seal(body, key)]);
  return { token: token.toString('base64url'), hash: hashOf(token) };
}

/**
 * Null when it was not made here. The seals of previous secrets are ours as well, so that a changed secret signs nobody out: whether a token is the session's
 * newest is told by its hash in the database, whatever it was sealed with.
 */
export function readRefreshToken(text: string, keys: readonly Uint8Array[]): RefreshToken | null {
  const token = Buffer.from(text, 'base64url');
  if (token.length !== bodyBytes + sealBytes) return null;
  const body = token.subarray(0, bodyBytes);
  if (!keys.some((key) => timingSafeEqual(token.subarray(bodyBytes), seal(body, key)))) return null;
  return { sessionId: stringify(body.subarray(0, idBytes)), generation: body.readUInt32BE(idBytes), hash: hashOf(token) };
}

const seal = (body: Buffer, key: Uint8Array): Buffer => createHmac('sha256', key).update('refresh token').update(body).digest().subarray(0, sealBytes);

const hashOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest();
