import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ForecastAsk, forecastEnd, type ForecastService } from '../../src/operations/forecast.js';

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;
const now = Date.parse('2027-03-01T10:00:00Z');

const service = (set: Partial<ForecastService> = {}): ForecastService => ({ intervalMs: second, fromMs: now, left: 1e9, daily: 1e9, resetsMs: now + 6 * hour, ...set });
const end = (mails: number, services: ForecastService[], fromMs = now): number | null => forecastEnd({ mails, fromMs, services });

describe('the forecast (F20.3: when it will end at this rate)', () => {
  test('is the mails times the interval of the one service', () => {
    expect(end(600, [service()])).toBe(now + 600 * second);
  });

  test('adds up what several services send, each from when it may', () => {
    // 100 by the first alone, then two at a time.
    expect(end(300, [service(), service({ fromMs: now + 100 * second })])).toBe(now + 200 * second);
  });

  test('waits for the reset when the quota of today is used up', () => {
    const services = [service({ left: 0, daily: 1_000 })];
    expect(end(600, services)).toBe(now + 6 * hour + 600 * second);
  });

  test('takes the days on which the quota binds', () => {
    // 100 today, 1,000 on each of nine days, 900 on the tenth.
    const services = [service({ left: 100, daily: 1_000 })];
    expect(end(10_000, services)).toBeCloseTo(now + 6 * hour + 9 * day + 900 * second, 0);
  });

  test('a million mails at a hundred a day are jumped over, and end after their days', () => {
    const services = [service({ left: 0, daily: 1_000 })];
    expect(end(1_000_000, services)).toBeCloseTo(now + 6 * hour + 999 * day + 1_000 * second, 0);
    expect(end(1_000_000, [service({ left: 0, daily: 100 })])).toBeNull();
  });

  test('of a task that is planned for later begins then, with the quota of that day', () => {
    const planned = now + 2 * day;
    expect(end(10, [service({ left: 0, daily: 1_000 })], planned)).toBe(planned + 10 * second);
  });

  test('cannot be told without a service, and is now without mails', () => {
    expect(end(1, [])).toBeNull();
    expect(end(0, [])).toBe(now);
  });

  test('F18.1 knows that the days of a ramp grow, and where they stop growing', () => {
    const ramped = (set: Partial<ForecastService> = {}): ForecastService => service({ left: 0, daily: 100, growth: 50, most: 300, ...set });
    // 100, 150, 200 and 250 on four days, 300 on each of two more, 200 of the seventh.
    expect(end(1_500, [ramped()])).toBeCloseTo(now + 6 * hour + 6 * day + 200 * second, 0);
    // The last days of a long one are jumped over.
    expect(end(100_100, [ramped()])).toBeCloseTo(now + 6 * hour + (4 + 331) * day + 100 * second, 0);
    // Planned for the third day, its ramp has come to 200 by then.
    expect(end(200, [ramped({ resetsMs: now + day })], now + 3 * day)).toBe(now + 3 * day + 200 * second);
    expect(end(201, [ramped({ resetsMs: now + day })], now + 3 * day)).toBe(now + 4 * day + second);
  });

  test('F18.1 of a thousand ramped services that grow for years takes no long time, and is rather too late', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => service({ left: 0, daily: 1, growth: 1, most: 1e6, resetsMs: now + i * second }));
    const began = performance.now();
    const found = end(3_000_000, many)!;
    expect(performance.now() - began).toBeLessThan(20_000);
    // Truly after 77 days: 77 × 78 ÷ 2 × 1,000 mails.
    expect(found).toBeGreaterThan(now + 76 * day);
    expect(found).toBeLessThan(now + 365 * day);
  });

  const services = fc.array(
    fc.record({
      intervalMs: fc.integer({ min: 1, max: 600_000 }),
      fromMs: fc.integer({ min: now - day, max: now + 2 * day }),
      left: fc.integer({ min: 0, max: 2_000 }),
      daily: fc.integer({ min: 10, max: 2_000 }),
      resetsMs: fc.integer({ min: now + 1, max: now + day }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const ask = fc.record({ mails: fc.integer({ min: 1, max: 20_000 }), fromMs: fc.constant(now), services });

  /** How many mails can have gone out by then, counted service by service and day by day. */
  function capacity({ services: all }: ForecastAsk, untilMs: number): number {
    return all.reduce((sum, each) => {
      let sent = 0;
      for (let begin = now, left = each.left, reset = each.resetsMs; begin < untilMs; begin = reset, left = each.daily, reset += day) {
        const from = Math.max(begin, each.fromMs);
        sent += Math.max(0, Math.min(left, (Math.min(untilMs, reset) - from) / each.intervalMs));
      }
      return sum + sent;
    }, 0);
  }

  test('is exactly when the services together can have sent all of them, whatever their quotas, paces and resets', () => {
    fc.assert(
      fc.property(ask, (given) => {
        const endMs = forecastEnd(given)!;
        expect(capacity(given, endMs)).toBeCloseTo(given.mails, 2);
        expect(capacity(given, endMs - 2)).toBeLessThan(given.mails);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is never sooner for more mails, and never later with one service more', () => {
    fc.assert(
      fc.property(ask, fc.integer({ min: 1, max: 5_000 }), services, (given, more, [other]) => {
        const endMs = forecastEnd(given)!;
        expect(forecastEnd({ ...given, mails: given.mails + more })!).toBeGreaterThanOrEqual(endMs);
        expect(forecastEnd({ ...given, services: [...given.services, other!] })!).toBeLessThanOrEqual(endMs + 1);
      }),
      { numRuns: 1_000 },
    );
  });

  test('with k users who share a service equally takes k times as long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 5_000 }), (k, mails, intervalMs) => {
        const alone = end(mails, [service({ intervalMs })])! - now;
        expect(end(mails, [service({ intervalMs: intervalMs * k })])! - now).toBeCloseTo(alone * k, 3);
      }),
      { numRuns: 500 },
    );
  });
});
