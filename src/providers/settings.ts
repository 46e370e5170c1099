import { X509Certificate } from 'node:crypto';
import { Refusal } from '../errors.js';

export const providers = ['ENGAGELAB', 'SMTP', 'SANDBOX'] as const;
export type Provider = (typeof providers)[number];

export interface EngagelabSettings {
  apiUser: string;
  dataCentre: 'SINGAPORE' | 'TURKEY' | 'CUSTOM';
  /** Only with CUSTOM: a proxy, or a receiver that stands in for EngageLab. */
  baseUrl: string | null;
  connections: number;
}
export interface EngagelabCredentials {
  apiKey: string;
  /** Checks the signature of webhooks; not needed to send. */
  webhookAppKey: string | null;
}

export interface SmtpSettings {
  host: string;
  port: number;
  /** NONE sends the password and the mails in clear text: for a relay on this machine or a private network. */
  tls: 'NONE' | 'STARTTLS' | 'TLS';
  /** null: the relay asks for no log-in. */
  user: string | null;
  connections: number;
  /** PEM, for a relay whose certificate is signed by an authority of one's own. */
  ca: string | null;
}
export interface SmtpCredentials {
  password: string;
}

/** What the sandbox plays; all off unless set. */
export interface SandboxSettings {
  connections: number;
  /** Each mail takes this long. */
  delayMs: number;
  /** Each n-th mail fails in the way of failWith; 0 = none. */
  failEvery: number;
  /** TIMEOUT: the mail is not stored, and its outcome is unknown when the time for a command is over. */
  failWith: 'REJECTED' | 'DEFERRED' | 'UNREACHABLE' | 'TIMEOUT';
}

export interface SettingsOf {
  ENGAGELAB: EngagelabSettings;
  SMTP: SmtpSettings;
  SANDBOX: SandboxSettings;
}
export interface CredentialsOf {
  ENGAGELAB: EngagelabCredentials;
  SMTP: SmtpCredentials | null;
  SANDBOX: null;
}

export const dataCentres = { SINGAPORE: 'https://email.api.engagelab.cc', TURKEY: 'https://emailapi-tr.engagelab.com' } as const;

/** Settings as they are stored: checked, defaults filled in, nothing besides. Refuses with the path of the field. */
export function checkSettings<P extends Provider>(provider: P, settings: unknown, path: readonly string[] = []): SettingsOf[P] {
  const fields = new Fields(settings, path);
  const checked: { [Each in Provider]: () => SettingsOf[Each] } = {
    ENGAGELAB: () => engagelabSettings(fields),
    SMTP: () => smtpSettings(fields),
    SANDBOX: () => ({
      connections: fields.integer('connections', 1, 1000, 256),
      delayMs: fields.integer('delayMs', 0, 60_000, 0),
      failEvery: fields.integer('failEvery', 0, 1_000_000, 0),
      failWith: fields.oneOf('failWith', ['REJECTED', 'DEFERRED', 'UNREACHABLE', 'TIMEOUT'], 'REJECTED'),
    }),
  };
  return checked[provider]();
}

/** null stands for "none": a sandbox, or an SMTP relay without a log-in. */
export function checkCredentials<P extends Provider>(provider: P, credentials: unknown, path: readonly string[] = []): CredentialsOf[P] {
  const fields = new Fields(credentials ?? {}, path);
  const checked: { [Each in Provider]: () => CredentialsOf[Each] } = {
    ENGAGELAB: () => {
      fields.demandOnly(['apiKey', 'webhookAppKey'], 'an EngageLab account');
      return { apiKey: fields.text('apiKey', 512), webhookAppKey: fields.optional('webhookAppKey', () => fields.text('webhookAppKey', 512)) };
    },
    SMTP: () => {
      fields.demandOnly(['password'], 'an SMTP relay');
      return credentials === null || credentials === undefined ? null : { password: fields.text('password', 512) };
    },
    SANDBOX: () => {
      fields.demandOnly([], 'a sandbox');
      return null;
    },
  };
  return checked[provider]();
}

/** The provider's account and the version of the credentials: within it a request id is known again, beyond it it is not. */
export function accountOf(provider: Provider, settings: unknown, credentialsVersion: number): string {
  const account: Record<Provider, () => string> = {
    ENGAGELAB: () => {
      const checked = checkSettings('ENGAGELAB', settings);
      return `${checked.apiUser}@${baseUrlOf(checked)}`;
    },
    SMTP: () => {
      const { user, host, port } = checkSettings('SMTP', settings);
      return `${user ?? ''}@${host}:${port}`;
    },
    SANDBOX: () => '', // one mailbox for all: (subtask, attempt) is unique in it
  };
  return `${provider}:${account[provider]()}#${credentialsVersion}`;
}

/** Without a slash at its end. */
export const baseUrlOf = (settings: EngagelabSettings): string => (settings.dataCentre === 'CUSTOM' ? settings.baseUrl! : dataCentres[settings.dataCentre]);

function engagelabSettings(fields: Fields): EngagelabSettings {
  const apiUser = fields.text('apiUser', 128);
  // Basic authentication ends the user's name at the first colon.
  if (apiUser.includes(':')) fields.refuse('apiUser', 'must not contain a colon');
  const dataCentre = fields.oneOf('dataCentre', ['SINGAPORE', 'TURKEY', 'CUSTOM'], 'SINGAPORE');
  return { apiUser, dataCentre, baseUrl: dataCentre === 'CUSTOM' ? fields.url('baseUrl') : null, connections: fields.integer('connections', 1, 200, 64) };
}

function smtpSettings(fields: Fields): SmtpSettings {
  const host = fields.text('host', 253).toLowerCase();
  if (!/^[a-z0-9.:_-]+$/.test(host)) fields.refuse('host', 'must be a host name or an IP address');
  return {
    host,
    port: fields.integer('port', 1, 65_535),
    tls: fields.oneOf('tls', ['NONE', 'STARTTLS', 'TLS']),
    user: fields.optional('user', () => fields.text('user', 256)),
    connections: fields.integer('connections', 1, 200, 8),
    ca: fields.optional('ca', () => fields.certificate('ca')),
  };
}

/** Reads untrusted fields one by one; each refusal names its field. */
class Fields {
  readonly #values: Record<string, unknown>;

  constructor(
    values: unknown,
    readonly path: readonly string[],
  ) {
    if (values === null || typeof values !== 'object' || Array.isArray(values)) throw new Refusal('INVALID', 'must be an object', path);
    this.#values = values as Record<string, unknown>;
  }

  refuse(name: string, problem: string): never {
    throw new Refusal('INVALID', `${name} ${problem}`, [...this.path, name]);
  }

  /** A secret that is meant for another provider is refused, not dropped: whoever gave it would believe it in use. */
  demandOnly(names: readonly string[], what: string): void {
    const other = Object.keys(this.#values).find((name) => !names.includes(name) && this.#get(name) != null);
    if (other !== undefined) this.refuse(other, `does not belong to ${what}`);
  }

  #get(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
  }

  /** null where it is left out or empty. */
  optional<T>(name: string, read: () => T): T | null {
    const value = this.#get(name);
    return value === undefined || value === null || value === '' ? null : read();
  }

  text(name: string, longest: number): string {
    const value = this.#get(name);
    if (value === undefined || value === null || value === '') return this.refuse(name, 'is missing');
    if (typeof value !== 'string') return this.refuse(name, 'must be text');
    if (value.length > longest) return this.refuse(name, `must have at most ${longest} characters`);
    if (/[\u0000-\u001f\u007f]/.test(value) || value.trim() !== value || !value.isWellFormed()) return this.refuse(name, 'must not contain control characters or begin or end with a space');
    return value;
  }

  integer(name: string, least: number, most: number, otherwise?: number): number {
    const value = this.#get(name);
    if (value === undefined || value === null) return otherwise ?? this.refuse(name, 'is missing');
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) return this.refuse(name, `must be a whole number from ${least} to ${most}`);
    return value;
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[], otherwise?: T): T {
    const value = this.#get(name);
    if (value === undefined || value === null) return otherwise ?? this.refuse(name, 'is missing');
    const found = allowed.find((each) => each === value);
    return found ?? this.refuse(name, `must be one of ${allowed.join(', ')}`);
  }

  url(name: string): string {
    const text = this.text(name, 500);
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !['http:', 'https:'].includes(url.protocol)) return this.refuse(name, 'must be an http or https address');
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return this.refuse(name, 'must not contain a user, a query or a fragment');
    return url.origin + url.pathname.replace(/\/+$/, '');
  }

  certificate(name: string): string {
    const value = this.#get(name);
    try {
      if (typeof value !== 'string' || value.length > 65_536) throw new Error('not text');
      void new X509Certificate(value);
      return value;
    } catch {
      return this.refuse(name, 'must be a certificate in PEM form');
    }
  }
}
