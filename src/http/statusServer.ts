import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Status, statusAnswer, type StatusPath, statusPaths } from './status.js';

export interface StatusServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Health and figures at a port of their own (M5), for every role: a worker or a scheduler has no other. Open from before the database is asked until
 * after the last role has stopped, so "starting" and "draining" can be seen. No sign-in: it listens on loopback unless told otherwise.
 */
export async function serveStatus(status: Status, { host, port }: { host: string; port: number }, trouble: (error: unknown) => void): Promise<StatusServer> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 30_000 }, (request, response) => {
    answer(status, request, response).catch((error: unknown) => {
      trouble(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  server.on('error', trouble);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(status: Status, { method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = url.split('?')[0] as StatusPath;
  if (method !== 'GET' || !statusPaths.includes(path)) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Only /healthz, /readyz and /metrics.\n');
    return;
  }
  const { code, type, body } = await statusAnswer(path, status);
  response.writeHead(code, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
