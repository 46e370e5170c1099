import { DataloaderType, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { entities } from './entities/index.js';
import { migrate } from './migrations/migrate.js';

export { applicationRole, demandAppendOnly } from './migrations/applicationRole.js';
export { migrate };

export interface Database {
  readonly url: string;
  /** Names this database, whatever the address it is reached by: two installations on one Redis are told apart by it. */
  readonly identity: string;
  readonly orm: MikroORM;
  /** Plain node-postgres for hot SQL: real bind parameters, prepared statements, bigint as number. */
  readonly pool: pg.Pool;
  /** All pools by what they are for, to be counted: sql, which is the one above, and orm, once that has opened its own. */
  readonly pools: ReadonlyMap<string, pg.Pool>;
  /** A fork with an identity map of its own: one for each request, each subscription event, each job. */
  em(): EntityManager;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections of each of the two pools. */
  poolSize?: number;
  applicationName?: string;
  /** What its connections work as; left out, as who logs in. */
  role?: string;
  warn?: (line: string) => void;
}

const oldestServer = 16;

/** Opens both ways to the database, and makes sure that a PostgreSQL we can use answers. */
export async function openDatabase({ url, poolSize = 10, applicationName = 'sluice', role, warn = () => {} }: DatabaseOptions): Promise<Database> {
  const connection = {
    application_name: applicationName,
    // A transaction that somebody forgot holds locks and keeps old rows alive for everybody.
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    options: `-c timezone=UTC${role ? ` -c role=${role}` : ''}`,
  };
  const pool = new pg.Pool({ connectionString: url, max: poolSize, types: numbersForBigint, ...connection });
  // Without a listener a server that restarts would end the process; the pool replaces the connection by itself.
  pool.on('error', (error) => warn(`PostgreSQL connection lost: ${error.message}`));
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const identity = await demandUsableServer(pool, url);
    const pools = new Map([['sql', pool]]);
    const orm = await MikroORM.init({
      clientUrl: url,
      entities,
      driverOptions: { ...connection, onPoolCreated: (opened: pg.Pool) => void pools.set('orm', opened) },
      pool: { min: 0, max: poolSize },
      namingStrategy: UnderscoreNamingStrategy,
      forceUtcTimezone: true,
      ensureDatabase: false,
      dataloader: DataloaderType.ALL,
      discovery: { warnWhenNoEntities: false },
      logger: warn,
      colors: false,
    });
    let closing: Promise<void> | null = null;
    const closeBoth = async (): Promise<void> => {
      await Promise.all([orm.close(true), pool.end()]);
    };
    return { url, identity, orm, pool, pools, em: () => orm.em.fork(), close: () => (closing ??= closeBoth()) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Brings the database to this version of the program, as its owner: by connections of their own, closed when it is done. */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  // Two, because the queue of jobs migrates its tables on a connection of its own.
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, connectionTimeoutMillis: 10_000, application_name: 'sluice migrating' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await demandUsableServer(pool, ownerUrl);
    await migrate({ pool });
  } finally {
    await pool.end();
  }
}

async function demandUsableServer(pool: pg.Pool, url: string): Promise<string> {
  const { host, pathname } = new URL(url);
  let server: { version: number; identity: string };
  try {
    const { rows } = await pool.query<typeof server>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version, left(md5(system_identifier || current_database()), 12) AS identity FROM pg_control_system()`,
    );
    server = rows[0]!;
  } catch (cause) {
    // The address without its password.
    throw new Error(`PostgreSQL at ${host}${pathname} cannot be used: ${reasonOf(cause)}`, { cause });
  }
  if (server.version < oldestServer) throw new Error(`PostgreSQL at ${host}${pathname} is version ${server.version}; Sluice needs ${oldestServer} or newer.`);
  return server.identity;
}

/** Connecting to a name with several addresses fails with an AggregateError whose own message is empty. */
function reasonOf(error: unknown): string {
  const { message, errors } = error as { message?: string; errors?: Error[] };
  return message || errors?.map((one) => one.message).join(', ') || String(error);
}

/** int8 and int8[] are read as text by default. Our counts, versions and epochs stay far below 2^53. */
const int8 = 20;
const int8Array: number = 1016;
const textArray: (text: string) => (string | null)[] = pg.types.getTypeParser(int8Array);
const parsers = new Map<number, (text: string) => unknown>([
  [int8, Number],
  [int8Array, (text) => textArray(text).map((item) => (item === null ? null : Number(item)))],
]);
const numbersForBigint: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
