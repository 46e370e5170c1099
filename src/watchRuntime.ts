import type { Runtime } from './runtime.js';
import { migrationsCheck } from './migrations/pending.js';

/** What every process is asked about, whatever its roles: is it ready, how full are its pools, does the bus carry. Gives what ends the counting. */
export function watchRuntime({ database, bus, metrics, readiness }: Runtime): () => void {
  const migrated = migrationsCheck(database.pool);
  readiness.add('database', async () => {
    await database.pool.query('SELECT');
    return { ok: true, status: 'OK' };
  });
  readiness.add('migrations', async () => ((await migrated()) ? { ok: true, status: 'OK' } : { ok: false, status: 'MISSING' }));
  // Losing Redis costs latency and nothing else, and all lose it at once: were they not ready then, nobody would be served. One that has never
  // reached it is set up wrongly.
  let hasBeenConnected = false;
  readiness.add('bus', () => {
    hasBeenConnected ||= bus.connected;
    if (bus.kind === 'MEMORY') return { ok: true, status: 'NOT_NEEDED' };
    return { ok: hasBeenConnected, status: bus.connected ? 'OK' : 'UNREACHABLE' };
  });

  const { process: gauges } = metrics;
  return metrics.onRead(async () => {
    gauges.busConnected.set({ kind: bus.kind }, bus.connected ? 1 : 0);
    for (const [pool, { totalCount, idleCount, waitingCount, options }] of database.pools) {
      gauges.poolConnections.set({ pool, state: 'busy' }, totalCount - idleCount);
      gauges.poolConnections.set({ pool, state: 'idle' }, idleCount);
      gauges.poolMost.set({ pool }, options.max);
      gauges.poolWaiting.set({ pool }, waitingCount);
    }
    gauges.ready.set((await readiness.look()).ready ? 1 : 0);
  });
}
