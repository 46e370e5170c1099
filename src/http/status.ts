import type { Metrics } from '../metrics/Metrics.js';
import type { Readiness } from '../readiness.js';

/** What a process is asked by machines. It stands before there is a database, and after. */
export interface Status {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly version: string;
}

export interface StatusAnswer {
  code: number;
  type: string;
  body: string;
}

export const statusPaths = ['/healthz', '/readyz', '/metrics'] as const;
export type StatusPath = (typeof statusPaths)[number];

const json = (code: number, body: object): StatusAnswer => ({ code, type: 'application/json; charset=utf-8', body: JSON.stringify(body) });

/**
 * /healthz: this process lives. It does not ask the database: who restarts what is not healthy would restart every process when the database is
 * away, to no use. /readyz: send it work, or not. /metrics: figures for Prometheus.
 */
export async function statusAnswer(path: StatusPath, { readiness, metrics, version }: Status): Promise<StatusAnswer> {
  if (path === '/healthz') return json(200, { status: 'ok', version });
  if (path === '/metrics') return { code: 200, type: metrics.contentType, body: await metrics.read() };
  const { ready, phase, checks } = await readiness.look();
  return json(ready ? 200 : 503, { status: phase !== 'READY' ? phase.toLowerCase() : ready ? 'ready' : 'not ready', version, checks });
}
