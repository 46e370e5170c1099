import { afterEach, describe, expect, test } from '@jest/globals';
import { UpdateUserDocument } from '../../client/gql/graphql.js';
import { setClock } from '../../src/clock.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { openSocket, type TestSocket } from '../support/socket.js';

const database = testDatabase();
const api = testApi(database);
const sockets: TestSocket[] = [];
afterEach(async () => {
  setClock(null);
  for (const socket of sockets.splice(0)) await socket.client.dispose();
});

const open = (authorization: string | null, query = 'subscription { quotaChanged { quotaRemaining } }'): TestSocket => {
  const socket = openSocket(api.address, authorization, query);
  // A socket that is closed makes the iterator reject; these tests look at how it was closed.
  sockets.push(socket);
  return socket;
};
const minutesLater = (minutes: number): void => {
  const start = Date.now();
  setClock(() => new Date(start + minutes * 60_000));
};
const ignored = (promise: Promise<unknown>): void => void promise.catch(() => undefined);

describe('a WebSocket (F22.2)', () => {
  test('is refused with 4403 and the reason when the token is missing, made up, expired, or of an ended session', async () => {
    const { client } = await api.signedIn();
    const token = client.accessToken!;
    const reasonFor = async (authorization: string | null) => {
      const socket = open(authorization);
      ignored(socket.results.next());
      return socket.closed;
    };
    expect(await reasonFor(null)).toEqual({ code: 4403, reason: 'Not signed in' });
    expect(await reasonFor('Bearer nonsense')).toEqual({ code: 4403, reason: 'Token invalid' });
    minutesLater(16);
    expect(await reasonFor(`Bearer ${token}`)).toEqual({ code: 4403, reason: 'Token expired' });
    setClock(null);
    await client.signOut();
    expect(await reasonFor(`Bearer ${token}`)).toEqual({ code: 4403, reason: 'Session ended' });
  });

  test('with an open subscription is closed with "Token expired" when its session is not refreshed any more', async () => {
    const { client } = await api.signedIn();
    const socket = open(`Bearer ${client.accessToken}`);
    await socket.results.next();
    ignored(socket.results.next());
    minutesLater(16);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Token expired' });
  });

  test('lives on while its session is refreshed, and no longer', async () => {
    const { client, user } = await api.signedIn();
    const socket = open(`Bearer ${client.accessToken}`);
    await socket.results.next();
    minutesLater(10);
    await client.refresh();
    minutesLater(20);
    // It is still served: a change arrives, and the sockets have been looked at in the meantime.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await database.pool.query(`SELECT change_quota($1, 5, 'ADJUSTED', 'test')`, [user.id]);
    api.runtime.events.quotaChanged(user.id);
    expect((await socket.results.next()).value).toMatchObject({ data: { quotaChanged: { quotaRemaining: 5 } } });
    ignored(socket.results.next());
    minutesLater(26);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Token expired' });
  });

  test('is closed within a second when its session is signed out', async () => {
    const { client } = await api.signedIn();
    const socket = open(`Bearer ${client.accessToken}`);
    await socket.results.next();
    ignored(socket.results.next());
    const began = performance.now();
    await client.signOut();
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Session ended' });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('is closed within a second when the user is disabled, or gets another role', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    for (const patch of [{ isEnabled: false }, { role: 'ADMIN' as const }]) {
      const { client, user } = await api.signedIn();
      const socket = open(`Bearer ${client.accessToken}`);
      await socket.results.next();
      ignored(socket.results.next());
      const began = performance.now();
      await admin.execute(UpdateUserDocument, { input: { id: user.id, patch } });
      expect(await socket.closed).toEqual({ code: 4403, reason: 'Session ended' });
      expect(performance.now() - began).toBeLessThan(1_000);
    }
  });

  test('is closed although the news of the ended session was lost', async () => {
    const { client, user } = await api.signedIn();
    const socket = open(`Bearer ${client.accessToken}`);
    await socket.results.next();
    ignored(socket.results.next());
    await database.pool.query(`UPDATE sessions SET ended_at = now(), ended_reason = 'ENDED_BY_ADMIN' WHERE user_id = $1`, [user.id]);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Session ended' });
  });
});
