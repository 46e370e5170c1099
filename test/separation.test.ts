import { describe, expect, test } from '@jest/globals';
import type { ApiError, SluiceClient } from '../client/SluiceClient.js';
import { AdjustQuotaDocument, CreateEmailServiceDocument, CreateSenderDocument, SaveServiceMappingDocument } from '../client/gql/graphql.js';
import { newId } from '../src/ids.js';
import { resolvers } from '../src/resolvers/index.js';
import { buildApiSchema } from '../src/schema/build.js';
import { documentFor, idPaths, type RootField, rootFields, variablesFor } from './support/anyOperation.js';
import { testApi } from './support/api.js';
import { testDatabase } from './support/database.js';
import { openSocket } from './support/socket.js';

const database = testDatabase();
const api = testApi(database);
const fields = rootFields(buildApiSchema(resolvers));

/** Ids of what Anna has. Bruno, another operator, must not be able to tell them from ids that do not exist. */
interface AnnasThings extends Record<string, string> {
  user: string;
  sender: string;
  service: string;
  quotaTask: string;
}

const administratorsOnly = 'ADMINISTRATORS';
const own = 'OWN';

/**
 * Every root field that takes an id: whose id it is, by its path in the arguments; or that it is for administrators only. A field that is not
 * here fails the test: whoever adds one has to say how it keeps operators apart. Exceptions of SPEC F22.6: none of them takes an id.
 */
const known: Record<string, typeof administratorsOnly | Record<string, keyof AnnasThings>> = {
  'query user': { id: 'user' },
  'query emailService': administratorsOnly,
  'query serviceMapping': { userId: 'user' },
  'query quotaLogs': { 'filter.userId': 'user', 'filter.taskId': 'quotaTask' },
  'mutation updateUser': administratorsOnly,
  'mutation deleteSender': { 'input.id': 'sender' },
  'mutation updateEmailService': administratorsOnly,
  'mutation enableEmailService': administratorsOnly,
  'mutation disableEmailService': administratorsOnly,
  'mutation freezeEmailService': administratorsOnly,
  'mutation thawEmailService': administratorsOnly,
  'mutation archiveEmailService': administratorsOnly,
  'mutation adjustServiceQuota': administratorsOnly,
  'mutation saveServiceMapping': administratorsOnly,
  'mutation adjustQuota': administratorsOnly,
  'subscription quotaChanged': { userId: 'user' },
  'subscription serviceStatusChanged': { serviceId: 'service' },
};

/** Fields without ids: for administrators, or about the viewer alone ("viewer", lists, "create…", sessions). */
const withoutIds: Record<string, typeof administratorsOnly | typeof own> = {
  'query viewer': own,
  'query users': administratorsOnly,
  'query senders': own,
  'query emailServices': administratorsOnly,
  'query systemInfo': administratorsOnly,
  'mutation signIn': own,
  'mutation refreshSession': own,
  'mutation signOut': own,
  'mutation createUser': administratorsOnly,
  'mutation createSender': own,
  'mutation createEmailService': administratorsOnly,
};

const nameOf = ({ kind, name }: RootField): string => `${kind} ${name}`;

async function things(): Promise<{ anna: SluiceClient; bruno: SluiceClient; ids: AnnasThings }> {
  const { client: admin } = await api.signedIn('ADMIN');
  const { client: anna, user } = await api.signedIn();
  const { client: bruno } = await api.signedIn();
  const sender = (await anna.execute(CreateSenderDocument, { input: { name: 'annas' } })).createSender.sender!.id;
  const input = { name: 'Annas', domain: 'mail.example.com', dailyQuota: 10, sandbox: {} };
  const service = (await admin.execute(CreateEmailServiceDocument, { input })).createEmailService.emailService!.id;
  await admin.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds: [service] } });
  await admin.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'ADD', amount: 10, note: 'for Anna' } });
  const quotaTask = newId();
  await database.pool.query(`SELECT change_quota($1, -3, 'RESERVED', 'test', $2)`, [user.id, quotaTask]);
  return { anna, bruno, ids: { user: user.id, sender, service, quotaTask } };
}

interface Answer {
  data?: unknown;
  errors?: readonly ApiError[];
}

async function ask(client: SluiceClient, field: RootField, variables: Record<string, unknown>): Promise<Answer> {
  const query = documentFor(field);
  if (field.kind === 'subscription') {
    const socket = openSocket(api.address, `Bearer ${client.accessToken}`, query, variables);
    try {
      return (await socket.results.next()).value as Answer;
    } catch (errors) {
      return { errors: errors as ApiError[] };
    } finally {
      await socket.client.dispose();
    }
  }
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${client.accessToken}` };
  return (await (await fetch(`${api.address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).json()) as Answer;
}

const codes = ({ errors }: Answer): unknown[] => (errors ?? []).map((error) => error.extensions?.code);

describe('separation of operators (F22.6)', () => {
  test('is thought of for every root field', () => {
    const withIds = fields.filter((field) => idPaths(field).length > 0);
    expect(withIds.map(nameOf).filter((name) => !(name in known))).toEqual([]);
    expect(fields.filter((field) => !withIds.includes(field)).map(nameOf).filter((name) => !(name in withoutIds))).toEqual([]);
    const stale = [...Object.keys(known), ...Object.keys(withoutIds)].filter((name) => !fields.some((field) => nameOf(field) === name));
    expect(stale).toEqual([]);
    for (const field of withIds) {
      const entry = known[nameOf(field)];
      if (typeof entry === 'object') expect(Object.keys(entry).sort()).toEqual(idPaths(field).sort());
    }
  });

  const ofAdministrators = fields.filter((field) => (known[nameOf(field)] ?? withoutIds[nameOf(field)]) === administratorsOnly);
  test.each(ofAdministrators.map((field) => ({ name: nameOf(field), field })))('$name is for administrators', async ({ field }) => {
    const { bruno, ids } = await things();
    const all = Object.fromEntries(idPaths(field).map((path) => [path, ids.service]));
    expect(codes(await ask(bruno, field, variablesFor(field, all)))).toEqual(['FORBIDDEN']);
  });

  const ofOperators = fields.flatMap((field) => {
    const entry = known[nameOf(field)];
    return typeof entry === 'object' ? Object.entries(entry).map(([path, thing]) => ({ name: nameOf(field), field, path, thing })) : [];
  });
  test.each(ofOperators)('$name answers for a foreign $path as for one that does not exist', async ({ field, path, thing }) => {
    const { bruno, ids } = await things();
    const answerFor = (id: string) => ask(bruno, field, variablesFor(field, { [path]: id }));
    const [foreign, missing, malformed] = [await answerFor(ids[thing]!), await answerFor(newId()), await answerFor('nonsense')];
    expect(codes(foreign)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(foreign).toEqual(missing);
    expect(malformed).toEqual(missing);
  });

  test.each(ofOperators)('$name answers for one’s own $path otherwise, so that the comparison proves something', async ({ field, path, thing }) => {
    const { anna, ids } = await things();
    const answerFor = (id: string) => ask(anna, field, variablesFor(field, { [path]: id }));
    expect(await answerFor(ids[thing]!)).not.toEqual(await answerFor(newId()));
  });

  test('shows an operator neither other services nor counts, texts and thresholds of his own', async () => {
    const { anna, ids } = await things();
    await database.pool.query(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_detail = 'secret text', frozen_at = now() WHERE service_id = $1`, [ids.service]);
    const readable = fields.filter((field) => field.kind === 'query' && known[nameOf(field)] !== administratorsOnly && withoutIds[nameOf(field)] !== administratorsOnly);
    const seen = JSON.stringify(await Promise.all(readable.map((field) => ask(anna, field, variablesFor(field, {})))));
    expect(seen).toContain('FROZEN');
    expect(seen).not.toContain('secret text');
    expect(seen).not.toMatch(/EmailServiceState|"dailyQuota"|"quotaUsed"/);
  });
});
