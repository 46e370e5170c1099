import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { now } from '../clock.js';

/** An import whose upload has begun. */
export interface StartedImport {
  id: string;
  userId: string;
  tagNames: string[];
}

const tokenHours = 24;

/** The token of an upload address: shown once, of which only a hash is kept. */
export const newUploadToken = (): string => randomBytes(32).toString('base64url');
export const uploadHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Uses up the token: of two uploads under one token the first runs, the other is told that there is none. While it runs, the connection
 * holds a lock by which others can tell that somebody is at work (see failLostImport).
 */
export async function startImport(client: pg.PoolClient, token: string): Promise<StartedImport | null> {
  const oldest = new Date(now().getTime() - tokenHours * 3_600_000);
  const { rows } = await client.query<StartedImport>(
    `UPDATE contact_imports SET state = 'RUNNING' WHERE upload_hash = $1 AND state = 'WAITING' AND created_at > $2
     RETURNING id, user_id AS "userId", tag_names AS "tagNames", pg_try_advisory_lock(hashtextextended(id::text, ${lockSeed})) AS locked`,
    [uploadHash(token), oldest],
  );
  return rows[0] ?? null;
}

export async function releaseImport(client: pg.PoolClient, { id }: StartedImport): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock(hashtextextended($1, ${lockSeed}))`, [id]);
}

/** Keeps these locks apart from others. */
export const lockSeed = 7_105;
