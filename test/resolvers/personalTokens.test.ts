import { afterEach, describe, expect, test } from '@jest/globals';
import {
  AuditLogsDocument, type CreatePersonalTokenInput, CreatePersonalTokenDocument, CreateSenderDocument, DeleteUserDocument, type PersonalTokenFilter, PersonalTokensDocument,
  RevokePersonalTokenDocument, SessionsDocument, UpdateUserDocument, ViewerDocument,
} from '../../client/gql/graphql.js';
import type { ApiError, SluiceClient } from '../../client/SluiceClient.js';
import { setClock } from '../../src/clock.js';
import { newId } from '../../src/ids.js';
import { resolvers } from '../../src/resolvers/index.js';
import { buildApiSchema } from '../../src/schema/build.js';
import { documentFor, rootFields, variablesFor } from '../support/anyOperation.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { heldBack } from '../support/heldBack.js';
import { openSocket, type TestSocket } from '../support/socket.js';

const database = testDatabase();
const api = testApi(database);
const sockets: TestSocket[] = [];
afterEach(async () => {
  setClock(null);
  for (const socket of sockets.splice(0)) await socket.client.dispose();
});

const dayMs = 24 * 3_600_000;
const create = async (by: SluiceClient, input: Partial<CreatePersonalTokenInput> = {}) =>
  (await by.execute(CreatePersonalTokenDocument, { input: { name: 'Reports', scope: 'READ', ...(input.expiresAt ? {} : { expiresInDays: 30 }), ...input } })).createPersonalToken;
const revoke = async (by: SluiceClient, id: string) => (await by.execute(RevokePersonalTokenDocument, { input: { id } })).revokePersonalToken;
const tokens = async (by: SluiceClient, filter?: PersonalTokenFilter) => (await by.execute(PersonalTokensDocument, { filter })).personalTokens.edges.map(({ node }) => node);
const as = (token: string): SluiceClient => api.client().useToken(token);
const reasonFor = (token: string): Promise<string | null> =>
  as(token).execute(ViewerDocument).then(() => null, (error: { errors: ApiError[]; status: number }) => `${error.status} ${error.errors[0]!.extensions!.reason}`);
const open = (token: string, query: string, variables: Record<string, unknown> = {}): TestSocket => {
  const socket = openSocket(api.address, `Bearer ${token}`, query, variables);
  sockets.push(socket);
  return socket;
};
const watching = async (token: string): Promise<TestSocket> => {
  const socket = open(token, 'subscription { quotaChanged { version } }');
  await socket.results.next();
  void socket.results.next().catch(() => undefined);
  return socket;
};

describe('a personal token (F22.3)', () => {
  test('is shown once, and only its hash is kept', async () => {
    const { client, user } = await api.signedIn();
    const { token, personalToken } = await create(client, { name: ' Reports ' });
    expect(token).toMatch(/^slu_[\w-]{38}$/);
    expect(personalToken).toMatchObject({ name: 'Reports', scope: 'READ', hint: `slu_…${token!.slice(-4)}`, isAlive: true, lastUsedAt: null, revokedAt: null });
    expect(Date.parse(personalToken!.expiresAt) - Date.parse(personalToken!.createdAt)).toBe(30 * dayMs);
    expect((await as(token!).execute(ViewerDocument)).viewer?.id).toBe(user.id);
    const { rows } = await database.pool.query(`SELECT (SELECT jsonb_agg(t) FROM personal_tokens t)::text || (SELECT jsonb_agg(a) FROM audit_logs a)::text AS kept, encode(token_hash, 'base64') AS hash FROM personal_tokens`);
    expect(rows[0].kept).toContain('createPersonalToken');
    expect(JSON.stringify([rows, api.logged])).not.toContain(token!.slice(4, 20));
  });

  test.each<[string, Partial<CreatePersonalTokenInput>, string[]]>([
    ['no name', { name: '  ' }, ['name']],
    ['a name of two lines', { name: 'a\nb' }, ['name']],
    ['a name too long', { name: 'x'.repeat(101) }, ['name']],
    ['no day at all', { expiresInDays: 0 }, ['expiresInDays']],
    ['days gone by', { expiresInDays: -1 }, ['expiresInDays']],
    ['more than a year', { expiresInDays: 367 }, ['expiresInDays']],
    ['an expiry in the past', { expiresAt: new Date(Date.now() - 1_000) }, ['expiresAt']],
    ['an expiry too far away', { expiresAt: new Date(Date.now() + 367 * dayMs) }, ['expiresAt']],
    ['two expiries', { expiresAt: new Date(Date.now() + dayMs), expiresInDays: 1 }, ['expiresInDays']],
    ['no expiry', { expiresInDays: null }, ['expiresInDays']],
  ])('with %s is refused', async (_, input, field) => {
    const { client } = await api.signedIn();
    expect(await create(client, input)).toMatchObject({ token: null, personalToken: null, userErrors: [{ code: 'INVALID', field }] });
  });

  test('of a scope that does not exist is a broken request', async () => {
    const { client } = await api.signedIn();
    await expect(create(client, { scope: 'ADMIN' as never })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('may be one of fifty that are alive, also of two that are made at once', async () => {
    const { client, user } = await api.signedIn();
    await database.pool.query(
      `INSERT INTO personal_tokens (id, user_id, name, scope, token_hash, hint, created_at, expires_at, revoked_at, revoked_reason)
         SELECT uuid_v7(), $1, 'x', 'READ', convert_to(n::text, 'UTF8'), '', now(), now() + CASE n WHEN 1 THEN -interval '1 day' ELSE interval '1 day' END,
                CASE n WHEN 2 THEN now() END, CASE n WHEN 2 THEN 'REVOKED_BY_USER' END FROM generate_series(1, 51) n`,
      [user.id],
    );
    const [one, two] = await heldBack(database, 'SELECT FROM users WHERE id = $1 FOR UPDATE', [user.id], [() => create(client), () => create(client)] as const);
    expect([one.userErrors, two.userErrors.map(({ code }) => code)]).toEqual([[], ['WRONG_STATE']]);
    expect((await client.execute(PersonalTokensDocument, {})).personalTokens.totalCount).toBe(50);
  });

  test('says when and from where it was last used, with one write a minute', async () => {
    const { client } = await api.signedIn();
    const { token } = await create(client);
    const use = async () => (await as(token!).execute(ViewerDocument), (await tokens(client))[0]!);
    const first = await use();
    expect(first).toMatchObject({ lastUsedAddress: '127.0.0.1' });
    setClock(() => new Date(Date.parse(first.lastUsedAt!) + 59_000));
    expect((await use()).lastUsedAt).toBe(first.lastUsedAt);
    setClock(() => new Date(Date.parse(first.lastUsedAt!) + 61_000));
    expect(Date.parse((await use()).lastUsedAt!)).toBe(Date.parse(first.lastUsedAt!) + 61_000);
  });

  test('that is torn, made up, expired or revoked is refused, each by its word', async () => {
    const { client } = await api.signedIn();
    const { token, personalToken } = await create(client, { expiresInDays: 1 });
    expect(await reasonFor(token!)).toBeNull();
    const typo = `${token!.slice(0, 10)}${token![10] === 'A' ? 'B' : 'A'}${token!.slice(11)}`;
    for (const bad of [typo, token!.slice(0, -1), 'slu_', `${token}x`]) expect(await reasonFor(bad)).toBe('401 TOKEN_INVALID');
    setClock(() => new Date(Date.now() + dayMs + 1_000));
    expect(await reasonFor(token!)).toBe('401 TOKEN_EXPIRED');
    setClock(null);
    await revoke(client, personalToken!.id);
    expect(await reasonFor(token!)).toBe('401 TOKEN_REVOKED');
  });

  test.each<[string, string, (admin: SluiceClient, id: string) => Promise<unknown>]>([
    ['disabled', 'USER_DISABLED', (admin, id) => admin.execute(UpdateUserDocument, { input: { id, patch: { isEnabled: false } } })],
    ['archived', 'USER_ARCHIVED', (admin, id) => admin.execute(DeleteUserDocument, { input: { id } })],
  ])('of a user who is %s is revoked for good', async (_, reason, act) => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const { token } = await create(client);
    const socket = await watching(token!);
    const began = performance.now();
    await act(admin, user.id);
    expect(await reasonFor(token!)).toBe('401 TOKEN_REVOKED');
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Token revoked' });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await tokens(admin, { userId: user.id, includeEnded: true })).toMatchObject([{ revokedReason: reason, isAlive: false }]);
    if (reason === 'USER_DISABLED') await admin.execute(UpdateUserDocument, { input: { id: user.id, patch: { isEnabled: true } } });
    expect(await reasonFor(token!)).toBe('401 TOKEN_REVOKED');
  });

  test('has at once the role that its user has now', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const { token } = await create(client);
    const socket = await watching(token!);
    await admin.execute(UpdateUserDocument, { input: { id: user.id, patch: { role: 'ADMIN' } } });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Session ended' });
    expect((await as(token!).execute(ViewerDocument)).viewer?.role).toBe('ADMIN');
  });

  test('is listed and revoked by its user and by administrators; to others it does not exist', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client: anna, user } = await api.signedIn('OPERATOR', 'anna');
    const { client: bruno } = await api.signedIn('OPERATOR', 'bruno');
    const [first, second] = [(await create(anna, { name: 'one' })).personalToken!, (await create(anna, { name: 'two' })).personalToken!];
    expect((await tokens(anna)).map(({ name }) => name)).toEqual(['two', 'one']);
    expect(await tokens(bruno)).toEqual([]);
    for (const userId of [user.id, newId(), 'nonsense']) expect(await tokens(bruno, { userId })).toEqual([]);
    for (const id of [first.id, newId(), 'nonsense']) expect((await revoke(bruno, id)).userErrors).toEqual([{ code: 'NOT_FOUND', message: 'There is no such object.', field: ['id'] }]);
    expect((await tokens(admin, { userId: user.id })).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await revoke(admin, first.id)).personalToken).toMatchObject({ revokedReason: 'REVOKED_BY_ADMIN', isAlive: false });
    for (let i = 0; i < 2; i++) expect((await revoke(anna, second.id)).personalToken).toMatchObject({ revokedReason: 'REVOKED_BY_USER' });
    expect(await tokens(anna)).toEqual([]);
  });
});

describe('what a personal token may do (F22.3)', () => {
  const mutations = rootFields(buildApiSchema(resolvers)).filter(({ kind }) => kind === 'mutation');
  const errorOf = async (token: string, field: (typeof mutations)[number]): Promise<ApiError | undefined> => {
    const response = await fetch(`${api.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: documentFor(field), variables: variablesFor(field, {}) }),
    });
    return ((await response.json()) as { errors?: ApiError[] }).errors?.[0];
  };

  test('with READ every query and subscription, but no mutation whatever, over HTTP and WebSocket', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { token } = await create(client);
    const before = await database.pool.query('SELECT count(*) FROM audit_logs');
    for (const field of mutations) {
      expect([field.name, (await errorOf(token!, field))?.message]).toEqual([field.name, 'This token may only read']);
      const { value } = await open(token!, documentFor(field), variablesFor(field, {})).results.next();
      expect([field.name, value.errors]).toEqual([field.name, [expect.objectContaining({ message: 'This token may only read', extensions: { code: 'FORBIDDEN' } })]]);
    }
    expect((await database.pool.query('SELECT count(*) FROM audit_logs')).rows).toEqual(before.rows);
    await watching(token!);
    expect((await as(token!).execute(SessionsDocument, {})).sessions.edges).toMatchObject([{ node: { isCurrent: false } }]);
  });

  test('with WRITE all but what gives or takes access', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { token } = await create(client, { scope: 'WRITE' });
    const needSession: string[] = [];
    for (const field of mutations) if ((await errorOf(token!, field))?.extensions?.code === 'FORBIDDEN') needSession.push(field.name);
    expect(needSession.sort()).toEqual([
      'changePassword', 'createPersonalToken', 'createUser', 'deleteUser', 'endOtherSessions', 'endSession', 'endUserSessions', 'resetPassword', 'revokePersonalToken', 'signOut', 'updateUser',
    ]);
    expect((await as(token!).execute(ViewerDocument)).viewer).not.toBeNull();
  });

  test('is written down with the token’s id', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const { token, personalToken } = await create(client, { scope: 'WRITE' });
    expect((await as(token!).execute(CreateSenderDocument, { input: { name: 'news' } })).createSender.userErrors).toEqual([]);
    const [row] = (await admin.execute(AuditLogsDocument, { filter: { actions: ['createSender'] }, first: 1 })).auditLogs.edges;
    expect(row!.node).toMatchObject({ actorId: user.id, tokenId: personalToken!.id, sessionId: null });
  });
});

describe('an open socket of a personal token (F22.3)', () => {
  test('is closed within a second when the token is revoked, and others stay', async () => {
    const { client } = await api.signedIn();
    const [gone, kept] = [await create(client), await create(client)];
    const [socket, other] = [await watching(gone.token!), await watching(kept.token!)];
    const began = performance.now();
    await revoke(client, gone.personalToken!.id);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Token revoked' });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await Promise.race([other.closed, new Promise((resolve) => setTimeout(resolve, 700, 'open'))])).toBe('open');
  });

  test('is closed when the token expires, and although the news of its end was lost', async () => {
    const { client, user } = await api.signedIn();
    const [first, second] = [await create(client, { expiresInDays: 1 }), await create(client, { expiresInDays: 366 })];
    const [expiring, revoked] = [await watching(first.token!), await watching(second.token!)];
    setClock(() => new Date(Date.now() + dayMs + 1_000));
    expect(await expiring.closed).toEqual({ code: 4403, reason: 'Token expired' });
    setClock(null);
    await database.pool.query(`UPDATE personal_tokens SET revoked_at = now(), revoked_reason = 'REVOKED_BY_ADMIN' WHERE user_id = $1`, [user.id]);
    expect(await revoked.closed).toEqual({ code: 4403, reason: 'Token revoked' });
  });

  test('is refused with the reason when the token is not accepted', async () => {
    const { client } = await api.signedIn();
    const { token, personalToken } = await create(client);
    await revoke(client, personalToken!.id);
    for (const [bad, reason] of [[token!, 'Token revoked'], [token!.slice(0, -1), 'Token invalid']] as const) {
      const socket = open(bad, '{ viewer { id } }');
      void socket.results.next().catch(() => undefined);
      expect(await socket.closed).toEqual({ code: 4403, reason });
    }
  });
});
