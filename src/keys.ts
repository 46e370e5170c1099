import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from './config.js';

/** One key for each purpose, so that what is signed for one is worth nothing in another. */
export interface Keys {
  /** Signs access tokens. */
  readonly jwt: Uint8Array;
  /** Encrypts the credentials of services; the id is kept beside what was encrypted, so that keys can be changed. */
  readonly credentials: { readonly id: string; readonly key: Uint8Array };
  /** Signs what is put into mails: unsubscribe, open and click tokens. */
  readonly tokens: Uint8Array;
  /** Makes keyed hashes of what is known of people, where it must not be readable but equal values must be found. */
  readonly personal: Uint8Array;
  /** Of the secrets before this one, the latest first: what was encrypted with them, or went out in mails, must still be read. Nothing is made with them. */
  readonly previous: readonly Keys[];
}

export function deriveKeys(secret: string, previousSecrets: readonly string[] = []): Keys {
  const derive = (purpose: string): Uint8Array => new Uint8Array(hkdfSync('sha256', secret, '', `sluice ${purpose}`, 32));
  const key = derive('credentials');
  const id = createHash('sha256').update('id').update(key).digest('hex').slice(0, 8);
  return Object.freeze({ jwt: derive('jwt'), credentials: Object.freeze({ id, key }), tokens: derive('tokens'), personal: derive('personal'), previous: Object.freeze(previousSecrets.map((each) => deriveKeys(each))) });
}

/** The configured secret, or the one kept in the data folder, made there at the first start. */
export async function readSecret({ secret, dataDir }: { secret: string | null; dataDir: string }): Promise<string> {
  if (secret !== null) return secret;
  const file = path.join(dataDir, 'secret');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim() || (await makeSecret(file));
  // Cut off, it would be another secret: everything encrypted would seem broken. Better to say so.
  if (kept.length < 32) throw new ConfigError('SLUICE_SECRET', `is not set, and ${file} is damaged: it must hold at least 32 characters`);
  return kept;
}

async function makeSecret(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(unfinished, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    // Unlike a rename, a link never replaces what another process put there a moment ago.
    await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}
