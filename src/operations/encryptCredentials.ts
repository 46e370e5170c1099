import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keys } from '../keys.js';

const nonceBytes = 12;
const tagBytes = 16;

export interface Encrypted {
  /** Nonce, tag, ciphertext. */
  data: Buffer;
  keyId: string;
}

/** AES-256-GCM (F18.2). Bound to its service: copied into another row it cannot be read. */
export function encryptCredentials(credentials: object, serviceId: string, { id, key }: Keys['credentials']): Encrypted {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(serviceId));
  const text = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()]);
  return { data: Buffer.concat([nonce, cipher.getAuthTag(), text]), keyId: id };
}

export interface Stored {
  id: string;
  credentials: Uint8Array | null;
  credentialsKeyId: string | null;
}

type ReadingKeys = Pick<Keys, 'credentials' | 'previous'>;

/** The keys that something stored may be encrypted with, the present one first. */
export const credentialKeys = ({ credentials, previous }: ReadingKeys): readonly Keys['credentials'][] => [credentials, ...previous.map((keys) => keys.credentials)];

/** What encryptCredentials stored; null when the service has none. Throws when the secret has changed since, and the one it was stored with is not named as previous. */
export function decryptCredentials({ id, credentials, credentialsKeyId }: Stored, keys: ReadingKeys): unknown {
  if (credentials === null) return null;
  const known = credentialKeys(keys);
  const found = known.find((each) => each.id === credentialsKeyId);
  if (!found) {
    throw new Error(`the credentials of service ${id} are encrypted with key ${credentialsKeyId}; SLUICE_SECRET and SLUICE_SECRET_PREVIOUS make ${known.map((each) => each.id).join(', ')}`);
  }
  const decipher = createDecipheriv('aes-256-gcm', found.key, credentials.subarray(0, nonceBytes)).setAAD(Buffer.from(id));
  decipher.setAuthTag(credentials.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = Buffer.concat([decipher.update(credentials.subarray(nonceBytes + tagBytes)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
}

/** Enough to recognise a key by, never enough to guess it: the last four characters of a long one, nothing of a short one or of a password. */
export function hintOf(credentials: object): string {
  const key = 'apiKey' in credentials && typeof credentials.apiKey === 'string' ? credentials.apiKey : '';
  return `••••${key.length >= 16 ? key.slice(-4) : ''}`;
}
