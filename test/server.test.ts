import { describe, expect, test } from '@jest/globals';
import { CreateSenderDocument } from '../client/gql/graphql.js';
import { createApi } from '../src/server.js';
import { testApi } from './support/api.js';
import { testDatabase } from './support/database.js';
import { openSocket } from './support/socket.js';

const database = testDatabase();
const api = testApi(database);

const waitingOnLocks = async (): Promise<number> =>
  (await database.owner.query(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rows[0].n as number;

describe('the api role', () => {
  test('says that it is healthy (M5)', async () => {
    const response = await fetch(`${api.address}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', version: '0.0.0-test' }]);
  });

  test('stops in order: sockets are sent away, the request being answered is answered, new ones find nobody', async () => {
    const { client } = await api.signedIn();
    const role = createApi(api.runtime);
    await role.start();
    const address = role.address!;
    const socket = openSocket(address, `Bearer ${client.accessToken}`, 'subscription { quotaChanged { version } }');
    await socket.results.next();
    void socket.results.next().catch(() => undefined);

    const blocker = await database.pool.connect();
    await blocker.query('BEGIN; LOCK TABLE senders IN EXCLUSIVE MODE');
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${client.accessToken}` };
    const body = JSON.stringify({ query: CreateSenderDocument.toString(), variables: { input: { name: 'late' } } });
    const answer = fetch(`${address}/graphql`, { method: 'POST', headers, body });
    while ((await waitingOnLocks()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));

    const stopped = role.stop();
    expect(await socket.closed).toMatchObject({ code: 1001 });
    await blocker.query('COMMIT');
    blocker.release();
    expect(await (await answer).json()).toMatchObject({ data: { createSender: { sender: { name: 'late' } } } });
    await stopped;
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });

  test('says which address is in use when it cannot listen', async () => {
    const port = Number(new URL(api.address).port);
    const second = createApi({ ...api.runtime, config: { ...api.runtime.config, port } });
    await expect(second.start()).rejects.toThrow(/EADDRINUSE/);
    await second.stop();
  });
});
