import { describe, expect, test } from '@jest/globals';
import type { ApiError, SluiceClient } from '../client/SluiceClient.js';
import { newId } from '../src/ids.js';
import { resolvers } from '../src/resolvers/index.js';
import { buildApiSchema } from '../src/schema/build.js';
import { documentFor, idPaths, type RootField, rootFields, variablesFor } from './support/anyOperation.js';
import { testApi } from './support/api.js';
import { testDatabase } from './support/database.js';
import { openSocket } from './support/socket.js';
import { operatorsWithThings, type Things } from './support/things.js';

const database = testDatabase();
const api = testApi(database);
const fields = rootFields(buildApiSchema(resolvers));

const administratorsOnly = 'ADMINISTRATORS';
const own = 'OWN';

interface Guarded {
  /** Whose id is meant, by its path in the arguments. */
  ids: Record<string, keyof Things>;
  /** Which of them must be given for the others to matter. */
  needs?: string[];
  /** What else must be given when the id of this path is in question. */
  values?: (path: string) => Record<string, unknown>;
}

const audience = (path: string): Guarded['ids'] => ({
  [`${path}.includeTagIds[]`]: 'tag',
  [`${path}.includeContactIds[]`]: 'contact',
  [`${path}.excludeTagIds[]`]: 'tag',
  [`${path}.excludeContactIds[]`]: 'contact',
});

/**
 * Every root field that takes an id: what the id is of, or that it is for administrators only. A field that is not here fails the test: whoever
 * adds one has to say how it keeps operators apart. None of the exceptions of SPEC F22.6 takes an id.
 */
const known: Record<string, typeof administratorsOnly | Guarded> = {
  'query auditLogs': administratorsOnly,
  'query campaign': { ids: { id: 'campaign' } },
  'query contact': { ids: { id: 'contact' } },
  'query contactImport': { ids: { id: 'contactImport' } },
  'query contacts': { ids: { 'filter.tagId': 'tag' } },
  'query dashboard': { ids: { userId: 'user' } },
  'query emailService': administratorsOnly,
  'query previewAudience': { ids: audience('rule'), values: (path): Record<string, unknown> => (path.startsWith('rule.exclude') ? { 'rule.includeAll': true } : {}) },
  'query quotaForecast': { ids: { userId: 'user' } },
  'query quotaLogs': { ids: { 'filter.userId': 'user', 'filter.userIds[]': 'user', 'filter.actorId': 'user', 'filter.taskId': 'quotaTask', 'filter.campaignId': 'campaign' } },
  'query quotaProof': { ids: { userId: 'user' } },
  'query sandboxMails': { ids: { serviceId: 'service' } },
  'query serviceMapping': { ids: { userId: 'user' } },
  'query serviceMappings': administratorsOnly,
  'query subtask': { ids: { id: 'subtask' } },
  'query task': { ids: { id: 'task' } },
  'query template': { ids: { id: 'template' } },
  'query templateSet': { ids: { id: 'templateSet' } },
  'query user': { ids: { id: 'user' } },
  'mutation adjustQuota': administratorsOnly,
  'mutation adjustServiceQuota': administratorsOnly,
  'mutation archiveEmailService': administratorsOnly,
  'mutation assignServiceGroup': administratorsOnly,
  'mutation cancelCampaign': { ids: { 'input.id': 'campaign' } },
  'mutation cancelTask': { ids: { 'input.id': 'task' } },
  'mutation createCampaign': {
    ids: { 'input.tasks[].senderId': 'sender', 'input.tasks[].templateSetId': 'templateSet', ...audience('input.tasks[].audience') },
    needs: ['input.tasks[].senderId', 'input.tasks[].templateSetId'],
    values: () => ({ 'input.tasks[].audience.includeAll': true }),
  },
  'mutation createTemplateSet': { ids: { 'input.templateIds[]': 'template' } },
  'mutation deleteCampaign': { ids: { 'input.id': 'campaign' } },
  'mutation deleteSender': { ids: { 'input.id': 'sender' } },
  'mutation disableEmailService': administratorsOnly,
  'mutation duplicateCampaign': { ids: { 'input.id': 'campaign' } },
  'mutation enableEmailService': administratorsOnly,
  'mutation freezeEmailService': administratorsOnly,
  'mutation pauseCampaign': { ids: { 'input.id': 'campaign' } },
  'mutation pauseTask': { ids: { 'input.id': 'task' } },
  'mutation probeEmailService': administratorsOnly,
  'mutation resumeCampaign': { ids: { 'input.id': 'campaign' } },
  'mutation resumeTask': { ids: { 'input.id': 'task' } },
  'mutation retryTask': { ids: { 'input.id': 'task' } },
  'mutation saveServiceMapping': administratorsOnly,
  'mutation setLowQuotaThreshold': administratorsOnly,
  'mutation scheduleCampaign': { ids: { 'input.id': 'campaign' } },
  'mutation thawEmailService': administratorsOnly,
  'mutation updateCampaign': { ids: { 'input.id': 'campaign' } },
  'mutation updateEmailService': administratorsOnly,
  'mutation updateTask': {
    ids: { 'input.id': 'task', 'input.patch.senderId': 'sender', 'input.patch.templateSetId': 'templateSet', ...audience('input.patch.audience') },
    needs: ['input.id'],
  },
  'mutation updateTemplate': { ids: { 'input.id': 'template' } },
  'mutation updateTemplateSet': { ids: { 'input.id': 'templateSet', 'input.patch.templateIds[]': 'template' }, needs: ['input.id'] },
  'mutation updateUser': administratorsOnly,
  'subscription availabilityChanged': { ids: { userId: 'user' } },
  'subscription campaignProgressed': { ids: { campaignId: 'campaign' } },
  'subscription quotaChanged': { ids: { userId: 'user' } },
  'subscription serviceStatusChanged': { ids: { serviceId: 'service' } },
  'subscription taskProgressed': { ids: { taskId: 'task' } },
};

/** Fields without ids: for administrators, or about the viewer alone. */
const withoutIds: Record<string, typeof administratorsOnly | typeof own> = {
  'query campaigns': own,
  'query emailServices': administratorsOnly,
  'query senders': own,
  'query serviceGroups': administratorsOnly,
  'query systemInfo': administratorsOnly,
  'query tags': own,
  'query templateSets': own,
  'query templates': own,
  'query users': administratorsOnly,
  'query viewer': own,
  'mutation createContact': own,
  'mutation createContactImport': own,
  'mutation createEmailService': administratorsOnly,
  'mutation createSender': own,
  'mutation createServiceGroup': administratorsOnly,
  'mutation createTemplate': own,
  'mutation createUser': administratorsOnly,
  'mutation refreshSession': own,
  'mutation signIn': own,
  'mutation signOut': own,
};

const nameOf = ({ kind, name }: RootField): string => `${kind} ${name}`;

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

interface Probe {
  name: string;
  field: RootField;
  path: string;
  thing: keyof Things;
  guarded: Guarded;
}

/** The field with one id in question; what it needs besides is the asker's own. */
const probe = ({ field, path, guarded }: Probe, asker: { client: SluiceClient; ids: Things }, id: string): Promise<Answer> => {
  const needed = (guarded.needs ?? []).filter((need) => need !== path).map((need) => [need, asker.ids[guarded.ids[need]!]!]);
  return ask(asker.client, field, variablesFor(field, { ...Object.fromEntries(needed), [path]: id }, guarded.values?.(path)));
};

describe('separation of operators (F22.6)', () => {
  test('is thought of for every root field', () => {
    const withIds = fields.filter((field) => idPaths(field).length > 0);
    expect(withIds.map(nameOf).filter((name) => !(name in known))).toEqual([]);
    expect(fields.filter((field) => !withIds.includes(field)).map(nameOf).filter((name) => !(name in withoutIds))).toEqual([]);
    const stale = [...Object.keys(known), ...Object.keys(withoutIds)].filter((name) => !fields.some((field) => nameOf(field) === name));
    expect(stale).toEqual([]);
    for (const field of withIds) {
      const entry = known[nameOf(field)];
      if (typeof entry === 'object') expect([nameOf(field), ...Object.keys(entry.ids).sort()]).toEqual([nameOf(field), ...idPaths(field).sort()]);
    }
  });

  const ofAdministrators = fields.filter((field) => (known[nameOf(field)] ?? withoutIds[nameOf(field)]) === administratorsOnly);
  test.each(ofAdministrators.map((field) => ({ name: nameOf(field), field })))('$name is for administrators', async ({ field }) => {
    const { client } = await api.signedIn();
    const all = Object.fromEntries(idPaths(field).map((path) => [path, newId()]));
    expect(codes(await ask(client, field, variablesFor(field, all)))).toEqual(['FORBIDDEN']);
  });

  const probes: Probe[] = fields.flatMap((field) => {
    const guarded = known[nameOf(field)];
    return typeof guarded === 'object' ? Object.entries(guarded.ids).map(([path, thing]) => ({ name: nameOf(field), field, path, thing, guarded })) : [];
  });
  test.each(probes)('$name answers for a foreign $path as for one that does not exist', async (each) => {
    const [anna, bruno] = await operatorsWithThings(api, database, ['anna', 'bruno']);
    const foreign = await probe(each, bruno!, anna!.ids[each.thing]!);
    expect(codes(foreign)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(await probe(each, bruno!, newId())).toEqual(foreign);
    expect(await probe(each, bruno!, 'nonsense')).toEqual(foreign);
  });

  test.each(probes)('$name answers for one’s own $path otherwise, so that the comparison proves something', async (each) => {
    const [anna] = await operatorsWithThings(api, database, ['anna']);
    const missing = await probe(each, anna!, newId());
    expect(await probe(each, anna!, anna!.ids[each.thing]!)).not.toEqual(missing);
  });

  test('shows an operator neither what others have nor counts, texts and thresholds of his services', async () => {
    const [anna, bruno] = await operatorsWithThings(api, database, ['anna', 'bruno']);
    await database.pool.query(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_detail = 'secret text', frozen_at = now()`);
    const readable = fields.filter((field) => field.kind === 'query' && (withoutIds[nameOf(field)] === own || ['query serviceMapping', 'query dashboard', 'query quotaForecast', 'query quotaLogs', 'query contacts'].includes(nameOf(field))));
    const seen = JSON.stringify(await Promise.all(readable.map((field) => ask(anna!.client, field, variablesFor(field, {})))));
    for (const id of [anna!.ids.campaign, anna!.ids.contact, anna!.ids.templateSet, anna!.ids.service]) expect(seen).toContain(id);
    for (const id of Object.values(bruno!.ids)) expect(seen).not.toContain(id);
    expect(seen).toContain('FROZEN');
    expect(seen).not.toContain('secret text');
    expect(seen).not.toMatch(/EmailServiceState|"dailyQuota"|"quotaUsed"/);
  });
});
