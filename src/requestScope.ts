import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to one request, or one operation on a socket, wherever in it the code is. */
export interface RequestScope {
  readonly requestId: string;
  /** Whoever asked was told that it takes too long; the work goes on. */
  timedOut?: boolean;
}

/**
 * So that every line written to the log on behalf of a request has its id, also where nobody hands a context on: in a warning of the database, in
 * the masking of an error. Costs nothing to who does not log.
 */
export const requestScope = new AsyncLocalStorage<RequestScope>();
