import { describe, expect, test } from '@jest/globals';
import {
  AdjustQuotaDocument, CreateEmailServiceDocument, DashboardDocument, PauseCampaignDocument, PauseTaskDocument, SaveServiceMappingDocument, ScheduleCampaignDocument,
} from '../../client/gql/graphql.js';
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

const dashboard = async (client: SluiceClient, variables: { userId?: string; first?: number } = {}) => (await client.execute(DashboardDocument, variables)).dashboard!;

describe('the dashboard of a user (F22.5)', () => {
  test('of a new user shows nothing but that no service is mapped', async () => {
    const { client, user } = await api.signedIn();
    expect(await dashboard(client)).toMatchObject({
      user: { id: user.id },
      quota: { quotaRemaining: 0, isLow: false },
      tasks: { draft: 0, scheduled: 0, preparing: 0, sending: 0, paused: 0, pauses: [], nextPlannedAt: null },
      runningTasks: { edges: [], totalCount: 0 },
      pausedTasks: { edges: [], totalCount: 0 },
      services: { services: [], isAnyAvailable: false, warning: { code: 'NO_SERVICE_MAPPED' } },
    });
  });

  test('shows in one answer the quota, what runs, what is paused and why, and whether the services can send', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await admin.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'ADD', amount: 1_000, note: 'test' } });
    const input = { name: 'A', domain: 'mail.example.com', dailyQuota: 100, sandbox: {} };
    const service = (await admin.execute(CreateEmailServiceDocument, { input })).createEmailService.emailService!.id;
    await admin.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds: [service] } });
    const sending = await world.sending(user.id, 5);
    const ended = await world.sending(user.id, 5);
    await world.sql(`UPDATE tasks SET state = 'FINISHED', ended_at = now() WHERE id = $1`, [ended]);
    const campaigns = [];
    for (let i = 0; i < 4; i++) campaigns.push(await plans.draft(user.id, [{ name: `Task ${i}` }], { startAt: new Date(`210${i}-01-01T00:00:00Z`) }));
    for (const { campaignId } of campaigns.slice(0, 3)) await client.execute(ScheduleCampaignDocument, { input: { id: campaignId } });
    await client.execute(PauseTaskDocument, { input: { id: campaigns[0]!.taskIds[0]! } });
    await client.execute(PauseCampaignDocument, { input: { id: campaigns[1]!.campaignId } });
    const board = await dashboard(client);
    expect(board).toMatchObject({
      quota: { isLow: false, threshold: 100, quotaRemaining: 1_000 - 5 - 10 - 30 },
      tasks: {
        draft: 1, scheduled: 1, preparing: 0, sending: 1, paused: 2, nextPlannedAt: '2102-01-01T00:00:00.000Z',
        pauses: [{ reason: 'CAMPAIGN_PAUSED', count: 1, message: { en: 'Campaign paused' } }, { reason: 'MANUAL', count: 1, message: { zh: '已手动暂停' } }],
      },
      runningTasks: { totalCount: 1, edges: [{ node: { id: sending, state: 'SENDING', progress: { total: 5, pending: 5 } } }] },
      pausedTasks: { totalCount: 2, edges: [{ node: { name: 'Task 1', pauseReason: 'CAMPAIGN_PAUSED', message: { en: 'Campaign paused' } } }, { node: { name: 'Task 0', pauseReason: 'MANUAL' } }] },
      services: { isAnyAvailable: true, services: [{ name: 'A', availability: { isAvailable: true } }], summary: { services: 1, available: 1, quotaRemaining: null }, warning: null },
    });
    const page = (await dashboard(client, { first: 1 })).pausedTasks;
    expect(page).toMatchObject({ edges: [{ node: { name: 'Task 1' } }], pageInfo: { hasNextPage: true }, totalCount: 2 });
    expect(await dashboard(admin, { userId: user.id })).toMatchObject({ user: { id: user.id }, tasks: board.tasks, services: { summary: { quotaRemaining: 100 } } });
  });

  test('of somebody else is null, as of nobody', async () => {
    const { client } = await api.signedIn();
    const { user: other } = await api.signedIn();
    for (const userId of [other.id, newId(), 'nonsense']) expect((await client.execute(DashboardDocument, { userId })).dashboard).toBeNull();
  });

  test('looks at open tasks only, however many have ended', async () => {
    const { client, user } = await api.signedIn();
    await world.sql(`SELECT change_quota($1, 10, 'ADJUSTED', 'test')`, [user.id]);
    const task = await world.sending(user.id, 1);
    await world.sql(
      `INSERT INTO tasks SELECT (jsonb_populate_record(t, jsonb_build_object('id', uuid_v7(), 'position', n, 'state', 'FINISHED'))).* FROM tasks t, generate_series(1, 2000) n WHERE t.id = $1`,
      [task],
    );
    await world.asOwner('ANALYZE tasks');
    const plan = (await world.sql<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT state, pause_reason, count(*) FROM tasks WHERE user_id = '${user.id}' AND state NOT IN ('FINISHED', 'FAILED', 'CANCELLED') GROUP BY 1, 2`,
    )).map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('tasks_user_open');
    expect(plan).not.toContain('Seq Scan');
    expect(await dashboard(client)).toMatchObject({ tasks: { sending: 1 }, runningTasks: { totalCount: 1 } });
  });
});
