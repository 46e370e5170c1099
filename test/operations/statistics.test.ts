import { describe, expect, test } from '@jest/globals';
import { type Span, statisticsOfAll, statisticsOfServices, stepsOf, type StatisticsStep } from '../../src/operations/statistics.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);

const span = (by: StatisticsStep, since: string, until: string): Span => ({ by, since: new Date(since), until: new Date(until) });
const hour = (service: string, at: string, counts: Record<string, number>): Promise<unknown> =>
  world.sql(`INSERT INTO service_hours (service_id, hour, ${Object.keys(counts).join(', ')}) VALUES ($1, $2, ${Object.values(counts).join(', ')})`, [service, at]);
const hours = (service: string, since: string, until: string): Promise<unknown> =>
  world.sql(`INSERT INTO service_hours (service_id, hour, sent) SELECT $1, h, 1 FROM generate_series($2::timestamptz, $3::timestamptz - interval '1 s', interval '1 hour') h`, [service, since, until]);

describe('statistics (F19.3)', () => {
  test('of a service by the hour, those without mails as well', async () => {
    const service = await world.service();
    await hour(service, '2027-03-01T10:00:00Z', { sent: 90, failed: 8, unknown: 2, bounced: 5, returned: 4, failures: 3 });
    await hour(service, '2027-03-01T13:00:00Z', { sent: 1 });
    await hour(await world.service(), '2027-03-01T10:00:00Z', { sent: 1_000 });
    const rows = (await statisticsOfServices(db.em(), [service], span('HOUR', '2027-03-01T10:20:00Z', '2027-03-01T12:00:00Z'), null)).get(service)!;
    expect(rows).toEqual([
      expect.objectContaining({ from: new Date('2027-03-01T10:00:00Z'), until: new Date('2027-03-01T11:00:00Z'), sent: 90, failed: 8, unknown: 2, bounced: 5, returned: 4, failures: 3, quotaUsed: null }),
      expect.objectContaining({ from: new Date('2027-03-01T11:00:00Z'), until: new Date('2027-03-01T12:00:00Z'), sent: 0, failed: 0 }),
    ]);
  });

  test.each([
    ['Europe/Berlin', '2027-03-27T23:00:00Z', [23, 24], '2027-03-28T22:00:00.000Z'],
    ['Europe/Berlin', '2027-10-30T22:00:00Z', [25, 24], '2027-10-31T23:00:00.000Z'],
    // Its clocks go forward at midnight: the day begins at 01:00.
    ['Africa/Cairo', '2027-04-29T22:00:00Z', [23, 24], '2027-04-30T21:00:00.000Z'],
    ['Asia/Kolkata', '2027-03-01T18:30:00Z', [24, 24], '2027-03-02T18:30:00.000Z'],
  ])('days are those of the service’s zone: %s from %s has %j hours', async (zone, since, expected, second) => {
    const service = await world.service({ zone });
    const until = new Date(Date.parse(second) + 86_400_000).toISOString();
    await hours(service, since, until);
    const rows = (await statisticsOfServices(db.em(), [service], span('DAY', since, until), null)).get(service)!;
    expect(rows.map((row) => row.sent)).toEqual(expected);
    expect(rows.map((row) => (row.until.getTime() - row.from.getTime()) / 3_600_000)).toEqual(expected);
    expect(rows[1]!.from.toISOString()).toBe(second);
  });

  test('of services in zones of their own in one question, or all in a zone that is given', async () => {
    const [shanghai, berlin] = [await world.service(), await world.service({ zone: 'Europe/Berlin' })];
    const day = span('DAY', '2027-02-01T12:00:00Z', '2027-02-01T13:00:00Z');
    const begins = async (zone: string | null): Promise<string[]> => {
      const found = await statisticsOfServices(db.em(), [shanghai, berlin], day, zone);
      return [shanghai, berlin].map((id) => found.get(id)!.map((row) => row.from.toISOString()).join());
    };
    expect(await begins(null)).toEqual(['2027-01-31T16:00:00.000Z', '2027-01-31T23:00:00.000Z']);
    expect(await begins('UTC')).toEqual(['2027-02-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z']);
  });

  test('the quota used belongs to the day in which its period began', async () => {
    const service = await world.service({ reset_time: '06:00' });
    await world.sql(`INSERT INTO service_usages (service_id, starts_at, ends_at, quota_limit, used) VALUES ($1, '2027-03-01T22:00:00Z', '2027-03-02T22:00:00Z', 100, 70), ($1, '2027-03-02T22:00:00Z', '2027-03-03T22:00:00Z', 100, 30)`, [service]);
    const rows = (await statisticsOfServices(db.em(), [service], span('DAY', '2027-03-01T00:00:00Z', '2027-03-03T00:00:00Z'), null)).get(service)!;
    expect(rows.map((row) => row.quotaUsed)).toEqual([null, 70, 30]);
  });

  test('of all services together', async () => {
    const [a, b] = [await world.service(), await world.service()];
    await hour(a, '2027-03-01T10:00:00Z', { sent: 1, failed: 2 });
    await hour(b, '2027-03-01T10:00:00Z', { sent: 10, bounced: 1 });
    await hour(b, '2027-03-01T15:00:00Z', { sent: 100 });
    await world.sql(`INSERT INTO service_usages (service_id, starts_at, ends_at, quota_limit, used) SELECT s, '2027-02-28T16:00:00Z', '2027-03-01T16:00:00Z', 100, 5 FROM unnest($1::uuid[]) s`, [[a, b]]);
    const days = await statisticsOfAll(db.em(), span('DAY', '2027-03-01T10:00:00Z', '2027-03-01T17:00:00Z'), 'Asia/Shanghai');
    expect(days.map(({ sent, failed, bounced, quotaUsed }) => ({ sent, failed, bounced, quotaUsed }))).toEqual([
      { sent: 111, failed: 2, bounced: 1, quotaUsed: 10 },
      { sent: 0, failed: 0, bounced: 0, quotaUsed: null },
    ]);
    expect((await statisticsOfAll(db.em(), span('HOUR', '2027-03-01T10:00:00Z', '2027-03-01T11:00:00Z'), 'UTC')).map(({ sent }) => sent)).toEqual([11]);
  });

  test('are never negative, also where an outcome from before there were rollups is corrected', async () => {
    const service = await world.service();
    await hour(service, '2027-03-01T10:00:00Z', { unknown: -3 });
    const rows = await statisticsOfServices(db.em(), [service], span('HOUR', '2027-03-01T10:00:00Z', '2027-03-01T11:00:00Z'), null);
    expect(rows.get(service)![0]!.unknown).toBe(0);
  });

  test('have a bound', () => {
    expect(stepsOf(span('HOUR', '2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z'))).toBe(25);
    expect(() => stepsOf(span('HOUR', '2027-01-01T00:00:00Z', '2027-02-03T09:00:00Z'))).toThrow('more than 800 hours');
    expect(() => stepsOf(span('DAY', '2026-01-01T00:00:00Z', '2027-02-06T00:00:00Z'))).toThrow('more than 400 days');
    expect(stepsOf(span('DAY', '2026-01-01T00:00:00Z', '2027-02-05T00:00:00Z'))).toBe(401);
    expect(() => stepsOf(span('DAY', '2027-01-02T00:00:00Z', '2027-01-02T00:00:00Z'))).toThrow('later');
    expect(() => stepsOf(span('DAY', '0001-01-01T00:00:00Z', '0001-01-02T00:00:00Z'))).toThrow('2000');
  });
});
