import { createCipheriv, createDecipheriv, createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Keys } from '../keys.js';

type TokenKeys = Pick<Keys, 'tokens'>;

/**
 * The token in an unsubscribe link: the id of the subtask, enciphered, and a code that proves we made it. The id is not shown because a
 * UUID v7 tells when it was made. A function of the subtask alone, so that a re-delivery has the same body; 43 characters.
 */
export function unsubscribeToken(keys: TokenKeys, subtaskId: string): string {
  const { cipherKey, proofKey } = derived(keys);
  // One block and each id once: a plain permutation of the block is all that is needed, so there is no mode and no IV.
  const cipher = createCipheriv('aes-256-ecb', cipherKey, null).setAutoPadding(false);
  const hidden = Buffer.concat([cipher.update(Buffer.from(subtaskId.replaceAll('-', ''), 'hex')), cipher.final()]);
  return Buffer.concat([hidden, proofOf(proofKey, hidden)]).toString('base64url');
}

/** The subtask a token was made for, or null where it was not made here. */
export function readUnsubscribeToken(keys: TokenKeys, token: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const { cipherKey, proofKey } = derived(keys);
  const bytes = Buffer.from(token, 'base64url');
  const hidden = bytes.subarray(0, 16);
  if (!timingSafeEqual(proofOf(proofKey, hidden), bytes.subarray(16))) return null;
  const decipher = createDecipheriv('aes-256-ecb', cipherKey, null).setAutoPadding(false);
  const id = Buffer.concat([decipher.update(hidden), decipher.final()]).toString('hex');
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const unsubscribeUrl = (publicUrl: string, keys: TokenKeys, subtaskId: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/u/${unsubscribeToken(keys, subtaskId)}`;

const proofOf = (key: KeyObject, hidden: Buffer): Buffer => createHmac('sha256', key).update(hidden).digest().subarray(0, 16);

// Key objects, not bytes: made anew from bytes for each mail, the two keys took 36 of the 41 us of a token, a fifth of a worker's time.
const known = new WeakMap<Uint8Array, { cipherKey: KeyObject; proofKey: KeyObject }>();

function derived({ tokens }: TokenKeys): { cipherKey: KeyObject; proofKey: KeyObject } {
  let keys = known.get(tokens);
  if (!keys) {
    const key = (purpose: string): KeyObject => createSecretKey(createHmac('sha256', tokens).update(purpose).digest());
    keys = { cipherKey: key('unsubscribe id'), proofKey: key('unsubscribe proof') };
    known.set(tokens, keys);
  }
  return keys;
}
