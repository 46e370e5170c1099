import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export type ApiMetrics = ReturnType<typeof apiMetrics>;

const requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** Never a name of an operation or a user in a label: clients choose the one, and there may be any number of the other. They are in the log, at debug. */
export const apiMetrics = (registers: Registry[]) => ({
  operations: new Counter({
    name: 'sluice_operations_total',
    help: 'GraphQL operations: ok, denied, invalid (the request is wrong), limited, timed_out, failed (a bug, in the log by its id). Subscriptions count when they end',
    labelNames: ['transport', 'kind', 'outcome'],
    registers,
  }),
  operationSeconds: new Histogram({ name: 'sluice_operation_duration_seconds', help: 'Queries and mutations', labelNames: ['transport', 'kind'], buckets: requestSeconds, registers }),
  requestSeconds: new Histogram({ name: 'sluice_http_request_duration_seconds', help: 'HTTP requests, by route', labelNames: ['method', 'route', 'status'], buckets: requestSeconds, registers }),
  sockets: new Gauge({ name: 'sluice_websocket_connections', help: 'Open WebSockets', registers }),
  subscriptions: new Gauge({ name: 'sluice_subscriptions', help: 'Operations open on WebSockets', registers }),
});
