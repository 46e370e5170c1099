import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Alert } from '../entities/Alert.js';
import { query } from './query.js';

/** As many rows as an event of a stream has at most (A2). */
const most = 100;

/** A piece of the stream of alerts: those that changed, as they are now. */
export interface AlertsChange {
  /** Up to which the stream was read. */
  position: number;
  alerts: Alert[];
  /** There was more than is in it: read the list again. */
  hasGap: boolean;
}

interface Bounds {
  head: number;
  /** The oldest that is kept; null when there is none. */
  oldest: number | null;
}

/** The number of the newest event, whoever it concerns: when it moves there may be something to read. */
export const headOfAlerts = async (em: EntityManager): Promise<number> => (await boundsOf(em)).head;

/** What a subscriber begins with: the alerts that are not resolved, newest first. `userId`: whose; null: all. */
export async function unresolvedAlerts(em: EntityManager, userId: string | null): Promise<AlertsChange> {
  return em.transactional(
    async (inner) => {
      const { head } = await boundsOf(inner);
      const alerts = await inner.find(Alert, { resolvedAt: null, ...(userId === null ? {} : { userId }) }, { orderBy: { id: 'desc' }, limit: most + 1 });
      return { position: head, alerts: alerts.slice(0, most), hasGap: alerts.length > most };
    },
    // One snapshot: what is raised in between would else be in neither, or the position in front of it.
    { isolationLevel: 'repeatable read' as never, readOnly: true },
  );
}

/** What changed behind a position, in the order of the last change of each. */
export async function alertsSince(em: EntityManager, position: number, userId: string | null): Promise<AlertsChange> {
  const { head, oldest } = await boundsOf(em);
  // Tidied away, or from another life of this database.
  if (position > head || (oldest === null ? position < head : position + 1 < oldest)) return { position: head, alerts: [], hasGap: true };
  const rows = await query(
    em,
    sql<{ alertId: string; number: number }>`
      SELECT alert_id AS "alertId", number::int AS number FROM alert_events
       WHERE number > ${position} AND number <= ${head} AND (${userId}::uuid IS NULL OR user_id = ${userId}::uuid) ORDER BY number LIMIT ${most + 1}`,
  );
  if (rows.length > most) return { position: head, alerts: [], hasGap: true };
  const lastOf = new Map(rows.map(({ alertId, number }) => [alertId, number]));
  const alerts = await em.find(Alert, { id: { $in: [...lastOf.keys()] } });
  return { position: head, alerts: alerts.sort((a, b) => lastOf.get(a.id)! - lastOf.get(b.id)!), hasGap: false };
}

async function boundsOf(em: EntityManager): Promise<Bounds> {
  const [row] = await query(em, sql<Bounds>`SELECT coalesce(max(number), 0)::int AS head, min(number)::int AS oldest FROM alert_events`);
  return row!;
}
