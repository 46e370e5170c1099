import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { CreatePersonalTokenDocument, RevokePersonalTokenDocument } from '../client/gql/graphql.js';
import type { ApiError, SluiceClient } from '../client/SluiceClient.js';
import { setClock } from '../src/clock.js';
import { newId } from '../src/ids.js';
import { signAccessToken } from '../src/operations/accessToken.js';
import { resolvers } from '../src/resolvers/index.js';
import { buildApiSchema } from '../src/schema/build.js';
import { idPaths, neededIdPaths, type RootField, rootFields, documentFor } from './support/anyOperation.js';
import { testApi } from './support/api.js';
import { testDatabase } from './support/database.js';
import { documentOf, isForAdministrators, nameOf, objectFields, objectFieldsWithIds, open, thingAt, variablesWith } from './support/separation.js';
import { Matrix } from './support/separationMatrix.js';
import { snapshot } from './support/snapshot.js';
import { openSocket } from './support/socket.js';
import { operatorsWithThings, type Owner } from './support/things.js';

const database = testDatabase({ keep: true });
const api = testApi(database);
const schema = buildApiSchema(resolvers);
const fields = rootFields(schema);
const ofOperators = fields.filter((field) => !isForAdministrators(field) && !open.includes(nameOf(field)));
const ofAdministrators = fields.filter(isForAdministrators);
const matrix = new Matrix();

interface Answer {
  data?: unknown;
  errors?: readonly ApiError[];
}

const codes = ({ errors }: Answer): unknown[] => (errors ?? []).map((error) => error.extensions?.code);

async function ask(token: string | null, field: RootField, variables: Record<string, unknown>, query = documentFor(field)): Promise<Answer> {
  if (field.kind === 'subscription') {
    const socket = openSocket(api.address, token === null ? null : `Bearer ${token}`, query, variables);
    try {
      return (await socket.results.next()).value as Answer;
    } catch (error) {
      const { code, reason } = error as { code?: number; reason?: string };
      return code === undefined ? { errors: error as ApiError[] } : { errors: [{ message: String(reason), extensions: { code: code === 4403 ? 'UNAUTHENTICATED' : `closed with ${code}` } }] };
    } finally {
      await socket.client.dispose();
    }
  }
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  return (await (await fetch(`${api.address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).json()) as Answer;
}

let anna: Owner;
let bruno: Owner;
const tokenOf = ({ client }: Owner): string => client.accessToken!;

/** Who may ask for what. A new kind of credential is one entry: how to get one (made for anna), and which kinds of field it does not open. */
interface Credential {
  name: string;
  token: () => Promise<string | null>;
  denies: (field: RootField) => boolean;
  code: string;
}

const another = async (): Promise<SluiceClient> => api.client().signIn('anna-own', 'correct horse battery');
const claimsOf = (token: string): { sub: string; sid: string } => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string; sid: string };

async function personalToken(scope: 'READ' | 'WRITE'): Promise<{ id: string; token: string }> {
  // The client of the first test is closed by now, its session is not.
  const { createPersonalToken } = await anna.client.execute(CreatePersonalTokenDocument, { input: { name: `${scope} anna-own`, scope, expiresInDays: 1 } });
  return { id: createPersonalToken.personalToken!.id, token: createPersonalToken.token! };
}

const credentials: Credential[] = [
  { name: 'nobody', token: async () => null, denies: (field) => !open.includes(nameOf(field)), code: 'UNAUTHENTICATED' },
  { name: 'a made-up token', token: async () => 'nonsense', denies: () => true, code: 'UNAUTHENTICATED' },
  {
    name: 'a token of another key',
    async token() {
      const { sub, sid } = claimsOf(tokenOf(anna));
      return (await signAccessToken({ userId: sub, sessionId: sid, role: 'ADMIN' }, Buffer.alloc(32, 1))).token;
    },
    denies: () => true,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'an expired token',
    async token() {
      const { sub, sid } = claimsOf(tokenOf(anna));
      const start = Date.now();
      setClock(() => new Date(start - 20 * 60_000));
      const { token } = await signAccessToken({ userId: sub, sessionId: sid, role: 'OPERATOR' }, api.runtime.keys.jwt);
      setClock(null);
      return token;
    },
    denies: () => true,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'an ended session',
    async token() {
      const client = await another();
      const token = client.accessToken;
      await client.signOut();
      return token;
    },
    denies: () => true,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'a revoked personal token',
    async token() {
      const { id, token } = await personalToken('WRITE');
      await anna.client.execute(RevokePersonalTokenDocument, { input: { id } });
      return token;
    },
    denies: () => true,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'an expired personal token',
    async token() {
      const { id, token } = await personalToken('WRITE');
      await database.pool.query(`UPDATE personal_tokens SET expires_at = now() - interval '1 s' WHERE id = $1`, [id]);
      return token;
    },
    denies: () => true,
    code: 'UNAUTHENTICATED',
  },
  { name: 'a personal token to READ', token: async () => (await personalToken('READ')).token, denies: ({ kind }) => kind === 'mutation', code: 'FORBIDDEN' },
];

describe('separation of operators (F22.6)', () => {
  beforeAll(async () => {
    await database.truncate();
    [anna, bruno] = (await operatorsWithThings(api, database, ['anna-own', 'bruno-own'])) as [Owner, Owner];
    // For what an operator may not know of his own services.
    await database.pool.query(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_detail = 'secret text', frozen_at = now()`);
  }, 60_000);
  // Closed after each test otherwise; their tokens are all that is used here.
  afterAll(() => setClock(null));

  test('is thought of for every id there is: what it is of can be told', () => {
    const unknown = ofOperators.flatMap((field) => idPaths(field).filter((path) => !thingAt(field, path, Object.keys(anna.ids))).map((path) => `${nameOf(field)} ${path}`));
    expect(unknown).toEqual([]);
    expect(objectFieldsWithIds(schema)).toEqual([]);
  });

  test.each(credentials)('$name is told the same of everything, whether it exists or not', async ({ name, token, denies, code }) => {
    const quiet = ['audit_logs', 'processes', 'sessions', 'users', 'personal_tokens'];
    const bearer = await token();
    const before = await snapshot(database, quiet);
    const wrong: string[] = [];
    for (const field of fields) {
      if (!denies(field)) {
        matrix.count(field.kind, name, 'answered');
        continue;
      }
      const answers: Answer[] = [];
      for (const owner of [anna.ids, null]) {
        const own = owner ?? Object.fromEntries(Object.keys(anna.ids).map((thing) => [thing, newId()]));
        const path = idPaths(field)[0] ?? null;
        answers.push(await ask(bearer, field, variablesWith(field, path, (path && own[thingAt(field, path, Object.keys(own)) ?? '']) || newId(), own as Owner['ids'])));
        if (field.kind === 'subscription') break; // refused with the socket, before anything is asked
      }
      const [existing, missing = existing] = answers as [Answer, Answer?];
      if (JSON.stringify(codes(existing)) !== JSON.stringify([code]) || (existing.data as Record<string, unknown> | null | undefined)?.[field.name] != null || JSON.stringify(existing) !== JSON.stringify(missing)) wrong.push(`${nameOf(field)}: ${JSON.stringify(existing)}`);
      matrix.count(field.kind, name, 'denied');
    }
    expect(wrong).toEqual([]);
    expect(await snapshot(database, quiet)).toEqual(before);
  }, 60_000);

  test('what is for administrators is denied to operators, and says so in its description', async () => {
    const before = await snapshot(database);
    const wrong: string[] = [];
    for (const field of ofAdministrators) {
      const answer = await ask(tokenOf(bruno), field, variablesWith(field, null, '', anna.ids));
      if (JSON.stringify(codes(answer)) !== '["FORBIDDEN"]') wrong.push(`${nameOf(field)}: ${JSON.stringify(answer)}`);
      matrix.count(field.kind, 'an operator', 'denied');
    }
    expect(wrong).toEqual([]);
    expect(await snapshot(database)).toEqual(before);
  });

  test('a foreign id is answered as one that does not exist and as one that is none, and changes nothing', async () => {
    const before = await snapshot(database);
    const wrong: string[] = [];
    for (const field of ofOperators) {
      for (const path of idPaths(field)) {
        const foreignId = anna.ids[thingAt(field, path, Object.keys(anna.ids))!]!;
        const probe = (id: string): Promise<Answer> => ask(tokenOf(bruno), field, variablesWith(field, path, id, bruno.ids));
        const foreign = await probe(foreignId);
        const says = JSON.stringify(foreign);
        for (const id of [newId(), 'nonsense', foreignId.toUpperCase()]) if (JSON.stringify(await probe(id)) !== says) wrong.push(`${nameOf(field)} ${path} ${id}: ${says}`);
        if (codes(foreign).includes('INTERNAL_SERVER_ERROR') || says.includes(foreignId)) wrong.push(`${nameOf(field)} ${path}: ${says}`);
        matrix.count(field.kind, 'an operator, by another’s id', 'as missing');
      }
    }
    expect(wrong).toEqual([]);
    expect(await snapshot(database)).toEqual(before);
  }, 60_000);

  test('one’s own id is answered otherwise, so that the comparison proves something', async () => {
    const same: string[] = [];
    let [owner] = await operatorsWithThings(api, database, ['carla-own']);
    for (const field of ofOperators) {
      for (const path of idPaths(field)) {
        const differs = async (): Promise<boolean> => {
          const probe = (id: string): Promise<Answer> => ask(tokenOf(owner!), field, variablesWith(field, path, id, owner!.ids));
          const missing = JSON.stringify(await probe(newId()));
          return JSON.stringify(await probe(owner!.ids[thingAt(field, path, Object.keys(owner!.ids))!]!)) !== missing;
        };
        if (await differs()) continue;
        // It may be that a field before has deleted it.
        [owner] = await operatorsWithThings(api, database, [`carla-${newId().slice(-8)}`]);
        if (!(await differs())) same.push(`${nameOf(field)} ${path}`);
      }
    }
    expect(same).toEqual([]);
  }, 60_000);

  test('what an operator can read, field by field, holds nothing of another’s: no id, no name, no address, no text', async () => {
    const roots = ofOperators.filter(({ kind }) => kind !== 'mutation');
    const seen: string[] = [];
    const wrong: string[] = [];
    const queryRoots = [...roots.filter(({ kind }) => kind === 'query'), ...fields.filter((field) => nameOf(field) === 'query viewer'), ...roots.filter(({ kind }) => kind === 'subscription')];
    for (const each of objectFields(queryRoots)) {
      const { root, type, field } = each;
      const paths = neededIdPaths(root);
      const answer = await ask(tokenOf(anna), root, variablesWith(root, paths[0] ?? null, paths[0] ? anna.ids[thingAt(root, paths[0], Object.keys(anna.ids))!]! : '', anna.ids), documentOf(each));
      const denied = codes(answer);
      if (denied.some((code) => code !== 'FORBIDDEN') || (answer.data === undefined && denied.length === 0)) wrong.push(`${type.name}.${field.name}: ${JSON.stringify(answer)}`);
      matrix.count('object field', 'an operator', denied.length > 0 ? 'denied' : 'answered');
      seen.push(JSON.stringify(answer));
    }
    // And all at once, as a page would ask.
    for (const root of queryRoots) {
      const path = neededIdPaths(root)[0] ?? null;
      seen.push(JSON.stringify(await ask(tokenOf(anna), root, variablesWith(root, path, path ? anna.ids[thingAt(root, path, Object.keys(anna.ids))!]! : '', anna.ids))));
      if (path === null) matrix.count(root.kind, 'an operator', 'answered');
    }
    const all = seen.join('\n');
    expect(wrong).toEqual([]);
    for (const [thing, id] of Object.entries(anna.ids)) if (thing !== 'quotaTask') expect([thing, all.includes(id)]).toEqual([thing, true]);
    for (const id of Object.values(bruno.ids)) expect(all).not.toContain(id);
    expect(all).toContain('anna-own');
    expect(all).not.toMatch(/bruno-own|carla-/);
    // Of his own services: the class of cause, and no more.
    expect(all).toContain('FROZEN');
    expect(all).not.toMatch(/secret text|"EmailServiceState"|"dailyQuota"|"quotaUsed"/);
  }, 60_000);

  test('what must be unique is so for each of them: nobody learns from a refusal what another has', async () => {
    const { rows } = await database.owner.query<{ email: string; tag: string; sender: string }>(
      `SELECT c.email, (SELECT name FROM tags WHERE user_id = $1) AS tag, (SELECT name FROM senders WHERE user_id = $1 LIMIT 1) AS sender FROM contacts c WHERE c.user_id = $1`, [anna.ids.user],
    );
    const send = async (query: string, input: object): Promise<string> => JSON.stringify(await ask(tokenOf(bruno), { kind: 'mutation', name: '', field: null as never }, { input }, query));
    expect(await send('mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { email } userErrors { code } } }', { email: rows[0]!.email })).toContain('"userErrors":[]');
    // The known exception: a sender's name is part of an address, and there is one of each.
    const taken = await send('mutation ($input: CreateSenderInput!) { createSender(input: $input) { sender { id } userErrors { code message } } }', { name: rows[0]!.sender });
    expect(taken).toContain('TAKEN');
    expect(taken).not.toMatch(/anna-own/);
  });

  test('the matrix in docs/separation.md is what this test has found: "npm run separation" after a change', async () => {
    for (const field of ofOperators) if (field.kind === 'mutation' || neededIdPaths(field).length > 0) matrix.count(field.kind, 'an operator', 'answered');
    for (const field of fields.filter((each) => open.includes(nameOf(each)) && each.kind === 'mutation')) matrix.count(field.kind, 'an operator', 'answered');
    const page = matrix.page({ fields, objectFields: objectFields(fields).length });
    if (process.env.SLUICE_WRITE_SEPARATION) await writeFile('docs/separation.md', page);
    expect(await readFile('docs/separation.md', 'utf8')).toBe(page);
  });
});
