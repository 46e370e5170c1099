import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../database.js';
import { EmailService } from '../entities/EmailService.js';
import { newId } from '../ids.js';
import type { Keys } from '../keys.js';
import { auditDone, beginAct } from './auditLog.js';
import { AuditMask } from './auditMask.js';
import { credentialKeys, decryptCredentials, encryptCredentials } from './encryptCredentials.js';
import { query } from './query.js';

export interface LostService {
  id: string;
  name: string;
  keyId: string | null;
}

export interface Reencrypted {
  /** Now encrypted with the present key. */
  changed: number;
  /** Were so before. */
  present: number;
  /** Encrypted with a key that nobody has named, or damaged. */
  lost: LostService[];
}

/** So many services a transaction: each holds its lane for a moment, and claims wait for that. */
const batch = 20;
const timeoutMs = 10_000;

/**
 * Encrypts the credentials of every service with the present key (F18.2). What they are stays the same, so neither their version nor the service's account changes,
 * and no worker takes anything up anew. Batch by batch: broken off it is simply run again, and of two at once the second finds nothing to do.
 */
export async function reencryptCredentials(database: Pick<Database, 'em'>, keys: Keys): Promise<Reencrypted> {
  const result: Reencrypted = { changed: 0, present: 0, lost: [] };
  const mask = new AuditMask(keys.personal);
  for (let after: string | null = null; ; ) {
    const ids: string[] = await database.em().transactional((em) => nextBatch(em, after, keys, mask, result));
    if (ids.length === 0) break;
    after = ids.at(-1)!;
  }
  const [total] = await query(database.em(), sql<{ n: number }>`SELECT count(*)::int AS n FROM email_services WHERE credentials IS NOT NULL`);
  result.present = total!.n - result.changed - result.lost.length;
  return result;
}

async function nextBatch(em: EntityManager, after: string | null, keys: Keys, mask: AuditMask, result: Reencrypted): Promise<string[]> {
  await beginAct(em, timeoutMs);
  // Locked before they are read: an edit that was under way has ended.
  const rows = await query(
    em,
    sql<{ id: string }>`SELECT id FROM email_services WHERE credentials IS NOT NULL AND credentials_key_id <> ${keys.credentials.id} AND id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
                         ORDER BY id LIMIT ${batch} FOR NO KEY UPDATE`,
  );
  const ids = rows.map((row) => row.id);
  const serviceIds: string[] = [];
  for (const service of await em.find(EmailService, { id: { $in: ids } }, { orderBy: { id: 'asc' } })) {
    if (reencrypt(service, keys)) serviceIds.push(service.id);
    else result.lost.push({ id: service.id, name: service.name, keyId: service.credentialsKeyId ?? null });
  }
  result.changed += serviceIds.length;
  if (serviceIds.length > 0) {
    const act = { action: 'rotateKeys', input: { keyId: keys.credentials.id, serviceIds }, personal: [] };
    await auditDone(em, act, { actorId: null, sessionId: null, tokenId: null, address: 'local', userAgent: 'rotate-keys', requestId: newId() }, mask);
  }
  return ids;
}

function reencrypt(service: EmailService, keys: Keys): boolean {
  try {
    const known = decryptCredentials({ id: service.id, credentials: service.credentials ?? null, credentialsKeyId: service.credentialsKeyId ?? null }, keys);
    const { data, keyId } = encryptCredentials(known as object, service.id, keys.credentials);
    service.credentials = data;
    service.credentialsKeyId = keyId;
    return true;
  } catch {
    return false;
  }
}

/** Services in use whose credentials nobody can read: they cannot send, and it is better said at the start than found out at their first mail. */
export async function servicesWithLostKeys(pool: pg.Pool, keys: Keys): Promise<LostService[]> {
  const { rows } = await pool.query<LostService>(
    `SELECT id, name, credentials_key_id AS "keyId" FROM email_services WHERE credentials IS NOT NULL AND archived_at IS NULL AND credentials_key_id <> ALL ($1) ORDER BY name`,
    [credentialKeys(keys).map((key) => key.id)],
  );
  return rows;
}
