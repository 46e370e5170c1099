import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { applicationRole, openDatabase, type Database } from '../../src/database.js';

export interface TestDatabase extends Database {
  /** Empties every table; done before each test by itself. */
  truncate(): Promise<void>;
  /** As the owner of the tables, who may do what the program may not. */
  readonly owner: pg.Pool;
}

/**
 * A database of this test file's own, cloned from the migrated template, emptied before each test. Called once at the top of a file or
 * of a describe; usable inside tests and hooks. `keep: true` leaves the rows from test to test.
 */
export function testDatabase({ keep = false, poolSize = 10 } = {}): TestDatabase {
  const name = `test_${process.env.JEST_WORKER_ID ?? '1'}`;
  let opened: Database | null = null;
  let owner: pg.Pool | null = null;
  const db = (): Database => {
    if (opened === null) throw new Error('The test database opens in beforeAll: use it inside tests and hooks.');
    return opened;
  };

  beforeAll(async () => {
    await asAdmin(async (admin) => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${name} TEMPLATE template_migrated`);
    });
    opened = await openDatabase({ url: urlOf(name), role: applicationRole, poolSize, applicationName: 'test' });
    owner = new pg.Pool({ connectionString: urlOf(name), max: 4 });
    // The queue of jobs, when it migrates, asks for both.
    owner.on('error', () => {});
    owner.on('connect', (client) => client.on('error', () => {}));
  });
  if (!keep) beforeEach(() => truncate(owner!));
  afterAll(async () => {
    await Promise.all([opened?.close(), owner?.end()]);
    await asAdmin((admin) => demandNoLeak(admin, name));
  });

  return {
    get url() {
      return db().url;
    },
    get identity() {
      return db().identity;
    },
    get orm() {
      return db().orm;
    },
    get pool() {
      return db().pool;
    },
    get pools() {
      return db().pools;
    },
    em: () => db().em(),
    get owner() {
      return owner!;
    },
    truncate: () => truncate(owner!),
    // What is tested may close the database it was given; the hook above does it here.
    close: async () => {},
  };
}

async function asAdmin(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl() });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function serverUrl(): string {
  const url = process.env.SLUICE_TEST_POSTGRES;
  if (!url) throw new Error('No PostgreSQL was started: run the tests by "npm test".');
  return url;
}

const urlOf = (name: string): string => serverUrl().replace(/[^/]+$/, name);

/** DELETE on the few small tables that have rows takes 2 ms, TRUNCATE of all of them 60. Large ones are truncated, or they would bloat. */
async function truncate(pool: pg.Pool): Promise<void> {
  await pool.query(`DO $$
    DECLARE t regclass; large regclass[] := '{}'; 
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migrations' LOOP
        IF pg_relation_size(t) > 1000000 THEN large := large || t;
        ELSIF pg_relation_size(t) > 0 THEN EXECUTE format('DELETE FROM %s', t);
        END IF;
      END LOOP;
      IF large <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(large, ', ') || ' CASCADE'; END IF;
    END $$`);
}

/** What a test opened it closes: a pool left open keeps Jest from ending, and its timers run on under the next test. */
async function demandNoLeak(admin: pg.Client, name: string): Promise<void> {
  const open = `SELECT application_name, query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`;
  for (let tries = 0; tries < 100; tries++) {
    if ((await admin.query(open, [name])).rowCount === 0) return;
    await sleep(20);
  }
  const { rows } = await admin.query<{ application_name: string; query: string }>(open, [name]);
  const list = rows.map((row) => `  ${row.application_name}: ${row.query.slice(0, 100)}`).join('\n');
  throw new Error(`This test file left ${rows.length} database connections open:\n${list}`);
}
