import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { Alert } from '../entities/Alert.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { query } from './query.js';

/**
 * Somebody knows: the alert stays until its cause is gone, and nobody is told of it any more. `ownerId`: whose it must be; null: anybody's, for administrators. To do it twice is
 * as good as once.
 */
export async function acknowledgeAlert(em: EntityManager, id: string, actorId: string, ownerId: string | null): Promise<Alert> {
  // Before the row, as everybody does who changes alerts.
  await query(em, sql`SELECT lock_alerts()`);
  const alert = isId(id) ? await em.findOne(Alert, { id, ...(ownerId === null ? {} : { userId: ownerId }) }, { refresh: true }) : null;
  if (!alert) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  if (alert.acknowledge(actorId, now())) {
    await em.flush();
    await query(em, sql`INSERT INTO alert_events (alert_id, user_id, event, created_at) VALUES (${alert.id}, ${alert.userId ?? null}, 'ACKNOWLEDGED', ${now()})`);
  }
  return alert;
}
