import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../support/database.js';
import { leastPeriodMs, limitOn, localDay, nextRampDay, periodAt, type Ramp, type Period, type ResetRule } from '../support/modelPeriods.js';
import { holds, propertyTimeoutMs } from '../support/modelRuns.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Every kind of change there is: none, by an hour, half an hour, two; at night, at midnight forwards and backwards. Not the zones whose rules change
 * from year to year (Casablanca, Cairo): there the zone data of PostgreSQL and of Node differ by their age. */
const zones = [
  'Asia/Shanghai', 'UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Antarctica/Troll', 'America/Havana',
  'America/Santiago', 'Asia/Beirut', 'Atlantic/Azores', 'Pacific/Chatham', 'Asia/Kathmandu', 'Pacific/Kiritimati',
] as const; // prettier-ignore

describe('quota periods (F18.4)', () => {
  const db = testDatabase({ keep: true });

  /** What the database says, for each wish in turn; `previousEnd` null: the first period of a service. */
  async function asked(
    wishes: readonly {
      at: number;
      rule: ResetRule;
      previousEnd: number | null;
    }[],
  ): Promise<Period[]> {
    const iso = (at: number | null): string => (at === null ? '-infinity' : new Date(at).toISOString());
    const { rows } = await db.pool.query<{ starts: number; ends: number }>(
      `SELECT (extract(epoch FROM p.starts_at) * 1000)::float8 AS starts, (extract(epoch FROM p.ends_at) * 1000)::float8 AS ends
         FROM unnest($1::timestamptz[], $2::text[], $3::time[], $4::timestamptz[]) WITH ORDINALITY AS w(at, zone, reset, previous_end, n)
        CROSS JOIN LATERAL quota_period(w.at, w.zone, w.reset, w.previous_end) p ORDER BY w.n`,
      [
        wishes.map((wish) => iso(wish.at)),
        wishes.map((wish) => wish.rule.zone),
        wishes.map((wish) => `${Math.floor(wish.rule.minute / 60)}:${wish.rule.minute % 60}`),
        wishes.map((wish) => iso(wish.previousEnd)),
      ],
    );
    return rows.map((row) => ({ startsAt: row.starts, endsAt: row.ends }));
  }

  const zone = fc.constantFrom(...zones);
  const minute = fc.oneof(fc.constantFrom(0, 1, 30, 60, 90, 120, 150, 180, 23 * 60 + 59), fc.integer({ min: 0, max: 1439 }));
  const rule = fc.record({ zone, minute });
  /** Leap days are in it: 2024, 2028. Further on, two sets of zone data need not agree. */
  const begin = fc.oneof(
    fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 11, 1) }),
    fc.tuple(fc.constantFrom('2024-02-29', '2028-02-29', '2026-03-29', '2026-10-25', '2025-03-09', '2025-11-02', '2026-04-05', '2026-09-06'), fc.nat(2 * DAY_MS))
      .map(([day, ms]) => Date.parse(day) - DAY_MS / 2 + ms),
  ); // prettier-ignore
  /** From one period to the next mail: at once, a little later, or after days of nothing. Perhaps the rule is edited before. */
  const step = fc.record({
    lateMs: fc.oneof(fc.constant(0), fc.nat(2 * HOUR_MS), fc.nat(60 * DAY_MS)),
    edit: fc.option(rule, { nil: null, freq: 2 }),
  });

  function periodsOf(
    at: number,
    rule: ResetRule,
    steps: readonly { lateMs: number; edit: ResetRule | null }[],
  ): { wish: Parameters<typeof asked>[0][number]; period: Period }[] {
    let wish = { at, rule, previousEnd: null as number | null };
    const list = [{ wish, period: periodAt(at, rule, null) }];
    for (const { lateMs, edit } of steps) {
      const { endsAt } = list.at(-1)!.period;
      wish = {
        at: endsAt + lateMs,
        rule: edit ?? wish.rule,
        previousEnd: endsAt,
      };
      list.push({ wish, period: periodAt(wish.at, wish.rule, endsAt) });
    }
    return list;
  }

  const name = 'whatever the zone, the season and the edits, the database and a model agree, and no two quotas lie within 20 hours';
  test(name, () => agreement(), propertyTimeoutMs);

  async function agreement(): Promise<void> {
    await holds(
      name,
      fc.asyncProperty(begin, rule, fc.array(step, { maxLength: 12 }), async (at, first, steps) => {
        const expected = periodsOf(at, first, steps);
        const periods = await asked(expected.map(({ wish }) => wish));
        expect(periods).toEqual(expected.map(({ period }) => period));
        periods.forEach((period, i) => {
          const { wish } = expected[i]!;
          expect(period.startsAt).toBeLessThanOrEqual(wish.at);
          expect(period.endsAt).toBeGreaterThan(wish.at);
          if (i === 0) return;
          const before = periods[i - 1]!;
          expect(period.startsAt).toBeGreaterThanOrEqual(before.endsAt);
          // Asked for at its end, the next begins there: no time belongs to none.
          if (wish.at === before.endsAt) expect(period.startsAt).toBe(before.endsAt);
          expect(period.endsAt - period.startsAt).toBeGreaterThanOrEqual(leastPeriodMs);
          expect(period.endsAt - period.startsAt).toBeLessThanOrEqual(48 * HOUR_MS);
        });
      }),
      1_500,
    );
  }

  /** What the database says of a ramp in each period of a list; each goes on from the day that the model says of the one before. */
  async function rampAsked(list: ReturnType<typeof periodsOf>, days: readonly number[], quota: number, ramp: Ramp): Promise<{ day: number; limit: number }[]> {
    const lanes = list.map(({ wish }, i) => ({
      daily_quota: quota,
      ramp_start: ramp.start,
      ramp_step: ramp.step,
      ramp_ceiling: ramp.ceiling,
      zone: wish.rule.zone,
      ramp_day: i === 0 ? null : days[i - 1],
      period_start: i === 0 ? '-infinity' : new Date(list[i - 1]!.period.startsAt).toISOString(),
    }));
    const { rows } = await db.pool.query<{ day: number; limit: number }>(
      `SELECT ramp_day(l, k.at) AS day, limit_of_period(l, k.at) AS "limit" FROM unnest($1::jsonb[], $2::timestamptz[]) WITH ORDINALITY AS k(lane, at, n)
        CROSS JOIN LATERAL (SELECT (jsonb_populate_record(NULL::lanes, k.lane)).*) l ORDER BY k.n`,
      [lanes.map((lane) => JSON.stringify(lane)), list.map(({ period }) => new Date(period.startsAt).toISOString())],
    );
    return rows;
  }

  const ramps = fc.record({ start: fc.integer({ min: 1, max: 500 }), step: fc.integer({ min: 1, max: 2_000_000_000 }), more: fc.nat(2_000_000_000) });
  const grows = 'a ramp grows by calendar days: whatever is idle or edited it is never taken back, never passes quota and ceiling, and unedited counts every day once';
  test(
    grows,
    () =>
      holds(
        grows,
        fc.asyncProperty(begin, rule, fc.array(step, { maxLength: 20 }), ramps, fc.integer({ min: 1, max: 1_000 }), async (at, first, steps, { start, step: each, more }, quota) => {
          const ramp = { start, step: each, ceiling: Math.min(2_147_483_647, start + more) };
          const list = periodsOf(at, first, steps);
          const days = [0];
          for (let i = 1; i < list.length; i++) days.push(nextRampDay(days[i - 1]!, list[i - 1]!.period, list[i]!.period, list[i]!.wish.rule.zone));
          const found = await rampAsked(list, days, quota, ramp);
          expect(found).toEqual(days.map((day) => ({ day, limit: limitOn(quota, ramp, day) })));
          found.forEach(({ limit }, i) => {
            expect(limit).toBeLessThanOrEqual(Math.min(quota, ramp.ceiling));
            expect(limit).toBeGreaterThanOrEqual(i === 0 ? Math.min(quota, start) : found[i - 1]!.limit);
          });
          if (steps.some(({ edit }) => edit)) return;
          const { zone } = first;
          expect(days).toEqual(list.map(({ period }) => localDay(period.startsAt, zone) - localDay(list[0]!.period.startsAt, zone)));
        }),
        600,
      ),
    propertyTimeoutMs,
  );

  const daily = 'unedited, every local day has exactly one new quota, also across a change of the clocks and a leap day';
  test(
    daily,
    () =>
      holds(
        daily,
        fc.asyncProperty(begin, rule, async (at, rule) => {
          const expected = periodsOf(
            at,
            rule,
            Array.from({ length: 40 }, () => ({ lateMs: 0, edit: null })),
          );
          const periods = await asked(expected.map(({ wish }) => wish));
          const days = periods.map((period) => localDay(period.startsAt, rule.zone));
          expect(days).toEqual(days.map((_, i) => days[0]! + i));
        }),
        150,
      ),
    propertyTimeoutMs,
  );

  test('a day that a zone leaves out has no quota of its own', async () => {
    // Samoa had no 30 December 2011.
    const rule = { zone: 'Pacific/Apia', minute: 0 };
    const expected = periodsOf(
      Date.parse('2011-12-28T12:00:00Z'),
      rule,
      Array.from({ length: 5 }, () => ({ lateMs: 0, edit: null })),
    );
    const periods = await asked(expected.map(({ wish }) => wish));
    expect(periods).toEqual(expected.map(({ period }) => period));
    expect(periods.slice(1).map((period) => (period.endsAt - period.startsAt) / HOUR_MS)).toEqual([24, 24, 24, 24, 24]);
  });
});
