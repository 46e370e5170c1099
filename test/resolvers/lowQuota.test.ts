import { describe, expect, test } from '@jest/globals';
import {
  AdjustQuotaDocument, type AdjustmentMode, QuotaChangedDocument, ScheduleCampaignDocument, SetLowQuotaThresholdDocument, UserQuotaDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { migrationFiles } from '../../src/migrations/files.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { Plans } from '../support/plans.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const plans = new Plans(database);
const world = new World(database);

const adjust = async (admin: SluiceClient, userId: string, mode: AdjustmentMode, amount: number) =>
  (await admin.execute(AdjustQuotaDocument, { input: { userId, mode, amount, note: 'test' } })).adjustQuota;
const threshold = async (admin: SluiceClient, userId: string, value: number | null) =>
  (await admin.execute(SetLowQuotaThresholdDocument, { input: { userId, threshold: value } })).setLowQuotaThreshold;
const quota = async (client: SluiceClient, userId: string) => (await client.execute(UserQuotaDocument, { userId })).user!.quota;

describe('low quota (F23.6)', () => {
  test('who was never granted anything is not low; the threshold is the larger of 10 % of the last grant, rounded up, and 100', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    expect(await quota(client, user.id)).toMatchObject({ quotaRemaining: 0, isLow: false, lowSince: null, threshold: 100, isDefaultThreshold: true, lastGrant: null });
    await adjust(admin, user.id, 'ADD', 2_005);
    expect(await quota(client, user.id)).toMatchObject({ isLow: false, threshold: 201, lastGrant: 2_005 });
    await adjust(admin, user.id, 'SET', 201);
    expect(await quota(client, user.id)).toMatchObject({ quotaRemaining: 201, isLow: false, threshold: 201, lastGrant: 2_005 });
    await adjust(admin, user.id, 'SUBTRACT', 1);
    expect(await quota(client, user.id)).toMatchObject({ quotaRemaining: 200, isLow: true, threshold: 201, lowSince: expect.any(String) });
    await adjust(admin, user.id, 'SET', 500);
    expect(await quota(client, user.id)).toMatchObject({ isLow: false, lowSince: null, threshold: 100, lastGrant: 300 });
  });

  test('keeps its time while it stays low, and has a new one for each crossing; a plan that takes the quota crosses it as well', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await adjust(admin, user.id, 'ADD', 1_000);
    await world.contacts(user.id, 950);
    const { campaignId } = await plans.draft(user.id);
    expect((await client.execute(ScheduleCampaignDocument, { input: { id: campaignId } })).scheduleCampaign.userErrors).toEqual([]);
    const first = await quota(client, user.id);
    expect(first).toMatchObject({ quotaRemaining: 50, isLow: true });
    await adjust(admin, user.id, 'SUBTRACT', 10);
    await adjust(admin, user.id, 'ADD', 20);
    expect(await quota(client, user.id)).toMatchObject({ quotaRemaining: 60, isLow: true, lowSince: first.lowSince });
    await adjust(admin, user.id, 'ADD', 40);
    expect(await quota(client, user.id)).toMatchObject({ quotaRemaining: 100, isLow: false, lowSince: null });
    await adjust(admin, user.id, 'SUBTRACT', 1);
    const second = await quota(client, user.id);
    expect(second.isLow).toBe(true);
    expect(Date.parse(second.lowSince!)).toBeGreaterThan(Date.parse(first.lowSince!));
  });

  test('an edit of the threshold is looked at at once; 0 means never, null the default again', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await adjust(admin, user.id, 'ADD', 1_000);
    expect((await threshold(admin, user.id, 1_001)).user?.quota).toMatchObject({ isLow: true, threshold: 1_001, isDefaultThreshold: false });
    const { lowSince, version } = await quota(client, user.id);
    expect((await threshold(admin, user.id, 5_000)).user?.quota).toMatchObject({ isLow: true, lowSince, version: version + 1 });
    expect((await threshold(admin, user.id, 5_000)).user?.quota).toMatchObject({ version: version + 1 });
    expect((await threshold(admin, user.id, 1_000)).user?.quota).toMatchObject({ isLow: false, lowSince: null });
    await adjust(admin, user.id, 'SET', 0);
    expect((await threshold(admin, user.id, 0)).user?.quota).toMatchObject({ isLow: false, threshold: 0 });
    expect((await threshold(admin, user.id, null)).user?.quota).toMatchObject({ isLow: true, threshold: 100, isDefaultThreshold: true });
  });

  test('a threshold below 0, broken, or for nobody is refused, and nobody but an administrator sets one', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    expect((await threshold(admin, user.id, -1)).userErrors).toMatchObject([{ code: 'INVALID', field: ['threshold'] }]);
    for (const value of [0.5, 2_147_483_648]) await expect(threshold(admin, user.id, value)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    for (const missing of [newId(), 'nonsense']) expect((await threshold(admin, missing, 1)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['userId'] }]);
    await expect(threshold(client, user.id, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await world.sql(`UPDATE users SET archived_at = now() WHERE id = $1`, [user.id]);
    expect((await threshold(admin, user.id, 1)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['userId'] }]);
  });

  test('is shown live to its owner, an edit of the threshold included', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await adjust(admin, user.id, 'ADD', 1_000);
    const values = client.subscribe(QuotaChangedDocument);
    expect((await values.next()).value).toMatchObject({ quotaChanged: { isLow: false, lowSince: null, threshold: 100, version: 1 } });
    await adjust(admin, user.id, 'SET', 99);
    expect((await values.next()).value).toMatchObject({ quotaChanged: { quotaRemaining: 99, isLow: true, lowSince: expect.any(String), version: 2 } });
    await threshold(admin, user.id, 50);
    expect((await values.next()).value).toMatchObject({ quotaChanged: { quotaRemaining: 99, isLow: false, lowSince: null, threshold: 50, version: 3 } });
    await values.return();
  });

  test('of users who had their quota before anybody kept this is found by the migration', async () => {
    const granted = await world.user(2_005);
    const low = await world.user(2_005);
    const none = await world.user(0);
    for (const [user, delta] of [[granted, -1_804], [low, -1_805]] as const) await world.sql(`SELECT change_quota($1::uuid, $2, 'RESERVED', $1::uuid::text)`, [user, delta]);
    await world.sql('UPDATE users SET last_grant = NULL, quota_low_since = NULL');
    const { text } = (await migrationFiles()).find(({ name }) => name.endsWith('0009_quota.sql'))!;
    for (const update of text.replace(/--.*$/gm, '').split(';').filter((statement) => statement.trim().startsWith('UPDATE'))) await world.asOwner(update);
    const rows = await world.sql('SELECT id, last_grant, quota_low_since IS NOT NULL AS low FROM users');
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(expect.arrayContaining([
      { id: granted, last_grant: 2_005, low: false },
      { id: low, last_grant: 2_005, low: true },
      { id: none, last_grant: null, low: false },
    ]));
    expect(await world.violations()).toEqual([]);
  });
});
