const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

const DAY_MS = 86_400_000;

/** What a clock on the wall shows in the zone, as if it were UTC. Milliseconds are the instant's own. */
function wallClockMs(instantMs: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instantMs)
      .map((part) => [part.type, Number(part.value)]),
  );
  const wholeSeconds = Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
  return wholeSeconds + (((instantMs % 1000) + 1000) % 1000);
}

/**
 * The instant at which the wall clock shows this. A time that the clock skips in spring is moved on by the hour that is skipped; of a time
 * that comes twice in autumn the first is meant.
 */
function instantOf(wallMs: number, zone: string): number {
  const offset = (instantMs: number): number => wallClockMs(instantMs, zone) - instantMs;
  // The offsets of the day before and the day after are all that can be in force.
  const candidates = [wallMs - offset(wallMs - DAY_MS), wallMs - offset(wallMs + DAY_MS)];
  const right = candidates.filter((instantMs) => wallClockMs(instantMs, zone) === wallMs);
  return right.length > 0 ? Math.min(...right) : candidates[0]!;
}

/** F15.1: planned time of task n (from 0) = start + n·interval calendar days, at the same wall-clock time in the campaign's zone. */
export function plannedTime({ startAt, intervalDays, zone }: { startAt: Date; intervalDays: number; zone: string }, n: number): Date {
  if (n * intervalDays === 0) return new Date(startAt);
  return new Date(instantOf(wallClockMs(startAt.getTime(), zone) + n * intervalDays * DAY_MS, zone));
}
