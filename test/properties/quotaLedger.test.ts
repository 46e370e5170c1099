import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../support/database.js';
import { holds, propertyTimeoutMs } from '../support/modelRuns.js';
import { World } from '../support/world.js';

interface Change {
  user: number;
  delta: number;
  key: number;
  /** The answer is lost: the same change is made again. */
  repeated: boolean;
}

type Answer = { balance: number } | { refused: string };

describe('the quota ledger (F23.5)', () => {
  const db = testDatabase({ poolSize: 6 });
  const world = new World(db);
  const most = 2_147_483_647;

  const delta = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.constantFrom(0, most, -most, most - 10, 1 - most));
  const change: fc.Arbitrary<Change> = fc.record({
    user: fc.nat(1),
    delta,
    key: fc.nat(11),
    repeated: fc.boolean(),
  });

  async function make(users: string[], { user, delta, key }: Change): Promise<Answer> {
    try {
      const [row] = await world.sql<{ balance: number }>(`SELECT change_quota($1, $2, 'ADJUSTED', $3) AS balance`, [
        users[user],
        delta,
        `${users[user]} ${key}`,
      ]);
      return { balance: row!.balance };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'SL001' || code === 'SL002') return { refused: code };
      throw error;
    }
  }

  const name = 'changes at once, repeated and refused: the ledger sums up to the balance, which is never below 0, its numbers are dense, and a key counts once';
  test(
    name,
    () =>
      holds(
        name,
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 40, size: 'max' }), async (changes) => {
          await db.truncate();
          const users = [await world.user(0), await world.user(20)];
          const answers = await Promise.all(changes.flatMap((change) => [make(users, change), ...(change.repeated ? [make(users, change)] : [])]));
          expect(await world.violations()).toEqual([]);
          for (const [i, user] of users.entries()) {
            const rows = await world.sql<{
              number: number;
              delta: number;
              balance_after: number;
              key: string;
            }>('SELECT number, delta, balance_after, key FROM user_quota_logs WHERE user_id = $1 ORDER BY number', [user]);
            let balance = 0;
            const balances = [0];
            rows.forEach((row, n) => {
              balance += row.delta;
              balances.push(balance);
              expect(row).toMatchObject({
                number: n + 1,
                balance_after: balance,
              });
              expect(balance).toBeGreaterThanOrEqual(0);
            });
            const all = changes.flatMap((change) => (change.repeated ? [change, change] : [change]));
            all.forEach((change, n) => {
              if (change.user !== i) return;
              const answer = answers[n]!;
              const booked = rows.filter((row) => row.key === `${user} ${change.key}`);
              if ('refused' in answer) {
                // At some moment it did not fit.
                const fits = (before: number): boolean => before + change.delta >= 0 && before + change.delta <= most;
                expect(balances.some((before) => !fits(before))).toBe(true);
              } else {
                expect(balances).toContain(answer.balance);
                if (change.delta !== 0) expect(booked).toHaveLength(1);
              }
              expect(booked.length).toBeLessThanOrEqual(1);
            });
            // What is booked was asked for under that key.
            for (const row of rows) {
              if (row.key.startsWith('test:')) continue;
              expect(changes.some((change) => change.user === i && row.key === `${user} ${change.key}` && row.delta === change.delta)).toBe(true);
            }
          }
        }),
        120,
      ),
    propertyTimeoutMs,
  );
});
