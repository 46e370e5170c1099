import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { grantApplicationRole } from './applicationRole.js';
import { checksumOf, functionFiles, migrationFiles, type SqlFile } from './files.js';

/** Any number, the same in every version: whoever migrates holds it, the others wait. */
const lockKey = 5_127_160_501;
const functionsName = 'functions';

/**
 * Brings the tables, then the functions, of this database to this version of the program, and gives the application's role its rights on them. The pool is
 * the owner's, and has two connections for each call at once. Safe to call from every process at its start.
 */
export async function migrate({ pool }: { pool: pg.Pool }): Promise<void> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    try {
      await client.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL)');
      const { rows } = await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM migrations');
      const applied = new Map(rows.map((row) => [row.name, row.checksum]));
      await migrateTables(client, applied);
      await replaceFunctions(client, applied);
      // The queue of background jobs has tables of its own, in a schema of its own.
      await runMigrations({ pgPool: pool });
      await client.query('SELECT audit_tables()');
      await grantApplicationRole(client);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockKey]);
    }
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function migrateTables(client: pg.PoolClient, applied: Map<string, string>): Promise<void> {
  const files = await migrationFiles();
  const known = new Set(files.map((file) => file.name));
  for (const name of applied.keys()) {
    if (name !== functionsName && !known.has(name)) throw new Error(`The database was migrated by a newer version of Sluice: it has ${name}, which this version does not know.`);
  }
  for (const file of files) {
    const checksum = checksumOf([file]);
    if (!applied.has(file.name)) await apply(client, [file], file.name, checksum);
    else if (applied.get(file.name) !== checksum) {
      throw new Error(`The migration ${file.name} was changed after it had been applied to this database. Restore the file, and put the change into a new one.`);
    }
  }
}

/** Functions have no history worth keeping: when one of them changed, all are made anew. */
async function replaceFunctions(client: pg.PoolClient, applied: Map<string, string>): Promise<void> {
  const files = await functionFiles();
  const checksum = checksumOf(files);
  if (applied.get(functionsName) !== checksum) await apply(client, files, functionsName, checksum);
}

async function apply(client: pg.PoolClient, files: SqlFile[], name: string, checksum: string): Promise<void> {
  let current = name;
  try {
    // Bodies are not checked: a function may call one whose file comes later.
    await client.query('BEGIN; SET LOCAL check_function_bodies = off');
    for (const file of files) {
      current = file.name;
      await client.query(file.text);
    }
    await client.query(
      `INSERT INTO migrations (name, checksum, applied_at) VALUES ($1, $2, clock_timestamp())
         ON CONFLICT (name) DO UPDATE SET checksum = EXCLUDED.checksum, applied_at = EXCLUDED.applied_at`,
      [name, checksum],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new Error(`${current} could not be applied: ${(error as Error).message}${placeOf(error, files, current)}`, { cause: error });
  }
}

function placeOf(error: unknown, files: SqlFile[], name: string): string {
  const position = Number((error as { position?: string }).position);
  const text = files.find((file) => file.name === name)?.text;
  return text && position > 0 ? ` (line ${text.slice(0, position).split('\n').length})` : '';
}
