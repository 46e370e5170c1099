import { describe, expect, test } from '@jest/globals';
import { CreatePersonalTokenDocument, ViewerDocument } from '../../client/gql/graphql.js';
import type { ApiError } from '../../client/SluiceClient.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { openSocket } from '../support/socket.js';

const database = testDatabase();
const api = testApi(database, { SLUICE_RATE_PER_MINUTE: '12', SLUICE_ANONYMOUS_RATE_PER_MINUTE: '12' });

const ask = (authorization: string | null): Promise<Response> =>
  fetch(`${api.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
const refused = { message: expect.stringMatching(/^Too many requests; try again in \d+ s$/), extensions: { code: 'LIMIT_EXCEEDED' } };

describe('too many requests (A5)', () => {
  test('of a user are refused alike over HTTP and WebSocket, which are counted together; a token of theirs counts for itself', async () => {
    const { client } = await api.signedIn();
    const { token } = (await client.execute(CreatePersonalTokenDocument, { input: { name: 'x', scope: 'READ', expiresInDays: 1 } })).createPersonalToken;
    const authorization = `Bearer ${client.accessToken}`;
    const socket = openSocket(api.address, authorization, '{ viewer { id } }');
    expect((await socket.results.next()).value.errors).toBeUndefined();
    const overSocket = async (): Promise<readonly ApiError[]> => {
      try {
        await socket.client.iterate({ query: '{ viewer { id } }' }).next();
        return [];
      } catch (errors) {
        return errors as readonly ApiError[];
      }
    };
    for (let i = 0; i < 5; i++) expect(await overSocket()).toEqual([]);
    for (let i = 0; i < 5; i++) expect((await ask(authorization)).status).toBe(200);
    const response = await ask(authorization);
    const { errors } = (await response.json()) as { errors: ApiError[] };
    expect([response.status, Number(response.headers.get('retry-after')) > 50, errors]).toEqual([429, true, [refused]]);
    const [error] = await overSocket();
    expect(error).toEqual(refused);
    expect(error!.message.replace(/\d+/, '')).toBe(errors[0]!.message.replace(/\d+/, ''));
    expect((await api.client().useToken(token!).execute(ViewerDocument)).viewer).not.toBeNull();
    await socket.client.dispose();
  });

  test('of an address that is not signed in, bad tokens among them, are refused; who is signed in goes on', async () => {
    const { client } = await api.signedIn();
    for (let i = 0; ; i++) {
      const { status } = await ask(i % 2 ? null : 'Bearer slu_nonsense');
      if (status === 429) break;
      expect(status).toBe(i % 2 ? 200 : 401);
      expect(i).toBeLessThan(12);
    }
    const socket = openSocket(api.address, 'Bearer slu_nonsense', '{ viewer { id } }');
    void socket.results.next().catch(() => undefined);
    expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many requests' });
    expect((await ask(`Bearer ${client.accessToken}`)).status).toBe(200);
  });
});
