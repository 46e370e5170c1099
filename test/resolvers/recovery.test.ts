import { afterEach, describe, expect, test } from '@jest/globals';
import {
  AssignServiceGroupDocument, CreateEmailServiceDocument, CreateServiceGroupDocument, EmailServiceDocument, ProbeEmailServiceDocument, ServiceGroupsDocument, ServiceStatusLogDocument,
  ThawEmailServiceDocument, UpdateEmailServiceDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);
const running: Dispatch[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

const made = async (client: SluiceClient, given: object = {}) => {
  const input = { name: `s${newId()}`, domain: 'mail.example.com', dailyQuota: 100, sandbox: {}, ...given };
  return (await client.execute(CreateEmailServiceDocument, { input })).createEmailService.emailService!;
};
const read = async (client: SluiceClient, id: string) => (await client.execute(EmailServiceDocument, { id })).emailService!;

describe('a probe on demand (F19.1)', () => {
  test('is made by the scheduler, and its result and latency are shown; also of a service that is off', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client, { isEnabled: false });
    const asked = (await client.execute(ProbeEmailServiceDocument, { input: { id } })).probeEmailService.emailService!;
    expect(asked.state.probe).toMatchObject({ isAsked: true, probedAt: null, isOk: null, latencyMs: null });
    const scheduler = await Dispatch.start(database, { roles: ['scheduler'] });
    running.push(scheduler);
    await scheduler.until('serviceStatusChanged', id, async () => (await read(client, id)).state.probe.isOk !== null);
    const { probe } = (await read(client, id)).state;
    expect(probe).toMatchObject({ isAsked: false, isOk: true, latencyMs: expect.any(Number), code: null });
    expect(Date.parse(probe.dueAt!)).toBeGreaterThan(Date.parse(probe.probedAt!));
  });

  test('is refused for what is not there', async () => {
    const { client } = await api.signedIn('ADMIN');
    expect((await client.execute(ProbeEmailServiceDocument, { input: { id: newId() } })).probeEmailService.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
  });

  test('whether a probe thaws is set with the service, off at first (F18.6)', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id, isThawedByProbe } = await made(client);
    await client.execute(UpdateEmailServiceDocument, { input: { id, patch: { isThawedByProbe: true } } });
    expect([isThawedByProbe, (await read(client, id)).isThawedByProbe]).toEqual([false, true]);
    expect(await world.one('SELECT thaw_by_probe FROM lanes')).toEqual({ thaw_by_probe: true });
  });

  test('the interval that is shown says when the provider has slowed a service down', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id, state } = await made(client, { paceMs: 100 });
    await world.sql('UPDATE lanes SET slowed_ms = 400');
    expect([state.intervalMs, (await read(client, id)).state]).toMatchObject([100, { intervalMs: 400, slowedMs: 400 }]);
  });
});

describe('groups of services (SPEC section 1)', () => {
  const group = async (client: SluiceClient, name: string) => (await client.execute(CreateServiceGroupDocument, { input: { name } })).createServiceGroup;
  const assign = async (client: SluiceClient, id: string, groupId: string | null) => (await client.execute(AssignServiceGroupDocument, { input: { id, groupId } })).assignServiceGroup;

  test('are made, listed and filled; a name is unique; a service leaves a group', async () => {
    const { client } = await api.signedIn('ADMIN');
    const account = (await group(client, 'One account')).serviceGroup!;
    expect((await group(client, 'ONE ACCOUNT')).userErrors).toMatchObject([{ code: 'TAKEN', field: ['name'] }]);
    expect((await group(client, ' ')).userErrors).toMatchObject([{ code: 'INVALID', field: ['name'] }]);
    const service = await made(client, { name: 'First' });
    expect((await assign(client, service.id, account.id)).emailService!.group).toEqual({ id: account.id, name: 'One account' });
    const listed = (await client.execute(ServiceGroupsDocument, {})).serviceGroups;
    expect(listed.edges.map(({ node }) => [node.name, node.services.edges.map((edge) => edge.node.name)])).toEqual([['One account', ['First']]]);
    expect(await world.one('SELECT group_id FROM lanes')).toEqual({ group_id: account.id });
    expect((await assign(client, service.id, null)).emailService!.group).toBeNull();
    const log = (await client.execute(ServiceStatusLogDocument, { id: service.id })).emailService!.statusLog.edges.map(({ node }) => node.detail);
    expect(log).toEqual(['group: none', 'group: One account', 'First']);
    for (const missing of [newId(), 'nonsense']) expect((await assign(client, service.id, missing)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['groupId'] }]);
    expect((await assign(client, newId(), account.id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
  });

  test('a thaw by hand thaws those that were frozen with it, and says so in the log of each (F19.2)', async () => {
    const { client } = await api.signedIn('ADMIN');
    const account = (await group(client, 'One account')).serviceGroup!.id;
    const [a, b] = [await made(client, { name: 'a' }), await made(client, { name: 'b' })];
    for (const { id } of [a, b]) await assign(client, id, account);
    await world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_at = now(), frozen_with = $1`, [a.id]);
    await client.execute(ThawEmailServiceDocument, { input: { id: b.id } });
    expect((await read(client, a.id)).state.frozenReason).toBeNull();
    const [last] = (await client.execute(ServiceStatusLogDocument, { id: a.id })).emailService!.statusLog.edges;
    expect(last!.node).toMatchObject({ event: 'THAWED', detail: 'with b' });
  });
});
