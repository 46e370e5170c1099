import { describe, expect, test } from '@jest/globals';
import {
  AdjustServiceQuotaDocument, ArchiveEmailServiceDocument, type CreateEmailServiceInput, CreateEmailServiceDocument, DisableEmailServiceDocument, EmailServiceDocument,
  EmailServicesDocument, EnableEmailServiceDocument, FreezeEmailServiceDocument, ServiceStatusLogDocument, ThawEmailServiceDocument, UpdateEmailServiceDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { decryptCredentials } from '../../src/operations/encryptCredentials.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

interface StoredService {
  credentials: Buffer;
  credentials_key_id: string;
  credentials_version: number;
  account: string;
}
type Given = Partial<CreateEmailServiceInput>;
const sandbox: CreateEmailServiceInput = { name: 'Sandbox', domain: 'mail.example.com', dailyQuota: 100, sandbox: {} };
const smtp = { host: 'relay.example.com', port: 587, tls: 'STARTTLS' as const, user: 'sluice', password: 'a long secret password' };

const create = async (client: SluiceClient, given: Given = {}) => (await client.execute(CreateEmailServiceDocument, { input: { ...sandbox, ...given } })).createEmailService;
const made = async (client: SluiceClient, given: Given = {}) => {
  const { emailService, userErrors } = await create(client, given);
  if (!emailService) throw new Error(JSON.stringify(userErrors));
  return emailService;
};
const read = async (client: SluiceClient, id: string) => (await client.execute(EmailServiceDocument, { id })).emailService!;
const log = async (client: SluiceClient, id: string) => (await client.execute(ServiceStatusLogDocument, { id })).emailService!.statusLog.edges.map(({ node }) => node);
const stored = async (id: string) => (await database.pool.query('SELECT * FROM email_services WHERE id = $1', [id])).rows[0] as StoredService;

describe('registering a service (F18.1)', () => {
  test('fills in what is not said, and makes its lane', async () => {
    const { client } = await api.signedIn('ADMIN');
    const service = await made(client);
    expect(service).toMatchObject({
      name: 'Sandbox', provider: 'SANDBOX', domain: 'mail.example.com', isEnabled: true, dailyQuota: 100, resetTime: '00:00', zone: 'Asia/Shanghai', paceMs: 0, freezeThreshold: 10,
      freezeWindowSeconds: null, credentialsHint: null, settings: { __typename: 'SandboxSettings', delayMs: 0, failEvery: 0 },
      state: { frozenReason: null, quotaUsed: 0, quotaRemaining: 100, quotaLimit: 100, quotaAdjustment: 0, coolingUntil: null, failures: 0 },
    });
    expect(Date.parse(service.state.periodEndsAt)).toBeGreaterThan(Date.now());
    expect(Date.parse(service.state.periodEndsAt)).toBeLessThan(Date.now() + 24 * 3_600_000 + 1_000);
    expect(new Date(service.state.periodEndsAt).toISOString()).toMatch(/T16:00:00/);
  });

  const refused: [string, Given, string[]][] = [
    ['a quota of 0', { dailyQuota: 0 }, ['dailyQuota']],
    ['a reset time of 25:00', { resetTime: '25:00' }, ['resetTime']],
    ['a reset time without minutes', { resetTime: '8' }, ['resetTime']],
    ['a zone that does not exist', { zone: 'Asia/Shangrila' }, ['zone']],
    ['an offset as zone', { zone: '+08:00' }, ['zone']],
    ['a negative pace', { paceMs: -1 }, ['paceMs']],
    ['a threshold of 0', { freezeThreshold: 0 }, ['freezeThreshold']],
    ['a domain with a space', { domain: 'exa mple.com' }, ['domain']],
    ['an address as domain', { domain: 'a@example.com' }, ['domain']],
    ['an empty name', { name: '  ' }, ['name']],
    ['no provider', { sandbox: null }, ['engagelab']],
    ['two providers', { smtp }, ['sandbox']],
    ['an EngageLab account without its key', { sandbox: null, engagelab: { apiUser: 'me' } }, ['engagelab', 'apiKey']],
    ['a relay with a user but no password', { sandbox: null, smtp: { ...smtp, password: undefined } }, ['smtp', 'password']],
    ['a port of 0', { sandbox: null, smtp: { ...smtp, port: 0 } }, ['smtp', 'port']],
  ];
  test.each(refused.map(([name, given, field]) => ({ name, given, field })))('is refused with $name', async ({ given, field }) => {
    const { client } = await api.signedIn('ADMIN');
    const { emailService, userErrors } = await create(client, given);
    expect(emailService).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID', field }]);
  });

  test('makes an international domain ASCII, and a zone the way it is spelt', async () => {
    const { client } = await api.signedIn('ADMIN');
    expect(await made(client, { domain: 'Bücher.Example', zone: 'europe/berlin', resetTime: '08:30' })).toMatchObject({ domain: 'xn--bcher-kva.example', zone: 'Europe/Berlin', resetTime: '08:30' });
  });

  test('is refused under a name that is taken, which an archived service gives back', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    expect((await create(client, { name: 'SANDBOX' })).userErrors).toMatchObject([{ code: 'TAKEN', field: ['name'] }]);
    await client.execute(ArchiveEmailServiceDocument, { input: { id } });
    expect((await create(client)).userErrors).toEqual([]);
    const listed = async (includeArchived: boolean) => (await client.execute(EmailServicesDocument, { includeArchived })).emailServices.totalCount;
    expect([await listed(false), await listed(true)]).toEqual([1, 2]);
  });

  test('is for administrators', async () => {
    const { client } = await api.signedIn('OPERATOR');
    await expect(create(client)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('credentials (F18.2)', () => {
  test('are encrypted, bound to their service, and given back as a hint only', async () => {
    const { client } = await api.signedIn('ADMIN');
    const service = await made(client, { sandbox: null, engagelab: { apiUser: 'me', apiKey: 'key-0123456789-wxyz' } });
    expect(service.credentialsHint).toBe('••••wxyz');
    expect(JSON.stringify(service)).not.toContain('0123456789');
    const row = await stored(service.id);
    expect(row.credentials.toString('latin1')).not.toContain('key-');
    const keys = api.runtime.keys;
    const open = (id: string) => decryptCredentials({ id, credentials: row.credentials, credentialsKeyId: row.credentials_key_id }, keys);
    expect(open(service.id)).toEqual({ apiKey: 'key-0123456789-wxyz', webhookAppKey: null });
    expect(() => open(newId())).toThrow();
    expect(() => decryptCredentials({ id: service.id, credentials: row.credentials, credentialsKeyId: 'another' }, keys)).toThrow(/key another/);
  });

  test('show nothing of a password', async () => {
    const { client } = await api.signedIn('ADMIN');
    expect((await made(client, { sandbox: null, smtp })).credentialsHint).toBe('••••');
  });

  test('stay when a patch leaves them out, and make another account when they change', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client, { sandbox: null, smtp });
    const before = await stored(id);
    const { password: _password, ...settings } = smtp;
    await client.execute(UpdateEmailServiceDocument, { input: { id, patch: { smtp: { ...settings, port: 2525 } } } });
    const moved = await stored(id);
    expect([moved.credentials_version, moved.account]).toEqual([1, 'SMTP:sluice@relay.example.com:2525#1']);
    expect(Buffer.compare(moved.credentials, before.credentials)).toBe(0);
    await client.execute(UpdateEmailServiceDocument, { input: { id, patch: { smtp: { ...smtp, password: 'another password' } } } });
    const changed = await stored(id);
    expect([changed.credentials_version, changed.account]).toEqual([2, 'SMTP:sluice@relay.example.com:587#2']);
    expect((await database.pool.query('SELECT account FROM lanes WHERE service_id = $1', [id])).rows).toEqual([{ account: changed.account }]);
    expect(JSON.stringify([await log(client, id), api.logged])).not.toContain('another password');
  });
});

describe('changing a service', () => {
  test('holds for the lane at once, and is logged by names (F19.2)', async () => {
    const { client, user } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    const { updateEmailService } = await client.execute(UpdateEmailServiceDocument, { input: { id, patch: { dailyQuota: 7, paceMs: 500, resetTime: '00:00' } } });
    expect(updateEmailService.emailService).toMatchObject({ dailyQuota: 7, paceMs: 500, state: { quotaLimit: 7, quotaRemaining: 7 } });
    expect((await log(client, id)).map(({ event, detail, actor }) => ({ event, detail, actor: actor?.id }))).toEqual([
      { event: 'EDITED', detail: 'dailyQuota, paceMs', actor: user.id },
      { event: 'CREATED', detail: 'Sandbox', actor: user.id },
    ]);
  });

  test('is refused with the path of the field, for another provider, when archived, and for what is not there', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    const update = async (serviceId: string, patch: object) => (await client.execute(UpdateEmailServiceDocument, { input: { id: serviceId, patch } })).updateEmailService.userErrors;
    expect(await update(id, { dailyQuota: 0 })).toMatchObject([{ code: 'INVALID', field: ['patch', 'dailyQuota'] }]);
    expect(await update(id, { smtp })).toMatchObject([{ code: 'INVALID', field: ['patch', 'smtp'] }]);
    for (const missing of [newId(), 'nonsense']) expect(await update(missing, { paceMs: 1 })).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    await client.execute(ArchiveEmailServiceDocument, { input: { id } });
    expect(await update(id, { paceMs: 1 })).toMatchObject([{ code: 'WRONG_STATE' }]);
  });

  test('switches it off and on; doing so twice is one event', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await client.execute(DisableEmailServiceDocument, { input: { id } });
    await client.execute(DisableEmailServiceDocument, { input: { id } });
    await client.execute(EnableEmailServiceDocument, { input: { id } });
    expect((await log(client, id)).map(({ event }) => event)).toEqual(['ENABLED', 'DISABLED', 'CREATED']);
    expect((await read(client, id)).isEnabled).toBe(true);
  });

  test('freezes and thaws it by hand; thawing counts failures anew (F18.6)', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    const freeze = async () => (await client.execute(FreezeEmailServiceDocument, { input: { id, detail: 'relay is moved' } })).freezeEmailService;
    const thaw = async () => (await client.execute(ThawEmailServiceDocument, { input: { id } })).thawEmailService;
    expect((await thaw()).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    await database.pool.query(`UPDATE lanes SET failed_at = array[now(), now()], frozen_reason = 'FAILURES', frozen_detail = '535', frozen_at = now() WHERE service_id = $1`, [id]);
    expect((await freeze()).emailService?.state).toMatchObject({ frozenReason: 'MANUAL', frozenDetail: 'relay is moved', failures: 2 });
    expect((await freeze()).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await thaw()).emailService?.state).toMatchObject({ frozenReason: null, frozenDetail: null, frozenAt: null, failures: 0 });
    expect((await log(client, id)).map(({ event, reason, detail }) => [event, reason, detail])).toEqual([['THAWED', null, null], ['FROZEN', 'MANUAL', 'relay is moved'], ['CREATED', null, 'Sandbox']]);
  });
});

describe('quota of today (F18.3)', () => {
  const adjust = async (client: SluiceClient, id: string, mode: 'ADD' | 'SUBTRACT' | 'SET', amount: number) =>
    (await client.execute(AdjustServiceQuotaDocument, { input: { id, mode, amount, note: 'agreed by phone' } })).adjustServiceQuota;

  test('is adjusted for today, never below 0, and written down', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    expect((await adjust(client, id, 'ADD', 50)).emailService?.state).toMatchObject({ quotaRemaining: 150, quotaAdjustment: 50, quotaLimit: 100 });
    await database.pool.query('UPDATE service_usages SET used = 30 WHERE service_id = $1', [id]);
    expect((await adjust(client, id, 'SUBTRACT', 100)).emailService?.state).toMatchObject({ quotaRemaining: 20, quotaUsed: 30 });
    expect((await adjust(client, id, 'SUBTRACT', 21)).userErrors).toMatchObject([{ code: 'INVALID', message: 'Only 20 are left today.', field: ['amount'] }]);
    expect((await adjust(client, id, 'SET', 5)).emailService?.state).toMatchObject({ quotaRemaining: 5, quotaUsed: 30 });
    expect((await log(client, id)).filter(({ event }) => event === 'ADJUSTED').map(({ reason, detail }) => [reason, detail])).toEqual([
      ['20 → 5', 'agreed by phone'], ['120 → 20', 'agreed by phone'], ['100 → 150', 'agreed by phone'],
    ]);
  });

  test('holds a new daily quota at once: what is left is max(0, limit − used)', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await adjust(client, id, 'ADD', 0);
    await database.pool.query('UPDATE service_usages SET used = 30 WHERE service_id = $1', [id]);
    for (const [dailyQuota, left] of [[40, 10], [20, 0], [100, 70]] as const) {
      await client.execute(UpdateEmailServiceDocument, { input: { id, patch: { dailyQuota } } });
      expect((await read(client, id)).state.quotaRemaining).toBe(left);
    }
  });

  test('is whole again when the period is over, though nothing has been sent since; an adjustment does not outlive its day', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await adjust(client, id, 'SET', 3);
    await database.pool.query(`UPDATE lanes SET period_end = now() - interval '1 minute' WHERE service_id = $1`, [id]);
    expect((await read(client, id)).state).toMatchObject({ quotaRemaining: 100, quotaUsed: 0, quotaAdjustment: 0 });
  });

  test('said to be used up by the provider is 0 until somebody adds to it', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    await adjust(client, id, 'ADD', 0);
    await database.pool.query('UPDATE service_usages SET exhausted = true WHERE service_id = $1', [id]);
    expect((await read(client, id)).state).toMatchObject({ quotaRemaining: 0, isExhaustedByProvider: true });
    expect((await adjust(client, id, 'ADD', 10)).emailService?.state).toMatchObject({ quotaRemaining: 110, isExhaustedByProvider: false });
  });
});
