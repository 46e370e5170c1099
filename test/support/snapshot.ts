import type { TestDatabase } from './database.js';

/** All rows of all tables by name, but for the log of what was asked. Two that are equal: nothing was changed between. */
export async function snapshot(database: TestDatabase, besides: readonly string[] = ['audit_logs', 'processes']): Promise<Record<string, string[]>> {
  const { rows: tables } = await database.owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL ($1) ORDER BY 1`,
    [besides],
  );
  const read = async (name: string): Promise<[string, string[]]> => [
    name,
    (await database.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`)).rows.map(({ row }) => row),
  ];
  return Object.fromEntries(await Promise.all(tables.map(({ name }) => read(name))));
}
