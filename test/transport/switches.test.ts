import { describe, expect, test } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { openSocket } from '../support/socket.js';

const introspection = '{ __schema { queryType { name } } }';

interface Answer {
  data?: unknown;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

async function bothWays(api: TestApi, query: string): Promise<[Answer, Answer]> {
  const { client } = await api.signedIn();
  const authorization = `Bearer ${client.accessToken}`;
  const response = await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify({ query }) });
  const socket = openSocket(api.address, authorization, query);
  const overWebSocket = await socket.results.next().then(({ value }) => value as Answer, (errors: Answer['errors']) => ({ errors }));
  await socket.client.dispose();
  return [(await response.json()) as Answer, overWebSocket];
}

describe('with everything on, as it is unless told otherwise', () => {
  const api = testApi(testDatabase());

  test('the schema can be asked for both ways', async () => {
    for (const answer of await bothWays(api, introspection)) expect(answer).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
    for (const { errors } of await bothWays(api, '{ viewr { id } }')) expect(errors![0]!.message).toContain('Did you mean');
  });

  test('answers say what a browser may do with them: nothing; pages have a policy of their own', async () => {
    const { headers } = await fetch(`${api.address}/healthz`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    const answer = await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ viewer { id } }"}' });
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await fetch(`${api.address}/graphiql`);
    expect(page.headers.get('content-security-policy')).toContain('script-src');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('no other origin may ask', async () => {
    const answer = await fetch(`${api.address}/graphql`, { method: 'OPTIONS', headers: { origin: 'https://admin.example.com', 'access-control-request-method': 'POST' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('switched off (SLUICE_INTROSPECTION, SLUICE_GRAPHIQL), behind https, with one more origin', () => {
  const api = testApi(testDatabase(), {
    SLUICE_INTROSPECTION: 'off', SLUICE_GRAPHIQL: 'off', SLUICE_PUBLIC_URL: 'https://mails.example.com', SLUICE_CORS_ORIGINS: 'https://admin.example.com, http://localhost:5173',
  });

  test('the schema cannot be asked for, nor guessed from errors, over HTTP and WebSocket alike', async () => {
    const [overHttp, overWebSocket] = await bothWays(api, introspection);
    expect(overHttp.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(overHttp.data).toBeUndefined();
    expect(overWebSocket.errors).toEqual(overHttp.errors);
    for (const { errors } of await bothWays(api, '{ viewr { id } }')) expect(errors).toMatchObject([{ message: 'Cannot query field "viewr" on type "Query".' }]);
    for (const answer of await bothWays(api, '{ viewer { __typename } }')) expect(answer).toEqual({ data: { viewer: { __typename: 'User' } } });
  });

  test('there is no /graphiql', async () => {
    expect((await fetch(`${api.address}/graphiql`)).status).toBe(404);
  });

  test('browsers are told to stay with https', async () => {
    expect((await fetch(`${api.address}/healthz`)).headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  test('a page of the listed origins may ask, one of others may not', async () => {
    const preflight = (origin: string): Promise<Response> =>
      fetch(`${api.address}/graphql`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });
    const allowed = await preflight('http://localhost:5173');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin'), allowed.headers.get('access-control-allow-headers')]).toEqual([204, 'http://localhost:5173', 'authorization,content-type']);
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await preflight('https://evil.example.com')).headers.get('access-control-allow-origin')).not.toBe('https://evil.example.com');
    expect((await preflight('null')).headers.get('access-control-allow-origin')).not.toBe('null');
  });
});
