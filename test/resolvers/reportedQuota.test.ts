import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CreateEmailServiceDocument, EmailServiceDocument, ProbeEmailServiceDocument, ServiceStatusChangedDocument, ServiceStatusLogsDocument,
} from '../../client/gql/graphql.js';
import { EngagelabReceiver } from '../../receivers/engagelab.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { deriveKeys } from '../../src/keys.js';
import { encryptCredentials } from '../../src/operations/encryptCredentials.js';

const database = testDatabase();
const api = testApi(database);
const account = { apiUser: 'tea-house', apiKey: 'hunter2-secret' };
let receiver: EngagelabReceiver;
let scheduler: Dispatch | null = null;
beforeAll(async () => {
  receiver = await EngagelabReceiver.start(account);
});
afterEach(async () => {
  await scheduler?.stop();
  receiver.reset();
});
afterAll(() => receiver.close());

describe('the provider’s own quota (F19.4)', () => {
  test('is asked for with a probe on demand, shown live beside what is counted, and corrects it downwards; one that reports none shows none', async () => {
    const { client } = await api.signedIn('ADMIN');
    const engagelab = { ...account, dataCentre: 'CUSTOM' as const, baseUrl: `http://127.0.0.1:${receiver.port}` };
    const input = { name: `s${newId()}`, domain: 'mail.example.com', dailyQuota: 100, engagelab };
    const { id } = (await client.execute(CreateEmailServiceDocument, { input })).createEmailService.emailService!;
    // The scheduler of the tests has another secret than their api.
    const encrypted = encryptCredentials({ apiKey: account.apiKey, webhookAppKey: null }, id, deriveKeys('a secret for tests that is long enough').credentials);
    await database.pool.query('UPDATE email_services SET credentials = $2, credentials_key_id = $3 WHERE id = $1', [id, encrypted.data, encrypted.keyId]);
    const state = async () => (await client.execute(EmailServiceDocument, { id })).emailService!.state;
    scheduler = await Dispatch.start(database, { roles: ['scheduler'], bus: api.runtime.bus });
    const probed = async (): Promise<void> => {
      const before = (await state()).probe.probedAt;
      await client.execute(ProbeEmailServiceDocument, { input: { id } });
      await scheduler!.until('serviceStatusChanged', id, async () => (await state()).probe.probedAt !== before);
    };

    await probed();
    expect((await state()).reportedQuota).toBeNull();
    receiver.quota = { account: 5_000, daily: 2_000, usedElsewhere: 1_970 };
    const watched = client.subscribe(ServiceStatusChangedDocument, { serviceId: id });
    expect((await watched.next()).value?.serviceStatusChanged.state?.quotaRemaining).toBe(100);
    await client.execute(ProbeEmailServiceDocument, { input: { id } });
    for await (const { serviceStatusChanged } of watched) if (serviceStatusChanged.state?.quotaRemaining === 30) break;
    expect(await state()).toMatchObject({
      quotaLimit: 100, quotaUsed: 0, quotaAdjustment: -70, quotaRemaining: 30, reportedQuota: { limit: 2_000, used: 1_970, remaining: 30, reportedAt: expect.any(String) },
    });
    const { edges } = (await client.execute(ServiceStatusLogsDocument, { filter: { serviceIds: [id], events: ['ADJUSTED'] } })).serviceStatusLogs;
    expect(edges.map(({ node }) => [node.reason, node.detail, node.actor])).toEqual([['PROVIDER', '100 → 30: it reports 1970 of 2000 used', null]]);
  });
});
