import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { asDate, query } from './query.js';

/** Mails a second. */
export interface OutcomeRates {
  sent: number;
  failed: number;
  unknown: number;
  bounced: number;
  returned: number;
}

/** Of one service: the rest stands in its statistics. All five kinds of 1,000 services took 60 ms, these two take 15. */
export type ServiceRate = Pick<OutcomeRates, 'sent' | 'failed'>;

/** Over the last minute, five, fifteen. */
export interface Rates<Rate = OutcomeRates> {
  oneMinute: Rate;
  fiveMinutes: Rate;
  fifteenMinutes: Rate;
}

export interface Minute extends OutcomeRates {
  minute: Date;
}

const shownMinutes = 60;
const minuteMs = 60_000;

/**
 * Rates from counts by the minute: the present minute and those before it, of the oldest as much as is missing. So a rate is there at once, and moves smoothly, without
 * counting by the second. `ago`: how many minutes ago it began; `elapsed`: how much of the present one is over, 0 to 1.
 */
export const weightOf = (ago: number, elapsed: number, window: number): number => Math.max(0, Math.min(1, window - ago + 1 - elapsed));

const presentMinute = (at: Date): number => Math.floor(at.getTime() / minuteMs) * minuteMs;
const elapsedOf = (at: Date): number => (at.getTime() - presentMinute(at)) / minuteMs;

/** What is missing was 0. */
const still: ServiceRate = { sent: 0, failed: 0 };
export const noRates: Rates<ServiceRate> = { oneMinute: still, fiveMinutes: still, fifteenMinutes: still };

/** At that moment, of services that had an outcome in the quarter of an hour before it. The weights come as arguments: reckoned in SQL, a row at a time, they cost ten times the rest. */
export async function ratesOfServices(em: EntityManager, at: Date): Promise<Map<string, Rates<ServiceRate>>> {
  const agos = Array.from({ length: 16 }, (_, ago) => ago);
  const starts = agos.map((ago) => new Date(presentMinute(at) - ago * minuteMs));
  const [one, five, fifteen] = [1, 5, 15].map((window) => agos.map((ago) => weightOf(ago, elapsedOf(at), window) / (window * 60)));
  const rows = await query(
    em,
    sql<Record<'sent1' | 'sent5' | 'sent15' | 'failed1' | 'failed5' | 'failed15', number> & { id: string }>`
      SELECT m.service_id AS id, sum(m.sent * w.one) AS sent1, sum(m.sent * w.five) AS sent5, sum(m.sent * w.fifteen) AS sent15,
             sum(m.failed * w.one) AS failed1, sum(m.failed * w.five) AS failed5, sum(m.failed * w.fifteen) AS failed15
        FROM unnest(${starts}::timestamptz[], ${one}::float8[], ${five}::float8[], ${fifteen}::float8[]) AS w(minute, one, five, fifteen) JOIN service_minutes m ON m.minute = w.minute
       GROUP BY m.service_id`,
  );
  const rate = (sent: number, failed: number): ServiceRate => ({ sent: Math.max(0, sent), failed: Math.max(0, failed) });
  return new Map(rows.map((row) => [row.id, { oneMinute: rate(row.sent1, row.failed1), fiveMinutes: rate(row.sent5, row.failed5), fifteenMinutes: rate(row.sent15, row.failed15) }]));
}

/** Of all services together: what became of mails in each of the 60 minutes until then, the present one last, and the rates that follow. */
export async function systemMinutes(em: EntityManager, at: Date): Promise<{ minutes: Minute[]; rates: Rates }> {
  const starts = Array.from({ length: shownMinutes }, (_, i) => presentMinute(at) - (shownMinutes - 1 - i) * minuteMs);
  const rows = await query(
    em,
    sql<{ minute: string } & OutcomeRates>`
      SELECT m.minute, sum(m.sent)::int AS sent, sum(m.failed)::int AS failed, sum(m.unknown)::int AS unknown, sum(m.bounced)::int AS bounced, sum(m.returned)::int AS returned
        FROM service_minutes m WHERE m.minute BETWEEN ${new Date(starts[0]!)}::timestamptz AND ${at}::timestamptz GROUP BY 1`,
  );
  const counted = new Map(rows.map((row) => [asDate(row.minute).getTime(), row]));
  const minutes = starts.map((start): Minute => ({ minute: new Date(start), ...outcomes((kind) => Math.max(0, counted.get(start)?.[kind] ?? 0)) }));
  const rateOver = (window: number): OutcomeRates =>
    outcomes((kind) => minutes.reduce((sum, one, i) => sum + one[kind] * weightOf(shownMinutes - 1 - i, elapsedOf(at), window), 0) / (window * 60));
  return { minutes, rates: { oneMinute: rateOver(1), fiveMinutes: rateOver(5), fifteenMinutes: rateOver(15) } };
}

function outcomes(of: (kind: keyof OutcomeRates) => number): OutcomeRates {
  return { sent: of('sent'), failed: of('failed'), unknown: of('unknown'), bounced: of('bounced'), returned: of('returned') };
}
