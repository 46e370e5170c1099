import type { EntityName } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../database.js';
import { AlertWebhook } from '../entities/AlertWebhook.js';
import { EmailService } from '../entities/EmailService.js';
import { newId } from '../ids.js';
import type { Keys } from '../keys.js';
import { auditDone, beginAct } from './auditLog.js';
import { AuditMask } from './auditMask.js';
import { credentialKeys, decryptCredentials, encryptCredentials } from './encryptCredentials.js';
import { query } from './query.js';

/** Something that keeps credentials: a service, or a webhook that is told of alerts. */
export interface LostCredentials {
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
  lost: LostCredentials[];
}

/** So many rows a transaction: each service holds its lane for a moment, and claims wait for that. */
const batch = 20;
const timeoutMs = 10_000;

/** Every table with credentials. The names of their columns are the same. */
const keepers: { table: string; entity: EntityName<Keeper> }[] = [
  { table: 'email_services', entity: EmailService },
  { table: 'alert_webhooks', entity: AlertWebhook },
];

type Keeper = Pick<EmailService, 'id' | 'name' | 'credentials' | 'credentialsKeyId'>;

/**
 * Encrypts all credentials with the present key (F18.2). What they are stays the same, so neither their version nor a service's account changes,
 * and no worker takes anything up anew. Batch by batch: broken off it is simply run again, and of two at once the second finds nothing to do.
 */
export async function reencryptCredentials(database: Pick<Database, 'em'>, keys: Keys): Promise<Reencrypted> {
  const result: Reencrypted = { changed: 0, present: 0, lost: [] };
  for (const keeper of keepers) {
    for (let after: string | null = null; ; ) {
      const ids: string[] = await database.em().transactional((em) => nextBatch(em, keeper, after, keys, result));
      if (ids.length === 0) break;
      after = ids.at(-1)!;
    }
  }
  const tables = keepers.map(({ table }) => `SELECT count(*) AS n FROM ${table} WHERE credentials IS NOT NULL`).join(' UNION ALL ');
  const [total] = await query(database.em(), sql<{ n: number }>`SELECT sum(n)::int AS n FROM (${sql.raw(tables)}) k`);
  result.present = total!.n - result.changed - result.lost.length;
  return result;
}

async function nextBatch(em: EntityManager, { table, entity }: (typeof keepers)[number], after: string | null, keys: Keys, result: Reencrypted): Promise<string[]> {
  await beginAct(em, timeoutMs);
  // Locked before they are read: an edit that was under way has ended.
  const rows = await query(
    em,
    sql<{ id: string }>`SELECT id FROM ${sql.table(table)} WHERE credentials IS NOT NULL AND credentials_key_id <> ${keys.credentials.id} AND id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
                         ORDER BY id LIMIT ${batch} FOR NO KEY UPDATE`,
  );
  const ids = rows.map((row) => row.id);
  const changed: string[] = [];
  for (const keeper of await em.find(entity, { id: { $in: ids } } as never, { orderBy: { id: 'asc' } as never })) {
    if (reencrypt(keeper, keys)) changed.push(keeper.id);
    else result.lost.push({ id: keeper.id, name: keeper.name, keyId: keeper.credentialsKeyId ?? null });
  }
  result.changed += changed.length;
  if (changed.length > 0) {
    const act = { action: 'rotateKeys', input: { keyId: keys.credentials.id, ids: changed }, personal: [] };
    const actor = { actorId: null, sessionId: null, tokenId: null, address: 'local', userAgent: 'rotate-keys', requestId: newId() };
    await auditDone(em, act, actor, new AuditMask(keys.personal));
  }
  return ids;
}

function reencrypt(keeper: Keeper, keys: Keys): boolean {
  try {
    const known = decryptCredentials({ id: keeper.id, credentials: keeper.credentials ?? null, credentialsKeyId: keeper.credentialsKeyId ?? null }, keys);
    const { data, keyId } = encryptCredentials(known as object, keeper.id, keys.credentials);
    keeper.credentials = data;
    keeper.credentialsKeyId = keyId;
    return true;
  } catch {
    return false;
  }
}

/** Services in use whose credentials nobody can read: they cannot send, and it is better said at the start than found out at their first mail. */
export async function servicesWithLostKeys(pool: pg.Pool, keys: Keys): Promise<LostCredentials[]> {
  const { rows } = await pool.query<LostCredentials>(
    `SELECT id, name, credentials_key_id AS "keyId" FROM email_services WHERE credentials IS NOT NULL AND archived_at IS NULL AND credentials_key_id <> ALL ($1) ORDER BY name`,
    [credentialKeys(keys).map((key) => key.id)],
  );
  return rows;
}
