import { describe, expect, test } from '@jest/globals';
import { CreateSenderDocument, DeleteSenderDocument, SendersDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

const create = async (client: SluiceClient, name: string, displayName?: string) => (await client.execute(CreateSenderDocument, { input: { name, displayName } })).createSender;
const remove = async (client: SluiceClient, id: string) => (await client.execute(DeleteSenderDocument, { input: { id } })).deleteSender;
const names = async (client: SluiceClient) => (await client.execute(SendersDocument)).senders.edges.map(({ node }) => node.name);

/** A task with this sender, made by SQL: campaigns have their own tests. */
async function task(userId: string, senderId: string, state: string): Promise<void> {
  const [campaign, set] = [newId(), newId()];
  await database.pool.query(`INSERT INTO campaigns (id, user_id, name, state, start_at, created_at, updated_at) VALUES ($1, $2, 'Spring', 'ACTIVE', now(), now(), now())`, [campaign, userId]);
  await database.pool.query(`INSERT INTO template_sets (id, user_id, name, created_at, updated_at) VALUES ($1, $2, 'Set', now(), now())`, [set, userId]);
  await database.pool.query(
    `INSERT INTO tasks (id, campaign_id, user_id, position, name, state, planned_at, audience, template_set_id, sender_id, created_at, updated_at)
     VALUES ($1, $2, $3, 0, 'Welcome', $4, now(), '{}', $5, $6, now(), now())`,
    [newId(), campaign, userId, state, set, senderId],
  );
}

describe('senders (F14.1)', () => {
  test('are taken, listed by name and deleted', async () => {
    const { client } = await api.signedIn();
    const { sender } = await create(client, 'news', ' 雪 News ');
    expect(sender).toMatchObject({ name: 'news', displayName: '雪 News', deletedAt: null });
    await create(client, 'Alerts.eu');
    expect(await names(client)).toEqual(['Alerts.eu', 'news']);
    expect((await remove(client, sender!.id)).sender?.deletedAt).not.toBeNull();
    expect(await names(client)).toEqual(['Alerts.eu']);
  });

  test.each(['', '.', '.news', 'news.', 'ne..ws', 'ne ws', 'news@x', 'näws', 'news\n', 'a'.repeat(65), '新闻', 'a"b', 'a+b'])('are refused by the name %j', async (name) => {
    const { client } = await api.signedIn();
    expect(await create(client, name)).toMatchObject({ sender: null, userErrors: [{ code: 'INVALID', field: ['name'] }] });
  });

  test.each(['a', 'A-b_c.9', 'a'.repeat(64), '-', '_.-'])('are allowed by the name %j', async (name) => {
    const { client } = await api.signedIn();
    expect((await create(client, name)).userErrors).toEqual([]);
  });

  test('refuse a display name that would break a header', async () => {
    const { client } = await api.signedIn();
    for (const name of ['a\r\nBcc: x', 'a'.repeat(101), 'a\u2028b']) expect((await create(client, 'ok', name)).userErrors).toMatchObject([{ code: 'INVALID', field: ['displayName'] }]);
  });

  test('are unique over all users without regard to case', async () => {
    const { client: anna } = await api.signedIn();
    const { client: bruno } = await api.signedIn();
    await create(anna, 'News');
    for (const client of [anna, bruno]) expect(await create(client, 'nEWS')).toMatchObject({ sender: null, userErrors: [{ code: 'TAKEN', field: ['name'] }] });
  });

  test('are taken by one of many who ask at the same moment', async () => {
    const clients = await Promise.all(Array.from({ length: 6 }, () => api.signedIn()));
    const answers = await Promise.all(clients.map(({ client }, i) => create(client, i % 2 ? 'rush' : 'RUSH')));
    expect(answers.filter(({ sender }) => sender)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(Array(5).fill('TAKEN'));
  });
});

describe('deleting a sender (F14.2)', () => {
  test('is refused while a task that has not ended uses it, and names the task', async () => {
    const { client, user } = await api.signedIn();
    const { sender } = await create(client, 'busy');
    await task(user.id, sender!.id, 'SCHEDULED');
    expect(await remove(client, sender!.id)).toMatchObject({
      sender: null,
      userErrors: [{ code: 'IN_USE', message: 'Tasks that have not ended use this sender: "Spring" / "Welcome".', field: ['id'] }],
    });
    await database.pool.query(`UPDATE tasks SET state = 'FINISHED'`);
    expect((await remove(client, sender!.id)).userErrors).toEqual([]);
  });

  test('leaves the name to its former owner only', async () => {
    const { client: anna } = await api.signedIn();
    const { client: bruno } = await api.signedIn();
    const { sender } = await create(anna, 'legacy');
    await remove(anna, sender!.id);
    expect((await create(bruno, 'Legacy')).userErrors).toMatchObject([{ code: 'TAKEN' }]);
    expect((await create(anna, 'LEGACY')).sender).toMatchObject({ id: sender!.id, name: 'LEGACY', deletedAt: null });
  });

  test('looks the same for a foreign, a missing, a malformed and a deleted one', async () => {
    const { client: anna } = await api.signedIn();
    const { client: bruno } = await api.signedIn();
    const foreign = (await create(anna, 'annas')).sender!.id;
    const own = (await create(bruno, 'brunos')).sender!.id;
    await remove(bruno, own);
    const answers = await Promise.all([foreign, newId(), 'nonsense', own].map((id) => remove(bruno, id)));
    for (const answer of answers) expect(answer).toEqual({ sender: null, userErrors: [{ code: 'NOT_FOUND', message: 'There is no such object.', field: ['id'] }] });
    expect(await names(anna)).toEqual(['annas']);
  });
});

describe('lists (A1)', () => {
  test('are paged by cursors that hold their place when rows come and go', async () => {
    const { client } = await api.signedIn();
    for (const name of ['e', 'b', 'd', 'a', 'c']) await create(client, name);
    const first = (await client.execute(SendersDocument, { first: 2 })).senders;
    expect(first).toMatchObject({ edges: [{ node: { name: 'a' } }, { node: { name: 'b' } }], pageInfo: { hasNextPage: true }, totalCount: 5 });
    await create(client, 'aa');
    const second = (await client.execute(SendersDocument, { first: 2, after: first.pageInfo.endCursor })).senders;
    expect(second.edges.map(({ node }) => node.name)).toEqual(['c', 'd']);
    const third = (await client.execute(SendersDocument, { first: 2, after: second.pageInfo.endCursor })).senders;
    expect(third).toMatchObject({ edges: [{ node: { name: 'e' } }], pageInfo: { hasNextPage: false }, totalCount: 6 });
  });

  test('refuse pages that are too long and cursors that were made up', async () => {
    const { client } = await api.signedIn();
    for (const variables of [{ first: 0 }, { first: 101 }, { first: -1 }, { after: 'x' }, { after: Buffer.from('["a"]').toString('base64url') }, { after: Buffer.from('[1,2]').toString('base64url') }]) {
      await expect(client.execute(SendersDocument, variables)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});
