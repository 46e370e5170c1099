import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import {
  AcknowledgeAlertDocument, AlertsDocument, AlertWebhookDocument, AlertWebhooksDocument, AuditLogsDocument, CreateAlertWebhookDocument, type CreateAlertWebhookInput, DeleteAlertWebhookDocument,
  RotateAlertWebhookSecretDocument, TestAlertWebhookDocument, UpdateAlertWebhookDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { tasks } from '../../src/jobs/tasks.js';
import { evaluateAlerts } from '../../src/operations/evaluateAlerts.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { type StartedJobs, startJobs } from '../support/jobs.js';
import { openReceiver, type Received, type Receiver } from '../support/receiver.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database, { SLUICE_PRIVATE_WEBHOOKS: 'on' });
const world = new World(database);
let jobs: StartedJobs;
const open: Receiver[] = [];

beforeEach(async () => {
  await database.owner.query('TRUNCATE graphile_worker._private_jobs');
  jobs = await startJobs(database, tasks);
});
afterEach(async () => {
  await jobs.stop();
  for (const receiver of open.splice(0)) await receiver.close();
});

async function receiver(answer?: (response: ServerResponse, received: Received, count: number) => void): Promise<Receiver> {
  const opened = await openReceiver(answer);
  open.push(opened);
  return opened;
}
const status =
  (...statuses: number[]) =>
  (response: ServerResponse, _received: Received, count: number): void =>
    void response.writeHead(statuses[Math.min(count, statuses.length) - 1]!).end();
const create = async (admin: SluiceClient, url: string, more: Partial<CreateAlertWebhookInput> = {}) => {
  const { alertWebhook, secret, userErrors } = (await admin.execute(CreateAlertWebhookDocument, { input: { name: `Hook ${newId()}`, url, ...more } })).createAlertWebhook;
  expect(userErrors).toEqual([]);
  return { id: alertWebhook!.id, secret: secret! };
};
const shown = async (admin: SluiceClient, id: string) => {
  const { deliveries, ...webhook } = (await admin.execute(AlertWebhookDocument, { id, first: 20 })).alertWebhook!;
  return { webhook, deliveries: deliveries.edges.map(({ node }) => node) };
};
/** Looks until it is so; the test's own time limit is the bound. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 30));
}
const ended = (admin: SluiceClient, id: string) => until(async () => (await shown(admin, id)).deliveries.every(({ state }) => state !== 'PENDING'));
/** The next try need not be waited for. */
const hurry = () => world.sql('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL');
const tries = (admin: SluiceClient, id: string, count: number) => until(async () => (await shown(admin, id)).deliveries[0]?.attempts.length === count);
const freeze = async (): Promise<void> => {
  await world.service({ name: `S ${newId()}` });
  await world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_at = sluice_clock()`);
  await evaluate();
};
const thaw = async (): Promise<void> => {
  await world.sql(`UPDATE lanes SET frozen_reason = NULL`);
  await evaluate();
  await world.sql(`UPDATE alerts SET absent_since = absent_since - interval '1 hour'`);
  await evaluate();
};
const evaluate = () =>
  evaluateAlerts(database.em(), ['SERVICE_FROZEN'], (_rule, error) => {
    throw error;
  });
const verified = (secret: string, { body, headers }: Received): unknown => new Webhook(secret).verify(body, headers as Record<string, string>);

describe('webhooks that are told of alerts (M4)', () => {
  test('get a test, signed, and the log says how it went', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received, until: got } = await receiver();
    const { id, secret } = await create(admin, address);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { alertDelivery } = (await admin.execute(TestAlertWebhookDocument, { input: { id } })).testAlertWebhook;
    expect(alertDelivery).toMatchObject({ type: 'alert.test', state: 'PENDING', alertId: null, attempts: [] });
    await got(1);
    expect(received[0]!.headers['webhook-id']).toBe(alertDelivery!.id);
    expect(verified(secret, received[0]!)).toMatchObject({ type: 'alert.test', data: { text: { en: 'This is a test' } } });
    await ended(admin, id);
    expect((await shown(admin, id)).deliveries).toMatchObject([{ id: alertDelivery!.id, state: 'DELIVERED', nextAttemptAt: null, attempts: [{ number: 1, status: 204, error: null }] }]);
  });

  test('are told that an alert was raised and that it is resolved', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received, until: got } = await receiver();
    const { secret } = await create(admin, address);
    await freeze();
    await got(1);
    await thaw();
    await got(2);
    const alert = (await admin.execute(AlertsDocument)).alerts.edges[0]!.node;
    expect(verified(secret, received[0]!)).toMatchObject({
      type: 'alert.raised',
      data: { id: alert.id, rule: 'SERVICE_FROZEN', severity: 'CRITICAL', state: 'OPEN', subjectKind: 'SERVICE', subjectId: alert.subjectId, text: { en: expect.stringContaining('is frozen') } },
    });
    expect(verified(secret, received[1]!)).toMatchObject({ type: 'alert.resolved', data: { id: alert.id, state: 'RESOLVED', resolvedAt: expect.any(String) } });
    expect(received[0]!.headers['webhook-id']).not.toBe(received[1]!.headers['webhook-id']);
  });

  test('that fail are tried again with the same id and body, later and later', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received, until: got } = await receiver(status(500, 429, 200));
    const { id, secret } = await create(admin, address);
    await freeze();
    await tries(admin, id, 1);
    const waitMs = async (): Promise<number> => {
      const [delivery] = (await shown(admin, id)).deliveries;
      return new Date(delivery!.nextAttemptAt!).getTime() - new Date(delivery!.attempts.at(-1)!.at).getTime();
    };
    expect(await waitMs()).toBeGreaterThanOrEqual(5_000);
    expect(await waitMs()).toBeLessThanOrEqual(5_500);
    // The first retry comes by itself.
    await got(2);
    await tries(admin, id, 2);
    expect(await waitMs()).toBeGreaterThanOrEqual(300_000);
    await hurry();
    await got(3);
    await ended(admin, id);
    const [{ state, attempts }] = (await shown(admin, id)).deliveries as [Awaited<ReturnType<typeof shown>>['deliveries'][number]];
    expect([state, attempts.map((attempt) => [attempt.number, attempt.status, attempt.error])]).toEqual(['DELIVERED', [[1, 500, 'HTTP 500'], [2, 429, 'HTTP 429'], [3, 200, null]]]);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    for (const one of received) verified(secret, one);
    expect((await database.pool.query('SELECT FROM graphile_worker._private_jobs')).rowCount).toBe(0);
  });

  test('that fail eight times are not tried any more', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address } = await receiver(status(503));
    const { id } = await create(admin, address);
    await freeze();
    await tries(admin, id, 1);
    await world.sql('UPDATE alert_deliveries SET attempts = 7');
    await hurry();
    await ended(admin, id);
    const { deliveries, webhook } = await shown(admin, id);
    expect(deliveries).toMatchObject([{ state: 'FAILED', nextAttemptAt: null }]);
    expect(webhook.isEnabled).toBe(true);
    expect(jobs.logged.join('')).toContain('a webhook was not delivered');
  });

  test('that answer 410 are switched off, until somebody switches them on', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received } = await receiver(status(410));
    const { id } = await create(admin, address);
    await freeze();
    await ended(admin, id);
    expect(await shown(admin, id)).toMatchObject({ webhook: { isEnabled: false, isGone: true }, deliveries: [{ state: 'FAILED', attempts: [{ status: 410 }] }] });
    await freeze();
    expect((await shown(admin, id)).deliveries).toHaveLength(1);
    expect((await admin.execute(TestAlertWebhookDocument, { input: { id } })).testAlertWebhook.userErrors).toMatchObject([{ code: 'WRONG_STATE', field: ['id'] }]);
    const { alertWebhook } = (await admin.execute(UpdateAlertWebhookDocument, { input: { id, patch: { isEnabled: true } } })).updateAlertWebhook;
    expect(alertWebhook).toMatchObject({ isEnabled: true, isGone: false });
    expect(received).toHaveLength(1);
  });

  test('that hang hold up nobody else, and are tried again', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const hanging = await receiver(() => {});
    const swift = await receiver();
    const slow = await create(admin, hanging.address);
    await create(admin, swift.address);
    for (let i = 0; i < 6; i++) await freeze();
    await swift.until(6);
    expect(hanging.received.length).toBeLessThan(6);
    await until(async () => (await shown(admin, slow.id)).deliveries.some(({ attempts }) => attempts[0]?.error === 'no answer within 1000 ms'));
  });

  test('hear of the rules and severities they chose, and of nothing while switched off', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received, until: got } = await receiver();
    await create(admin, `${address}/other-rule`, { rules: ['LOW_QUOTA', 'NO_LEADER'] });
    await create(admin, `${address}/other-severity`, { severities: ['INFO', 'WARNING'] });
    await create(admin, `${address}/off`, { isEnabled: false });
    await create(admin, `${address}/none`, { rules: [] });
    await create(admin, `${address}/right`, { rules: ['SERVICE_FROZEN'], severities: ['CRITICAL'] });
    await freeze();
    await got(1);
    expect((await world.sql('SELECT FROM alert_deliveries')).length).toBe(1);
    expect(received.map(({ path }) => path)).toEqual(['/right']);
  });

  test('hear no more of what was acknowledged: neither a try that waits nor that it is resolved', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received } = await receiver(status(500));
    const { id } = await create(admin, address);
    await freeze();
    await tries(admin, id, 1);
    const alert = (await admin.execute(AlertsDocument)).alerts.edges[0]!.node;
    await admin.execute(AcknowledgeAlertDocument, { input: { id: alert.id } });
    await hurry();
    await ended(admin, id);
    await thaw();
    expect((await shown(admin, id)).deliveries).toMatchObject([{ type: 'alert.raised', state: 'DROPPED', attempts: [{ number: 1 }] }]);
    expect(received).toHaveLength(1);
  });

  test('know the secret before a new one for a day', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received, until: got } = await receiver();
    const { id, secret: old } = await create(admin, address);
    const { secret, alertWebhook } = (await admin.execute(RotateAlertWebhookSecretDocument, { input: { id } })).rotateAlertWebhookSecret;
    expect(secret).not.toBe(old);
    expect(alertWebhook!.secretHint).toBe(`whsec_••••${secret!.slice(-4)}`);
    await admin.execute(TestAlertWebhookDocument, { input: { id } });
    await got(1);
    for (const each of [old, secret!]) verified(each, received[0]!);
    await world.sql(`UPDATE alert_webhooks SET previous_until = now() - interval '1 s'`);
    await admin.execute(TestAlertWebhookDocument, { input: { id } });
    await got(2);
    verified(secret!, received[1]!);
    expect(() => verified(old, received[1]!)).toThrow(/signature/);
  });

  test('show their secret once; it stands neither in the API, nor the log, nor the audit log, nor readable in the database', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, until: got } = await receiver(status(500, 200));
    const { id, secret: first } = await create(admin, address);
    const second = (await admin.execute(RotateAlertWebhookSecretDocument, { input: { id } })).rotateAlertWebhookSecret.secret!;
    await freeze();
    await got(1);
    await admin.execute(UpdateAlertWebhookDocument, { input: { id, patch: { name: 'Renamed' } } });
    const rows = await Promise.all(['alert_webhooks', 'alert_deliveries', 'alert_delivery_attempts', 'audit_logs', 'graphile_worker._private_jobs'].map((table) => world.sql(`SELECT * FROM ${table}`)));
    const seen = [
      JSON.stringify(rows), JSON.stringify(await shown(admin, id)), JSON.stringify((await admin.execute(AuditLogsDocument, { first: 20 })).auditLogs), JSON.stringify(api.logged), jobs.logged.join(''),
    ].join('\n');
    expect(seen).toContain('credentials');
    for (const secret of [first, second]) {
      expect(seen).not.toContain(secret.slice(6));
      expect(seen).not.toContain(Buffer.from(secret).toString('base64').slice(0, 40));
    }
  });

  test('are refused where they may not lead, when their name is taken, and when there are too many', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const made = async (input: CreateAlertWebhookInput) => (await admin.execute(CreateAlertWebhookDocument, { input })).createAlertWebhook;
    expect(await made({ name: 'A', url: 'https://user:pw@example.com' })).toMatchObject({ secret: null, alertWebhook: null, userErrors: [{ code: 'INVALID', field: ['url'] }] });
    expect((await made({ name: ' ', url: 'https://example.com' })).userErrors).toMatchObject([{ code: 'INVALID', field: ['name'] }]);
    const id = (await made({ name: 'A', url: 'https://example.com' })).alertWebhook!.id;
    expect((await made({ name: 'a', url: 'https://example.com' })).userErrors).toMatchObject([{ code: 'TAKEN', field: ['name'] }]);
    expect((await admin.execute(UpdateAlertWebhookDocument, { input: { id, patch: { url: 'ftp://example.com' } } })).updateAlertWebhook.userErrors).toMatchObject([{ field: ['patch', 'url'] }]);
    for (let i = 1; i < 20; i++) expect((await made({ name: `B${i}`, url: 'https://example.com' })).userErrors).toEqual([]);
    expect((await made({ name: 'C', url: 'https://example.com' })).userErrors).toMatchObject([{ code: 'INVALID' }]);
    expect((await admin.execute(AlertWebhooksDocument, { first: 2 })).alertWebhooks).toMatchObject({ totalCount: 20, edges: [{ node: { name: 'A' } }, { node: { name: 'B1' } }] });
    expect((await admin.execute(DeleteAlertWebhookDocument, { input: { id } })).deleteAlertWebhook).toEqual({ id, userErrors: [] });
    expect((await admin.execute(AlertWebhookDocument, { id })).alertWebhook).toBeNull();
    for (const missing of [id, newId(), 'nonsense']) {
      expect((await admin.execute(DeleteAlertWebhookDocument, { input: { id: missing } })).deleteAlertWebhook.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    }
  });

  test('that are deleted take what waits for them along', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { address, received } = await receiver(status(500));
    const { id } = await create(admin, address);
    await freeze();
    await tries(admin, id, 1);
    await admin.execute(DeleteAlertWebhookDocument, { input: { id } });
    await hurry();
    await until(async () => (await world.sql('SELECT FROM graphile_worker._private_jobs')).length === 0);
    expect(received).toHaveLength(1);
    expect(await world.sql('SELECT FROM alert_deliveries')).toEqual([]);
  });
});
