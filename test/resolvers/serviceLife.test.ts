import { describe, expect, test } from '@jest/globals';
import {
  ArchiveEmailServiceDocument, CreateEmailServiceDocument, CreateServiceGroupDocument, AssignServiceGroupDocument, DeleteEmailServiceDocument, EmailServiceDocument, type EmailServiceFilter,
  EmailServicesDocument, FreezeEmailServiceDocument, SaveServiceMappingDocument, ServiceMappingDocument, ServiceStatusChangedDocument, type ServiceStatusLogFilter, ServiceStatusLogsDocument,
  UpdateEmailServiceDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);

const made = async (client: SluiceClient, given: object = {}) => {
  const input = { name: `s${newId()}`, domain: 'mail.example.com', dailyQuota: 100, sandbox: {}, ...given };
  return (await client.execute(CreateEmailServiceDocument, { input })).createEmailService.emailService!;
};
const remove = async (client: SluiceClient, id: string) => (await client.execute(DeleteEmailServiceDocument, { input: { id } })).deleteEmailService;
const rowsAbout = async (id: string): Promise<string[]> => {
  const tables = ['email_services WHERE id', ...['lanes', 'service_probes', 'service_usages', 'user_service_mappings', 'service_status_logs', 'service_minutes', 'service_hours'].map((table) => `${table} WHERE service_id`)];
  const counts = await Promise.all(tables.map(async (table) => [table.split(' ')[0]!, (await world.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} = $1`, [id])).n] as const));
  return counts.filter(([, n]) => n > 0).map(([table]) => table);
};
/** The service takes one mail of a task. */
async function take(service: string): Promise<void> {
  const user = await world.user();
  await world.map(user, service);
  await world.sending(user, 1);
  const worker = await world.worker();
  const [claim] = await world.claim(worker, [[service, (await world.take(worker)).get(service)!, 1]]);
  expect(claim!.status).toBe('CLAIMED');
}

describe('deleting a service (F18.1)', () => {
  test('that never took a mail leaves nothing of it, but the row of the audit log; its name is free', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    const { id } = await made(client, { name: 'Mistake', rampUp: { start: 1, stepPerDay: 1, ceiling: 5 } });
    await client.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds: [id] } });
    await world.sql('INSERT INTO service_minutes (service_id, minute) VALUES ($1, now())', [id]);
    expect(await remove(client, id.toUpperCase())).toEqual({ deletedId: id, archived: null, userErrors: [] });
    expect(await rowsAbout(id)).toEqual([]);
    expect(await world.one(`SELECT action, outcome, object_ids @> ARRAY[$1::uuid] AS named FROM audit_logs ORDER BY id DESC LIMIT 1`, [id])).toEqual({ action: 'deleteEmailService', outcome: 'DONE', named: true });
    expect((await client.execute(EmailServiceDocument, { id })).emailService).toBeNull();
    expect((await made(client, { name: 'Mistake' })).name).toBe('Mistake');
    expect((await remove(client, id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
  });

  test('with a history archives it: its mails keep their service; doing so again changes nothing', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await take(id);
    const { deletedId, archived } = await remove(client, id);
    expect([deletedId, archived!.id, archived!.isEnabled]).toEqual([null, id, false]);
    expect(archived!.archivedAt).not.toBeNull();
    expect(await rowsAbout(id)).toEqual(['email_services', 'lanes', 'service_probes', 'service_usages', 'service_status_logs']);
    expect(await remove(client, id)).toMatchObject({ deletedId: null, archived: { id, archivedAt: archived!.archivedAt }, userErrors: [] });
  });

  test('counts a mail that came back as a history: its attempts name the service', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await take(id);
    await world.sql('DELETE FROM claims');
    await world.sql('UPDATE service_usages SET used = 0');
    expect((await remove(client, id)).deletedId).toBeNull();
  });

  test('counts whatever else refers to it as a history', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await world.sql(`INSERT INTO sandbox_mails (id, service_id, subtask_id, attempt, recipient, message, received_at) VALUES ($1, $2, $1, 1, 'r@example.com', '', now())`, [newId(), id]);
    expect(await remove(client, id)).toMatchObject({ deletedId: null, archived: { id } });
    expect(await rowsAbout(id)).toContain('service_status_logs');
  });

  test('an archived one without a history goes for good', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await client.execute(ArchiveEmailServiceDocument, { input: { id } });
    expect((await remove(client, id)).deletedId).toBe(id);
  });

  test('is told to those who could use it and those who watch it', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { client: operator, user } = await api.signedIn();
    const [gone, stays] = [await made(client), await made(client)];
    await client.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds: [gone.id, stays.id] } });
    const heard: string[] = [];
    const mapping = new Promise<void>((resolve) => void api.runtime.events.on('mappingChanged', user.id, () => (heard.push('mapping'), resolve())));
    const status = new Promise<void>((resolve) => void api.runtime.events.on('serviceStatusChanged', gone.id, () => (heard.push('status'), resolve())));
    const watched = client.subscribe(ServiceStatusChangedDocument, { serviceId: gone.id });
    expect((await watched.next()).value?.serviceStatusChanged.service.id).toBe(gone.id);
    await remove(client, gone.id);
    await Promise.all([mapping, status]);
    await watched.return();
    expect((await operator.execute(ServiceMappingDocument, {})).serviceMapping!.services.map((service) => service.id)).toEqual([stays.id]);
  });

  test('and a claim at the same time: one of the two comes first, nothing is lost', async () => {
    const { client } = await api.signedIn('ADMIN');
    for (let round = 0; round < 15; round++) {
      const { id } = await made(client);
      const user = await world.user();
      await world.map(user, id);
      await world.sending(user, 3);
      const worker = await world.worker();
      const epoch = (await world.take(worker)).get(id)!;
      const [removed, claims] = await Promise.all([remove(client, id), world.claim(worker, [[id, epoch, 3]])]);
      expect(removed.userErrors).toEqual([]);
      if (claims[0]!.status === 'CLAIMED') expect(removed.archived?.id).toBe(id);
      else expect([claims[0]!.status, removed.deletedId]).toEqual([expect.stringMatching(/LOST|CLOSED/), id]);
    }
    expect(await world.violations()).toEqual([]);
  });

  test('and a mapping at the same time do not wait for each other', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await made(client), await made(client)];
      const map = client.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds: [a.id, b.id] } });
      const [removed, mapped] = await Promise.all([remove(client, a.id), map]);
      expect(removed.deletedId).toBe(a.id);
      expect(mapped.saveServiceMapping.userErrors.every(({ code }) => code === 'NOT_FOUND')).toBe(true);
    }
    expect(api.logged.filter((line) => line.level >= 50)).toEqual([]);
  });
});

describe('the list of services (F18.1)', () => {
  test('is filtered by condition, provider, group and text', async () => {
    const { client } = await api.signedIn('ADMIN');
    const names = ['Anna on', 'Bruno off', 'Clara frozen', 'Dora 100%', 'Emil used up', 'Fritz gone'];
    const smtp = { host: 'relay.example.com', port: 587, tls: 'STARTTLS' };
    const ids = [];
    for (const name of names) ids.push((await made(client, { name, domain: `${name.split(' ')[0]!.toLowerCase()}.example`, isEnabled: name !== 'Bruno off', ...(name.startsWith('Dora') ? { sandbox: undefined, smtp } : {}) })).id);
    const group = (await client.execute(CreateServiceGroupDocument, { input: { name: 'Together' } })).createServiceGroup.serviceGroup!.id;
    await client.execute(AssignServiceGroupDocument, { input: { id: ids[0]!, groupId: group } });
    await client.execute(FreezeEmailServiceDocument, { input: { id: ids[2]! } });
    await world.sql('SELECT open_period($1, now())', [ids[4]]);
    await world.sql('UPDATE service_usages SET used = 100 WHERE service_id = $1', [ids[4]]);
    await client.execute(ArchiveEmailServiceDocument, { input: { id: ids[5]! } });
    const listed = async (filter: EmailServiceFilter, includeArchived = false) => {
      const { edges, totalCount } = (await client.execute(EmailServicesDocument, { filter, includeArchived })).emailServices;
      expect(totalCount).toBe(edges.length);
      return edges.map(({ node }) => node.name.split(' ')[0]);
    };
    expect(await listed({})).toEqual(['Anna', 'Bruno', 'Clara', 'Dora', 'Emil']);
    expect(await listed({ conditions: ['DISABLED', 'FROZEN'] })).toEqual(['Bruno', 'Clara']);
    expect(await listed({ conditions: ['EXHAUSTED'] })).toEqual(['Emil']);
    expect(await listed({ conditions: ['ARCHIVED'] }, true)).toEqual(['Fritz']);
    expect(await listed({ conditions: ['ENABLED'] }, true)).toEqual(['Anna', 'Clara', 'Dora', 'Emil']);
    expect(await listed({ conditions: [] })).toEqual([]);
    expect(await listed({ providers: ['SMTP'] })).toEqual(['Dora']);
    expect(await listed({ groupId: group })).toEqual(['Anna']);
    for (const missing of [newId(), 'nonsense']) expect(await listed({ groupId: missing })).toEqual([]);
    expect(await listed({ text: 'ORA.exam' })).toEqual(['Dora']);
    expect(await listed({ text: '100%' })).toEqual(['Dora']);
    expect(await listed({ text: '_' })).toEqual([]);
    expect(await listed({ text: ' ', conditions: ['ENABLED'], providers: ['SANDBOX'] })).toEqual(['Anna', 'Clara', 'Emil']);
    // Yesterday’s usage says nothing of today.
    await world.sql(`UPDATE lanes SET period_end = now() - interval '1 minute' WHERE service_id = $1`, [ids[4]]);
    expect(await listed({ conditions: ['EXHAUSTED'] })).toEqual([]);
  });
});

describe('the status log of all services (F19.2)', () => {
  test('is read newest first, filtered by service, event, actor and time, page by page', async () => {
    const { client, user } = await api.signedIn('ADMIN');
    const [a, b] = [await made(client, { name: 'a' }), await made(client, { name: 'b' })];
    await client.execute(UpdateEmailServiceDocument, { input: { id: a.id, patch: { paceMs: 5 } } });
    await client.execute(FreezeEmailServiceDocument, { input: { id: b.id, detail: 'moving' } });
    await world.sql(`INSERT INTO service_status_logs (id, service_id, event, created_at) VALUES (uuid_v7(), $1, 'RESET', '2026-01-01T00:00:00Z')`, [a.id]);
    const read = async (filter: ServiceStatusLogFilter, page: { first?: number; after?: string } = {}) => (await client.execute(ServiceStatusLogsDocument, { filter, ...page })).serviceStatusLogs;
    const told = async (filter: ServiceStatusLogFilter) => (await read(filter)).edges.map(({ node }) => `${node.service.name} ${node.event}`);
    expect(await told({})).toEqual(['a RESET', 'b FROZEN', 'a EDITED', 'b CREATED', 'a CREATED']);
    expect(await told({ serviceIds: [b.id, 'nonsense'] })).toEqual(['b FROZEN', 'b CREATED']);
    expect(await told({ events: ['FROZEN', 'EDITED'], serviceIds: [a.id, b.id] })).toEqual(['b FROZEN', 'a EDITED']);
    expect(await told({ actorId: user.id, events: ['EDITED'] })).toEqual(['a EDITED']);
    for (const nobody of [newId(), 'nonsense']) expect(await told({ actorId: nobody })).toEqual([]);
    expect(await told({ until: '2026-02-01T00:00:00Z' })).toEqual(['a RESET']);
    expect(await told({ since: '2026-02-01T00:00:00Z', serviceIds: [a.id] })).toEqual(['a EDITED', 'a CREATED']);
    const first = await read({}, { first: 2 });
    expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([5, true]);
    expect((await read({}, { first: 2, after: first.pageInfo.endCursor! })).edges.map(({ node }) => node.event)).toEqual(['EDITED', 'CREATED']);
  });
});
