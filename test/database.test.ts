import { describe, expect, test } from '@jest/globals';
import { openDatabase } from '../src/database.js';
import { testDatabase } from './support/database.js';

describe('The database', () => {
  const database = testDatabase();

  test('connections that the server ends are replaced, by both ways to it, and end nothing', async () => {
    const warnings: string[] = [];
    const own = await openDatabase({ url: database.url, applicationName: 'victim', warn: (line) => warnings.push(line) });
    const ask = async () => [(await own.pool.query('SELECT 1 AS one')).rows, await own.em().execute('SELECT 1 AS one')];
    try {
      await ask();
      const { rowCount } = await database.owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'`);
      expect(rowCount).toBeGreaterThanOrEqual(2);
      const pools = [own.pool, await own.orm.driver.getConnection().getNativeClient()];
      while (pools.some((pool) => pool.totalCount > 0)) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(warnings.join()).toMatch(/PostgreSQL connection lost/);
      expect(await ask()).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    } finally {
      await own.close();
    }
  });

  test('closing twice is closing once', async () => {
    const own = await openDatabase({ url: database.url });
    await Promise.all([own.close(), own.close()]);
  });

  test('has an identity that does not depend on the address, and another for another database', async () => {
    const own = await openDatabase({ url: database.url.replace('127.0.0.1', 'localhost') });
    const other = await openDatabase({ url: database.url.replace(/[^/]+$/, 'postgres') });
    expect(own.identity).toBe(database.identity);
    expect(other.identity).not.toBe(database.identity);
    await Promise.all([own.close(), other.close()]);
  });

  test('that cannot be reached is an error without its password', async () => {
    await expect(openDatabase({ url: database.url.replace(/:[^:@]+@/, ':hidden@') })).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:\d+\/test_\d cannot be used: password (?!.*hidden)/);
  });

  test('forks of the entity manager share nothing', () => {
    expect(database.em()).not.toBe(database.em());
  });
});
