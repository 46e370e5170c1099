import { beforeEach, describe, expect, test } from '@jest/globals';
import { pauseReasons } from '../../src/entities/taskStates.js';
import { explanationWords, type Words } from '../../src/operations/explanationTexts.js';
import { type Forecast, forecastOf, limitsOf, limitsOfService, type ServiceLimit, type TaskLimit } from '../../src/operations/explainTask.js';
import { factsOfTasks, type TaskFacts } from '../../src/operations/taskFacts.js';
import { testDatabase } from '../support/database.js';
import { result, World } from '../support/world.js';

const db = testDatabase({ poolSize: 1 });
const world = new World(db);
// 18:00 in Shanghai, the zone of campaigns and services; the quota day ends at midnight, 16:00 UTC.
const at = (seconds: number): Date => new Date(Date.parse('2027-03-01T10:00:00Z') + seconds * 1_000);
beforeEach(() => world.setClock(at(0).toISOString()));

interface Explained {
  facts: TaskFacts;
  limits: TaskLimit[];
  services: Record<string, ServiceLimit[]>;
  forecast: Forecast;
  /** To an operator, and to an administrator. */
  words: Words;
  admin: Words;
}

async function explain(id: string): Promise<Explained> {
  // The ORM has connections of its own, and the clock is set for one.
  const facts = await db.em().transactional(async (em) => {
    await em.execute(`SELECT set_config('sluice.now', '${at(0).toISOString()}', true)`);
    return (await factsOfTasks(em, [id])).get(id)!;
  });
  const limits = limitsOf(facts);
  const forecast = forecastOf(facts);
  const services = Object.fromEntries(facts.services.map((service) => [service.name, limitsOfService(service)]));
  return { facts, limits, services, forecast, words: explanationWords(facts, limits, forecast, false), admin: explanationWords(facts, limits, forecast, true) };
}

const only = (kind: string, until: Date | null = null): TaskLimit[] => [{ kind, until, missing: null } as TaskLimit];

/** A user with services "Alpha", "Beta", …, and a task of so many mails that is SENDING. */
async function sending(mails: number, ...sets: Record<string, unknown>[]): Promise<{ user: string; id: string; services: string[] }> {
  const user = await world.user();
  const services: string[] = [];
  for (const [i, set] of sets.entries()) services.push(await world.service({ name: ['Alpha', 'Beta', 'Gamma'][i], ...set }));
  await world.map(user, ...services);
  return { user, id: await world.sending(user, mails), services };
}
const pause = (id: string, reason: string, from = 'SENDING'): Promise<unknown> =>
  world.sql(`UPDATE tasks SET state = 'PAUSED', pause_reason = $2, paused_from = $3 WHERE id = $1`, [id, reason, from]);

describe('"why is it not sending?" (F20.3)', () => {
  test('service by service: exhausted until its reset, frozen after so many failures, cooling, slowed, switched off', async () => {
    const { id, services } = await sending(50, { daily_quota: 10 }, { freeze_threshold: 5 }, { pace_ms: 60_000 });
    const worker = await world.worker();
    const epochs = await world.take(worker);
    for (const service of [services[0]!, services[2]!]) await world.claim(worker, [[service, epochs.get(service)!, 10]]);
    await world.sql('DELETE FROM claims');
    await world.flush(worker, 1, { lanes: [{ service: services[1], reset: false, failures: [1, 2, 3, 4, 5], freeze: null, detail: '535', exhausted: false, slowed_ms: 400, hold_ms: 0 }] });
    const { limits, services: bound, words, admin } = await explain(id);
    expect(bound).toEqual({
      Alpha: [{ kind: 'EXHAUSTED', until: new Date('2027-03-01T16:00:00Z') }],
      Beta: [
        { kind: 'FROZEN', until: null },
        { kind: 'SLOWED', until: null },
      ],
      Gamma: [{ kind: 'COOLING', until: at(60) }],
    });
    expect(limits).toEqual(only('SERVICES', at(60)));
    expect(words.en).toBe(
      'None of its services can send now until 18:01. Alpha is exhausted until 2 Mar 00:00; Beta is frozen; Gamma is cooling for 60 s. At this rate it ends at about 18:51.',
    );
    expect(admin.en).toContain('Beta is frozen (5 × 535)');
    expect(words.zh).toBe('没有发信服务可以立即发送，18:01 恢复。Alpha：今日额度已用完，3月2日 00:00 恢复；Beta：已冻结；Gamma：冷却中，还需 60 秒。按当前速度预计 18:51 结束。');
    await world.sql('UPDATE email_services SET enabled = false');
    expect(await explain(id)).toMatchObject({ limits: only('NO_SERVICE'), services: { Alpha: [{ kind: 'DISABLED' }, { kind: 'EXHAUSTED' }] }, forecast: { gap: 'NO_SERVICE' } });
  });

  test('a slowed service is no obstacle; an operator is not told of it (F22.6)', async () => {
    const { id } = await sending(10, {});
    await world.sql('UPDATE lanes SET slowed_ms = 2000');
    const { limits, words, admin, forecast } = await explain(id);
    expect(limits).toEqual([]);
    expect(words.en).toBe('It is being sent. At this rate it ends at about 18:00:20.');
    expect(admin.en).toContain('Alpha is slowed by the provider to one mail in 2000 ms');
    expect(forecast).toEqual({ endsAt: at(20), gap: null, mailsLeft: 10 });
  });

  test.each(pauseReasons)('a task paused for %s says so in both languages, since when and by whom', async (reason) => {
    const { user, id } = await sending(10, { daily_quota: 5 });
    await pause(id, reason);
    await world.sql(`INSERT INTO task_logs (id, task_id, event, reason, actor_id, created_at) VALUES (gen_random_uuid(), $1, 'PAUSED', $2, $3, sluice_clock())`, [id, reason, reason === 'MANUAL' ? user : null]);
    if (reason === 'NO_AVAILABLE_SERVICE') await world.sql('DELETE FROM user_service_mappings');
    if (reason === 'NO_USER_QUOTA') await world.sql(`UPDATE tasks SET reserved = 4, paused_from = 'PREPARING'`);
    if (reason === 'NO_USER_QUOTA') await world.sql('UPDATE users SET quota_remaining = 1');
    if (reason === 'SERVICE_QUOTA_EXHAUSTED') await world.sql(`INSERT INTO service_usages (service_id, starts_at, ends_at, used, quota_limit) SELECT service_id, '2027-02-28T16:00:00Z', '2027-03-01T16:00:00Z', 5, daily_quota FROM lanes`);
    if (reason === 'SERVICE_QUOTA_EXHAUSTED') await world.sql(`UPDATE lanes SET period_start = '2027-02-28T16:00:00Z', period_end = '2027-03-01T16:00:00Z', pace_ms = 1000`);
    const { facts, limits, words, forecast } = await explain(id);
    expect([facts.pausedAt, facts.pausedBy]).toEqual([at(0), reason === 'MANUAL' ? user : null]);
    const [kind, until, missing, en, zh] = {
      MANUAL: ['PAUSED_BY_HAND', null, null, 'Paused by hand at 18:00:00.', '已手动暂停（18:00:00）'],
      CAMPAIGN_PAUSED: ['CAMPAIGN_PAUSED', null, null, 'Campaign paused at 18:00:00.', '任务组已暂停（18:00:00）'],
      LATE: ['MISSED_ITS_TIME', null, null, 'Missed its time, waiting for a person', '已错过计划时间，等待确认'],
      NO_USER_QUOTA: ['USER_QUOTA', null, 5, 'No sending quota left: 5 more needed', '当前没有发信额度，还差 5 封'],
      NO_AVAILABLE_SERVICE: ['NO_SERVICE', null, null, 'No sending service available', '当前没有可用发信服务'],
      SERVICE_QUOTA_EXHAUSTED: ['SERVICES', new Date('2027-03-01T16:00:00Z'), null, 'None of its services can send now until 2 Mar 00:00. Alpha is exhausted until 2 Mar 00:00', 'Alpha：今日额度已用完，3月2日 00:00 恢复'],
    }[reason] as [string, Date | null, number | null, string, string];
    expect(limits).toEqual([{ kind, until, missing }]);
    expect(words.en.startsWith(en)).toBe(true);
    expect(words.zh).toContain(zh);
    // Five on the second, five on the third of March.
    if (reason === 'SERVICE_QUOTA_EXHAUSTED') expect(forecast).toEqual({ endsAt: new Date('2027-03-02T16:00:05Z'), gap: null, mailsLeft: 10 });
    else expect(forecast).toMatchObject({ endsAt: null, gap: 'WAITS_FOR_PERSON' });
  });

  test('before it sends: a draft, a planned task with its forecast, one that is being prepared', async () => {
    const user = await world.user();
    await world.map(user, await world.service({ pace_ms: 1_000 }));
    await world.contacts(user, 3_600);
    const { id } = await world.task(user, { reserved: 3_600, plannedAt: '2027-03-03T01:00:00Z' });
    expect(await explain(id)).toMatchObject({ limits: only('PLANNED_LATER', new Date('2027-03-03T01:00:00Z')), forecast: { endsAt: new Date('2027-03-03T02:00:00Z'), mailsLeft: 3_600 } });
    expect((await explain(id)).words.en).toBe('Starts at 3 Mar 09:00. At this rate it ends at about 3 Mar 10:00.');
    await world.sql(`UPDATE tasks SET state = 'PREPARING'`);
    expect(await explain(id)).toMatchObject({ limits: only('PREPARING'), forecast: { endsAt: at(3_600) } });
    await world.sql(`UPDATE tasks SET state = 'DRAFT'`);
    expect(await explain(id)).toMatchObject({ limits: only('NOT_SCHEDULED'), forecast: { gap: 'NOT_SCHEDULED' } });
  });

  test('while it sends: nothing binds; last mails in flight; recipients that asked for patience; outside the window', async () => {
    const { id, services } = await sending(10, { pace_ms: 1_000 });
    expect(await explain(id)).toMatchObject({ limits: [], forecast: { endsAt: at(10) } });
    await world.sql(`UPDATE task_cursors SET opens_at = $1, closes_at = $2`, [at(3_600), at(3_605)]);
    expect(await explain(id)).toMatchObject({ limits: only('SEND_WINDOW', at(3_600)), forecast: { gap: 'WINDOW_TOO_SHORT' } });
    await world.sql(`UPDATE task_cursors SET opens_at = '-infinity', closes_at = 'infinity'`);
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(services[0]!)!;
    await world.sql('UPDATE lanes SET pace_ms = 0');
    const [claim] = await world.claim(worker, [[services[0]!, epoch, 10]]);
    expect((await explain(id)).limits).toEqual(only('IN_FLIGHT'));
    await world.flush(worker, 1, {
      results: Array.from({ length: 9 }, (_, i) => result(claim!, i + 1, 'SENT', { at: at(i * 0.1).getTime() })),
      backs: [{ claim: claim!.claim_id, task: id, seq: 10, kind: 'DEFERRED_RECIPIENT', code: '450', text: 'later', attempt: 1, service: services[0], at: at(1).getTime() }],
    });
    const { limits, facts, forecast } = await explain(id);
    expect(limits).toEqual(only('RECIPIENTS_DEFERRED', facts.retryAt));
    expect(facts.retryAt!.getTime()).toBeGreaterThan(at(50).getTime());
    expect(forecast.endsAt!.getTime()).toBe(Math.ceil(facts.retryAt!.getTime()));
    // Nine mails, 100 ms apart: seen, because the service has no pace.
    expect(facts.services[0]!.seenIntervalMs).toBeCloseTo(100, 3);
  });

  test.each(['FINISHED', 'FAILED', 'CANCELLED'])('a task that is %s has ended', async (state) => {
    const { id } = await sending(3, {});
    await world.sql('UPDATE tasks SET state = $1, failure = $2', [state, state === 'FAILED' ? 'no template' : null]);
    const { limits, forecast, words } = await explain(id);
    expect([limits, forecast]).toEqual([only('ENDED'), { endsAt: null, gap: 'ENDED', mailsLeft: 0 }]);
    expect(words.en).toBe({ FINISHED: 'Finished.', FAILED: 'It could not be prepared: no template.', CANCELLED: 'Cancelled.' }[state]);
  });
});

describe('the forecast of a task', () => {
  test('counts with 1/k of a service for k users who wait, and of that with 1/n for n tasks of this user', async () => {
    const { user, id, services } = await sending(100, { pace_ms: 1_000 });
    const ends = async (): Promise<number> => ((await explain(id)).forecast.endsAt!.getTime() - at(0).getTime()) / 1_000;
    expect(await ends()).toBe(100);
    const other = await world.user();
    await world.map(other, services[0]!);
    await world.sending(other, 5);
    expect(await ends()).toBe(200);
    await world.map(await world.user(), services[0]!); // has nothing to send
    expect(await ends()).toBe(200);
    const { id: second } = await world.task(user);
    await world.prepare(second);
    expect(await ends()).toBe(400);
  });

  test('cannot be told of an unpaced service none of whose mails was seen, and then by what was seen', async () => {
    const { id, services } = await sending(1_000, {});
    expect((await explain(id)).forecast).toEqual({ endsAt: null, gap: 'RATE_UNKNOWN', mailsLeft: 1_000 });
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(services[0]!)!;
    const [claim] = await world.claim(worker, [[services[0]!, epoch, 100]]);
    await world.flush(worker, 1, { results: Array.from({ length: 100 }, (_, i) => result(claim!, i + 1, 'SENT', { at: at(0).getTime() - i * 50 })) });
    expect((await explain(id)).forecast).toEqual({ endsAt: at(45), gap: null, mailsLeft: 900 });
  });

  test('cannot be told while all services are frozen, though a probe may thaw them', async () => {
    const { id } = await sending(5, { thaw_by_probe: true });
    await world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_at = sluice_clock()`);
    await world.sql('UPDATE service_probes SET due_at = $1', [at(60)]);
    const { forecast, facts, limits } = await explain(id);
    expect([forecast.gap, facts.services[0]!.probeAt, limits]).toEqual(['SERVICES_FROZEN', at(60), only('SERVICES')]);
  });
});
