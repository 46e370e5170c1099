import { beforeEach, describe, expect, test } from '@jest/globals';
import { CreateEmailServiceDocument, CreateUserDocument, UpdateEmailServiceDocument } from '../client/gql/graphql.js';
import { createLog } from '../src/log.js';
import { requestScope } from '../src/requestScope.js';
import { testApi, testPassword } from './support/api.js';
import { testDatabase } from './support/database.js';
import { openSocket } from './support/socket.js';

const database = testDatabase();
const api = testApi(database);

const post = async (body: string, headers: Record<string, string> = {}) =>
  (await (await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })).json()) as {
    data?: unknown;
    errors?: { extensions: { code: string; id: string } }[];
  };
const signInQuery = 'mutation ($input: SignInInput!) { signIn(input: $input) { credentials { accessToken refreshToken } userErrors { code } } }';

/** Until a line of the log holds that: some are written after the answer. */
async function lineWith(holds: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  for (const began = performance.now(); performance.now() - began < 10_000; await new Promise((resolve) => setTimeout(resolve, 5))) {
    const line = api.logged.find(holds);
    if (line) return line;
  }
  throw new Error(`No such line in\n${api.logged.map((line) => JSON.stringify(line)).join('\n')}`);
}

describe('the log (M5)', () => {
  test('M5 an operation is one line at debug: name, kind, duration, codes, who, and the id of its request; no variables', async () => {
    const { client, user } = await api.signedIn();
    await post(JSON.stringify({ query: 'query Who($first: Int) { senders(first: $first) { totalCount } }', variables: { first: 7777 } }), { authorization: `Bearer ${client.accessToken}` });
    // More than a page may hold.
    const line = await lineWith(({ operation }) => operation === 'Who');
    expect(line).toMatchObject({ level: 20, msg: 'operation', kind: 'query', transport: 'http', codes: ['BAD_USER_INPUT'], userId: user.id, ms: expect.any(Number), requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await post('{"query":"query Wrong { nothing }"}');
    expect(await lineWith(({ codes }) => String(codes) === 'GRAPHQL_VALIDATION_FAILED')).toMatchObject({ kind: 'none', userId: null });
    expect(JSON.stringify(api.logged)).not.toContain('7777');
  });

  test('M5 a bug is one line with its errorId and the id of its request, over HTTP and over WebSocket', async () => {
    const { client } = await api.signedIn('ADMIN');
    await database.owner.query('ALTER TABLE tags RENAME TO tags_away');
    try {
      const { errors } = await post('{"query":"query Broken { tags(first: 1) { totalCount } }"}', { authorization: `Bearer ${client.accessToken}` });
      const failures = api.logged.filter(({ errorId }) => errorId !== undefined);
      expect(failures).toHaveLength(1);
      const operation = await lineWith((line) => line.operation === 'Broken');
      expect(failures[0]).toMatchObject({ errorId: errors![0]!.extensions.id, requestId: operation.requestId, err: { code: '42P01' } });
      expect(operation).toMatchObject({ codes: ['INTERNAL_SERVER_ERROR'] });

      api.logged.length = 0;
      const socket = openSocket(api.address, `Bearer ${client.accessToken}`, 'query BrokenToo { tags(first: 1) { totalCount } }');
      await socket.results.next();
      const overSocket = await lineWith((line) => line.operation === 'BrokenToo');
      expect(overSocket).toMatchObject({ transport: 'websocket', codes: ['INTERNAL_SERVER_ERROR'] });
      expect(api.logged.filter(({ errorId }) => errorId !== undefined)).toMatchObject([{ requestId: overSocket.requestId }]);
      await socket.client.dispose();
    } finally {
      await database.owner.query('ALTER TABLE tags_away RENAME TO tags');
    }
  });

  test('two requests at once do not take each other’s id', async () => {
    const { client } = await api.signedIn();
    await Promise.all(Array.from({ length: 20 }, (_, i) => post(JSON.stringify({ query: `query Q${i} { viewer { id } }` }), { authorization: `Bearer ${client.accessToken}` })));
    await lineWith(({ operation }) => operation === 'Q19');
    const ids = api.logged.filter(({ operation }) => /^Q\d+$/.test(String(operation))).map(({ requestId }) => requestId);
    expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
  });
});

/** What must stand nowhere. */
const seeded = {
  password: 'seeded-password-of-a-user',
  wrong: 'seeded-wrong-guess',
  smtp: 'seeded-smtp-password',
  apiKey: 'seeded-api-key-of-engagelab',
  upload: 'seeded-upload-token',
  unsubscribe: 'seeded-unsubscribe-token',
  bearer: 'seeded.bearer.token',
  broken: 'seeded-in-broken-json',
};

describe('no secret gets into the log (M5)', () => {
  let lines: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line: string) => void lines.push(line) });
  beforeEach(() => void (lines = []));

  test('M5 through sign-in, users, services, uploads, unsubscribing, tokens and requests that are broken', async () => {
    const { client, user } = await api.signedIn('ADMIN');
    await post(JSON.stringify({ query: signInQuery, variables: { input: { name: user.name, password: seeded.wrong } } }));
    await post(JSON.stringify({ query: signInQuery, variables: { input: { name: user.name, password: testPassword } } }));
    await client.execute(CreateUserDocument, { input: { name: 'seeded', email: 'seeded@example.com', role: 'OPERATOR', password: seeded.password } });
    const service = { domain: 'mail.example.com', dailyQuota: 100 };
    const smtp = { host: 'relay.example.com', port: 587, tls: 'STARTTLS' as const, user: 'sluice' };
    const { createEmailService } = await client.execute(CreateEmailServiceDocument, { input: { ...service, name: 'one', smtp: { ...smtp, password: seeded.smtp } } });
    await client.execute(UpdateEmailServiceDocument, { input: { id: createEmailService.emailService!.id, patch: { smtp: { ...smtp, password: `${seeded.smtp}-2` } } } });
    await client.execute(CreateEmailServiceDocument, { input: { ...service, name: 'two', engagelab: { apiUser: 'me', apiKey: seeded.apiKey, region: 'SINGAPORE' } as never } }).catch(() => {});
    await fetch(`${api.address}/uploads/${seeded.upload}`, { method: 'PUT', body: 'email\n', headers: { 'content-type': 'text/csv' } });
    await fetch(`${api.address}/uploads/${seeded.upload}`, { method: 'PUT', body: '{}', headers: { 'content-type': 'application/json' } });
    await fetch(`${api.address}/u/${seeded.unsubscribe}`, { method: 'POST', body: 'x'.repeat(20_000) });
    await fetch(`${api.address}/u/${seeded.unsubscribe}`);
    await fetch(`${api.address}/nowhere/${seeded.unsubscribe}?token=${seeded.bearer}`);
    await post('{"query":"{ viewer { id } }"}', { authorization: `Bearer ${seeded.bearer}` });
    await post(`{"query":"mutation { signIn(input: {name: \\"a\\", password: \\"${seeded.broken}`);
    await post(JSON.stringify({ query: `mutation { signIn(input: {name: "a", password: ${seeded.broken}}) { credentials { accessToken } } }` }));
    await post(JSON.stringify({ query: signInQuery, variables: { input: { name: 1, password: { a: seeded.broken } } } }));
    const socket = openSocket(api.address, `Bearer ${seeded.bearer}`, '{ viewer { id } }');
    await socket.closed;
    await lineWith(({ msg }) => msg === 'operation');
    expect(api.logged.length).toBeGreaterThan(8);
    demandNone(JSON.stringify(api.logged), [client.accessToken!, testPassword]);
  });

  test('M5 of a row that PostgreSQL refuses, only the constraint is told', async () => {
    const { client } = await api.signedIn('ADMIN');
    await database.owner.query(`ALTER TABLE users ADD CONSTRAINT users_surprise CHECK (name <> 'surprise')`);
    try {
      const sent = client.execute(CreateUserDocument, { input: { name: 'surprise', email: 'private@example.com', role: 'OPERATOR', password: seeded.password } });
      await expect(sent).rejects.toThrow();
      const [failure, ...more] = api.logged.filter(({ errorId }) => errorId !== undefined);
      expect(more).toEqual([]);
      expect(failure).toMatchObject({ err: { code: '23514', table: 'users', constraint: 'users_surprise', stack: expect.stringContaining('at ') } });
      demandNone(JSON.stringify(api.logged), ['private@example.com', 'argon2', 'Failing row']);
    } finally {
      await database.owner.query('ALTER TABLE users DROP CONSTRAINT users_surprise');
    }
  });

  test.each([
    ['a value of the wrong type', `SELECT $1::int`, ['seeded-value']],
    ['a text that is no JSON', `SELECT $1::jsonb`, ['{"password": "seeded-value"']],
    ['a value out of range', `SELECT ($1 || '-13-41')::date`, ['seeded-value']],
    ['a key that is taken', `INSERT INTO senders (id, user_id, name, created_at) SELECT gen_random_uuid(), $1, 'seeded-value', now() FROM generate_series(1, 2)`, null],
    ['an error within a function', `DO $do$ BEGIN PERFORM 'seeded-value'::int; END $do$`, []],
  ])('an error of PostgreSQL does not quote %s', async (_what, statement, values) => {
    const { user } = await api.signedIn();
    const error: unknown = await database.pool.query(statement, values ?? [user.id]).then(() => null, (caught: unknown) => caught);
    log.error({ err: error }, 'failed');
    log.warn(error as Error);
    expect(JSON.parse(lines[0]!)).toMatchObject({ err: { code: expect.stringMatching(/^2[23]/), message: expect.any(String) } });
    demandNone(lines.join(), ['seeded-value', 'Key (']);
  });

  test('nor do other errors quote what they were given, or carry along', () => {
    const thrown = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        return error;
      }
    };
    log.error({ err: thrown(() => JSON.parse('seeded-value is no JSON')) });
    log.error({ err: thrown(() => JSON.parse('{"password":"seeded-value"}}')) });
    log.error({ err: thrown(() => Buffer.alloc('seeded-value' as never)) });
    log.error({ err: Object.assign(new Error('AUTH failed'), { command: { name: 'auth', args: ['seeded-value'] }, config: { headers: { authorization: 'seeded-value' } } }) });
    log.error({ err: new AggregateError([Object.assign(new Error('a'), { sql: 'seeded-value' })], 'all', { cause: Object.assign(new Error('b'), { detail: 'seeded-value' }) }) });
    log.info({ password: 'seeded-value', one: { secret: 'seeded-value' }, input: { service: { apiKey: 'seeded-value' } }, headers: { authorization: 'seeded-value' } });
    expect(lines).toHaveLength(6);
    demandNone(lines.join(), ['seeded-value']);
    expect(lines[4]).toContain('"cause":{"type":"Error","message":"b"');
  });

  test('a deadlock says who waited for whom', () => {
    log.error({ err: Object.assign(new Error('deadlock detected'), { code: '40P01', detail: 'Process 1 waits for ShareLock on transaction 2' }) });
    expect(JSON.parse(lines[0]!)).toMatchObject({ err: { code: '40P01', detail: 'Process 1 waits for ShareLock on transaction 2' } });
  });

  test('every line within a request has its id once, whoever writes it', () => {
    requestScope.run({ requestId: 'r1' }, () => {
      log.info('from afar');
      log.child({ requestId: 'r1' }).info('by the server');
      log.child({ role: 'worker' }).info('by a child');
    });
    log.info('of nobody');
    expect(lines.map((line) => line.split('"requestId":"r1"').length - 1)).toEqual([1, 1, 1, 0]);
  });
});

function demandNone(text: string, more: readonly string[]): void {
  for (const secret of [...Object.values(seeded), ...more]) expect(text).not.toContain(secret);
}
