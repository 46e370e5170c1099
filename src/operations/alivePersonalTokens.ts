import { now } from '../clock.js';
import type { Database } from '../database.js';
import type { TokenScope } from '../entities/PersonalToken.js';
import type { Role } from '../entities/User.js';

export interface KnownToken {
  tokenId: string;
  userId: string;
  /** As it is now. */
  role: Role;
  scope: TokenScope;
  expiresAt: Date;
  /** Neither revoked, nor of a user who may not sign in. It may have expired. */
  isGood: boolean;
  /** Its last use is not written down for this minute yet. */
  isUseNews: boolean;
}

/** How finely the last use is kept. */
const usedEveryMs = 60_000;

const columns = `
  SELECT t.id AS "tokenId", t.user_id AS "userId", u.role, t.scope, t.expires_at AS "expiresAt",
         t.revoked_at IS NULL AND u.enabled AND u.archived_at IS NULL AS "isGood",
         t.last_used_at IS NULL OR t.last_used_at < $2 AS "isUseNews"
    FROM personal_tokens t JOIN users u ON u.id = t.user_id`;

const minuteAgo = (): Date => new Date(now().getTime() - usedEveryMs);

/** The token of this hash. Asked for every request: one that was revoked is worth nothing at once. */
export async function findPersonalToken(database: Database, hash: Buffer): Promise<KnownToken | null> {
  const { rows } = await database.pool.query<KnownToken>({ name: 'personal-token', text: `${columns} WHERE t.token_hash = $1`, values: [hash, minuteAgo()] });
  return rows[0] ?? null;
}

export async function knownPersonalTokens(database: Database, ids: readonly string[]): Promise<Map<string, KnownToken>> {
  if (ids.length === 0) return new Map();
  const { rows } = await database.pool.query<KnownToken>({ name: 'personal-tokens', text: `${columns} WHERE t.id = ANY ($1::uuid[])`, values: [ids, minuteAgo()] });
  return new Map(rows.map((row) => [row.tokenId, row]));
}

/** Writes down that a token was used, unless another request of this minute has. */
export async function noteTokenUse(database: Database, tokenId: string, address: string): Promise<void> {
  await database.pool.query({
    name: 'note-token-use',
    text: 'UPDATE personal_tokens SET last_used_at = $2, last_used_address = $3 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $4)',
    values: [tokenId, now(), address, minuteAgo()],
  });
}
