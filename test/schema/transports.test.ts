import { describe, expect, test } from '@jest/globals';
import type { ApiError } from '../../client/SluiceClient.js';
import { limits } from '../../src/schema/limits.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { openSocket } from '../support/socket.js';

const database = testDatabase();
const api = testApi(database);

type Send = (query: string, variables?: Record<string, unknown>) => Promise<readonly ApiError[]>;

/** The same operation both ways, each by its plain protocol; the errors that come back. */
async function bothWays(role: 'ADMIN' | 'OPERATOR' = 'ADMIN'): Promise<{ http: Send; webSocket: Send }> {
  const { client } = await api.signedIn(role);
  const authorization = `Bearer ${client.accessToken}`;
  return {
    async http(query, variables) {
      const response = await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify({ query, variables }) });
      return ((await response.json()) as { errors?: ApiError[] }).errors ?? [];
    },
    async webSocket(query, variables) {
      const socket = openSocket(api.address, authorization, query, variables);
      try {
        const { value } = (await socket.results.next()) as { value?: { errors?: readonly ApiError[] } };
        return value?.errors ?? [];
      } catch (errors) {
        return (errors as { errors?: ApiError[] }).errors ?? (Array.isArray(errors) ? (errors as ApiError[]) : Promise.reject(errors));
      } finally {
        await socket.client.dispose();
      }
    },
  };
}

const nested = (levels: number): string => `{ emailServices { edges { node ${'{ statusLog { edges { node { actor '.repeat(levels)} { id } ${'} } } }'.repeat(levels)} } } }`;
const fragments = Array.from({ length: 25 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ');

function deep(levels: number): unknown {
  let value: unknown = [];
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}

describe('errors (A5)', () => {
  test('of ours are masked alike, with an id that is in the log', async () => {
    const { http, webSocket } = await bothWays();
    // A bug of ours, as real as can be had: a table that is not there.
    await database.owner.query('ALTER TABLE processes RENAME TO secret_table');
    try {
      for (const send of [http, webSocket]) {
        const errors = await send('{ systemInfo { version } }');
        expect(errors).toEqual([
          { message: 'Something went wrong on our side.', locations: [{ line: 1, column: 3 }], path: ['systemInfo'], extensions: { code: 'INTERNAL_SERVER_ERROR', id: expect.any(String) } },
        ]);
        const line = api.logged.find(({ errorId }) => errorId === errors[0]!.extensions!.id);
        expect(JSON.stringify(line)).toContain('relation \\"processes\\" does not exist');
      }
    } finally {
      await database.owner.query('ALTER TABLE secret_table RENAME TO processes');
    }
  });

  const cases: { name: string; query: string; code: string; variables?: Record<string, unknown> }[] = [
    { name: 'a document that cannot be read', query: '{ viewer', code: 'GRAPHQL_PARSE_FAILED' },
    { name: 'a field that does not exist', query: '{ nothing }', code: 'GRAPHQL_VALIDATION_FAILED' },
    { name: 'a variable that does not fit', query: 'query ($first: Int) { users(first: $first) { totalCount } }', code: 'BAD_USER_INPUT', variables: { first: 'many' } },
    { name: 'a page too long', query: '{ users(first: 1000) { totalCount } }', code: 'BAD_USER_INPUT' },
    { name: 'an operation too deep', query: nested(4), code: 'LIMIT_EXCEEDED' },
    { name: 'an operation too costly', query: '{ emailServices(first: 100) { edges { node { statusLog(first: 100) { edges { node { id } } } } } } }', code: 'LIMIT_EXCEEDED' },
    { name: 'a costly page given by a variable', query: 'query ($n: Int) { emailServices(first: $n) { edges { node { statusLog(first: $n) { edges { node { id } } } } } } }', code: 'LIMIT_EXCEEDED', variables: { n: 100 } },
    { name: 'too many aliases', query: `{ ${Array.from({ length: limits.aliases + 1 }, (_, i) => `a${i}: __typename`).join(' ')} }`, code: 'LIMIT_EXCEEDED' },
    { name: 'too many tokens', query: `{ ${'__typename '.repeat(limits.tokens)} }`, code: 'GRAPHQL_PARSE_FAILED' },
    { name: 'fragments that double 25 times', query: `{ ...F0 } ${fragments} fragment F25 on Query { a: viewer { id } }`, code: 'LIMIT_EXCEEDED' },
    { name: 'the same field 1,000 times', query: `{ viewer { ${'id '.repeat(1_000)} } }`, code: 'LIMIT_EXCEEDED' },
    { name: 'the same field 1,000 times in a fragment that nobody uses', query: `{ viewer { id } } fragment A on User { ${'id '.repeat(1_000)} }`, code: 'LIMIT_EXCEEDED' },
    { name: 'introspection many times over', query: `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: __schema { types { name } }`).join(' ')} }`, code: 'LIMIT_EXCEEDED' },
    { name: 'a directive a thousand times', query: `{ viewer { id ${'@no '.repeat(1_000)} } }`, code: 'GRAPHQL_VALIDATION_FAILED' },
    { name: 'a thousand variables', query: `query (${Array.from({ length: 700 }, (_, i) => `$v${i}: Int`).join(' ')}) { viewer { id } }`, code: 'GRAPHQL_VALIDATION_FAILED' },
    { name: 'variables of 2,000 levels', query: 'query ($rule: AudienceRuleInput!) { previewAudience(rule: $rule) { count } }', code: 'LIMIT_EXCEEDED', variables: { rule: deep(2_000) } },
    { name: '200,000 variables that do not fit', query: 'query ($rule: AudienceRuleInput!) { previewAudience(rule: $rule) { count } }', code: 'BAD_USER_INPUT', variables: { rule: { includeTagIds: Array(200_000).fill({}) } } },
    { name: '50,000 fields that an input does not have', query: 'query ($rule: AudienceRuleInput!) { previewAudience(rule: $rule) { count } }', code: 'BAD_USER_INPUT', variables: { rule: Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1])) } },
    { name: 'fragments in a circle', query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', code: 'GRAPHQL_VALIDATION_FAILED' },
  ];
  test.each(cases)('for $name are the same over HTTP and WebSocket', async ({ query, code, variables }) => {
    const { http, webSocket } = await bothWays();
    const began = process.cpuUsage();
    const [overHttp, overWebSocket] = [await http(query, variables), await webSocket(query, variables)];
    // What is refused must cost little: of one process, whatever else the machine does.
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(2_500);
    expect(overHttp[0]?.extensions?.code).toBe(code);
    expect(overWebSocket).toEqual(overHttp);
  });

  test('for what only administrators may do are the same', async () => {
    const { http, webSocket } = await bothWays('OPERATOR');
    const [overHttp, overWebSocket] = [await http('{ users { totalCount } }'), await webSocket('{ users { totalCount } }')];
    expect(overHttp).toMatchObject([{ message: 'This needs an administrator', extensions: { code: 'FORBIDDEN' } }]);
    expect(overWebSocket).toEqual(overHttp);
  });

  test('never come from an ordinary question: a page of everything at once is within the limits', async () => {
    const { http } = await bothWays();
    expect(await http('{ emailServices(first: 100) { totalCount edges { node { name state { quotaUsed } statusLog(first: 5) { edges { node { event } } } } } } }')).toEqual([]);
  });
});

describe('sizes (A5)', () => {
  test('of bodies and messages are limited alike', async () => {
    const { client } = await api.signedIn();
    const authorization = `Bearer ${client.accessToken}`;
    const query = `{ viewer { id } } # ${'x'.repeat(limits.bodyBytes)}`;
    const response = await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify({ query }) });
    expect(response.status).toBe(413);
    const socket = openSocket(api.address, authorization, query);
    void socket.results.next().catch(() => undefined);
    expect((await socket.closed).code).toBe(1009);
  });

  test('of one socket: at most so many operations at once', async () => {
    const { client } = await api.signedIn();
    const socket = openSocket(api.address, `Bearer ${client.accessToken}`, 'subscription { quotaChanged { version } }');
    await socket.results.next();
    const more = Array.from({ length: limits.subscriptionsPerSocket - 1 }, () => socket.client.iterate({ query: 'subscription { quotaChanged { version } }' }));
    await Promise.all(more.map((results) => results.next()));
    await expect(socket.client.iterate({ query: '{ viewer { id } }' }).next()).rejects.toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    await socket.client.dispose();
  });
});

describe('requests that a browser sends for somebody else (CSRF)', () => {
  test('are refused', async () => {
    const simple = await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ viewer { id } }"}' });
    expect(simple.status).toBeGreaterThanOrEqual(400);
    const get = await fetch(`${api.address}/graphql?query=${encodeURIComponent('{ viewer { id } }')}`);
    expect(get.status).toBe(400);
    const mutation = await fetch(`${api.address}/graphql?query=${encodeURIComponent('mutation { signOut { userErrors { code } } }')}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(mutation.status).toBe(405);
  });
});

describe('what is refused before it runs', () => {
  test('is a mistake of who asked (HTTP 400), not a failure of ours, and says so in few words', async () => {
    const ask = async (body: string): Promise<{ status: number; text: string }> => {
      const response = await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return { status: response.status, text: await response.text() };
    };
    const rule = 'query ($rule: AudienceRuleInput!) { previewAudience(rule: $rule) { count } }';
    const deepest = `{"query": "${rule}", "variables": { "rule": ${'['.repeat(500_000)}${']'.repeat(500_000)} } }`;
    const wide = JSON.stringify({ query: rule, variables: { rule: Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1])) } });
    const costly = JSON.stringify({ query: '{ emailServices(first: 100) { edges { node { statusLog(first: 100) { edges { node { id } } } } } } }' });
    for (const body of [deepest, wide, costly, '', '[', '{"query": 1}', 'null', '"text"', '{"query": "{ viewer { id } }", "variables": []}', '{"query": "{ viewer { id } }", "variables": "x"}']) {
      const { status, text } = await ask(body);
      expect([body.slice(0, 60), status]).toEqual([body.slice(0, 60), 400]);
      expect(text.length).toBeLessThan(3_000);
      expect(text).not.toContain('INTERNAL_SERVER_ERROR');
    }
    expect(api.logged.filter(({ level }) => level >= 40)).toEqual([]);
  });
});

describe('a cursor that was not made here (A5)', () => {
  test('is refused, whatever is in it, before PostgreSQL sees it', async () => {
    const { http } = await bothWays();
    const id = '01900000-0000-7000-8000-000000000000';
    const lists = { templates: [[id]], senders: [['name', id]], contacts: [[id]], tags: [['name', id]] };
    for (const [list, [key]] of Object.entries(lists)) {
      const ask = (cursor: unknown) => http(`query ($after: String) { ${list}(after: $after) { totalCount } }`, { after: Buffer.from(JSON.stringify(cursor)).toString('base64url') });
      expect(await ask(key)).toEqual([]);
      for (const wrong of [['no id'], ['name', 'no id'], [1e308], [null], [], {}, [[id]], ['\ud800', id], [id, id, id]]) {
        expect([list, wrong, await ask(wrong)]).toMatchObject([list, wrong, [{ extensions: { code: 'BAD_USER_INPUT' } }]]);
      }
    }
  });
});

describe('requests in a batch (A5)', () => {
  test('are refused over HTTP; a WebSocket has no such thing', async () => {
    const { client } = await api.signedIn();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${client.accessToken}` };
    const body = JSON.stringify([{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]);
    const response = await fetch(`${api.address}/graphql`, { method: 'POST', headers, body });
    expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_REQUEST' } }] }]);
  });
});

describe('U+0000, which PostgreSQL cannot store', () => {
  test('is refused in variables, cursors and documents', async () => {
    const { http, webSocket } = await bothWays();
    const senders = 'query ($after: String) { senders(after: $after) { totalCount } }';
    const create = 'mutation ($input: CreateSenderInput!) { createSender(input: $input) { userErrors { code } } }';
    const cursor = Buffer.from(JSON.stringify(['\u0000', '00000000-0000-7000-8000-000000000000'])).toString('base64url');
    for (const send of [http, webSocket]) {
      expect(await send(senders, { after: cursor })).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(await send(create, { input: { name: 'a', displayName: 'a\u0000' } })).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    const document = 'mutation { createSender(input: { name: "a\\u0000" }) { userErrors { code } } }';
    expect((await http(document))[0]?.message).toContain('U+0000');
    expect(await webSocket(document)).toEqual(await http(document));
  });
});
