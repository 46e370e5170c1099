import { randomBytes } from 'node:crypto';
import type { AlertWebhook } from '../entities/AlertWebhook.js';
import type { Keys } from '../keys.js';
import { decryptCredentials, encryptCredentials } from './encryptCredentials.js';

/** Standard Webhooks: 24 to 64 bytes, in base64 behind this prefix. */
const prefix = 'whsec_';
const bytes = 32;
/** Time for the receiver to be told the new one. */
const previousHours = 24;

interface Secrets {
  secret: string;
  previous?: string;
}

type SecretColumns = Pick<AlertWebhook, 'credentials' | 'credentialsKeyId' | 'credentialsHint' | 'previousUntil'>;

const newSecret = (): string => `${prefix}${randomBytes(bytes).toString('base64')}`;
const hintOf = (secret: string): string => `${prefix}••••${secret.slice(-4)}`;

/** A new secret and the columns that keep it. The one before signs as well for a day, so that nothing is lost while the receiver is told. */
export function makeSecret(webhookId: string, keys: Keys, before: AlertWebhook | null, at: Date): { secret: string; columns: SecretColumns } {
  const secret = newSecret();
  const previous = before ? secretsOf(before, keys).secret : undefined;
  const { data, keyId } = encryptCredentials({ secret, ...(previous ? { previous } : {}) } satisfies Secrets, webhookId, keys.credentials);
  const previousUntil = previous ? new Date(at.getTime() + previousHours * 3_600_000) : null;
  return { secret, columns: { credentials: data, credentialsKeyId: keyId, credentialsHint: hintOf(secret), previousUntil } };
}

/** Those that sign now, the newest first. */
export function signingSecrets(webhook: AlertWebhook, keys: Keys, at: Date): string[] {
  const { secret, previous } = secretsOf(webhook, keys);
  return previous && webhook.previousUntil && webhook.previousUntil > at ? [secret, previous] : [secret];
}

const secretsOf = ({ id, credentials, credentialsKeyId }: AlertWebhook, keys: Keys): Secrets => decryptCredentials({ id, credentials, credentialsKeyId }, keys) as Secrets;
