import { type EmailService, type Provider } from '../entities/EmailService.js';
import { Refusal } from '../errors.js';
import type { Keys } from '../keys.js';
import { accountOf, checkCredentials, checkSettings } from '../providers/settings.js';
import { decryptCredentials, encryptCredentials, hintOf } from './encryptCredentials.js';

/** What an administrator says about the provider: exactly one of them, settings and secrets side by side. */
export interface ProviderInput {
  engagelab?: object | null;
  smtp?: object | null;
  sandbox?: object | null;
}

export interface Chosen {
  provider: Provider;
  /** Its name in the input, for refusals. */
  field: string;
  values: Record<string, unknown>;
}

const fields: Record<Provider, keyof ProviderInput> = { ENGAGELAB: 'engagelab', SMTP: 'smtp', SANDBOX: 'sandbox' };
const secrets = ['apiKey', 'webhookAppKey', 'password'];

/** The one provider that is given; null when none is. */
export function chosenProvider(input: ProviderInput): Chosen | null {
  const given = (Object.entries(fields) as [Provider, keyof ProviderInput][]).filter(([, field]) => input[field]);
  if (given.length > 1) throw new Refusal('INVALID', 'A service has one provider: give engagelab, smtp or sandbox.', [given[1]![1]]);
  const [first] = given;
  return first ? { provider: first[0], field: first[1], values: { ...(input[first[1]] as Record<string, unknown>) } } : null;
}

type ProviderColumns = Pick<
  EmailService,
  'settings' | 'credentials' | 'credentialsKeyId' | 'credentialsHint' | 'credentialsVersion' | 'account'
>;

/** The columns for checked settings and encrypted credentials. Secrets that are left out stay as they are in `before`. */
export function providerColumns(serviceId: string, { provider, field, values }: Chosen, keys: Keys, before: EmailService | null): ProviderColumns {
  const settings = checkSettings(provider, values, [field]);
  const known = before ? decryptCredentials({ id: serviceId, credentials: before.credentials ?? null, credentialsKeyId: before.credentialsKeyId ?? null }, keys) : null;
  const given = secretsOf(values);
  const logsIn = !('user' in settings) || settings.user !== null;
  if (!logsIn && given['password']) throw new Refusal('INVALID', 'A password without a user is of no use: name the user, or leave the password out.', [field, 'password']);
  const credentials = checkCredentials(provider, logsIn ? { ...(known as object | null), ...given } : null, [field]);
  const isSame = before !== null && JSON.stringify(credentials) === JSON.stringify(known);
  const version = isSame ? before.credentialsVersion : (before?.credentialsVersion ?? 0) + 1;
  const account = accountOf(provider, settings, version);
  if (isSame) return { ...before, settings, account, credentialsVersion: version };
  if (!credentials) return { settings, credentials: null, credentialsKeyId: null, credentialsHint: null, credentialsVersion: version, account };
  const { data, keyId } = encryptCredentials(credentials, serviceId, keys.credentials);
  return { settings, credentials: data, credentialsKeyId: keyId, credentialsHint: hintOf(credentials), credentialsVersion: version, account };
}

const secretsOf = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(secrets.filter((name) => values[name] !== undefined && values[name] !== null).map((name) => [name, values[name]]));
