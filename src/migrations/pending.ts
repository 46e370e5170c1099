import type pg from 'pg';
import { migrationFiles } from './files.js';

/**
 * Whether the tables are those of this version, or newer: both run side by side while a new version is brought out, so what we do not know is no
 * trouble. Functions are not compared: the newer process has replaced them.
 */
export function migrationsCheck(pool: pg.Pool): () => Promise<boolean> {
  let names: Promise<string[]> | null = null;
  return async () => {
    names ??= migrationFiles().then((files) => files.map(({ name }) => name));
    const wanted = await names;
    const { rows } = await pool.query<{ applied: number }>({ name: 'migrations-applied', text: 'SELECT count(*)::int AS applied FROM migrations WHERE name = ANY ($1)', values: [wanted] });
    return rows[0]!.applied === wanted.length;
  };
}
