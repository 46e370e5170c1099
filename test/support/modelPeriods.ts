/**
 * A second opinion on quota periods (F18.4): what PostgreSQL reckons with its own zone data is reckoned here by Intl, by looking for the instants at
 * which a wall clock shows the reset time instead of converting local times.
 */
export interface ResetRule {
  zone: string;
  /** Minutes after midnight. */
  minute: number;
}

export interface Period {
  startsAt: number;
  endsAt: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** An edited reset gives no new quota sooner than this after the last. */
export const leastPeriodMs = 20 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock shows, as if it were UTC. */
export function wallMs(at: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const two = '2-digit';
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']) + (((at % 1000) + 1000) % 1000);
}

const offsetMs = (at: number, zone: string): number => wallMs(at, zone) - at;

/** The reset of the local day that begins at `dayMs` (as if UTC). A skipped time comes as much later as was skipped; of a repeated one the second counts. */
function resetOf(dayMs: number, rule: ResetRule): number {
  const key = `${rule.zone} ${rule.minute} ${dayMs}`;
  const known = resets.get(key) ?? foundReset(dayMs, rule);
  resets.set(key, known);
  return known;
}

/** Intl takes some 20 µs a look; without this a case of forty days takes 80 ms. */
const resets = new Map<string, number>();

function foundReset(dayMs: number, { zone, minute }: ResetRule): number {
  const wall = dayMs + minute * MINUTE_MS;
  // Whatever the zone does near that day, it does with one of the offsets in force within a day and a half of it.
  const offsets = [-36, -12, 0, 12, 36].map((hours) => offsetMs(wall + hours * HOUR_MS, zone));
  const shown = offsets.map((offset) => wall - offset).filter((at) => wallMs(at, zone) === wall);
  if (shown.length > 0) return Math.max(...shown);
  // Skipped: reckoned with the offset before the change, which is the smaller one.
  return wall - Math.min(...offsets);
}

/** All resets from two days before to three days after, in order; two days may share one where a whole day is skipped. */
function resetsAround(at: number, rule: ResetRule): number[] {
  const day = Math.floor(wallMs(at, rule.zone) / DAY_MS) * DAY_MS;
  const found = [-2, -1, 0, 1, 2, 3].map((days) => resetOf(day + days * DAY_MS, rule));
  return [...new Set(found)].sort((a, b) => a - b);
}

const lastReset = (at: number, rule: ResetRule): number =>
  resetsAround(at, rule)
    .filter((reset) => reset <= at)
    .at(-1)!;
const nextReset = (at: number, rule: ResetRule): number => resetsAround(at, rule).find((reset) => reset > at)!;

/** The period that begins when a mail is wanted at `at` and the one before ended at `previousEnd`; null: there was none. */
export function periodAt(at: number, rule: ResetRule, previousEnd: number | null): Period {
  if (previousEnd === null) return { startsAt: lastReset(at, rule), endsAt: nextReset(at, rule) };
  const startsAt = Math.max(lastReset(at, rule), previousEnd);
  return {
    startsAt,
    endsAt: nextReset(Math.max(at, startsAt + leastPeriodMs), rule),
  };
}

/** How a service comes to its quota (F18.1). */
export interface Ramp {
  start: number;
  step: number;
  ceiling: number;
}

/** The day of a ramp in a period, from its day in the period before: as many calendar days later as the wall clock of now says. */
export const nextRampDay = (day: number, before: Period, after: Period, zone: string): number =>
  day + Math.max(0, localDay(after.startsAt, zone) - localDay(before.startsAt, zone));

export const limitOn = (quota: number, ramp: Ramp | null, day: number): number => (ramp ? Math.min(quota, ramp.ceiling, ramp.start + ramp.step * day) : quota);

/** The local calendar day, as a number. */
export const localDay = (at: number, zone: string): number => Math.floor(wallMs(at, zone) / DAY_MS);
