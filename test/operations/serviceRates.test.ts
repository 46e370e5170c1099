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

  test('of services and of the system agree, and what was sent earlier, or later, counts no more', async () => {
    const [a, b, idle] = [await world.service(), await world.service(), await world.service()];
    const at = new Date('2027-03-01T10:30:15Z');
    const ago = (minutes: number): string => new Date(Date.parse('2027-03-01T10:30:00Z') - minutes * 60_000).toISOString();
    await minute(a, ago(0), 60, 6);
    await minute(a, ago(1), 80);
    await minute(b, ago(3), 300);
    await minute(a, ago(10), 900);
    await minute(b, ago(40), 7_000);
    await minute(idle, ago(90), 1_000);
    await minute(idle, ago(-1), 1_000);
    const rates = await ratesOfServices(db.em(), at);
    const system = await systemMinutes(db.em(), at);
    expect([...rates.keys()].sort()).toEqual([a, b].sort());
    expect(system.minutes.filter(({ sent }) => sent > 0).map(({ minute: began, sent }) => [began.toISOString(), sent])).toEqual([
      [new Date(ago(40)).toISOString(), 7_000], [new Date(ago(10)).toISOString(), 900], [new Date(ago(3)).toISOString(), 300], [new Date(ago(1)).toISOString(), 80], [new Date(ago(0)).toISOString(), 60],
    ]);
    // A quarter of the present minute is over: of the one before it three quarters count.
    expect(rates.get(a)!.oneMinute).toMatchObject({ sent: (60 + 0.75 * 80) / 60, failed: 0.1 });
    expect(rates.get(b)!.fiveMinutes.sent).toBeCloseTo(1, 9);
    expect(rates.get(a)!.fifteenMinutes.sent).toBeCloseTo((60 + 80 + 900) / 900, 9);
    expect(system.rates.oneMinute.sent).toBeCloseTo(2, 9);
    expect(system.rates.fifteenMinutes.sent).toBeCloseTo((60 + 80 + 300 + 900) / 900, 9);
  });

  test('are 0 where nothing was ever sent', async () => {
    const { rates, minutes } = await systemMinutes(db.em(), new Date('2027-03-01T10:30:15Z'));
    expect(rates).toMatchObject(noRates);
    expect(rates.oneMinute).toEqual({ sent: 0, failed: 0, unknown: 0, bounced: 0, returned: 0 });
    expect(minutes.map(({ sent }) => sent)).toEqual(Array.from({ length: 60 }, () => 0));
    expect(minutes.at(-1)!.minute.getTime() - minutes[0]!.minute.getTime()).toBe(59 * 60_000);
  });
});
