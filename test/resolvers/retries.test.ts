import { describe, expect, test } from '@jest/globals';
import { RetryTaskDocument, type RetryTaskInput, TaskDocument, TaskSubtasksDocument, UpdateTaskDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { everybody } from '../support/plans.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);

/** A finished task of two mails, one FAILED and one UNKNOWN. */
async function ended(): Promise<{ client: SluiceClient; id: string }> {
  const { client, user } = await api.signedIn();
  await world.sql(`SELECT change_quota($1, 100, 'ADJUSTED', 'test')`, [user.id]);
  const id = await world.sending(user.id, 2);
  await world.sql(`UPDATE subtasks SET state = CASE seq WHEN 1 THEN 'FAILED' ELSE 'UNKNOWN' END`);
  await world.sql('UPDATE task_progress SET failed = 1, unknown = 1');
  await world.sql(`SELECT end_tasks(ARRAY[$1]::uuid[], sluice_clock())`, [id]);
  await world.sql('UPDATE tasks SET audience = $1', [everybody]);
  return { client, id };
}
const retry = async (client: SluiceClient, input: RetryTaskInput) => (await client.execute(RetryTaskDocument, { input })).retryTask;

describe('retryTask (F15.7, F17.2)', () => {
  test('answers the new task, whose mails name the old ones', async () => {
    const { client, id } = await ended();
    const { task, userErrors } = await retry(client, { id, what: 'FAILED' });
    expect([userErrors, task]).toMatchObject([[], { kind: 'RETRY', retryOfId: id, retryWhat: 'FAILED', state: 'SCHEDULED', reserved: 1, position: 1 }]);
    await world.prepare(task!.id);
    const mails = async (of: string) => (await client.execute(TaskSubtasksDocument, { id: of })).task!.subtasks.edges.map(({ node }) => node);
    const [old] = await mails(id);
    expect(await mails(task!.id)).toMatchObject([{ seq: 1, email: old!.email, retryOfId: old!.id, state: 'PENDING' }]);
    expect((await client.execute(TaskDocument, { id })).task).toMatchObject({ kind: 'NORMAL', retryOfId: null, state: 'FINISHED' });
  });

  test('of unknown mails wants the warning acknowledged', async () => {
    const { client, id } = await ended();
    expect((await retry(client, { id, what: 'UNKNOWN' })).userErrors).toMatchObject([{ code: 'INVALID', field: ['acknowledgeDuplicates'] }]);
    expect((await retry(client, { id, what: 'UNKNOWN', acknowledgeDuplicates: true })).task).toMatchObject({ retryWhat: 'UNKNOWN', reserved: 1 });
  });

  test('is the owner’s; and its recipients and templates are not edited', async () => {
    const { client, id } = await ended();
    const { client: admin } = await api.signedIn('ADMIN');
    expect((await retry(admin, { id, what: 'FAILED' })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { task } = await retry(client, { id, what: 'FAILED' });
    const edited = await client.execute(UpdateTaskDocument, { input: { id: task!.id, patch: { audience: { includeAll: true } } } });
    expect(edited.updateTask.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });
});
