import { type Client, createClient } from 'graphql-ws';

export interface Closed {
  code: number;
  reason: string;
}

export interface TestSocket {
  client: Client;
  /** Results as they come, errors included; ends when the socket closes. */
  results: AsyncIterator<{ data?: Record<string, unknown> | null; errors?: readonly { message: string; extensions?: Record<string, unknown> }[] }>;
  closed: Promise<Closed>;
}

/** One operation on a socket of its own that never reconnects, so that a test sees how it was closed. */
export function openSocket(address: string, authorization: string | null, query: string, variables: Record<string, unknown> = {}): TestSocket {
  const { promise: closed, resolve } = Promise.withResolvers<Closed>();
  const client = createClient({
    url: `${address.replace(/^http/, 'ws')}/graphql`,
    connectionParams: authorization === null ? {} : { authorization },
    retryAttempts: 0,
    on: { closed: (event) => resolve({ code: (event as Closed).code, reason: (event as Closed).reason }) },
  });
  const results = client.iterate({ query, variables });
  return { client, results: results as TestSocket['results'], closed };
}
