import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  /** http://127.0.0.1:… */
  readonly address: string;
  readonly received: Received[];
  /** Resolves when so many have come since it was opened. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A real HTTP server that takes messages; `answer` says what becomes of each, 204 unless given. */
export async function openReceiver(answer: (response: ServerResponse, received: Received, count: number) => void = (response) => void response.writeHead(204).end()): Promise<Receiver> {
  const received: Received[] = [];
  let ring = (): void => {};
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const one = { path: request.url!, headers: request.headers, body };
      received.push(one);
      answer(response, one, received.length);
      ring();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async until(count) {
      while (received.length < count) await new Promise<void>((resolve) => (ring = resolve));
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
