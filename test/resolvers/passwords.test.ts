import { describe, expect, test } from '@jest/globals';
import {
  ChangePasswordDocument, CreatePersonalTokenDocument, CreateUserDocument, RefreshSessionDocument, ResetPasswordDocument, SignInDocument, ViewerDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { testApi, testPassword } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { heldBack } from '../support/heldBack.js';

const database = testDatabase();
const api = testApi(database);
const newPassword = 'seven grey herons wait';

const signIn = async (name: string, password = testPassword) => (await api.client().execute(SignInDocument, { input: { name, password } })).signIn;
const refresh = async (refreshToken: string) => (await api.client().execute(RefreshSessionDocument, { input: { refreshToken } })).refreshSession;
const reset = async (by: SluiceClient, id: string, password = newPassword) => (await by.execute(ResetPasswordDocument, { input: { id, password } })).resetPassword;
const change = async (by: SluiceClient, oldPassword: string, password = newPassword) => (await by.execute(ChangePasswordDocument, { input: { oldPassword, newPassword: password } })).changePassword;
const isIn = async (accessToken: string): Promise<boolean> =>
  api.client().useToken(accessToken).execute(ViewerDocument).then(() => true, () => false);

describe('a password that an administrator resets (F22.1, F22.2)', () => {
  test('ends all sessions and tokens at once; only the new one fits', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn('OPERATOR', 'anna');
    const other = (await signIn('anna')).credentials!;
    const { token } = (await client.execute(CreatePersonalTokenDocument, { input: { name: 'x', scope: 'READ', expiresInDays: 1 } })).createPersonalToken;
    expect(await reset(admin, user.id)).toMatchObject({ user: { id: user.id }, userErrors: [] });
    for (const gone of [client.accessToken!, other.accessToken, token!]) expect(await isIn(gone)).toBe(false);
    expect((await refresh(other.refreshToken)).userErrors).toMatchObject([{ code: 'SESSION_ENDED' }]);
    expect((await signIn('anna')).userErrors).toMatchObject([{ code: 'SIGN_IN_FAILED' }]);
    expect((await signIn('anna', newPassword)).user?.id).toBe(user.id);
    const { rows } = await database.pool.query(`SELECT ended_reason AS reason FROM sessions WHERE ended_at IS NOT NULL UNION ALL SELECT revoked_reason FROM personal_tokens`);
    expect(rows).toEqual([{ reason: 'PASSWORD_RESET' }, { reason: 'PASSWORD_RESET' }, { reason: 'PASSWORD_RESET' }]);
  });

  test('is neither one’s own, nor that of nobody, nor weak', async () => {
    const { client: admin, user: self } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn('OPERATOR', 'anna');
    for (const id of [self.id, self.id.toUpperCase()]) expect((await reset(admin, id)).userErrors).toMatchObject([{ code: 'WRONG_STATE', field: ['id'] }]);
    expect((await reset(admin, 'nonsense')).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    expect((await reset(admin, user.id, 'anna@example.com')).userErrors).toMatchObject([{ code: 'INVALID', field: ['password'] }]);
    expect((await signIn('anna')).userErrors).toEqual([]);
  });

  test('while somebody signs in with the old one: they are not let in', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn('OPERATOR', 'anna');
    const [, signedIn] = await heldBack(database, 'SELECT FROM users WHERE id = $1 FOR UPDATE', [user.id], [() => reset(admin, user.id), () => signIn('anna')] as const);
    expect(signedIn.userErrors).toMatchObject([{ code: 'SIGN_IN_FAILED' }]);
    expect((await database.pool.query('SELECT FROM sessions WHERE user_id = $1 AND ended_at IS NULL', [user.id])).rowCount).toBe(0);
  });

  test.each(['first', 'afterwards'])('while a session is refreshed, and is refreshed %s: the session has ended', async (order) => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn('OPERATOR', 'anna');
    const { refreshToken } = (await signIn('anna')).credentials!;
    const acts = [() => refresh(refreshToken), () => reset(admin, user.id)];
    const answers = await heldBack(database, 'SELECT FROM sessions WHERE id = (SELECT id FROM sessions WHERE user_id = $1 ORDER BY id DESC LIMIT 1) FOR UPDATE', [user.id], order === 'first' ? acts : acts.reverse());
    const { credentials } = answers.find((answer) => 'credentials' in answer) as Awaited<ReturnType<typeof refresh>>;
    expect(credentials === null).toBe(order === 'afterwards');
    if (credentials) expect(await isIn(credentials.accessToken)).toBe(false);
    expect((await refresh(credentials?.refreshToken ?? refreshToken)).userErrors).toMatchObject([{ code: 'SESSION_ENDED' }]);
  });
});

describe('a password that its user changes (F22.1)', () => {
  test('asks for the old one, ends the other sessions and keeps this one', async () => {
    const { client } = await api.signedIn('OPERATOR', 'anna');
    const other = (await signIn('anna')).credentials!;
    const { token } = (await client.execute(CreatePersonalTokenDocument, { input: { name: 'x', scope: 'READ', expiresInDays: 1 } })).createPersonalToken;
    expect((await change(client, 'wrong')).userErrors).toEqual([{ code: 'SIGN_IN_FAILED', message: 'The old password is wrong.', field: ['oldPassword'] }]);
    expect((await change(client, testPassword, testPassword)).userErrors).toMatchObject([{ code: 'INVALID', field: ['newPassword'] }]);
    expect((await change(client, testPassword, 'password1')).userErrors).toMatchObject([{ code: 'INVALID', field: ['newPassword'] }]);
    expect(await isIn(other.accessToken)).toBe(true);
    expect(await change(client, testPassword)).toEqual({ endedCount: 1, userErrors: [] });
    expect([await isIn(client.accessToken!), await isIn(other.accessToken), await isIn(token!)]).toEqual([true, false, true]);
    expect([(await signIn('anna')).userErrors.length, (await signIn('anna', newPassword)).userErrors.length]).toEqual([1, 0]);
  });

  test('is throttled like a sign-in', async () => {
    const { client } = await api.signedIn('OPERATOR', 'bruno');
    for (let i = 0; i < 10; i++) expect((await change(client, 'wrong')).userErrors).toMatchObject([{ code: 'SIGN_IN_FAILED' }]);
    expect((await change(client, testPassword)).userErrors).toMatchObject([{ code: 'TOO_MANY_ATTEMPTS', message: expect.stringMatching(/Try again in 1[45] min/) }]);
    expect((await signIn('bruno')).userErrors).toMatchObject([{ code: 'TOO_MANY_ATTEMPTS' }]);
  });

  test('and that an administrator resets at the same moment stays what the administrator set', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn('OPERATOR', 'carla');
    const acts = [() => reset(admin, user.id), () => change(client, testPassword, 'eight blue herons wait')] as const;
    const [, changed] = await heldBack(database, 'SELECT FROM users WHERE id = $1 FOR UPDATE', [user.id], acts);
    expect(changed.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await signIn('carla', newPassword)).userErrors).toEqual([]);
  });
});

describe('a password that would be guessed (F22.1)', () => {
  test.each([
    ['short', '7 chars', /at least 8 characters/],
    ['leaked', 'sunshine1', /too easy to guess/],
    ['a pattern', 'qwertyuiop', /too easy to guess/],
    ['the address', 'dora@example.com', /too easy to guess/],
    ['very long', `${'long '.repeat(60)}`, /at most 256/],
  ])('%s is refused for a new user, and says why', async (_, password, message) => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { createUser } = await admin.execute(CreateUserDocument, { input: { name: 'dora', email: 'dora@example.com', password } });
    expect(createUser).toMatchObject({ user: null, userErrors: [{ code: 'INVALID', field: ['password'], message: expect.stringMatching(message) }] });
  });
});
