import type pg from 'pg';
import type { Logger } from 'pino';
import type { Announcer } from '../announcer.js';

/** What a step of the leader is given. Every step is a set of conditional, idempotent statements: two leaders at once do no harm. */
export interface StepContext {
  pool: pg.Pool;
  announcer: Announcer;
  log: Logger;
  /** There is something to claim. */
  wakeWorkers: () => void;
  /** True when the process stops: a step of many transactions ends after the present one. */
  stopping: () => boolean;
}
