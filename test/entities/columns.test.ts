import { describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';

interface Column {
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
  is_generated: 'ALWAYS' | 'NEVER';
  is_identity: 'YES' | 'NO';
}

/** What a column may be called in the ORM, by its type in the database. */
const kinds: Record<string, RegExp> = {
  uuid: /^uuid$/,
  text: /^(text|varchar.*|string|enum)$/,
  int4: /^(int|integer|number)$/,
  int8: /^bigint$/,
  bool: /^bool(ean)?$/,
  timestamptz: /^(timestamptz.*|timestamp with time zone|datetime.*)$/,
  jsonb: /^jsonb?$/,
  bytea: /^(bytea|blob)$/,
  time: /^time.*$/,
  _uuid: /^uuid\[\]$/,
  _text: /^(text\[\]|array)$/,
  float8: /^(double.*|float.*)$/,
  _int4: /^(int\[\]|array)$/,
};

/** Null only in rows that the ORM does not see: direct mails are tasks to dispatch alone. */
const nullUnseen = new Set(['Task.campaignId', 'Task.userId', 'Task.templateSetId', 'Task.senderId']);

/** Rows that only functions of the database make. */
const readOnly = new Set(['QuotaLog']);

describe('Entities and tables, each written by hand, agree:', () => {
  const database = testDatabase({ keep: true });

  async function differences(): Promise<string[]> {
    const { rows } = await database.pool.query<Column>(`SELECT * FROM information_schema.columns WHERE table_schema = 'public'`);
    const found: string[] = [];
    for (const own of database.orm.getMetadata().getAll().values()) {
      const columns = new Map(rows.filter((row) => row.table_name === own.tableName).map((row) => [row.column_name, row]));
      if (columns.size === 0) found.push(`${own.className}: no table ${own.tableName}`);
      const known = new Set<string>();
      for (const property of own.props) {
        if (property.persist === false) continue;
        property.fieldNames?.forEach((name, i) => {
          known.add(name);
          const column = columns.get(name);
          const place = `${own.className}.${property.name}`;
          if (!column) return void found.push(`${place}: no column ${own.tableName}.${name}`);
          const type = (property.columnTypes?.[i] ?? '').toLowerCase();
          if (!kinds[column.udt_name]?.test(type)) found.push(`${place} is ${type}, the column ${column.udt_name}`);
          if (Boolean(property.nullable) !== (column.is_nullable === 'YES') && !nullUnseen.has(place)) found.push(`${place}: of entity and column one is nullable`);
        });
      }
      for (const { column_name, is_nullable, column_default, is_generated, is_identity } of columns.values()) {
        const made = is_nullable === 'YES' || column_default !== null || is_generated === 'ALWAYS' || is_identity === 'YES';
        if (!made && !known.has(column_name) && !readOnly.has(own.className)) found.push(`${own.className}: cannot be inserted without ${own.tableName}.${column_name}`);
      }
    }
    return found;
  }

  test('every property has its column, of its type and as nullable, and no column that must be given is missing', async () => {
    expect(database.orm.getMetadata().getAll().size).toBeGreaterThan(10);
    expect(await differences()).toEqual([]);
  });
});
