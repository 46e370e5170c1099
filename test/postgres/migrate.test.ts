import { describe, expect, test } from '@jest/globals';
import { migrate } from '../../src/database.js';
import { testDatabase } from '../support/database.js';

describe('Migrations', () => {
  const database = testDatabase();

  test('are applied once each, and a second run changes nothing', async () => {
    const read = async () => (await database.pool.query('SELECT * FROM migrations ORDER BY name')).rows;
    const before = await read();
    await Promise.all([migrate({ pool: database.owner }), migrate({ pool: database.owner })]);
    expect(await read()).toEqual(before);
    expect(before.map((row) => row.name)).toContain('migrations/0001_tables.sql');
  });

  test('an applied file that was changed is an error that names it', async () => {
    await withChanged(`UPDATE migrations SET checksum = 'x' WHERE name LIKE '%0001%'`, async () => {
      await expect(migrate({ pool: database.owner })).rejects.toThrow(/migrations\/0001_tables\.sql was changed after it had been applied/);
    });
  });

  test('a database of a newer version is refused', async () => {
    await withChanged(`INSERT INTO migrations VALUES ('migrations/9999_later.sql', 'x', clock_timestamp())`, async () => {
      await expect(migrate({ pool: database.owner })).rejects.toThrow(/newer version of Sluice: it has migrations\/9999_later\.sql/);
    });
  });

  test('functions are made anew when one of their files changed', async () => {
    await withChanged(`UPDATE migrations SET checksum = 'x' WHERE name = 'functions'`, async () => {
      await migrate({ pool: database.owner });
      const { rows } = await database.pool.query(`SELECT checksum FROM migrations WHERE name = 'functions'`);
      expect(rows[0].checksum).not.toBe('x');
    });
  });

  test('bigint columns are numbers in the pool, also in arrays, and times are UTC', async () => {
    const { rows } = await database.pool.query(`SELECT 9::bigint AS one, ARRAY[1, NULL]::bigint[] AS many, current_setting('timezone') AS zone`);
    expect(rows).toEqual([{ one: 9, many: [1, null], zone: 'UTC' }]);
  });

  async function withChanged(change: string, check: () => Promise<void>): Promise<void> {
    await database.owner.query('CREATE TABLE kept AS SELECT * FROM migrations');
    try {
      await database.owner.query(change);
      await check();
    } finally {
      await database.owner.query('DELETE FROM migrations; INSERT INTO migrations SELECT * FROM kept; DROP TABLE kept');
    }
  }
});
