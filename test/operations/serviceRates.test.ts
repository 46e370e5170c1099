import { describe, expect, test } from '@jest/globals';
import { noRates, ratesOfServices, systemMinutes, weightOf } from '../../src/operations/serviceRates.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);

const minute = (service: string, time: string, sent: number, failed = 0): Promise<unknown> =>
  world.sql('INSERT INTO service_minutes (service_id, minute, sent, failed) VALUES ($1, $2, $3, $4)', [service, time, sent, failed]);

describe('rates (M1)', () => {
  test('take the present minute whole, and of the oldest what is missing', () => {
    expect([0, 1, 2].map((ago) => weightOf(ago, 0.25, 1))).toEqual([1, 0.75, 0]);
    expect([0, 1, 4, 5, 6].map((ago) => weightOf(ago, 0.25, 5))).toEqual([1, 1, 1, 0.75, 0]);
    // At the turn of a minute nothing jumps.
    expect([0, 1].map((ago) => weightOf(ago, 1, 1))).toEqual([1, 0]);
    expect([1, 2].map((ago) => weightOf(ago, 0, 1))).toEqual([1, 0]);
  });

  test('of services and of the system agree, and what was sent earlier counts no more', async () => {
    const [a, b, idle] = [await world.service(), await world.service(), await world.service()];
    const now = new Date();
    const ago = (minutes: number): string => new Date(Math.floor(now.getTime() / 60_000) * 60_000 - minutes * 60_000).toISOString();
    await minute(a, ago(0), 60, 6);
    await minute(b, ago(3), 300);
    await minute(a, ago(10), 900);
    await minute(b, ago(40), 7_000);
    await minute(idle, ago(90), 1_000);
    const rates = await ratesOfServices(db.em());
    const system = await systemMinutes(db.em());
    expect([...rates.keys()].sort()).toEqual([a, b].sort());
    expect(system.minutes).toHaveLength(60);
    // The clock goes on: all of it may have moved by a minute.
    expect(system.minutes.filter(({ sent }) => sent > 0).map(({ sent }) => sent)).toEqual([7_000, 900, 300, 60]);
    expect(rates.get(b)!.fiveMinutes.sent).toBeCloseTo(1, 5);
    expect(rates.get(a)!.fifteenMinutes.sent).toBeCloseTo((60 + 900) / 900, 5);
    expect(system.rates.fifteenMinutes.sent).toBeCloseTo((60 + 300 + 900) / 900, 5);
    expect(rates.get(a)!.oneMinute.sent).toBeGreaterThan(0);
    expect(rates.get(a)!.oneMinute.failed).toBeCloseTo(rates.get(a)!.oneMinute.sent / 10, 5);
  });

  test('are 0 where nothing was ever sent', async () => {
    const { rates, minutes } = await systemMinutes(db.em());
    expect(rates).toEqual(noRates);
    expect(minutes.map(({ sent }) => sent)).toEqual(Array.from({ length: 60 }, () => 0));
    expect(minutes.at(-1)!.minute.getTime() - minutes[0]!.minute.getTime()).toBe(59 * 60_000);
  });
});
