import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Refusal } from '../errors.js';
import { asDate, query } from './query.js';

export type StatisticsStep = 'HOUR' | 'DAY';

export interface Span {
  by: StatisticsStep;
  since: Date;
  until: Date;
}

/** What became of mails in one hour or day. */
export interface Statistics {
  from: Date;
  until: Date;
  sent: number;
  failed: number;
  unknown: number;
  bounced: number;
  returned: number;
  failures: number;
  /** Of the quota periods that began then; null by the hour, and where none began. */
  quotaUsed: number | null;
}

export const mostSteps: Record<StatisticsStep, number> = { HOUR: 800, DAY: 400 };
const stepMs: Record<StatisticsStep, number> = { HOUR: 3_600_000, DAY: 86_400_000 };
/** PostgreSQL reads no year 0, and nobody sent a mail through this program before. */
const earliest = Date.UTC(2000, 0, 1);

/** How many rows a span gives at most: a part of a step at either end is one. Refused beyond the bound. */
export function stepsOf({ by, since, until }: Span): number {
  if (since.getTime() < earliest) throw new Refusal('INVALID', 'Statistics begin in the year 2000.', ['since']);
  const ms = until.getTime() - since.getTime();
  if (ms <= 0) throw new Refusal('INVALID', '"until" must be later than "since".', ['until']);
  // A year and a day by the clock of a zone may be an hour longer than their days have.
  if (ms > mostSteps[by] * stepMs[by] + (by === 'DAY' ? stepMs.HOUR : 0)) throw new Refusal('INVALID', `That is more than ${mostSteps[by]} ${by === 'HOUR' ? 'hours' : 'days'}.`, ['since']);
  return Math.ceil(ms / stepMs[by]) + 1;
}

/**
 * Whole steps of the zone that touch the span, those without a mail as well. A day of the zone has 23 to 25 hours; where midnight does not exist it begins with the
 * first moment there is. Rows of service_hours belong to the step in which they begin.
 */
const stepsSql = ({ by, since, until }: Span, zone: RawBuilder<string>): RawBuilder<unknown> =>
  by === 'HOUR'
    ? sql`SELECT f AS "from", f + interval '1 hour' AS until
            FROM generate_series(date_trunc('hour', ${since}::timestamptz, ${zone}), ${until}::timestamptz - interval '1 microsecond', interval '1 hour') f`
    : sql`SELECT d AT TIME ZONE ${zone} AS "from", (d + interval '1 day') AT TIME ZONE ${zone} AS until
            FROM generate_series(date_trunc('day', ${since}::timestamptz AT TIME ZONE ${zone}), (${until}::timestamptz - interval '1 microsecond') AT TIME ZONE ${zone}, interval '1 day') d`;

/** Never negative: outcomes that were written before there were rollups may be corrected now. */
const sumsSql = sql`greatest(0, coalesce(sum(h.sent), 0))::int AS sent, greatest(0, coalesce(sum(h.failed), 0))::int AS failed, greatest(0, coalesce(sum(h.unknown), 0))::int AS unknown,
  greatest(0, coalesce(sum(h.bounced), 0))::int AS bounced, coalesce(sum(h.returned), 0)::int AS returned, coalesce(sum(h.failures), 0)::int AS failures`;

/** Of each service in its own zone, unless one is given (F19.3). In time order, by service id. */
export async function statisticsOfServices(em: EntityManager, ids: readonly string[], span: Span, zone: string | null): Promise<Map<string, Statistics[]>> {
  const rows = await query(
    em,
    sql<Statistics & { serviceId: string }>`
      SELECT a.id AS "serviceId", b."from", b.until, ${sumsSql}, ${span.by === 'DAY' ? usedSql(sql`u.service_id = a.id AND`) : sql`NULL::float8`} AS "quotaUsed"
        FROM (SELECT s.id, coalesce(${zone}::text, s.zone) AS zone FROM email_services s WHERE s.id = ANY (${ids}::uuid[])) a
       CROSS JOIN LATERAL (${stepsSql(span, sql`a.zone`)}) b
        LEFT JOIN service_hours h ON h.service_id = a.id AND h.hour >= b."from" AND h.hour < b.until
       GROUP BY a.id, b."from", b.until ORDER BY a.id, b."from"`,
  );
  return Map.groupBy(rows.map(withDates), (row) => row.serviceId);
}

/** Of all services together. 50 services over 400 days are 480,000 rows of hours, all of which are read. */
export async function statisticsOfAll(em: EntityManager, span: Span, zone: string): Promise<Statistics[]> {
  const rows = await query(
    em,
    sql<Statistics>`
      SELECT b."from", b.until, ${sumsSql}, ${span.by === 'DAY' ? usedSql(sql``) : sql`NULL::float8`} AS "quotaUsed"
        FROM (${stepsSql(span, sql`${zone}::text`)}) b
        LEFT JOIN service_hours h ON h.hour >= b."from" AND h.hour < b.until
       GROUP BY b."from", b.until ORDER BY b."from"`,
  );
  return rows.map(withDates);
}

const usedSql = (whose: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(SELECT sum(u.used)::float8 FROM service_usages u WHERE ${whose} u.starts_at >= b."from" AND u.starts_at < b.until)`;

const withDates = <Row extends Statistics>(row: Row): Row => ({ ...row, from: asDate(row.from), until: asDate(row.until) });
