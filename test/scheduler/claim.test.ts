import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { back, result, World, type ClaimRow } from '../support/world.js';

const db = testDatabase({ poolSize: 1 });
const world = new World(db);

beforeEach(() => world.setClock('2027-03-01T10:00:00Z'));
afterEach(async () => {
  expect(await world.violations()).toEqual([]);
});

const sizeOf = (row: ClaimRow): number => row.seqs?.length ?? (row.claim_id === null ? 0 : row.hi - row.lo + 1);
const mails = (rows: ClaimRow[]): number => rows.reduce((sum, row) => sum + sizeOf(row), 0);
const seqsOf = (row: ClaimRow): number[] => row.seqs ?? Array.from({ length: row.hi - row.lo + 1 }, (_, i) => row.lo + i);

async function oneLane(set: Record<string, unknown> = {}, recipients = 1_000): Promise<{ user: string; service: string; task: string; worker: string; ask: (want: number) => Promise<ClaimRow[]> }> {
  const user = await world.user();
  const service = await world.service(set);
  await world.map(user, service);
  const task = await world.sending(user, recipients);
  const worker = await world.worker();
  const epoch = (await world.take(worker)).get(service)!;
  return { user, service, task, worker, ask: (want) => world.claim(worker, [[service, epoch, want]]) };
}

describe('a claim', () => {
  test('F21.1 gives two users of one service the same, whatever the size of their tasks', async () => {
    const [a, b] = [await world.user(), await world.user()];
    const service = await world.service();
    await world.map(a, service);
    await world.map(b, service);
    await world.sending(a, 1_000);
    await world.sending(b, 300);
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(service)!;
    for (let i = 0; i < 40; i++) await world.claim(worker, [[service, epoch, 10]]);
    const shares = await world.sql<{ claimed: number }>('SELECT claimed FROM task_cursors');
    expect(shares.map((share) => share.claimed)).toEqual([200, 200]);
  });

  test('F21.1 gives nothing to whoever was idle for the time of idling', async () => {
    const [a, b] = [await world.user(), await world.user()];
    const service = await world.service();
    await world.map(a, service);
    await world.map(b, service);
    const first = await world.sending(a, 1_000);
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(service)!;
    for (let i = 0; i < 50; i++) await world.claim(worker, [[service, epoch, 10]]);
    const second = await world.sending(b, 400);
    for (let i = 0; i < 20; i++) await world.claim(worker, [[service, epoch, 10]]);
    const claimed = async (task: string): Promise<number> => (await world.one<{ claimed: number }>('SELECT claimed FROM task_cursors WHERE task_id = $1', [task])).claimed;
    // 500 before; then half each, within one claim.
    expect(Math.abs((await claimed(first)) - 500 - (await claimed(second)))).toBeLessThanOrEqual(20);
  });

  test('F17.1, F18.3 takes exactly the quota of the day and says until when there is no more', async () => {
    const { service, ask } = await oneLane({ daily_quota: 250 });
    expect(mails([...(await ask(200)), ...(await ask(200))])).toBe(250);
    const [refused] = await ask(200);
    // Midnight in Shanghai is 16:00 UTC, six hours away.
    expect(refused).toMatchObject({ status: 'EXHAUSTED', again_in_ms: 6 * 3_600_000 });
    const logs = await world.sql<{ event: string }>(`SELECT event FROM service_status_logs WHERE service_id = $1`, [service]);
    expect(logs.map((log) => log.event)).toEqual(['EXHAUSTED']);
  });

  test('F18.4 begins a new quota at the reset, by itself and once', async () => {
    const { service, ask } = await oneLane({ daily_quota: 100 });
    expect(mails(await ask(200))).toBe(100);
    await world.setClock('2027-03-01T16:00:00Z');
    expect(mails(await ask(200))).toBe(100);
    expect((await ask(1))[0]!.status).toBe('EXHAUSTED');
    const resets = await world.sql(`SELECT FROM service_status_logs WHERE service_id = $1 AND event = 'RESET'`, [service]);
    expect(resets).toHaveLength(1);
  });

  test('F18.4 gives no second quota when the reset time is moved', async () => {
    const { service, ask } = await oneLane({ daily_quota: 100 });
    await ask(200);
    await world.sql(`UPDATE email_services SET reset_time = '18:30' WHERE id = $1`, [service]);
    await world.setClock('2027-03-01T10:30:00Z'); // 18:30 in Shanghai
    expect((await ask(1))[0]!.status).toBe('EXHAUSTED');
  });

  test('F17.2 is refused to another worker and to an old epoch', async () => {
    const { service, ask } = await oneLane();
    const other = await world.worker();
    expect((await world.claim(other, [[service, 1, 1]]))[0]!.status).toBe('LOST');
    await world.sql('UPDATE lanes SET epoch = epoch + 1');
    expect((await ask(1))[0]!.status).toBe('LOST');
  });

  test('F18.5 gives slots no closer than the interval, and a takeover waits for the old deadline and one interval', async () => {
    const { service, ask } = await oneLane({ pace_ms: 400 });
    const [first] = await ask(50);
    expect(first).toMatchObject({ slot_in_ms: 0, pace_ms: 400, deadline_in_ms: 2_400 });
    expect(sizeOf(first!)).toBe(2);
    expect((await ask(50))[0]).toMatchObject({ status: 'COOLING', again_in_ms: 675 });
    await world.sql(`UPDATE workers SET expires_at = sluice_clock() - interval '1 s'`);
    const other = await world.worker();
    const epoch = (await world.take(other)).get(service)!;
    const [later] = await world.claim(other, [[service, epoch, 1]], 5_000);
    expect(later!.slot_in_ms).toBe(2_800);
  });

  test('F18.6 is refused on a frozen and on a disabled service', async () => {
    const { service, ask } = await oneLane();
    await world.sql(`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_at = sluice_clock()`);
    expect((await ask(1))[0]!.status).toBe('CLOSED');
    await world.sql(`UPDATE lanes SET frozen_reason = NULL`);
    expect((await ask(1))[0]!.status).toBe('CLAIMED');
    await world.sql(`UPDATE email_services SET enabled = false WHERE id = $1`, [service]);
    expect((await ask(1))[0]!.status).toBe('CLOSED');
  });

  test('a lane is not taken from a living worker', async () => {
    await oneLane();
    const other = await world.worker();
    expect((await world.take(other)).size).toBe(0);
  });
});

describe('a flush', () => {
  test('is applied once, however often it is repeated; what was handed back is claimed first', async () => {
    const { service, task, worker, ask } = await oneLane();
    const [claim] = await ask(10);
    const flushed = { results: [result(claim!, 1, 'SENT')], backs: [back(claim!, 2, 'NOT_ATTEMPTED'), back(claim!, 3, 'NOT_ATTEMPTED')] };
    expect((await world.flush(worker, 1, flushed)).applied).toBe(true);
    expect((await world.flush(worker, 1, flushed)).applied).toBe(false);
    expect(await world.one('SELECT used FROM service_usages WHERE service_id = $1', [service])).toEqual({ used: 8 });
    expect(await world.one('SELECT sent, version FROM task_progress WHERE task_id = $1', [task])).toMatchObject({ sent: 1 });
    expect(await world.one('SELECT unsettled FROM claims')).toEqual({ unsettled: 7 });
    const [again] = await ask(5);
    expect(again!.seqs).toEqual([2, 3]);
    expect(again!.attempts).toEqual([1, 1]);
  });

  test('out of order is refused', async () => {
    const { worker } = await oneLane();
    await expect(world.flush(worker, 2, {})).rejects.toThrow('out of order');
  });

  test('ends the task with its last mail, returns what was not used, and completes the campaign (F23.4)', async () => {
    const { user, task, worker, ask } = await oneLane({}, 4);
    const [claim] = await ask(10);
    const { ended, users } = await world.flush(worker, 1, {
      results: [
        result(claim!, 1, 'SENT'),
        result(claim!, 2, 'FAILED', { code: '550' }),
        result(claim!, 3, 'UNKNOWN', { code: 'TIMEOUT' }),
        result(claim!, 4, 'SKIPPED', { skip: 'SUPPRESSED', free: true }),
      ],
    });
    expect([ended, users]).toEqual([[task], [user]]);
    expect(await world.one('SELECT state, reserved FROM tasks')).toEqual({ state: 'FINISHED', reserved: 3 });
    expect(await world.one('SELECT state FROM campaigns')).toEqual({ state: 'COMPLETED' });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: 3 });
    expect(await world.sql('SELECT FROM claims')).toEqual([]);
    const ledger = await world.sql<{ reason: string; delta: number }>('SELECT reason, delta FROM user_quota_logs WHERE task_id = $1 ORDER BY number', [task]);
    expect(ledger).toEqual([
      { reason: 'SETTLED', delta: -4 },
      { reason: 'RETURNED', delta: 1 },
    ]);
  });

  test('a late "sent" wins over UNKNOWN, and counters move by rows', async () => {
    const { task, worker, ask } = await oneLane({}, 2);
    const [claim] = await ask(2);
    await world.setClock('2027-03-01T11:00:00Z');
    expect(await world.one<{ reaped: object }>('SELECT reap_claim() AS reaped')).toMatchObject({ reaped: { claims: 1, mails: 2 } });
    await world.flush(worker, 1, { results: [result(claim!, 1, 'SENT')], backs: [back(claim!, 2, 'NOT_ATTEMPTED')] });
    expect(await world.sql('SELECT seq, state, code FROM subtasks ORDER BY seq')).toEqual([
      { seq: 1, state: 'SENT', code: null },
      { seq: 2, state: 'FAILED', code: 'NOT_ATTEMPTED' },
    ]);
    expect(await world.one('SELECT sent, failed, unknown FROM task_progress WHERE task_id = $1', [task])).toEqual({ sent: 1, failed: 1, unknown: 0 });
  });

  test('F18.6 freezes at the threshold of consecutive failures, and an accept between them forgets', async () => {
    const { service, worker, ask } = await oneLane({ freeze_threshold: 3 });
    await ask(10);
    const failing = (failures: number[], reset = false): object => ({ service, reset, failures, freeze: null, detail: '535 no', exhausted: false, slowed_ms: null, hold_ms: 0 });
    expect((await world.flush(worker, 1, { lanes: [failing([1, 2])] })).frozen).toEqual([]);
    expect((await world.flush(worker, 2, { lanes: [failing([3, 4], true)] })).frozen).toEqual([]);
    const last = await world.flush(worker, 3, { lanes: [failing([5])] });
    expect(last.frozen).toEqual([service]);
    expect(last.stop).toHaveLength(1);
    expect(await world.one('SELECT frozen_reason, frozen_detail, open FROM lanes')).toEqual({ frozen_reason: 'FAILURES', frozen_detail: '3 × 535 no', open: false });
  });

  test('F18.6 counts failures within the window only', async () => {
    const { service, worker } = await oneLane({ freeze_threshold: 3, freeze_window_s: 600 });
    const failing = (failures: number[]): object => ({ service, reset: false, failures, freeze: null, detail: '', exhausted: false, slowed_ms: null, hold_ms: 0 });
    const minute = 60_000;
    expect((await world.flush(worker, 1, { lanes: [failing([0, 1 * minute, 11 * minute])] })).frozen).toEqual([]);
    expect((await world.flush(worker, 2, { lanes: [failing([11.5 * minute, 12 * minute])] })).frozen).toEqual([service]);
  });

  test('F19.4 "quota reached" at the provider is exhausted until the reset, and mails handed back do not reopen it', async () => {
    const { service, worker, ask } = await oneLane();
    const [claim] = await ask(2);
    await world.flush(worker, 1, {
      backs: [back(claim!, 1, 'DEFERRED_SERVICE'), back(claim!, 2, 'NOT_ATTEMPTED')],
      lanes: [{ service, reset: false, failures: [], freeze: null, detail: '536 quota', exhausted: true, slowed_ms: null, hold_ms: 0 }],
    });
    expect((await ask(1))[0]!.status).toBe('EXHAUSTED');
    expect(await world.one('SELECT open FROM lanes')).toEqual({ open: true });
  });

  test('a deferred mail waits its time, comes back as the next attempt, and fails after five', async () => {
    const { worker, ask } = await oneLane({}, 1);
    let [claim] = await ask(1);
    for (let tries = 1; tries <= 4; tries++) {
      await world.flush(worker, tries, { backs: [back(claim!, 1, 'DEFERRED_RECIPIENT', { code: '450', attempt: tries, at: Date.parse('2027-03-01T10:00:00Z') + tries })] });
      expect((await ask(1))[0]!.status).toBe('EMPTY');
      const { minutes } = await world.one<{ minutes: number }>(`SELECT (extract(epoch FROM not_before - sluice_clock()) / 60)::float8 AS minutes FROM retries`);
      const planned = [1, 5, 30, 120][tries - 1]!;
      expect(minutes).toBeGreaterThanOrEqual(planned * 0.9);
      expect(minutes).toBeLessThanOrEqual(planned * 1.1);
      await world.sql(`UPDATE retries SET not_before = sluice_clock()`);
      await world.sql(`UPDATE task_cursors SET retry_at = sluice_clock()`);
      [claim] = await ask(1);
      expect(claim!.attempts).toEqual([tries + 1]);
    }
    await world.flush(worker, 5, { backs: [back(claim!, 1, 'DEFERRED_RECIPIENT', { code: '450', attempt: 5 })] });
    expect(await world.one('SELECT state, code, attempt FROM subtasks')).toEqual({ state: 'FAILED', code: '450', attempt: 5 });
    expect(await world.sql('SELECT number FROM attempts ORDER BY number')).toEqual([1, 2, 3, 4].map((number) => ({ number })));
  });

  test('F23.4 what comes back after a cancel is refunded in a row of its own', async () => {
    const { user, task, worker, ask } = await oneLane({}, 10);
    const [claim] = await ask(4);
    await world.sql(`UPDATE task_cursors SET active = false, sendable = false`);
    await world.sql(`SELECT change_quota($1, 6, 'RETURNED', 'cancel:' || $2::text, $2::uuid)`, [user, task]);
    await world.sql(`UPDATE tasks SET state = 'CANCELLED', reserved = 4`);
    const answer = await world.flush(worker, 1, { results: [result(claim!, 1, 'SENT')], backs: [back(claim!, 2, 'NOT_ATTEMPTED'), back(claim!, 3, 'NOT_ATTEMPTED')] });
    expect(answer.stop).toHaveLength(1);
    expect(await world.one('SELECT reserved FROM tasks')).toEqual({ reserved: 2 });
    expect(await world.sql('SELECT FROM retries')).toEqual([]);
    expect(await world.one(`SELECT quota_remaining FROM users`)).toEqual({ quota_remaining: 1_000_000 - 2 });
  });
});

describe('redelivery (F17.2)', () => {
  test('an unknown mail goes back to its account only, with the same attempt, and is UNKNOWN when nobody took it in time', async () => {
    const user = await world.user();
    const [first, sibling, other] = [
      await world.service({ account: 'acc', redelivery_s: 3_300 }),
      await world.service({ account: 'acc', redelivery_s: 3_300 }),
      await world.service({ account: 'other' }),
    ];
    await world.map(user, first!, sibling!, other!);
    const task = await world.sending(user, 3);
    const worker = await world.worker();
    const epochs = await world.take(worker);
    const ask = (service: string): Promise<ClaimRow[]> => world.claim(worker, [[service, epochs.get(service)!, 200]]);
    const [claim] = await ask(first!);
    const flushed = await world.flush(worker, 1, { results: seqsOf(claim!).map((seq) => result(claim!, seq, seq === 1 ? 'SENT' : 'UNKNOWN', { code: 'HTTP_503' })) });
    expect(flushed.tasks).toHaveLength(1);
    expect(await world.one('SELECT sent, unknown FROM task_progress WHERE task_id = $1', [task])).toEqual({ sent: 1, unknown: 0 });
    await world.setClock('2027-03-01T10:01:00Z');
    expect((await ask(other!))[0]!.status).toBe('EMPTY');
    const [again] = await ask(sibling!);
    expect(again).toMatchObject({ seqs: [2, 3], attempts: [1, 1] });
    await world.flush(worker, 2, { results: [result(again!, 2, 'SENT')] });
    await world.setClock('2027-03-01T12:00:00Z');
    await world.sql('SELECT reap_claim()');
    await world.sql('SELECT reap_redeliveries()');
    expect(await world.sql('SELECT seq, state FROM subtasks ORDER BY seq')).toEqual([
      { seq: 1, state: 'SENT' },
      { seq: 2, state: 'SENT' },
      { seq: 3, state: 'UNKNOWN' },
    ]);
    expect(await world.one('SELECT state FROM tasks')).toEqual({ state: 'FINISHED' });
  });
});
