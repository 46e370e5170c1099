import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { RefreshSessionDocument, SignInDocument, UpdateUserDocument, ViewerDocument } from '../../client/gql/graphql.js';
import type { ApiFailure, SluiceClient } from '../../client/SluiceClient.js';
import { setClock } from '../../src/clock.js';
import { testApi, testPassword } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { heldBack } from '../support/heldBack.js';

const database = testDatabase();
const api = testApi(database);
const minutesLater = (minutes: number): void => {
  const start = Date.now();
  setClock(() => new Date(start + minutes * 60_000));
};
afterEach(() => setClock(null));

/** The tokens of a sign-in, without a client that would renew them by itself. */
const signIn = async (name: string) => (await api.client().execute(SignInDocument, { input: { name, password: testPassword } })).signIn.credentials!;
const refresh = async (refreshToken: string) => (await api.client().execute(RefreshSessionDocument, { input: { refreshToken } })).refreshSession;

async function viewerWith(accessToken: string): Promise<{ status: number; body: { data?: unknown; errors?: { extensions: unknown }[] } }> {
  const response = await fetch(`${api.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
  return { status: response.status, body: (await response.json()) as never };
}

describe('signing in (F22.2)', () => {
  test('gives tokens by which the viewer is known; last sign-in and its address are recorded', async () => {
    const { client, user } = await api.signedIn('ADMIN', 'anna');
    const { viewer } = await client.execute(ViewerDocument);
    expect(viewer).toMatchObject({ id: user.id, name: 'anna', role: 'ADMIN', quotaRemaining: 0, lastSignInAddress: '127.0.0.1' });
    expect(Date.parse(viewer!.lastSignInAt!)).toBeGreaterThan(Date.now() - 10_000);
  });

  test('takes name or e-mail address, without regard to case', async () => {
    await api.signedIn('OPERATOR', 'bruno');
    for (const name of ['BRUNO', 'Bruno@Example.com']) {
      const { signIn } = await api.client().execute(SignInDocument, { input: { name, password: testPassword } });
      expect(signIn.user?.name).toBe('bruno');
    }
  });

  test('says the same of a wrong password, an unknown user and a disabled one', async () => {
    const { user } = await api.signedIn('OPERATOR', 'carla');
    const { user: disabled } = await api.signedIn('OPERATOR', 'doris');
    await database.pool.query('UPDATE users SET enabled = false WHERE id = $1', [disabled.id]);
    const attempts: [string, string][] = [[user.name, 'wrong'], ['nobody', testPassword], [disabled.name, testPassword]];
    for (const [name, password] of attempts) {
      const { signIn } = await api.client().execute(SignInDocument, { input: { name, password } });
      expect(signIn).toEqual({ credentials: null, user: null, userErrors: [{ code: 'SIGN_IN_FAILED', message: 'User name or password is wrong.', field: [] }] });
    }
  });

  test('is throttled per account and address after ten wrong passwords, and opens again', async () => {
    await api.signedIn('OPERATOR', 'erik');
    await api.signedIn('OPERATOR', 'frida');
    const attempt = async (name: string, password: string) => (await api.client().execute(SignInDocument, { input: { name, password } })).signIn.userErrors[0]?.code;
    // The package that counts has no other clock.
    const clock = jest.spyOn(Date, 'now');
    const start = Date.now();
    for (let i = 0; i < 10; i++) expect(await attempt(i % 2 ? 'erik' : 'ERIK', 'wrong')).toBe('SIGN_IN_FAILED');
    expect(await attempt('erik', testPassword)).toBe('TOO_MANY_ATTEMPTS');
    expect(await attempt('frida', testPassword)).toBeUndefined();
    clock.mockReturnValue(start + 16 * 60_000);
    try {
      expect(await attempt('erik', testPassword)).toBeUndefined();
    } finally {
      clock.mockRestore();
    }
  });

  test('keeps neither password nor refresh token readable', async () => {
    await api.signedIn('OPERATOR', 'greta');
    const { refreshToken } = await signIn('greta');
    const { rows } = await database.pool.query(`SELECT u.password_hash, encode(s.refresh_hash, 'base64') AS hash FROM users u JOIN sessions s ON s.user_id = u.id`);
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(rows)).not.toContain(refreshToken.slice(30, 50));
  });
});

describe('a session (F22.2)', () => {
  test('is refused with TOKEN_EXPIRED after 15 minutes and goes on with a refreshed token', async () => {
    await api.signedIn('OPERATOR', 'hugo');
    const first = await signIn('hugo');
    minutesLater(14);
    expect((await viewerWith(first.accessToken)).status).toBe(200);
    minutesLater(16);
    expect(await viewerWith(first.accessToken)).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' } }] } });
    const { credentials } = await refresh(first.refreshToken);
    expect((await viewerWith(credentials!.accessToken)).body.data).toEqual({ viewer: { name: 'hugo' } });
  });

  test('ends as a family when a refresh token is used a second time', async () => {
    await api.signedIn('OPERATOR', 'ida');
    const first = await signIn('ida');
    const second = (await refresh(first.refreshToken)).credentials!;
    expect((await refresh(first.refreshToken)).userErrors).toMatchObject([{ code: 'SESSION_ENDED' }]);
    expect((await refresh(second.refreshToken)).userErrors).toMatchObject([{ code: 'SESSION_ENDED' }]);
    expect(await viewerWith(second.accessToken)).toMatchObject({ status: 401, body: { errors: [{ extensions: { reason: 'SESSION_ENDED' } }] } });
    const { rows } = await database.pool.query('SELECT ended_reason FROM sessions WHERE ended_at IS NOT NULL');
    expect(rows).toEqual([{ ended_reason: 'REFRESH_REUSED' }]);
  });

  test('is not ended by a refresh token that somebody made up', async () => {
    await api.signedIn('OPERATOR', 'jan');
    const { refreshToken, accessToken } = await signIn('jan');
    const forged = Buffer.from(refreshToken, 'base64url');
    forged[20]! ^= 1;
    for (const token of [forged.toString('base64url'), '', 'x'.repeat(5_000)]) expect((await refresh(token)).userErrors).toMatchObject([{ code: 'SESSION_ENDED' }]);
    expect((await viewerWith(accessToken)).status).toBe(200);
  });

  test('of two refreshes at once one wins, and the other ends it', async () => {
    await api.signedIn('OPERATOR', 'kim');
    const { refreshToken } = await signIn('kim');
    const [first, second] = await heldBack(database, 'SELECT FROM sessions FOR UPDATE', [], [() => refresh(refreshToken), () => refresh(refreshToken)] as const);
    expect([first.userErrors, second.userErrors.map(({ code }) => code)]).toEqual([[], ['SESSION_ENDED']]);
    expect((await viewerWith(first.credentials!.accessToken)).status).toBe(401);
    expect((await refresh(first.credentials!.refreshToken)).userErrors).toMatchObject([{ code: 'SESSION_ENDED' }]);
  });

  test('ends with its sign-out at once, and leaves other devices signed in', async () => {
    const { client } = await api.signedIn('OPERATOR', 'lars');
    const other = await signIn('lars');
    const token = client.accessToken!;
    await client.signOut();
    expect((await viewerWith(token)).status).toBe(401);
    expect((await viewerWith(other.accessToken)).status).toBe(200);
  });

  test('ends when an administrator disables the user; the last administrator cannot be disabled or demoted (F22.1)', async () => {
    const { client: admin, user: adminUser } = await api.signedIn('ADMIN', 'mona');
    const { client, user } = await api.signedIn('OPERATOR', 'nils');
    const update = async (by: SluiceClient, id: string, patch: object) => (await by.execute(UpdateUserDocument, { input: { id, patch } })).updateUser;
    expect((await update(admin, user.id, { isEnabled: false })).user).toMatchObject({ isEnabled: false });
    await expect(client.execute(ViewerDocument)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 } as Partial<ApiFailure>);
    expect((await update(admin, adminUser.id, { isEnabled: false })).userErrors).toMatchObject([{ code: 'WRONG_STATE', field: ['patch', 'isEnabled'] }]);
    expect((await update(admin, adminUser.id, { role: 'OPERATOR' })).userErrors).toMatchObject([{ code: 'WRONG_STATE', field: ['patch', 'role'] }]);
  });

  test('has at once the role that the user has now, whatever the token says', async () => {
    const { client, user } = await api.signedIn('ADMIN', 'olga');
    await database.pool.query(`UPDATE users SET role = 'OPERATOR' WHERE id = $1`, [user.id]);
    expect((await client.execute(ViewerDocument)).viewer?.role).toBe('OPERATOR');
  });
});
