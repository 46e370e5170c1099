import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual, type Cipheriv } from 'node:crypto';
import type { Keys } from '../keys.js';

type TokenKeys = Pick<Keys, 'tokens'>;

/**
 * The token in an unsubscribe link: the id of the subtask, enciphered, and a code that proves we made it. The id is not shown because a
 * UUID v7 tells when it was made. A function of the subtask alone, so that a re-delivery has the same body; 43 characters.
 *
 * Both are single blocks of AES-256, each under a key of its own: a permutation hides the id, and as a pseudo-random function of one block of
 * fixed length it proves it. No mode and no IV, hence no state: one cipher object serves every mail. A cipher and an
 * HMAC made anew for each mail took ten times as long with keys as bytes (a fifth of a worker's time), and three times with key objects.
 */
export function unsubscribeToken(keys: TokenKeys, subtaskId: string): string {
  const { hide, prove } = derived(keys);
  const id = Buffer.from(subtaskId.replaceAll('-', ''), 'hex');
  // Half a block would stay in the cipher and spoil every token after it.
  if (id.length !== 16) throw new Error('the id of a subtask is a UUID');
  const hidden = hide.update(id);
  return Buffer.concat([hidden, prove.update(hidden)]).toString('base64url');
}

/** The subtask a token was made for, or null where it was not made here. Mails stay in mailboxes for years: their links work whatever the secret has become since. */
export function readUnsubscribeToken({ previous, ...present }: TokenKeys & Partial<Pick<Keys, 'previous'>>, token: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  for (const keys of [present, ...(previous ?? [])]) {
    const subtaskId = readWith(derived(keys), bytes);
    if (subtaskId) return subtaskId;
  }
  return null;
}

function readWith({ prove, cipherKey }: Derived, bytes: Buffer): string | null {
  const hidden = bytes.subarray(0, 16);
  if (!timingSafeEqual(prove.update(hidden), bytes.subarray(16))) return null;
  const decipher = createDecipheriv('aes-256-ecb', cipherKey, null).setAutoPadding(false);
  const id = Buffer.concat([decipher.update(hidden), decipher.final()]).toString('hex');
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const unsubscribeUrl = (publicUrl: string, keys: TokenKeys, subtaskId: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/u/${unsubscribeToken(keys, subtaskId)}`;

interface Derived {
  hide: Cipheriv;
  prove: Cipheriv;
  cipherKey: Buffer;
}

const known = new WeakMap<Uint8Array, Derived>();

function derived({ tokens }: TokenKeys): Derived {
  let keys = known.get(tokens);
  if (!keys) {
    const key = (purpose: string): Buffer => createHmac('sha256', tokens).update(purpose).digest();
    const block = (of: Buffer): Cipheriv => createCipheriv('aes-256-ecb', of, null).setAutoPadding(false);
    const cipherKey = key('unsubscribe id');
    keys = { cipherKey, hide: block(cipherKey), prove: block(key('unsubscribe proof')) };
    known.set(tokens, keys);
  }
  return keys;
}
