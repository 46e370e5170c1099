import { describe, expect, test } from '@jest/globals';
import { AdjustQuotaDocument, type AdjustmentMode, CancelCampaignDocument, QuotaLogsDocument, type QuotaLogsQuery, type QuotaLogsQueryVariables, QuotaProofDocument, ScheduleCampaignDocument, ViewerDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { Plans } from '../support/plans.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const plans = new Plans(database);
const world = new World(database);

const adjust = async (admin: SluiceClient, userId: string, mode: AdjustmentMode, amount: number, note = 'for spring') =>
  (await admin.execute(AdjustQuotaDocument, { input: { userId, mode, amount, note } })).adjustQuota;

describe('remaining quota (F23.1, F23.5)', () => {
  test('is 0 for a new user, and is added to, taken from and set with a note in the ledger', async () => {
    const { client: admin, user: administrator } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    expect((await client.execute(ViewerDocument)).viewer?.quotaRemaining).toBe(0);
    expect((await adjust(admin, user.id, 'ADD', 1_000)).user?.quotaRemaining).toBe(1_000);
    expect((await adjust(admin, user.id, 'SUBTRACT', 300)).user?.quotaRemaining).toBe(700);
    expect((await adjust(admin, user.id, 'SET', 50)).user?.quotaRemaining).toBe(50);
    expect((await client.execute(ViewerDocument)).viewer?.quotaRemaining).toBe(50);
    const { quotaLogs } = await admin.execute(QuotaLogsDocument, { filter: { userId: user.id } });
    expect(quotaLogs.edges.map(({ node }) => node)).toMatchObject([
      { delta: -650, balanceAfter: 50, reason: 'ADJUSTED', note: 'for spring', actor: { id: administrator.id } },
      { delta: -300, balanceAfter: 700 },
      { delta: 1_000, balanceAfter: 1_000 },
    ]);
    expect(quotaLogs.totalCount).toBe(3);
  });

  test('below 0, with a broken amount, without a note, or for nobody is refused', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    await adjust(admin, user.id, 'ADD', 10);
    expect((await adjust(admin, user.id, 'SUBTRACT', 11)).userErrors).toEqual([{ code: 'NOT_ENOUGH_QUOTA', message: 'The user has 10 left; 1 are missing.', field: ['amount'] }]);
    expect((await adjust(admin, user.id, 'ADD', -1)).userErrors).toMatchObject([{ code: 'INVALID', field: ['amount'] }]);
    expect((await adjust(admin, user.id, 'ADD', 2_147_483_647)).userErrors).toMatchObject([{ code: 'INVALID', field: ['amount'] }]);
    expect((await adjust(admin, user.id, 'ADD', 1, ' ')).userErrors).toMatchObject([{ code: 'INVALID', field: ['note'] }]);
    for (const missing of [newId(), 'nonsense']) expect((await adjust(admin, missing, 'ADD', 1)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['userId'] }]);
  });

  test('is the sum of the ledger under many adjustments at once', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    await Promise.all(Array.from({ length: 30 }, (_, i) => adjust(admin, user.id, i % 3 ? 'ADD' : 'SUBTRACT', i % 3 ? 7 : 5)));
    const { rows } = await database.pool.query('SELECT quota_remaining, (SELECT sum(delta)::int FROM user_quota_logs WHERE user_id = $1) AS sum FROM users WHERE id = $1', [user.id]);
    expect(rows[0].quota_remaining).toBe(rows[0].sum);
  });

  test('its ledger can be filtered by reason, task and time', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const task = newId();
    await adjust(admin, user.id, 'ADD', 100);
    await database.pool.query(`SELECT change_quota($1::uuid, -40, 'RESERVED', 'a', $2::uuid), change_quota($1::uuid, 15, 'RETURNED', 'b', $2::uuid)`, [user.id, task]);
    const deltas = async (filter: object) => (await client.execute(QuotaLogsDocument, { filter })).quotaLogs.edges.map(({ node }) => node.delta);
    expect(await deltas({})).toEqual([15, -40, 100]);
    expect(await deltas({ reasons: ['RESERVED', 'RETURNED'] })).toEqual([15, -40]);
    expect(await deltas({ taskId: task, reasons: ['RETURNED'] })).toEqual([15]);
    expect(await deltas({ taskId: newId() })).toEqual([]);
    expect(await deltas({ until: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await deltas({ since: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' })).toEqual([15, -40, 100]);
  });

  test('a fraction, a number beyond the largest, a note too long, and a user who is archived are refused, each by its field', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    for (const amount of [1.5, 2_147_483_648]) await expect(adjust(admin, user.id, 'ADD', amount)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await adjust(admin, user.id, 'ADD', 1, 'x'.repeat(501))).userErrors).toMatchObject([{ code: 'INVALID', field: ['note'] }]);
    expect((await adjust(admin, user.id, 'ADD', 1, 'two\nlines')).userErrors).toMatchObject([{ code: 'INVALID', field: ['note'] }]);
    await world.sql(`UPDATE users SET archived_at = now() WHERE id = $1`, [user.id]);
    expect((await adjust(admin, user.id, 'ADD', 1)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['userId'] }]);
    expect(await world.sql('SELECT FROM user_quota_logs')).toEqual([]);
  });

  test('cannot be raised so far that what tasks hold would not fit when it comes back', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await adjust(admin, user.id, 'SET', 2_147_483_647);
    await world.contacts(user.id, 5);
    const { campaignId } = await plans.draft(user.id);
    expect((await client.execute(ScheduleCampaignDocument, { input: { id: campaignId } })).scheduleCampaign.userErrors).toEqual([]);
    expect((await adjust(admin, user.id, 'SET', 2_147_483_643)).userErrors).toEqual([
      { code: 'INVALID', message: 'A quota is at most 2147483647, what tasks hold and may give back (5) included.', field: ['amount'] },
    ]);
    expect((await adjust(admin, user.id, 'SUBTRACT', 2)).user?.quotaRemaining).toBe(2_147_483_640);
    expect((await client.execute(CancelCampaignDocument, { input: { id: campaignId } })).cancelCampaign.userErrors).toEqual([]);
    expect((await client.execute(ViewerDocument)).viewer?.quotaRemaining).toBe(2_147_483_645);
    expect((await adjust(admin, user.id, 'ADD', 2)).user?.quotaRemaining).toBe(2_147_483_647);
    expect(await world.violations()).toEqual([]);
  });
});

describe('the ledger (F23.5)', () => {
  const found = async (client: SluiceClient, variables: QuotaLogsQueryVariables) => (await client.execute(QuotaLogsDocument, variables)).quotaLogs.edges.map(({ node }) => node);

  test('numbers the rows of each user without a gap, and names whose they are, of which task, and who changed it', async () => {
    const { client: admin, user: administrator } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await adjust(admin, user.id, 'ADD', 10);
    await world.contacts(user.id, 3);
    const { campaignId, taskIds } = await plans.draft(user.id, [{ name: 'First' }]);
    await client.execute(ScheduleCampaignDocument, { input: { id: campaignId } });
    await client.execute(CancelCampaignDocument, { input: { id: campaignId } });
    const rows = await found(client, { orderBy: 'OLDEST_FIRST' });
    expect(rows).toMatchObject([
      { number: 1, delta: 10, balanceAfter: 10, user: { id: user.id }, task: null, actor: null },
      { number: 2, delta: -3, balanceAfter: 7, reason: 'RESERVED', task: { id: taskIds[0], name: 'First' }, actor: { id: user.id } },
      { number: 3, delta: 3, balanceAfter: 10, reason: 'RETURNED', task: { id: taskIds[0] } },
    ]);
    expect(await found(admin, { filter: { userId: user.id, campaignId } })).toMatchObject([{ number: 3 }, { number: 2 }]);
    expect(await found(admin, { filter: { userId: user.id, campaignId: newId() } })).toEqual([]);
    expect(await found(admin, { filter: { userId: user.id, actorId: administrator.id } })).toMatchObject([{ number: 1, actor: { id: administrator.id } }]);
    // To an operator it is not told who changed it: asking for him tells as little.
    expect(await found(client, { filter: { actorId: administrator.id } })).toEqual([]);
    expect(await found(client, { filter: { actorId: user.id } })).toMatchObject([{ number: 3 }, { number: 2 }]);
  });

  test('is listed over all users or some by administrators only, in the order asked for, page by page', async () => {
    const { client: admin, user: administrator } = await api.signedIn('ADMIN');
    const [{ client, user: one }, { user: two }] = [await api.signedIn(), await api.signedIn()];
    for (const [id, amount] of [[one.id, 5], [two.id, 50], [one.id, 20]] as const) await adjust(admin, id, 'ADD', amount);
    await adjust(admin, two.id, 'SUBTRACT', 7);
    const deltas = async (variables: QuotaLogsQueryVariables) => (await found(admin, variables)).map(({ delta }) => delta);
    expect(await deltas({ filter: { isOfEverybody: true } })).toEqual([-7, 20, 50, 5]);
    expect(await deltas({ filter: { isOfEverybody: true }, orderBy: 'MOST_ADDED_FIRST' })).toEqual([50, 20, 5, -7]);
    expect(await deltas({ filter: { isOfEverybody: true }, orderBy: 'MOST_TAKEN_FIRST' })).toEqual([-7, 5, 20, 50]);
    expect(await deltas({ filter: { userIds: [two.id, administrator.id] } })).toEqual([-7, 50]);
    expect(await deltas({ filter: { userIds: [two.id], userId: one.id } })).toEqual([]);
    expect(await deltas({})).toEqual([]);
    const paged: number[] = [];
    for (let after: string | null = null; ; ) {
      const page: QuotaLogsQuery['quotaLogs'] = (await admin.execute(QuotaLogsDocument, { filter: { isOfEverybody: true }, orderBy: 'MOST_ADDED_FIRST', first: 1, after })).quotaLogs;
      paged.push(...page.edges.map(({ node }) => node.delta));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor ?? null;
    }
    expect(paged).toEqual([50, 20, 5, -7]);
    await expect(found(client, { filter: { isOfEverybody: true } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await found(client, { filter: { userIds: [one.id, two.id] } })).map(({ delta }) => delta)).toEqual([20, 5]);
    await expect(found(admin, { filter: { userIds: Array.from({ length: 1_001 }, newId) } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('can be proven to sum up to the balance, also while it changes, and a row that was tampered with is found', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const proof = async () => (await client.execute(QuotaProofDocument)).quotaProof!;
    expect(await proof()).toEqual({ userId: user.id, quotaRemaining: 0, ledgerSum: 0, rows: 0, lastNumber: 0, brokenAt: null, isConsistent: true });
    const changes = Promise.all(Array.from({ length: 30 }, (_, i) => adjust(admin, user.id, i % 3 ? 'ADD' : 'SUBTRACT', i % 3 ? 7 : 2)));
    for (let i = 0; i < 10; i++) expect(await proof()).toMatchObject({ isConsistent: true, brokenAt: null });
    await changes;
    const after = await proof();
    expect(after).toMatchObject({ isConsistent: true, ledgerSum: after.quotaRemaining, rows: after.lastNumber });
    await world.sql('UPDATE user_quota_logs SET delta = delta + 1, balance_after = balance_after + 1 WHERE number = 4');
    await world.sql('UPDATE user_quota_logs SET delta = delta - 1 WHERE number = 5');
    expect((await admin.execute(QuotaProofDocument, { userId: user.id })).quotaProof).toMatchObject({ ledgerSum: after.ledgerSum, brokenAt: null, isConsistent: true });
    await world.sql('UPDATE user_quota_logs SET balance_after = balance_after + 1 WHERE number = 6');
    expect(await proof()).toMatchObject({ ledgerSum: after.ledgerSum, brokenAt: 6, isConsistent: false });
    await world.sql('UPDATE user_quota_logs SET delta = delta + 1 WHERE number = 2');
    expect(await proof()).toMatchObject({ ledgerSum: after.ledgerSum + 1, brokenAt: 2, isConsistent: false });
    for (const userId of [newId(), 'nonsense']) expect((await admin.execute(QuotaProofDocument, { userId })).quotaProof).toBeNull();
  });
});
