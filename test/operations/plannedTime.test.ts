import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plannedTime } from '../../src/operations/plannedTime.js';

const plan = (startAt: string, zone: string, intervalDays = 1) => ({ startAt: new Date(startAt), intervalDays, zone });
const wall = (at: Date, zone: string): string => at.toLocaleString('sv-SE', { timeZone: zone });

describe('planned times of tasks (F15.1)', () => {
  test.each([
    ['without changes of the clock', '2026-09-28T01:30:00Z', 'Asia/Shanghai', 3, 2, '2026-10-04T01:30:00.000Z'],
    ['into summer time: the same wall clock, an hour less', '2026-03-28T08:00:00Z', 'Europe/Berlin', 1, 1, '2026-03-29T07:00:00.000Z'],
    ['out of summer time', '2026-10-24T07:00:00Z', 'Europe/Berlin', 1, 1, '2026-10-25T08:00:00.000Z'],
    ['at a time the clock skips: moved on by what is skipped', '2026-03-28T01:30:00Z', 'Europe/Berlin', 1, 1, '2026-03-29T01:30:00.000Z'],
    ['at a time that comes twice: the first', '2026-10-24T00:30:00Z', 'Europe/Berlin', 1, 1, '2026-10-25T00:30:00.000Z'],
    ['where summer time is half an hour', '2026-10-03T00:00:00Z', 'Australia/Lord_Howe', 1, 1, '2026-10-03T23:30:00.000Z'],
    ['over a day that a country left out', '2011-12-29T10:00:00Z', 'Pacific/Apia', 2, 1, '2011-12-30T10:00:00.000Z'],
    ['with no interval: all at once', '2026-03-28T01:30:00Z', 'Europe/Berlin', 0, 5, '2026-03-28T01:30:00.000Z'],
    ['over a leap day', '2028-02-28T00:00:00Z', 'Asia/Shanghai', 1, 2, '2028-03-01T00:00:00.000Z'],
  ])('%s', (_what, start, zone, interval, n, expected) => {
    expect(plannedTime(plan(start, zone, interval), n).toISOString()).toBe(expected);
  });

  test('the wall clock shows the same time n·interval calendar days later, unless it skips that time', () => {
    const zones = [
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Africa/Casablanca',
      'UTC',
      'Pacific/Chatham',
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 12 }),
        (startAt, zone, intervalDays, n) => {
          const planned = plannedTime({ startAt, intervalDays, zone }, n);
          const expected = new Date(`${wall(startAt, zone).replace(' ', 'T')}Z`).getTime() + n * intervalDays * 86_400_000;
          const off = new Date(`${wall(planned, zone).replace(' ', 'T')}Z`).getTime() - expected;
          if (off !== 0) {
            // Skipped: moved on, by an hour at most, and no instant shows what was asked for.
            expect(off).toBeGreaterThan(0);
            expect(off).toBeLessThanOrEqual(3_600_000);
            for (let minutes = -180; minutes <= 180; minutes += 30) {
              expect(new Date(`${wall(new Date(planned.getTime() + minutes * 60_000), zone).replace(' ', 'T')}Z`).getTime()).not.toBe(expected);
            }
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('tasks come in the order of the plan', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 20 }),
        (startAt, intervalDays, n) => {
          const campaign = { startAt, intervalDays, zone: 'America/New_York' };
          expect(plannedTime(campaign, n + 1).getTime()).toBeGreaterThan(plannedTime(campaign, n).getTime());
        },
      ),
    );
  });
});
