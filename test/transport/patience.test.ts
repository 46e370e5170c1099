import { afterEach, describe, expect, test } from '@jest/globals';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { RawSocket } from '../support/rawSocket.js';

const database = testDatabase();
// Long enough for a sign-in on a busy machine.
const api = testApi(database, {}, { patience: { headersMs: 1_000, bodyMs: 1_000, silenceMs: 5_000, checkMs: 50, requestsPerSocket: 5, initMs: 1_000, pingMs: 1_500, closeMs: 200 } });
const sockets: RawSocket[] = [];
const open = async (): Promise<RawSocket> => {
  const socket = await RawSocket.open(api.address);
  sockets.push(socket);
  return socket;
};
afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
const upgrade = 'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';

describe('a client that takes its time (slow-loris) is cut off', () => {
  test('when it sends its headers byte by byte', async () => {
    const socket = await open();
    void socket.drip(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ${'a'.repeat(5_000)}`, 20);
    expect(await socket.ended).toBeLessThan(15_000);
    expect(socket.received).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('when it sends an operation byte by byte, long before an upload would be', async () => {
    const socket = await open();
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n');
    void socket.drip('x'.repeat(5_000), 20);
    expect(await socket.ended).toBeLessThan(15_000);
    expect(socket.received).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('when it says nothing at all, before a request and in the middle of an upload', async () => {
    const [mute, uploads] = [await open(), await open()];
    uploads.write('PUT /uploads/nonsense HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nemail\r\n');
    expect(await mute.ended).toBeLessThan(15_000);
    expect(await uploads.ended).toBeLessThan(15_000);
    expect(uploads.received).toBe('');
  });

  test('when it opens a WebSocket and does not sign in, or is dead and answers no ping', async () => {
    const socket = await open();
    socket.write(upgrade);
    expect(await socket.ended).toBeLessThan(15_000);
    expect(socket.received).toMatch(/^HTTP\/1\.1 101 /);
    // The close frame has the code 4408.
    expect(socket.received).toContain('\x11\x38Connection initialisation timeout');

    const { client } = await api.signedIn();
    const dead = await open();
    dead.write(upgrade);
    await dead.answered();
    const init = Buffer.from(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${client.accessToken}` } }));
    // Masked with zeros, which is allowed.
    const head = Buffer.from([0x81, 0x80 | 126, init.length >> 8, init.length & 255, 0, 0, 0, 0]);
    dead.write(Buffer.concat([head, init]));
    while (!dead.received.includes('connection_ack')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await dead.ended).toBeLessThan(15_000);
    expect(dead.received).toContain('\x89\x00');
  });

  test('a connection carries so many requests: the last answer says so, and what comes all the same is not served', async () => {
    const socket = await open();
    const ask = async (n: number): Promise<string> => {
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      const count = (): number => socket.received.split('"status":"ok"').length - 1;
      while (count() < n) await new Promise((resolve) => setTimeout(resolve, 5));
      return socket.received;
    };
    for (let n = 1; n < 5; n++) expect(await ask(n)).not.toMatch(/connection: close/i);
    expect(await ask(5)).toMatch(/connection: close/i);
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    while (!socket.received.includes('503 Service Unavailable')) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
