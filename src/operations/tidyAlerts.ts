import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { query } from './query.js';

const keptDays = { events: 7, deliveries: 30, alerts: 365, failedJobs: 7 };

/** Forgets what is old: the stream, the log of deliveries, resolved alerts, jobs that were given up. The newest event stays: from it a subscriber tells what it has missed. */
export async function tidyAlerts(em: EntityManager): Promise<void> {
  const before = (days: number): Date => new Date(now().getTime() - days * 86_400_000);
  await query(em, sql`DELETE FROM alert_events WHERE created_at < ${before(keptDays.events)} AND number < (SELECT max(number) FROM alert_events)`);
  await query(em, sql`DELETE FROM alert_deliveries WHERE state <> 'PENDING' AND created_at < ${before(keptDays.deliveries)}`);
  await query(em, sql`DELETE FROM alerts WHERE resolved_at < ${before(keptDays.alerts)}`);
  await query(em, sql`DELETE FROM graphile_worker._private_jobs WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < ${before(keptDays.failedJobs)}`);
}
