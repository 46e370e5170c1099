import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { openSocket, type TestSocket } from '../support/socket.js';

const database = testDatabase();
const api = testApi(database, {
  SLUICE_SOCKETS_PER_USER: '3', SLUICE_SOCKETS_PER_ADDRESS: '5', SLUICE_TRUST_PROXY: '127.0.0.1', SLUICE_CORS_ORIGINS: 'https://admin.example.com', SLUICE_PUBLIC_URL: 'https://mails.example.com',
});
const opened: WebSocket[] = [];
const signedIn: TestSocket[] = [];
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.terminate();
  for (const socket of signedIn.splice(0)) await socket.client.dispose();
});

/** The status with which an upgrade is answered: 101, or a refusal. */
function upgrade(headers: Record<string, string> = {}, localAddress = '127.0.0.1'): Promise<number> {
  const socket = new WebSocket(`${api.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers, localAddress });
  opened.push(socket);
  return new Promise((resolve) => {
    socket.on('error', () => {});
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode!));
  });
}
const by = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

function subscribe(token: string | null): TestSocket {
  const socket = openSocket(api.address, `Bearer ${token}`, 'subscription { quotaChanged { version } }');
  signedIn.push(socket);
  return socket;
}

describe('WebSockets (A5)', () => {
  test('of one address are limited, whoever opens them, and whatever proxy they come through', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push(await upgrade(by('203.0.113.7')));
    expect(statuses).toEqual([101, 101, 101, 101, 101, 429]);
    expect(await upgrade(by('203.0.113.8'))).toBe(101);
    opened[0]!.terminate();
    let status = 429;
    while (status === 429) status = await upgrade(by('203.0.113.7'));
    expect(status).toBe(101);
  });

  test('of an address that is no proxy of ours count for that address, whatever header it sends', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push(await upgrade(by(`203.0.113.${i}`), '127.0.0.2'));
    expect(statuses.at(-1)).toBe(429);
  });

  test('of one user are limited: one too many is closed with 4429, and one that ends makes room', async () => {
    const { client } = await api.signedIn();
    const three = [1, 2, 3].map(() => subscribe(client.accessToken));
    await Promise.all(three.map((socket) => socket.results.next()));
    const fourth = subscribe(client.accessToken);
    void fourth.results.next().catch(() => undefined);
    expect(await fourth.closed).toEqual({ code: 4429, reason: 'At most 3 sockets at once' });
    const { client: other } = await api.signedIn();
    expect(await subscribe(other.accessToken).results.next()).toMatchObject({ done: false });
    await three[0]!.client.dispose();
    await three[0]!.closed;
    let last = { code: 4429 };
    while (last.code === 4429) {
      const again = subscribe(client.accessToken);
      last = await Promise.race([again.results.next().then(() => ({ code: 0 }), () => again.closed), again.closed]);
    }
    expect(last.code).toBe(0);
  });

  test.each([
    ['no origin, as from a program', {}, 101],
    ['the origin of the address asked', { origin: 'SAME' }, 101],
    ['the public address', { origin: 'https://mails.example.com' }, 101],
    ['a listed origin', { origin: 'https://admin.example.com' }, 101],
    ['another origin', { origin: 'https://evil.example.com' }, 403],
    ['the same host by a longer name', { origin: 'https://admin.example.com.evil.example.com' }, 403],
    ['an origin that hides', { origin: 'null' }, 403],
  ])('with %s', async (_name, headers: Record<string, string>, status) => {
    expect(await upgrade({ ...headers, ...(headers.origin === 'SAME' ? { origin: api.address } : {}) })).toBe(status);
  });

  test('elsewhere than at /graphql find nothing', async () => {
    const socket = new WebSocket(`${api.address.replace('http', 'ws')}/other`);
    socket.on('error', () => {});
    expect(await new Promise((resolve) => socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)))).toBe(404);
  });
});

describe('the address of a client', () => {
  const addressOf = async (headers: Record<string, string>): Promise<unknown> => {
    await fetch(`${api.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: 'mutation { signIn(input: { name: "nobody", password: "wrong password" }) { userErrors { code } } }' }),
    });
    return (await database.owner.query('SELECT address FROM audit_logs ORDER BY id DESC LIMIT 1')).rows[0].address;
  };

  test('is what a trusted proxy says, the same over HTTP and WebSocket; what stands before that anybody may have written', async () => {
    expect(await addressOf({})).toBe('127.0.0.1');
    expect(await addressOf(by('203.0.113.9'))).toBe('203.0.113.9');
    expect(await addressOf(by('198.51.100.1, 203.0.113.9'))).toBe('203.0.113.9');
    const { client } = await api.signedIn();
    const socket = new WebSocket(`${api.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: by('198.51.100.1, 203.0.113.10') });
    opened.push(socket);
    const done = new Promise((resolve) => socket.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { type: string };
      if (type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'mutation { createSender(input: { name: "a" }) { userErrors { code } } }' } }));
      if (type === 'complete') resolve(null);
    }));
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${client.accessToken}` } })));
    await done;
    expect((await database.owner.query(`SELECT address FROM audit_logs WHERE action = 'createSender'`)).rows).toEqual([{ address: '203.0.113.10' }]);
  });
});
