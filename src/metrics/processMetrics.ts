import { Gauge, type Registry } from 'prom-client';

/** What every process has, whatever its roles. */
export const processMetrics = (registers: Registry[]) => ({
  ready: new Gauge({ name: 'sluice_ready', help: '1: /readyz says yes', registers }),
  poolConnections: new Gauge({ name: 'sluice_pool_connections', help: 'Connections to PostgreSQL. sql: of dispatch and hot statements; orm: of the API', labelNames: ['pool', 'state'], registers }),
  poolMost: new Gauge({ name: 'sluice_pool_connections_max', help: 'The most that a pool opens', labelNames: ['pool'], registers }),
  poolWaiting: new Gauge({ name: 'sluice_pool_waiting', help: 'Statements that wait for a connection', labelNames: ['pool'], registers }),
  busConnected: new Gauge({ name: 'sluice_bus_connected', help: '1: events reach other processes, or there are none. 0: Redis is away, wake-ups and live events are late', labelNames: ['kind'], registers }),
});
