import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { asDate, query } from './query.js';

/** Mails a second. */
export interface OutcomeRates {
  sent: number;
  failed: number;
  unknown: number;
  bounced: number;
  returned: number;
}

/** Over the last minute, five, fifteen. */
export interface Rates {
  oneMinute: OutcomeRates;
  fiveMinutes: OutcomeRates;
  fifteenMinutes: OutcomeRates;
}

export interface Minute extends OutcomeRates {
  minute: Date;
}

const windows = { oneMinute: 1, fiveMinutes: 5, fifteenMinutes: 15 } as const;
const kinds = ['sent', 'failed', 'unknown', 'bounced', 'returned'] as const;
const names = Object.keys(windows) as (keyof Rates)[];
const shownMinutes = 60;
const minuteMs = 60_000;

/**
 * Rates from counts by the minute: the present minute and those before it, of the oldest as much as is missing. So a rate is there at once, and moves smoothly, without
 * counting by the second. `ago`: how many minutes ago it began; `elapsed`: how much of the present one is over, 0 to 1.
 */
export const weightOf = (ago: number, elapsed: number, window: number): number => Math.max(0, Math.min(1, window - ago + 1 - elapsed));
const weightSql = (window: number): RawBuilder<number> => sql`greatest(0, least(1, ${sql.lit(window)} - k.ago + 1 - k.elapsed))`;

/** What is missing was 0. */
export const noRates: Rates = Object.fromEntries(names.map((name) => [name, Object.fromEntries(kinds.map((kind) => [kind, 0]))])) as unknown as Rates;

/** Of services that had an outcome in the last quarter of an hour. */
export async function ratesOfServices(em: EntityManager): Promise<Map<string, Rates>> {
  const columns = names.flatMap((name) =>
    kinds.map((kind) => sql`greatest(0, sum(k.${sql.ref(kind)} * ${weightSql(windows[name])}) / ${sql.lit(windows[name] * 60)})::float8 AS ${sql.ref(`${name}_${kind}`)}`),
  );
  const rows = await query(
    em,
    sql<Record<string, number> & { service_id: string }>`
      SELECT k.service_id, ${sql.join(columns)} FROM (
        SELECT m.*, (extract(epoch FROM date_trunc('minute', c.at) - m.minute) / 60)::float8 AS ago, (extract(epoch FROM c.at - date_trunc('minute', c.at)) / 60)::float8 AS elapsed
          FROM (SELECT sluice_clock() AS at) c, service_minutes m WHERE m.minute BETWEEN date_trunc('minute', c.at) - interval '15 minutes' AND c.at) k
       GROUP BY k.service_id`,
  );
  return new Map(rows.map((row) => [row.service_id, ratesFrom((name, kind) => row[`${name}_${kind}`] as number)]));
}

/** Of all services together: what became of mails in each of the last 60 minutes, the present one last, and the rates that follow. */
export async function systemMinutes(em: EntityManager): Promise<{ minutes: Minute[]; rates: Rates }> {
  const rows = await query(
    em,
    sql<{ at: string; minute: string | null } & OutcomeRates>`
      SELECT c.at, m.minute, sum(m.sent)::int AS sent, sum(m.failed)::int AS failed, sum(m.unknown)::int AS unknown, sum(m.bounced)::int AS bounced, sum(m.returned)::int AS returned
        FROM (SELECT sluice_clock() AS at) c
        LEFT JOIN service_minutes m ON m.minute BETWEEN date_trunc('minute', c.at) - interval '59 minutes' AND c.at
       GROUP BY c.at, m.minute`,
  );
  const at = asDate(rows[0]!.at).getTime();
  const present = Math.floor(at / minuteMs) * minuteMs;
  const counted = new Map(rows.flatMap((row) => (row.minute ? [[asDate(row.minute).getTime(), row] as const] : [])));
  const minutes = Array.from({ length: shownMinutes }, (_, i): Minute => {
    const minute = present - (shownMinutes - 1 - i) * minuteMs;
    return { minute: new Date(minute), ...outcomes((kind) => Math.max(0, counted.get(minute)?.[kind] ?? 0)) };
  });
  const elapsed = (at - present) / minuteMs;
  const rates = ratesFrom((name, kind) =>
    minutes.reduce((sum, one, i) => sum + one[kind] * weightOf(shownMinutes - 1 - i, elapsed, windows[name]), 0) / (windows[name] * 60),
  );
  return { minutes, rates };
}

const outcomes = (of: (kind: (typeof kinds)[number]) => number): OutcomeRates => ({
  sent: of('sent'), failed: of('failed'), unknown: of('unknown'), bounced: of('bounced'), returned: of('returned'),
});

function ratesFrom(of: (name: keyof Rates, kind: (typeof kinds)[number]) => number): Rates {
  const within = (name: keyof Rates): OutcomeRates => outcomes((kind) => of(name, kind));
  return { oneMinute: within('oneMinute'), fiveMinutes: within('fiveMinutes'), fifteenMinutes: within('fifteenMinutes') };
}
