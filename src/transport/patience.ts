/**
 * How long the server waits for whom. A client that sends a byte now and then must not hold a connection for ever; one that uploads a million contacts
 * over a slow line must be let finish. Tests wait for less.
 */
export interface Patience {
  /** For the headers of a request. */
  headersMs: number;
  /** For the rest of an operation, of 1 MiB at most. */
  bodyMs: number;
  /** For the whole of a request: the upload of a million contacts is one, and takes a minute at best. */
  requestMs: number;
  /** For the next byte, in either direction. Longer than anything is worked on without a word. */
  silenceMs: number;
  /** For the next request on a connection that is kept open. Longer than the 60 s of usual proxies, or they would send into a connection that closes. */
  idleMs: number;
  /** How often headers and requests are looked at. */
  checkMs: number;
  /** So many, then the client connects anew: behind a balancer connections spread over new processes by that. */
  requestsPerSocket: number;
  /** For connection_init on a WebSocket. */
  initMs: number;
  /** How often a WebSocket is pinged; for so long its pong is waited for. */
  pingMs: number;
  /** For the end of a WebSocket that was told to close. */
  closeMs: number;
}

export const patience: Patience = {
  headersMs: 15_000,
  bodyMs: 30_000,
  requestMs: 30 * 60_000,
  silenceMs: 120_000,
  idleMs: 72_000,
  checkMs: 5_000,
  requestsPerSocket: 10_000,
  initMs: 5_000,
  pingMs: 12_000,
  closeMs: 5_000,
};
