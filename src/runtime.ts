import type { Logger } from 'pino';
import type { Bus } from './bus/bus.js';
import type { Config, RoleName } from './config.js';
import type { Database } from './database.js';
import type { Events } from './events.js';
import type { Keys } from './keys.js';
import type { Metrics } from './metrics/Metrics.js';
import type { Readiness } from './readiness.js';

/** What every role of this process shares. */
export interface Runtime {
  readonly config: Config;
  readonly database: Database;
  readonly bus: Bus;
  readonly events: Events;
  readonly log: Logger;
  readonly keys: Keys;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly version: string;
  /** New at each start: also the id of this process as a worker. */
  readonly process: { readonly id: string };
}

/** One duty of a process: api, scheduler or worker. */
export interface Role {
  readonly name: RoleName;
  /** Where it can be reached, once started: the api's "http://127.0.0.1:4000". */
  readonly address?: string | null;
  start(): Promise<void>;
  /** Ends orderly: finishes what is begun, hands back the rest. Called once, after start() has settled. */
  stop(): Promise<void>;
}
