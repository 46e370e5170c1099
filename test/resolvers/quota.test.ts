import { describe, expect, test } from '@jest/globals';
import { AdjustQuotaDocument, type AdjustmentMode, QuotaLogsDocument, ViewerDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

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
});
