import { describe, expect, test } from '@jest/globals';
import { AdjustQuotaDocument, CampaignQuotaNeedDocument, QuotaForecastDocument, ScheduleCampaignDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { AudienceCounts } from '../../src/operations/AudienceCounts.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { everybody, Plans } from '../support/plans.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const plans = new Plans(database);
const world = new World(database);

const grant = (admin: SluiceClient, userId: string, amount: number) => admin.execute(AdjustQuotaDocument, { input: { userId, mode: 'SET', amount, note: 'test' } });
const forecast = async (client: SluiceClient, userId?: string) => (await client.execute(QuotaForecastDocument, { userId })).quotaForecast!;
const schedule = async (client: SluiceClient, id: string) => (await client.execute(ScheduleCampaignDocument, { input: { id } })).scheduleCampaign.userErrors;
const contactIds = async (user: string) => (await world.sql<{ id: string }>('SELECT id FROM contacts WHERE user_id = $1 ORDER BY id', [user])).map(({ id }) => id);
const only = (...includeContactIds: string[]) => ({ ...everybody, includeAll: false, includeContactIds });

describe('what plans will need (F23.2)', () => {
  test('says of a draft, task by task, what scheduling it reserves and what is missing; it is what scheduling then says', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await world.contacts(user.id, 10);
    const [one, two] = await contactIds(user.id);
    await grant(admin, user.id, 20);
    const { campaignId, taskIds } = await plans.draft(user.id, [{ name: 'A' }, { name: 'B' }, { name: 'C', audience: only(one!, two!) }]);
    const need = async (asking: SluiceClient) => (await asking.execute(CampaignQuotaNeedDocument, { id: campaignId })).campaign!.quotaNeed;
    expect(await need(client)).toEqual({
      campaign: { id: campaignId, name: 'Autumn' },
      needed: 22,
      missing: 2,
      tasks: [10, 10, 2].map((recipients, i) => ({ task: { id: taskIds[i], name: 'ABC'[i] }, reserved: 0, recipients, missing: recipients })),
    });
    expect(await need(admin)).toMatchObject({ needed: 22, missing: 2 });
    expect(await schedule(client, campaignId)).toMatchObject([{ code: 'NOT_ENOUGH_QUOTA', message: expect.stringContaining('2 more needed (22 mails are planned, 20 are left)') }]);
    await world.sql(`INSERT INTO suppressions (id, user_id, email, reason, created_at) SELECT uuid_v7(), user_id, email, 'MANUAL', now() FROM contacts WHERE id = $1`, [one]);
    expect(await need(client)).toMatchObject({ needed: 19, missing: 0 });
    expect(await schedule(client, campaignId)).toEqual([]);
    expect(await need(client)).toBeNull();
  });

  test('sums up what open tasks hold, and what all drafts and grown audiences need', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    await world.contacts(user.id, 4);
    await grant(admin, user.id, 10);
    expect(await forecast(client)).toEqual({
      userId: user.id, quotaRemaining: 10, openTasks: 0, reserved: 0, toSend: 0, draftsTotal: 0, drafts: [], scheduled: [], needed: 0, missing: 0, isComplete: true,
    });
    const { campaignId, taskIds } = await plans.draft(user.id, [{ name: 'Scheduled' }], { startAt: new Date('2100-01-01T00:00:00Z') });
    expect(await schedule(client, campaignId)).toEqual([]);
    const { campaignId: late } = await plans.draft(user.id, [{}], { name: 'Late', startAt: new Date('2101-01-01T00:00:00Z') });
    const { campaignId: early } = await plans.draft(user.id, [{}, {}], { name: 'Early', startAt: new Date('2100-06-01T00:00:00Z') });
    await world.contacts(user.id, 3, 'new');
    expect(await forecast(client)).toMatchObject({
      quotaRemaining: 6, openTasks: 1, reserved: 4, toSend: 4, draftsTotal: 2, needed: 21, missing: 15, isComplete: true,
      drafts: [{ campaign: { id: early }, needed: 14, missing: 8 }, { campaign: { id: late }, needed: 7, missing: 1 }],
      scheduled: [{ task: { id: taskIds[0], name: 'Scheduled' }, reserved: 4, recipients: 7, missing: 3 }],
    });
    await world.sql('UPDATE task_cursors SET total = 4, claimed = 3, next_seq = 4 WHERE task_id = $1', [taskIds[0]]);
    expect(await forecast(client)).toMatchObject({ reserved: 4, toSend: 1 });
  });

  test('is the user’s own, and anybody’s for administrators', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client, user } = await api.signedIn();
    const { client: other } = await api.signedIn();
    expect(await forecast(admin, user.id)).toEqual(await forecast(client));
    for (const userId of [user.id, newId(), 'nonsense']) expect((await other.execute(QuotaForecastDocument, { userId })).quotaForecast).toBeNull();
    expect((await admin.execute(QuotaForecastDocument, { userId: newId() })).quotaForecast).toBeNull();
  });

  test('counts within bounds: 20 audiences a request, the same one once; what is beyond them is null and not guessed', async () => {
    const { client, user } = await api.signedIn();
    await world.contacts(user.id, 22);
    const ids = await contactIds(user.id);
    const audiences = ids.slice(0, 21).map((id) => ({ audience: only(id) }));
    await plans.draft(user.id, [...audiences.slice(0, 19), ...audiences.slice(0, 19)], { startAt: new Date('2100-01-01T00:00:00Z') });
    await plans.draft(user.id, audiences.slice(19), { startAt: new Date('2100-02-01T00:00:00Z') });
    const seen = await forecast(client);
    expect(seen).toMatchObject({ draftsTotal: 2, needed: 39, missing: 39, isComplete: false, drafts: [{ needed: 38, missing: 38 }, { needed: null, missing: null }] });
    expect(seen.drafts[1]!.tasks.map(({ recipients, missing }) => [recipients, missing])).toEqual([[1, 1], [null, null]]);
  });

  test('lists 20 drafts and says that there are more', async () => {
    const { client, user } = await api.signedIn();
    await world.contacts(user.id, 1);
    for (let i = 0; i < 21; i++) await plans.draft(user.id);
    const seen = await forecast(client);
    expect(seen).toMatchObject({ draftsTotal: 21, needed: 20, isComplete: false });
    expect(seen.drafts).toHaveLength(20);
  });

  test('counts one after another, and stops when its time is used up', async () => {
    const { user } = await api.signedIn();
    await world.contacts(user.id, 3);
    const [one] = await contactIds(user.id);
    const counts = new AudienceCounts(database.em(), { counts: 20, ms: 0.000_001 });
    expect(await Promise.all([counts.of(user.id, everybody), counts.of(user.id, only(one!)), counts.of(user.id, { ...everybody })])).toEqual([3, null, 3]);
  });
});
