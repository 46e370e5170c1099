import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refusal } from '../errors.js';
import { query } from './query.js';
import { checkZone } from './serviceFields.js';

/** When the quota day of a service begins: wall-clock time in its zone. */
export interface Reset {
  resetTime: string;
  zone: string;
}

/** What is left out stays as it is in `present`. */
export async function checkReset(em: EntityManager, given: { resetTime?: string | null; zone?: string | null }, present?: Reset): Promise<Reset> {
  const resetTime = given.resetTime == null ? present!.resetTime.slice(0, 5) : checkResetTime(given.resetTime);
  const zone = given.zone == null ? present!.zone : await checkZone(em, given.zone);
  await demandEveryDay(em, { resetTime, zone }, given.resetTime == null ? 'zone' : 'resetTime');
  return { resetTime, zone };
}

function checkResetTime(time: string): string {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return time;
  throw new Refusal('INVALID', `The reset time is HH:MM from 00:00 to 23:59, not "${time.slice(0, 20)}".`, ['resetTime']);
}

interface Gap {
  day: string;
  from: string;
  to: string;
}

/**
 * A time that the clocks skip on some day of the next two years is refused, with the day and the gap: on that day the quota would be reset at another time
 * than was set, and nobody would know at which. (PostgreSQL moves such a time forward; quota_period copes with it, should the rules of a zone change later.)
 */
async function demandEveryDay(em: EntityManager, { resetTime, zone }: Reset, field: string): Promise<void> {
  const [gap] = await query(
    em,
    sql<Gap>`
      SELECT to_char(g.day, 'YYYY-MM-DD') AS day, to_char(min(m.wall), 'HH24:MI') AS "from", to_char(max(m.wall) + interval '1 minute', 'HH24:MI') AS "to"
        FROM (SELECT d.day FROM generate_series((sluice_clock() AT TIME ZONE ${zone})::date::timestamp, (sluice_clock() AT TIME ZONE ${zone})::date + interval '2 years', interval '1 day') AS d(day)
               WHERE d.day + ${resetTime}::time <> (d.day + ${resetTime}::time) AT TIME ZONE ${zone} AT TIME ZONE ${zone} ORDER BY d.day LIMIT 1) g
       CROSS JOIN generate_series(g.day, g.day + interval '1439 minutes', interval '1 minute') AS m(wall)
       WHERE m.wall <> m.wall AT TIME ZONE ${zone} AT TIME ZONE ${zone} GROUP BY g.day`,
  );
  if (!gap) return;
  throw new Refusal('INVALID', `There is no ${resetTime} in ${zone} on ${gap.day}: the clocks go from ${gap.from} to ${gap.to}. Choose a time that every day has, such as ${gap.to}.`, [field]);
}
