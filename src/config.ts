import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { parseEnv } from 'node:util';

export const roleNames = ['api', 'scheduler', 'worker'] as const;
export type RoleName = (typeof roleNames)[number];

export interface Config {
  readonly roles: readonly RoleName[];
  /** Null: the PostgreSQL out of node_modules is started. */
  readonly databaseUrl: string | null;
  /** As whom tables are made and changed at the start. Null: as who logs in by databaseUrl. */
  readonly ownerDatabaseUrl: string | null;
  /** Null: events and the lock stay in this process, which is then the only one. */
  readonly redisUrl: string | null;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Without a slash at its end. Null: the address we listen on. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  /** Null: made once and kept in the data folder. */
  readonly secret: string | null;
  /** Secrets before the present one, the latest first: what they encrypted and signed is still read. */
  readonly previousSecrets: readonly string[];
  /** The first administrator; password null: random, printed once. */
  readonly admin: { readonly name: string; readonly email: string; readonly password: string | null };
  readonly logLevel: string;
  /** Where health and figures are served beside the api. Port null: at the api's own port only; 0: any free one. Token null: see http/metrics.ts. */
  readonly metrics: { readonly host: string; readonly port: number | null; readonly token: string | null };
  /** How long an api still serves after it was told to stop, so that a load balancer sees first that it is no longer ready. */
  readonly drainMs: number;
  readonly leaseMs: number;
  readonly providerTimeoutMs: number;
  readonly flushMs: number;
  readonly claimLeadMs: number;
  readonly claimMarginMs: number;
  readonly tickMs: number;
  /** Operations a minute of a user or personal token, and of an address that is not signed in; 0: no limit. */
  readonly ratePerMinute: number;
  readonly anonymousRatePerMinute: number;
  /** Whether the schema can be asked for. */
  readonly introspection: boolean;
  /** Whether there is a page /graphiql. */
  readonly graphiql: boolean;
  /** From which origins besides our own a browser may ask: "https://host[:port]", or "*" for all. */
  readonly corsOrigins: readonly string[];
  /** Whose word on the address of a client is taken: a number of proxies in front of us, or their addresses. */
  readonly trustProxy: number | readonly string[];
  /** WebSockets at once, in this process. */
  readonly socketsPerUser: number;
  readonly socketsPerAddress: number;
  /** The longest a webhook that is told of alerts may take to answer. */
  readonly webhookTimeoutMs: number;
  /** Whether webhooks may lead into networks that are not public. */
  readonly privateWebhooks: boolean;
}

/** One wrong value, in one line that names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    readonly variable: string,
    problem: string,
  ) {
    super(`${variable} ${problem}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The only place where the environment is read. A file .env in the working directory counts, after the environment itself. */
export function readConfig(): Config {
  return loadConfig({ ...dotEnv(), ...process.env }, process.argv.slice(2));
}

function dotEnv(): Environment {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch {
    return {};
  }
}

export function loadConfig(env: Environment, argv: readonly string[]): Config {
  const text = textOf(env);
  const databaseUrl = urlOf(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  const publicUrl = urlOf(env, 'SLUICE_PUBLIC_URL', ['http:', 'https:']);
  return Object.freeze({
    roles: rolesOf(env, argv),
    databaseUrl,
    ownerDatabaseUrl: urlOf(env, 'SLUICE_OWNER_DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: urlOf(env, 'REDIS_URL', ['redis:', 'rediss:']),
    host: text('SLUICE_HOST', '127.0.0.1'),
    port: wholeNumberOf(env, 'SLUICE_PORT', 4000, 0, 65_535),
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? null,
    dataDir: path.resolve(text('SLUICE_DATA_DIR', './data')),
    secret: secretOf(env, databaseUrl !== null),
    previousSecrets: previousSecretsOf(env),
    admin: Object.freeze({ name: text('SLUICE_ADMIN_NAME', 'admin'), email: text('SLUICE_ADMIN_EMAIL', 'admin@localhost'), password: passwordOf(env) }),
    logLevel: oneOf(env, 'SLUICE_LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
    metrics: Object.freeze({
      host: text('SLUICE_METRICS_HOST', '127.0.0.1'),
      port: valueOf(env, 'SLUICE_METRICS_PORT') === null ? null : wholeNumberOf(env, 'SLUICE_METRICS_PORT', 0, 0, 65_535),
      token: metricsTokenOf(env),
    }),
    drainMs: wholeNumberOf(env, 'SLUICE_DRAIN_MS', 0, 0, 120_000),
    leaseMs: wholeNumberOf(env, 'SLUICE_LEASE_MS', 15_000, 1_000, 300_000),
    providerTimeoutMs: wholeNumberOf(env, 'SLUICE_PROVIDER_TIMEOUT_MS', 60_000, 100, 600_000),
    flushMs: wholeNumberOf(env, 'SLUICE_FLUSH_MS', 100, 10, 1_000),
    claimLeadMs: wholeNumberOf(env, 'SLUICE_CLAIM_LEAD_MS', 250, 0, 5_000),
    claimMarginMs: wholeNumberOf(env, 'SLUICE_CLAIM_MARGIN_MS', 2_000, 100, 60_000),
    tickMs: wholeNumberOf(env, 'SLUICE_TICK_MS', 1_000, 50, 1_000),
    ratePerMinute: wholeNumberOf(env, 'SLUICE_RATE_PER_MINUTE', 1_200, 0, 1_000_000),
    anonymousRatePerMinute: wholeNumberOf(env, 'SLUICE_ANONYMOUS_RATE_PER_MINUTE', 120, 0, 1_000_000),
    introspection: oneOf(env, 'SLUICE_INTROSPECTION', ['on', 'off'], 'on') === 'on',
    graphiql: oneOf(env, 'SLUICE_GRAPHIQL', ['on', 'off'], 'on') === 'on',
    corsOrigins: originsOf(env, 'SLUICE_CORS_ORIGINS'),
    trustProxy: proxiesOf(env, 'SLUICE_TRUST_PROXY'),
    socketsPerUser: wholeNumberOf(env, 'SLUICE_SOCKETS_PER_USER', 20, 1, 1_000_000),
    socketsPerAddress: wholeNumberOf(env, 'SLUICE_SOCKETS_PER_ADDRESS', 200, 1, 1_000_000),
    webhookTimeoutMs: wholeNumberOf(env, 'SLUICE_WEBHOOK_TIMEOUT_MS', 15_000, 100, 60_000),
    privateWebhooks: oneOf(env, 'SLUICE_PRIVATE_WEBHOOKS', ['on', 'off'], 'off') === 'on',
  });
}

/** What is printed at the start: everything but the secrets. */
export function shownConfig(config: Config): Record<string, unknown> {
  return {
    ...config,
    databaseUrl: config.databaseUrl === null ? 'embedded' : withoutPassword(config.databaseUrl),
    ownerDatabaseUrl: config.ownerDatabaseUrl === null ? 'the same' : withoutPassword(config.ownerDatabaseUrl),
    redisUrl: config.redisUrl === null ? 'none' : withoutPassword(config.redisUrl),
    secret: config.secret === null ? 'from the data folder' : '***',
    previousSecrets: config.previousSecrets.map(() => '***'),
    admin: { ...config.admin, password: config.admin.password === null ? 'random' : '***' },
    metrics: { ...config.metrics, token: config.metrics.token === null ? 'none' : '***' },
  };
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password !== '') url.password = '***';
  // A password may also be a parameter (libpq allows it).
  for (const name of url.searchParams.keys()) if (/pass|secret|key/i.test(name)) url.searchParams.set(name, '***');
  return url.href;
}

const valueOf = (env: Environment, variable: string): string | null => env[variable]?.trim() || null;

const textOf =
  (env: Environment) =>
  (variable: string, otherwise: string): string =>
    valueOf(env, variable) ?? otherwise;

function urlOf(env: Environment, variable: string, protocols: readonly string[]): string | null {
  const value = valueOf(env, variable);
  if (value === null) return null;
  // The value itself is not repeated: it may hold a password.
  if (!URL.canParse(value)) throw new ConfigError(variable, 'is not an address');
  if (!protocols.includes(new URL(value).protocol)) throw new ConfigError(variable, `must begin with ${protocols.map((name) => `${name}//`).join(' or ')}`);
  return value;
}

function wholeNumberOf(env: Environment, variable: string, otherwise: number, least: number, most: number): number {
  const value = valueOf(env, variable);
  if (value === null) return otherwise;
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(number >= least && number <= most)) throw new ConfigError(variable, `must be a whole number from ${least} to ${most}, not "${value}"`);
  return number;
}

function oneOf(env: Environment, variable: string, allowed: readonly string[], otherwise: string): string {
  const value = valueOf(env, variable) ?? otherwise;
  if (!allowed.includes(value)) throw new ConfigError(variable, `must be one of ${allowed.join(', ')}, not "${value}"`);
  return value;
}

const listOf = (env: Environment, variable: string): string[] => (valueOf(env, variable) ?? '').split(/[\s,]+/).filter(Boolean);

function originsOf(env: Environment, variable: string): readonly string[] {
  const origins = listOf(env, variable).map((text) => (text === '*' || !URL.canParse(text) ? text : text.replace(/\/$/, '').toLowerCase()));
  const wrong = origins.find((origin) => origin !== '*' && !(/^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin));
  if (wrong !== undefined) throw new ConfigError(variable, `must be origins like https://admin.example.com, or *, not "${wrong}"`);
  return Object.freeze(origins);
}

function proxiesOf(env: Environment, variable: string): number | readonly string[] {
  const list = listOf(env, variable);
  if (list.length === 1 && /^\d{1,2}$/.test(list[0]!)) return Number(list[0]);
  const wrong = list.find((text) => !isNetwork(text));
  if (wrong !== undefined) throw new ConfigError(variable, `must be a number of proxies, or their addresses like 10.0.0.0/8, not "${wrong}"`);
  return Object.freeze(list);
}

function isNetwork(text: string): boolean {
  const [address, bits, ...more] = text.split('/');
  const family = isIP(address!);
  return family !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

function secretOf(env: Environment, demanded: boolean): string | null {
  const secret = valueOf(env, 'SLUICE_SECRET');
  if (secret === null && demanded) {
    throw new ConfigError('SLUICE_SECRET', 'is missing: with DATABASE_URL it must be set, the same for every process (for example from "openssl rand -base64 32")');
  }
  if (secret !== null && secret.length < 32) throw new ConfigError('SLUICE_SECRET', `must have at least 32 characters, not ${secret.length}`);
  return secret;
}

function metricsTokenOf(env: Environment): string | null {
  const token = valueOf(env, 'SLUICE_METRICS_TOKEN');
  if (token !== null && token.length < 16) throw new ConfigError('SLUICE_METRICS_TOKEN', `must have at least 16 characters, not ${token.length}`);
  return token;
}

/** Separated by blanks or commas, neither of which is in what openssl makes. */
function previousSecretsOf(env: Environment): readonly string[] {
  const secrets = (valueOf(env, 'SLUICE_SECRET_PREVIOUS') ?? '').split(/[\s,]+/).filter((secret) => secret !== '');
  const short = secrets.findIndex((secret) => secret.length < 32);
  if (short >= 0) throw new ConfigError('SLUICE_SECRET_PREVIOUS', `must hold secrets of at least 32 characters each, separated by commas; number ${short + 1} has ${secrets[short]!.length}`);
  return Object.freeze(secrets);
}

/** Not trimmed: a password may begin or end with a blank. */
function passwordOf(env: Environment): string | null {
  const password = env.SLUICE_ADMIN_PASSWORD || null;
  if (password !== null && password.length < 8) throw new ConfigError('SLUICE_ADMIN_PASSWORD', 'must have at least 8 characters');
  return password;
}

function rolesOf(env: Environment, argv: readonly string[]): readonly RoleName[] {
  const given = argv[0] ?? valueOf(env, 'SLUICE_ROLE') ?? 'all';
  const names = given.split(',').map((name) => name.trim());
  const wrong = names.find((name) => name !== 'all' && !(roleNames as readonly string[]).includes(name));
  if (wrong !== undefined) {
    throw new ConfigError(argv[0] === undefined ? 'SLUICE_ROLE' : 'The role (first argument, or SLUICE_ROLE)', `must be all or some of ${roleNames.join(', ')}, not "${wrong}"`);
  }
  // In the order in which they start, whatever the order given.
  return Object.freeze(roleNames.filter((name) => names.includes('all') || names.includes(name)));
}
