import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Lag, lagNow } from './monitorLag.js';
import { monitorServices, type ServicesNow } from './monitorServices.js';
import { monitorTasks, type TasksNow } from './monitorTasks.js';
import { type LeadershipNow, leadershipNow, type MonitoredWorker, monitorWorkers } from './monitorWorkers.js';
import { asDate, query } from './query.js';
import { type RecentError, recentErrors } from './recentErrors.js';
import { type Minute, type Rates, systemMinutes } from './serviceRates.js';

/** The whole installation as it is now (M1). */
export interface MonitoringNow extends ServicesNow {
  at: Date;
  users: { count: number; quotaRemaining: number };
  rates: Rates;
  minutes: Minute[];
  tasks: TasksNow;
  workers: MonitoredWorker[];
  leadership: LeadershipNow;
  lag: Lag;
  errors: RecentError[];
}

/**
 * One question after the other on one connection: whoever looks at the centre must not take connections from those who send. No big table is read, which a test proves
 * by taking the right away. With 1,000 services that all send, 2,000 tasks and 1,000,000 mails: 45 ms of CPU here and 95 ms in PostgreSQL, on two cores shared with a dozen busy
 * processes, where adding up a million numbers took PostgreSQL 290 ms (a busy machine: the ratio counts; TEST_LOG=1 npm test -- test/operations/monitoringCost). Most are the states of services, and 60 minutes of each.
 */
export async function monitoringNow(em: EntityManager): Promise<MonitoringNow> {
  const [about] = await query(
    em,
    sql<{ at: string; users: number; quota: number }>`SELECT sluice_clock() AS at, count(*)::int AS users, coalesce(sum(quota_remaining), 0)::float8 AS quota FROM users WHERE archived_at IS NULL`,
  );
  const at = asDate(about!.at);
  const { counts, services } = await monitorServices(em, at);
  const { minutes, rates } = await systemMinutes(em, at);
  const available = services.filter(({ availability }) => availability.isAvailable).map(({ id }) => id);
  return {
    at,
    users: { count: about!.users, quotaRemaining: about!.quota },
    counts,
    services,
    rates,
    minutes,
    tasks: await monitorTasks(em),
    workers: await monitorWorkers(em),
    leadership: await leadershipNow(em),
    lag: await lagNow(em, available),
    errors: await recentErrors(em),
  };
}
