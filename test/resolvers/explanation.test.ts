import { describe, expect, test } from '@jest/globals';
import { PauseTaskDocument, TaskExplanationDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { everybody } from '../support/plans.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);

const explanation = async (client: SluiceClient, id: string) => (await client.execute(TaskExplanationDocument, { id })).task?.explanation;

async function frozenTask(): Promise<{ client: SluiceClient; id: string; userId: string }> {
  const { client, user } = await api.signedIn();
  await world.sql(`SELECT change_quota($1, 100, 'ADJUSTED', 'test')`, [user.id]);
  const mapped = await world.service({ name: 'Relay', pace_ms: 1_000 });
  await world.service({ name: 'Somebody else’s' });
  await world.map(user.id, mapped);
  const id = await world.sending(user.id, 10);
  await world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_detail = '5 × 535 secret words', frozen_at = now(), slowed_ms = 4000 WHERE service_id = $1`, [mapped]);
  return { client, id, userId: user.id };
}

describe('Task.explanation (F20.3)', () => {
  test('tells an operator the class of a service’s trouble only, an administrator also the detail (F22.6)', async () => {
    const { client, id } = await frozenTask();
    const seen = (await explanation(client, id))!;
    expect(seen.limits).toEqual([{ kind: 'SERVICES', until: null, missing: null }]);
    expect(seen.services).toMatchObject([{ name: 'Relay', domain: 'example.test', limits: [{ kind: 'FROZEN', until: null }], detail: null }]);
    expect(seen.message).toEqual({
      en: 'None of its services can send now. Relay is frozen. When it ends cannot be told: all its services are frozen.',
      zh: '没有发信服务可以立即发送。Relay：已冻结。无法预计结束时间：发信服务均被冻结。',
    });
    expect(seen.forecast).toMatchObject({ endsAt: null, gap: 'SERVICES_FROZEN', mailsLeft: 10 });
    expect(JSON.stringify(seen)).not.toMatch(/secret words|Somebody|SLOWED/);
    const { client: admin } = await api.signedIn('ADMIN');
    const whole = (await explanation(admin, id))!;
    expect(whole.services[0]).toMatchObject({
      limits: [{ kind: 'FROZEN' }, { kind: 'SLOWED' }],
      detail: { frozenReason: 'FAILURES', frozenDetail: '5 × 535 secret words', intervalMs: 4_000, slowedMs: 4_000, users: 1, quotaLeft: 1_000_000 },
    });
    expect(whole.message.en).toContain('Relay is frozen (5 × 535 secret words)');
  });

  test('says who paused it, to whom may know it', async () => {
    const { client, id, userId } = await frozenTask();
    const { client: admin, user } = await api.signedIn('ADMIN');
    await world.sql('UPDATE tasks SET audience = $1', [everybody]);
    await admin.execute(PauseTaskDocument, { input: { id } });
    expect((await explanation(client, id))!).toMatchObject({ pausedBy: null, pausedAt: expect.any(String), limits: [{ kind: 'PAUSED_BY_HAND' }], forecast: { gap: 'WAITS_FOR_PERSON' } });
    expect((await explanation(admin, id))!.pausedBy?.id).toBe(user.id);
    await world.sql('UPDATE task_logs SET actor_id = $1', [userId]);
    expect((await explanation(client, id))!.pausedBy?.id).toBe(userId);
  });
});
