import { beforeEach, describe, expect, test } from '@jest/globals';
import { compileTemplate } from '../../src/operations/compileTemplate.js';
import { type Claim, claimsNotIn } from '../../src/scheduler/claims.js';
import { Lane, type LaneSetting } from '../../src/scheduler/lane.js';
import { monotonicMs } from '../../src/scheduler/monotonic.js';
import { testDatabase } from '../support/database.js';
import { lostOrDoubled } from '../support/modelInvariants.js';
import { back, result, World, type ClaimRow } from '../support/world.js';

/** What walks of dispatch.test.ts have found, each made as small as it can be. */
describe('found by random walks', () => {
  const db = testDatabase({ poolSize: 1 });
  const world = new World(db);

  beforeEach(() => world.setClock('2027-03-01T10:00:00Z'));

  async function oneLane(
    set: Record<string, unknown> = {},
    recipients = 1,
  ): Promise<{ service: string; task: string; worker: string; epoch: number; ask: (want: number) => Promise<ClaimRow> }> {
    const user = await world.user();
    const service = await world.service(set);
    await world.map(user, service);
    const task = await world.sending(user, recipients);
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(service)!;
    return { service, task, worker, epoch, ask: async (want) => (await world.claim(worker, [[service, epoch, want]]))[0]! };
  }

  test('F17.2 a claim whose answer was lost is handed back with the attempt numbers it was taken with', async () => {
    const { worker, ask } = await oneLane();
    const first = await ask(1);
    await world.flush(worker, 1, { backs: [back(first, 1, 'UNREACHABLE')] });
    await ask(1); // its answer is lost
    const found = await claimsNotIn(db.pool, worker, []);
    expect(found).toMatchObject([{ seqs: [1], attempts: [2] }]);
  });

  test('F18.5 a lane let go right after a late send gives its next owner no slot within the interval', async () => {
    const { service, worker, epoch, ask } = await oneLane({ pace_ms: 400 }, 5);
    const claim = await ask(1);
    await world.setClock('2027-03-01T10:00:01.500Z'); // sent now: past its slot, within its deadline
    await world.flush(worker, 1, { results: [result(claim, 1, 'SENT')] });
    await world.sql('SELECT release_lanes($1, $2, $3)', [worker, [service], [epoch]]);
    const next = await world.worker();
    const taken = (await world.take(next)).get(service)!;
    expect((await world.claim(next, [[service, taken, 1]]))[0]).toMatchObject({ status: 'COOLING' });
    expect((await world.claim(next, [[service, taken, 1]], 1_000))[0]).toMatchObject({ status: 'CLAIMED', slot_in_ms: 400 });
  });

  test('F17.2 a redelivery that was not attempted says nothing of the first try: what may have gone out stays UNKNOWN', async () => {
    const { worker, ask } = await oneLane({ account: 'http', redelivery_s: 3_300 });
    const first = await ask(1);
    await world.flush(worker, 1, { results: [result(first, 1, 'UNKNOWN', { code: 'HTTP_503' })] }); // the provider may have it
    await world.setClock('2027-03-01T10:00:10Z');
    const again = await ask(1);
    expect(again).toMatchObject({ seqs: [1], repeat: true });
    await world.setClock('2027-03-01T12:00:00Z'); // the worker slept
    await world.sql('SELECT reap_claim()');
    await world.flush(worker, 2, { backs: [back(again, 1, 'NOT_ATTEMPTED')] });
    expect(await world.one('SELECT state, code FROM subtasks')).toEqual({ state: 'UNKNOWN', code: 'NO_ANSWER' });
  });

  test('F23.5 a skip reported after the reaper gave the mail to its account changes nothing: sent by another, it is charged', async () => {
    const { task, worker, ask } = await oneLane({ account: 'http', redelivery_s: 3_300 }, 2);
    const first = await ask(2);
    await world.setClock('2027-03-01T10:05:00Z'); // the worker slept
    await world.sql('SELECT reap_claim()');
    await world.flush(worker, 1, { results: [result(first, 1, 'SKIPPED', { skip: 'SUPPRESSED', free: true }), result(first, 2, 'SENT')] });
    expect(await lostOrDoubled(world)).toEqual([]);
    const again = await ask(2);
    await world.flush(worker, 2, { results: again.seqs!.map((seq) => result(again, seq, 'SENT', seq === 2 ? { free: true, final: true } : {})) });
    expect(await world.one('SELECT state, reserved FROM tasks WHERE id = $1', [task])).toEqual({ state: 'FINISHED', reserved: 2 });
    expect(await world.violations()).toEqual([]);
  });

  test('F17.1 redeliveries are never more than were asked for, nor than the quota, whatever plan the planner chooses', async () => {
    const { worker, ask } = await oneLane({ account: 'http', redelivery_s: 3_300, daily_quota: 35 }, 30);
    const first = await ask(30);
    const unknown = (seq: number): object => result(first, seq, 'UNKNOWN', { code: 'HTTP_503' });
    await world.flush(worker, 1, { results: [unknown(1)] });
    // The table is almost always empty, and that is what the planner learns: it runs the choice anew for each row of the table.
    await world.asOwner('VACUUM ANALYZE redeliveries');
    await world.flush(worker, 2, { results: Array.from({ length: 29 }, (_, i) => unknown(i + 2)) });
    await world.setClock('2027-03-01T10:00:10Z');
    expect((await ask(3)).seqs).toHaveLength(3);
    expect((await ask(200)).seqs).toHaveLength(2);
    expect(await world.violations()).toEqual([]);
  });
});

describe('a lane', () => {
  /** Sends one mail whose slot has come; resolves with the time of the request. */
  function sendOne(lastRequestMs?: number): Promise<number> {
    return new Promise((resolve) => {
      const send = async (): Promise<{ kind: 'notAttempted' }> => {
        resolve(monotonicMs());
        return { kind: 'notAttempted' };
      };
      const setting = {
        serviceId: 's', account: 'a', domain: 'example.test', unsubscribeUrl: () => 'https://example.test/', policy: { threshold: 3, windowMs: null }, failedAt: [],
        operatorPaceMs: 200, slowedMs: 0, lastRequestMs, channel: { capacity: 1, connect: async () => ({ send, release: () => {} }), probe: async () => ({}), close: async () => {} },
      } as unknown as LaneSetting; // prettier-ignore
      const lane = new Lane(setting, { settle: () => {}, handBack: () => {}, hurry: () => {}, hungry: () => {} });
      const claim = {
        id: 1,
        serviceId: 's',
        taskId: 't',
        account: 'a',
        repeat: false,
        paceMs: 200,
        deadlineMs: monotonicMs() + 5_000,
        stopped: false,
      } as Claim;
      const render = compileTemplate({ subject: 'Hello', html: '<p>Hello</p>', text: null, previewLine: null });
      const task = {
        taskId: 't',
        campaignId: 'c',
        senderName: 'news',
        senderDisplayName: null,
        headers: null, campaignName: 'c',
        taskName: 't',
        date: '2027-03-01',
        templates: [{ versionId: 'v', render }],
      };
      const loaded = {
        claim,
        seq: 1,
        attempt: 1,
        subtaskId: '00000000-0000-7000-8000-000000000001',
        email: 'a@example.org',
        nickname: null,
        attributes: {},
        tags: [],
        skip: null,
        state: 'PENDING' as const,
      };
      lane.take([{ loaded, task, slotMs: monotonicMs() }]);
    });
  }

  test('F18.5 that takes the place of another after an edit keeps the interval since its last send, however late that was', async () => {
    const lastMs = monotonicMs();
    expect((await sendOne(lastMs)) - lastMs).toBeGreaterThanOrEqual(200);
    const atMs = monotonicMs();
    expect((await sendOne()) - atMs).toBeLessThan(150);
  });
});
