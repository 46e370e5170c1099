import type pg from 'pg';
import type { LeaderState } from '../lock/leaderLock.js';
import type { Runtime } from '../runtime.js';

const leaderStates: readonly LeaderState[] = ['LEADING', 'WAITING', 'UNREACHABLE'];
const patienceMs = 2_000;

/** Small tables and partial indexes only: lanes, cursors, claims, tasks that have not ended. */
const stateSql = `
  SELECT greatest(0, extract(epoch FROM sluice_clock() - (SELECT min(planned_at) FROM tasks WHERE state = 'SCHEDULED')))::float8 AS due_lag,
         (SELECT coalesce(sum(c.total - c.next_seq + 1), 0)::float8 FROM task_cursors c WHERE c.sendable AND c.opens_at <= sluice_clock() AND c.closes_at > sluice_clock()) AS mails_waiting,
         (SELECT count(*)::int FROM claims WHERE expires_at < sluice_clock()) AS claims_expired,
         (SELECT count(*)::int FROM workers WHERE expires_at > sluice_clock()) AS workers,
         count(*) FILTER (WHERE l.open)::int AS open, count(*) FILTER (WHERE l.enabled AND NOT l.open)::int AS frozen, count(*) FILTER (WHERE NOT l.enabled)::int AS disabled,
         count(*) FILTER (WHERE l.open AND NOT EXISTS (SELECT FROM workers w WHERE w.id = l.owner AND w.expires_at > sluice_clock()))::int AS undriven
    FROM lanes l`;

const tasksSql = `SELECT state, count(*)::int AS tasks FROM tasks WHERE state IN ('SCHEDULED', 'PREPARING', 'SENDING', 'PAUSED') GROUP BY state`;

interface State {
  due_lag: number | null;
  mails_waiting: number;
  claims_expired: number;
  workers: number;
  open: number;
  frozen: number;
  disabled: number;
  undriven: number;
}

/**
 * What a scheduler shows of dispatch as a whole, asked of the database when the figures are read. Every scheduler shows it, also one that waits: with
 * no leader somebody must still say that nothing starts. Gives what ends it.
 */
export function watchDispatch({ database, metrics }: Runtime, leader: () => LeaderState): () => void {
  const { dispatch: gauges } = metrics;
  return metrics.onRead(async () => {
    for (const state of leaderStates) gauges.schedulerState.set({ state }, leader() === state ? 1 : 0);
    const read = await withinPatience(readState(database.pool)).catch(() => null);
    gauges.databaseAnswers.set(read ? 1 : 0);
    // A figure of a minute ago would be a lie that nobody notices; one that is missing is noticed.
    for (const gauge of [gauges.dueLag, gauges.mailsWaiting, gauges.claimsExpired, gauges.workers, gauges.lanesUndriven]) gauge.remove();
    for (const gauge of [gauges.lanes, gauges.tasks]) gauge.reset();
    if (!read) return;
    const { state, tasks } = read;
    gauges.dueLag.set(state.due_lag ?? 0);
    gauges.mailsWaiting.set(state.mails_waiting);
    gauges.claimsExpired.set(state.claims_expired);
    gauges.workers.set(state.workers);
    gauges.lanesUndriven.set(state.undriven);
    for (const name of ['open', 'frozen', 'disabled'] as const) gauges.lanes.set({ state: name }, state[name]);
    for (const name of ['SCHEDULED', 'PREPARING', 'SENDING', 'PAUSED']) gauges.tasks.set({ state: name }, tasks.get(name) ?? 0);
  });
}

async function readState(pool: pg.Pool): Promise<{ state: State; tasks: Map<string, number> }> {
  const [state, tasks] = await Promise.all([
    pool.query<State>({ name: 'dispatch-state', text: stateSql }),
    pool.query<{ state: string; tasks: number }>({ name: 'dispatch-tasks', text: tasksSql }),
  ]);
  return { state: state.rows[0]!, tasks: new Map(tasks.rows.map((row) => [row.state, row.tasks])) };
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => (timer = setTimeout(() => reject(new Error('late')), patienceMs)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
