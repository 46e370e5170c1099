import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { setLowQuotaThreshold } from '../../src/operations/setLowQuotaThreshold.js';
import { testDatabase } from '../support/database.js';
import { holds, propertyTimeoutMs } from '../support/modelRuns.js';
import { World } from '../support/world.js';

type Act =
  | { kind: 'change'; reason: 'ADJUSTED' | 'RESERVED' | 'SETTLED' | 'RETURNED'; delta: number; key: number; isRepeated: boolean }
  /** Whoever made it dies before the commit. */
  | { kind: 'lost'; delta: number }
  | { kind: 'threshold'; value: number | null };

/** One version of a user's row, in the order in which they were committed: the row is locked by whoever changes it. */
interface Version {
  balance: number;
  threshold: number | null;
  grant: number | null;
  since: string | null;
}

describe('low quota (F23.6)', () => {
  const db = testDatabase({ poolSize: 6 });
  const world = new World(db);

  const delta = fc.integer({ min: -260, max: 260 });
  const act: fc.Arbitrary<Act> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('change' as const), reason: fc.constantFrom('ADJUSTED' as const, 'RESERVED' as const, 'SETTLED' as const, 'RETURNED' as const), delta, key: fc.nat(30), isRepeated: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('lost' as const), delta }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('threshold' as const), value: fc.oneof(fc.constant(null), fc.constant(0), fc.nat(300)) }) },
  );

  async function perform(user: string, one: Act): Promise<void> {
    if (one.kind === 'threshold') return void (await db.em().transactional((em) => setLowQuotaThreshold(em, user, one.value)));
    if (one.kind === 'lost') return lose(user, one.delta);
    for (let times = one.isRepeated ? 2 : 1; times > 0; times--) await change(user, one.delta, one.reason, `${user} ${one.key}`);
  }

  async function change(user: string, by: number, reason: string, key: string): Promise<void> {
    await db.pool.query('SELECT change_quota($1, $2, $3, $4)', [user, by, reason, key]).catch((error: { code?: string }) => {
      if (error.code !== 'SL001') throw error;
    });
  }

  async function lose(user: string, by: number): Promise<void> {
    const client = await db.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT change_quota($1, $2, 'ADJUSTED', gen_random_uuid()::text)`, [user, by]).catch(() => {});
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  /** A record of every version, kept by the test, because what lies between two looks at a row is what it is about. */
  const watching = `
    CREATE TABLE IF NOT EXISTS user_versions (n bigint GENERATED ALWAYS AS IDENTITY, id uuid, balance int, threshold int, "grant" int, since text);
    GRANT INSERT, SELECT ON user_versions TO PUBLIC;
    CREATE OR REPLACE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO user_versions (id, balance, threshold, "grant", since) VALUES (NEW.id, NEW.quota_remaining, NEW.low_quota_threshold, NEW.last_grant, NEW.quota_low_since::text);
      RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER keep_version AFTER INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION keep_version()`;

  /** The rule in other words than the database's. */
  const isLow = ({ balance, threshold, grant }: Version): boolean => grant !== null && balance < (threshold ?? Math.max(100, grant / 10));

  const name = 'acts at once, repeated, refused and lost: a time is set at each crossing, once, and stays until the quota is no longer low';
  test(
    name,
    async () => {
      await db.owner.query(watching);
      let crossings = 0;
      await holds(
        name,
        fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }), async (acts) => {
          await db.truncate();
          const user = await world.user(0);
          await Promise.all(acts.map((one) => perform(user, one)));
          expect(await world.violations()).toEqual([]);
          const versions = await world.sql<Version>('SELECT balance, threshold, "grant", since FROM user_versions WHERE id = $1 ORDER BY n', [user]);
          const times = new Set<string>();
          let before: Version | null = null;
          let grants = 0;
          for (const version of versions) {
            expect([version, version.since !== null]).toEqual([version, isLow(version)]);
            if (before?.since && version.since) expect(version.since).toBe(before.since);
            if (!before?.since && version.since) {
              expect(times.has(version.since)).toBe(false);
              times.add(version.since);
            }
            if (before && before.grant !== version.grant) grants++;
            before = version;
          }
          crossings += times.size;
          const [booked] = await world.sql<{ grants: number }>(`SELECT count(*)::int AS grants FROM user_quota_logs WHERE reason = 'ADJUSTED' AND delta > 0`);
          expect(grants).toBeLessThanOrEqual(booked!.grants);
          const [last] = await world.sql<{ delta: number }>(`SELECT delta FROM user_quota_logs WHERE reason = 'ADJUSTED' AND delta > 0 ORDER BY number DESC LIMIT 1`);
          expect(before?.grant ?? null).toBe(last?.delta ?? null);
        }),
        120,
      );
      // It was about something.
      expect(crossings).toBeGreaterThan(0);
    },
    propertyTimeoutMs,
  );
});
