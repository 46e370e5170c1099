import type { Logger } from 'pino';
import type { JobPayloads } from '../operations/enqueueJob.js';
import type { Runtime } from '../runtime.js';

export interface JobContext {
  readonly runtime: Runtime;
  readonly log: Logger;
}

/** What a job of each name does. To throw is to be tried again, later and later. */
export type Tasks = { readonly [Name in keyof JobPayloads]: (payload: JobPayloads[Name], context: JobContext) => Promise<void> };
