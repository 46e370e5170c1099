import { afterEach, describe, expect, test } from '@jest/globals';
import {
  EndOtherSessionsDocument, EndSessionDocument, EndUserSessionsDocument, type SessionFilter, SessionsDocument, SignInDocument, UpdateUserDocument, ViewerDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi, testPassword } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { openSocket, type TestSocket } from '../support/socket.js';

const database = testDatabase();
const api = testApi(database);
const sockets: TestSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) await socket.client.dispose();
});

const sessions = async (client: SluiceClient, filter?: SessionFilter) => (await client.execute(SessionsDocument, { filter })).sessions.edges.map(({ node }) => node);
const end = async (client: SluiceClient, id: string) => (await client.execute(EndSessionDocument, { input: { id } })).endSession;
const signIn = async (name: string, userAgent: string): Promise<string> => {
  const response = await fetch(`${api.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ query: SignInDocument.toString(), variables: { input: { name, password: testPassword } } }),
  });
  const { data } = (await response.json()) as { data: { signIn: { credentials: { accessToken: string } } } };
  return data.signIn.credentials.accessToken;
};
const isIn = (accessToken: string): Promise<boolean> =>
  api.client().useToken(accessToken).execute(ViewerDocument).then(() => true, () => false);
const watching = async (accessToken: string): Promise<TestSocket> => {
  const socket = openSocket(api.address, `Bearer ${accessToken}`, 'subscription { quotaChanged { version } }');
  sockets.push(socket);
  await socket.results.next();
  void socket.results.next().catch(() => undefined);
  return socket;
};

describe('one’s own sessions (F22.2)', () => {
  test('are listed newest first, with device, address and which one asks; those that ended only when asked for', async () => {
    const { client } = await api.signedIn('OPERATOR', 'anna');
    await api.signedIn('OPERATOR', 'bruno');
    const phone = await signIn('anna', 'Phone/1.0');
    const [onPhone, here, ...others] = await sessions(client);
    expect(others).toEqual([]);
    expect(onPhone).toMatchObject({ userAgent: 'Phone/1.0', address: '127.0.0.1', isCurrent: false, isAlive: true, endedAt: null, endedReason: null });
    expect(here).toMatchObject({ isCurrent: true });
    for (const time of [onPhone!.createdAt, onPhone!.lastUsedAt]) expect(Date.parse(time)).toBeGreaterThan(Date.now() - 60_000);
    expect((await sessions(api.client().useToken(phone))).map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect((await end(client, onPhone!.id)).session).toMatchObject({ id: onPhone!.id, isAlive: false, endedReason: 'ENDED_BY_USER' });
    expect((await sessions(client)).map(({ id }) => id)).toEqual([here!.id]);
    expect((await sessions(client, { includeEnded: true })).map(({ id, endedReason }) => [id, endedReason])).toEqual([[onPhone!.id, 'ENDED_BY_USER'], [here!.id, null]]);
  });

  test('end at once, one or all the others; ending one again changes nothing', async () => {
    const { client } = await api.signedIn('OPERATOR', 'anna');
    const tokens = [await signIn('anna', 'a'), await signIn('anna', 'b'), await signIn('anna', 'c')];
    const id = (await sessions(client)).find(({ userAgent }) => userAgent === 'a')!.id;
    for (let i = 0; i < 2; i++) expect(await end(client, id)).toMatchObject({ session: { endedReason: 'ENDED_BY_USER' }, userErrors: [] });
    expect(await Promise.all(tokens.map(isIn))).toEqual([false, true, true]);
    expect((await client.execute(EndOtherSessionsDocument)).endOtherSessions).toEqual({ endedCount: 2, userErrors: [] });
    expect(await Promise.all([...tokens, client.accessToken!].map(isIn))).toEqual([false, false, false, true]);
  });

  test('that end take their open sockets with them within a second, and no others', async () => {
    const { client } = await api.signedIn('OPERATOR', 'anna');
    const [phone, here] = [await watching(await signIn('anna', 'Phone')), await watching(client.accessToken!)];
    const id = (await sessions(client)).find(({ userAgent }) => userAgent === 'Phone')!.id;
    const began = performance.now();
    await end(client, id);
    expect(await phone.closed).toEqual({ code: 4403, reason: 'Session ended' });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await Promise.race([here.closed, new Promise((resolve) => setTimeout(resolve, 700, 'open'))])).toBe('open');
  });

  test('are nobody else’s: a foreign one looks like none', async () => {
    const { client: anna } = await api.signedIn('OPERATOR', 'anna');
    const { client: bruno, user } = await api.signedIn('OPERATOR', 'bruno');
    const [foreign] = await sessions(bruno);
    const answers = await Promise.all([foreign!.id, newId(), 'nonsense'].map((id) => end(anna, id)));
    expect(answers.map(({ userErrors }) => userErrors)).toEqual(Array(3).fill([{ code: 'NOT_FOUND', message: 'There is no such object.', field: ['id'] }]));
    for (const userId of [user.id, newId(), 'nonsense']) expect(await sessions(anna, { userId, includeEnded: true })).toEqual([]);
    expect(await isIn(bruno.accessToken!)).toBe(true);
  });
});

describe('sessions of others (F22.1)', () => {
  test('are seen and ended by administrators, one or all', async () => {
    const { client: admin, user: root } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn('OPERATOR', 'anna');
    const other = await signIn('anna', 'Phone');
    const [onPhone, here] = await sessions(admin, { userId: user.id });
    expect([onPhone!.userAgent, here!.isCurrent]).toEqual(['Phone', false]);
    expect((await end(admin, onPhone!.id)).session?.endedReason).toBe('ENDED_BY_ADMIN');
    expect([await isIn(other), await isIn(client.accessToken!)]).toEqual([false, true]);
    const endAll = async (userId: string) => (await admin.execute(EndUserSessionsDocument, { input: { userId } })).endUserSessions;
    expect(await endAll(user.id)).toEqual({ endedCount: 1, userErrors: [] });
    expect(await isIn(client.accessToken!)).toBe(false);
    expect((await endAll(newId())).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['userId'] }]);
    expect(await endAll(root.id)).toEqual({ endedCount: 0, userErrors: [] });
    expect(await isIn(admin.accessToken!)).toBe(true);
  });

  test('a new role closes their sockets only when it is another one', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn('OPERATOR', 'anna');
    const socket = await watching(client.accessToken!);
    const give = (role: 'ADMIN' | 'OPERATOR') => admin.execute(UpdateUserDocument, { input: { id: user.id, patch: { role } } });
    await give('OPERATOR');
    expect(await Promise.race([socket.closed, new Promise((resolve) => setTimeout(resolve, 700, 'open'))])).toBe('open');
    await give('ADMIN');
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Session ended' });
  });
});
