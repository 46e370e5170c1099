import { describe, expect, test } from '@jest/globals';
import {
  AdjustQuotaDocument, CreateUserDocument, DeleteUserDocument, SaveServiceMappingDocument, SignInDocument, UpdateUserDocument, type UserFilter, UsersDocument, ViewerDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi, testPassword } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { heldBack } from '../support/heldBack.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);

const create = async (by: SluiceClient, name: string, given: object = {}) =>
  (await by.execute(CreateUserDocument, { input: { name, email: `${name}@example.com`, password: testPassword, ...given } })).createUser;
const update = async (by: SluiceClient, id: string, patch: object) => (await by.execute(UpdateUserDocument, { input: { id, patch } })).updateUser;
const remove = async (by: SluiceClient, id: string) => (await by.execute(DeleteUserDocument, { input: { id } })).deleteUser;
const names = async (by: SluiceClient, filter?: UserFilter) => (await by.execute(UsersDocument, { filter })).users.edges.map(({ node }) => node.name);
const signIn = async (name: string, password = testPassword) => (await api.client().execute(SignInDocument, { input: { name, password } })).signIn;

describe('users (F22.1)', () => {
  test('are made, edited, disabled and enabled; name and address are unique without regard to case', async () => {
    const { client: admin } = await api.signedIn('ADMIN', 'root');
    const { user } = await create(admin, 'anna');
    expect(user).toMatchObject({ name: 'anna', role: 'OPERATOR', state: 'ENABLED', isEnabled: true, quotaRemaining: 0, archivedAt: null });
    expect((await create(admin, 'ANNA', { email: 'other@example.com' })).userErrors).toMatchObject([{ code: 'TAKEN', field: ['name'] }]);
    expect((await create(admin, 'bruno', { email: 'Anna@Example.com' })).userErrors).toMatchObject([{ code: 'TAKEN', field: ['email'] }]);
    expect((await update(admin, user!.id, { email: 'nonsense' })).userErrors).toMatchObject([{ code: 'INVALID', field: ['patch', 'email'] }]);
    expect((await update(admin, user!.id, { email: 'anna@example.org', role: 'ADMIN' })).user).toMatchObject({ email: 'anna@example.org', role: 'ADMIN' });
    expect((await update(admin, user!.id, { isEnabled: false })).user).toMatchObject({ state: 'DISABLED', isEnabled: false });
    expect((await signIn('anna')).userErrors).toMatchObject([{ code: 'SIGN_IN_FAILED' }]);
    expect((await update(admin, user!.id, { isEnabled: true })).user).toMatchObject({ state: 'ENABLED' });
    expect((await signIn('anna')).user?.id).toBe(user!.id);
  });

  test('are found by role, state and text', async () => {
    const { client: admin } = await api.signedIn('ADMIN', 'root');
    for (const name of ['anna', 'a_b', 'axb', 'carl']) await create(admin, name);
    await update(admin, (await create(admin, 'dora')).user!.id, { isEnabled: false });
    const { user: former } = await api.signedIn('OPERATOR', 'former');
    await remove(admin, former.id);
    expect(await names(admin)).toEqual(['a_b', 'anna', 'axb', 'carl', 'dora', 'root']);
    expect(await names(admin, { role: 'ADMIN' })).toEqual(['root']);
    expect(await names(admin, { state: 'DISABLED' })).toEqual(['dora']);
    expect(await names(admin, { state: 'ARCHIVED' })).toEqual(['former']);
    expect(await names(admin, { includeArchived: true, text: 'F' })).toEqual(['former']);
    expect(await names(admin, { text: 'A_B' })).toEqual(['a_b']);
    expect(await names(admin, { text: 'CARL@example', state: 'ENABLED' })).toEqual(['carl']);
    expect(await names(admin, { text: '%' })).toEqual([]);
    expect(await names(admin, { text: '\\' })).toEqual([]);
  });

  test('without a history are deleted for good; their name is free again', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await create(admin, 'anna');
    const service = await world.service();
    await admin.execute(SaveServiceMappingDocument, { input: { userId: user!.id, serviceIds: [service] } });
    expect(await remove(admin, user!.id)).toEqual({ deletedId: user!.id, archivedUser: null, userErrors: [] });
    expect(await world.sql('SELECT FROM users WHERE id = $1', [user!.id])).toEqual([]);
    expect(await remove(admin, user!.id)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] });
    expect((await create(admin, 'anna')).user?.name).toBe('anna');
  });

  test.each([
    ['a ledger row', async (admin: SluiceClient, id: string) => void (await admin.execute(AdjustQuotaDocument, { input: { userId: id, mode: 'ADD', amount: 1, note: 'x' } }))],
    ['a sender', async (_: SluiceClient, id: string) => void (await world.sql(`INSERT INTO senders (id, user_id, name, created_at) VALUES ($1, $2, 'news', now())`, [newId(), id]))],
    ['a contact', async (_: SluiceClient, id: string) => void (await world.sql(`INSERT INTO contacts (id, user_id, email, created_at, updated_at) VALUES ($1, $2, 'r@example.com', now(), now())`, [newId(), id]))],
    ['something done, such as a sign-in', async () => void (await signIn('anna'))],
  ])('with %s are archived: name and address stay taken, nobody signs in, the mapping stays', async (_, leaveHistory) => {
    const { client: admin } = await api.signedIn('ADMIN');
    const id = (await create(admin, 'anna')).user!.id;
    const service = await world.service();
    await admin.execute(SaveServiceMappingDocument, { input: { userId: id, serviceIds: [service] } });
    await leaveHistory(admin, id);
    const deleted = await remove(admin, id);
    expect(deleted).toMatchObject({ deletedId: null, archivedUser: { id, state: 'ARCHIVED', isEnabled: false }, userErrors: [] });
    expect(Date.parse(deleted.archivedUser!.archivedAt!)).toBeGreaterThan(Date.now() - 60_000);
    expect((await create(admin, 'anna', { email: 'new@example.com' })).userErrors).toMatchObject([{ code: 'TAKEN', field: ['name'] }]);
    expect((await signIn('anna')).userErrors).toMatchObject([{ code: 'SIGN_IN_FAILED' }]);
    expect(await world.sql('SELECT FROM user_service_mappings WHERE user_id = $1', [id])).toHaveLength(1);
    for (const again of [remove(admin, id), update(admin, id, { isEnabled: true })]) expect((await again).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('that are archived have their tasks paused and their sessions ended', async () => {
    const { client: admin, user: root } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn('OPERATOR', 'anna');
    await world.sql(`SELECT change_quota($1, 100, 'ADJUSTED', 'test')`, [user.id]);
    const task = await world.sending(user.id, 5);
    expect((await remove(admin, user.id)).archivedUser?.state).toBe('ARCHIVED');
    await expect(client.execute(ViewerDocument)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await world.one('SELECT ended_reason FROM sessions WHERE user_id = $1', [user.id])).toEqual({ ended_reason: 'USER_ARCHIVED' });
    expect(await world.one('SELECT state, pause_reason FROM tasks WHERE id = $1', [task])).toEqual({ state: 'PAUSED', pause_reason: 'MANUAL' });
    expect(await world.one('SELECT actor_id FROM task_logs WHERE task_id = $1 ORDER BY id DESC LIMIT 1', [task])).toEqual({ actor_id: root.id });
  });

  test('their operators can do none of it', async () => {
    const { client, user } = await api.signedIn('OPERATOR');
    for (const act of [create(client, 'x'), update(client, user.id, { role: 'ADMIN' }), remove(client, user.id)]) await expect(act).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('administrators (F22.1)', () => {
  test('neither disable, demote nor delete themselves, nor the last one', async () => {
    const { client, user } = await api.signedIn('ADMIN');
    const refusals = async () => [
      (await update(client, user.id, { isEnabled: false })).userErrors,
      (await update(client, user.id, { role: 'OPERATOR' })).userErrors,
      (await remove(client, user.id)).userErrors,
    ];
    const fields = [['patch', 'isEnabled'], ['patch', 'role'], ['id']];
    for (const [i, [error]] of (await refusals()).entries()) expect(error).toEqual({ code: 'WRONG_STATE', field: fields[i], message: expect.stringContaining('last administrator') });
    await api.signedIn('ADMIN');
    for (const [i, [error]] of (await refusals()).entries()) expect(error).toEqual({ code: 'WRONG_STATE', field: fields[i], message: expect.stringContaining('yourself') });
    expect((await update(client, user.id, { role: 'ADMIN', isEnabled: true, email: 'me@example.org' })).user?.email).toBe('me@example.org');
    expect((await client.execute(ViewerDocument)).viewer?.role).toBe('ADMIN');
  });

  test.each([
    ['demote', (by: SluiceClient, id: string) => update(by, id, { role: 'OPERATOR' })],
    ['disable', (by: SluiceClient, id: string) => update(by, id, { isEnabled: false })],
    ['delete', remove],
  ] as const)('two who %s each other at once: one does it, and an administrator is left', async (_, act) => {
    const { client: anna, user: annaUser } = await api.signedIn('ADMIN', 'anna');
    const { client: bruno, user: brunoUser } = await api.signedIn('ADMIN', 'bruno');
    // A third one, so that it is not "the last administrator" that saves them.
    await api.signedIn('ADMIN', 'carla');
    const [first, second] = await heldBack(database, `SELECT FROM users WHERE role = 'ADMIN' FOR UPDATE`, [], [() => act(anna, brunoUser.id), () => act(bruno, annaUser.id)] as const);
    expect(first.userErrors).toEqual([]);
    expect(second.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    expect(await world.sql(`SELECT name FROM users WHERE role = 'ADMIN' AND enabled ORDER BY name`)).toEqual([{ name: 'anna' }, { name: 'carla' }]);
  });
});

describe('a user who is disabled while signing in (F22.1)', () => {
  const setUp = async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const user = (await create(admin, 'anna')).user!;
    return { disable: () => update(admin, user.id, { isEnabled: false }), user };
  };
  const aliveSessions = async (userId: string) => (await world.sql('SELECT FROM sessions WHERE user_id = $1 AND ended_at IS NULL', [userId])).length;

  test('and is disabled first is refused', async () => {
    const { disable, user } = await setUp();
    const [disabled, signedIn] = await heldBack(database, 'SELECT FROM users WHERE id = $1 FOR UPDATE', [user.id], [disable, () => signIn('anna')] as const);
    expect([disabled.userErrors, signedIn.userErrors.map(({ code }) => code), await aliveSessions(user.id)]).toEqual([[], ['SIGN_IN_FAILED'], 0]);
  });

  test('and signs in first has a session that has ended', async () => {
    const { disable, user } = await setUp();
    const [signedIn, disabled] = await heldBack(database, 'SELECT FROM users WHERE id = $1 FOR UPDATE', [user.id], [() => signIn('anna'), disable] as const);
    expect([disabled.userErrors, signedIn.userErrors, await aliveSessions(user.id)]).toEqual([[], [], 0]);
    const client = api.client().useToken(signedIn.credentials!.accessToken);
    await expect(client.execute(ViewerDocument)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
