import { afterEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { watchedPool } from '../support/watchedPool.js';
import { back, type ClaimRow, result, World } from '../support/world.js';

interface Counts {
  sent: number;
  failed: number;
  unknown: number;
  bounced: number;
  returned: number;
  failures: number;
}

const nothing: Counts = { sent: 0, failed: 0, unknown: 0, bounced: 0, returned: 0, failures: 0 };
const sums = `sum(sent)::int AS sent, sum(failed)::int AS failed, sum(unknown)::int AS unknown, sum(bounced)::int AS bounced, sum(returned)::int AS returned, sum(failures)::int AS failures`;

/** world.violations() compares the hours with the rows; here the minutes are compared with the hours. */
async function demandExact(world: World): Promise<void> {
  expect(await world.violations()).toEqual([]);
  expect(await world.sql(`SELECT service_id, ${sums} FROM service_minutes GROUP BY 1 ORDER BY 1`)).toEqual(await world.sql(`SELECT service_id, ${sums} FROM service_hours GROUP BY 1 ORDER BY 1`));
  expect(await world.sql('SELECT FROM service_minutes WHERE least(sent, failed, unknown, bounced, returned, failures) < 0')).toEqual([]);
  expect(await world.sql('SELECT FROM service_hours WHERE least(sent, failed, unknown, bounced, returned, failures) < 0')).toEqual([]);
}

describe('rollups of a flush (M1, F19.3)', () => {
  const db = testDatabase({ poolSize: 1 });
  const world = new World(db);
  afterEach(async () => {
    await demandExact(world);
    await world.setClock(null);
  });

  async function oneLane(mails: number, set: Record<string, unknown> = {}): Promise<{ service: string; worker: string; claim: ClaimRow; again: () => Promise<ClaimRow> }> {
    const user = await world.user();
    const service = await world.service(set);
    await world.map(user, service);
    await world.sending(user, mails);
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(service)!;
    const again = async (): Promise<ClaimRow> => (await world.claim(worker, [[service, epoch, mails]]))[0]!;
    return { service, worker, claim: await again(), again };
  }
  const hours = (): Promise<{ hour: string; sent: number; unknown: number }[]> =>
    world.sql(`SELECT to_char(hour AT TIME ZONE 'UTC', 'HH24:MI') AS hour, sent, unknown FROM service_hours ORDER BY service_hours.hour`);
  const total = (): Promise<Counts> => world.one(`SELECT ${sums} FROM service_hours`);

  test('count every outcome once, under its service, and what came back; skipped mails are nobody’s', async () => {
    const { service, worker, claim } = await oneLane(12);
    await world.flush(worker, 1, {
      results: [
        ...[1, 2, 3].map((seq) => result(claim, seq, 'SENT')),
        result(claim, 4, 'FAILED', { code: '550', text: 'no such user', bounced: true }),
        result(claim, 5, 'FAILED', { code: '554', text: 'looks like spam' }),
        result(claim, 6, 'UNKNOWN', { code: 'ETIMEDOUT', text: 'no answer' }),
        result(claim, 7, 'SKIPPED', { skip: 'SUPPRESSED', free: true }),
      ],
      backs: [
        back(claim, 8, 'NOT_ATTEMPTED'),
        back(claim, 9, 'UNREACHABLE', { code: 'ECONNREFUSED', text: 'refused' }),
        back(claim, 10, 'DEFERRED_SERVICE', { code: '421', text: 'later' }),
        back(claim, 11, 'DEFERRED_RECIPIENT', { code: '450', text: 'greylisted' }),
      ],
      lanes: [{ service, reset: true, failures: [1], failed: 2, freeze: null, detail: null, exhausted: false, slowed_ms: null, hold_ms: 0 }],
    });
    expect(await total()).toEqual({ sent: 3, failed: 2, unknown: 1, bounced: 1, returned: 3, failures: 2 });
  });

  test('are not moved by a flush that is repeated, nor by a result that says what is known', async () => {
    const { worker, claim } = await oneLane(5);
    const flushed = { results: [result(claim, 1, 'SENT'), result(claim, 2, 'FAILED', { code: '550' })], backs: [back(claim, 3, 'UNREACHABLE')] };
    await world.flush(worker, 1, flushed);
    expect((await world.flush(worker, 1, flushed)).applied).toBe(false);
    await world.flush(worker, 2, { results: [result(claim, 1, 'SENT'), result(claim, 1, 'FAILED'), result(claim, 2, 'FAILED')] });
    expect(await total()).toEqual({ ...nothing, sent: 1, failed: 1, returned: 1 });
  });

  test('a later proof takes the old outcome out of the hour in which it was counted, and counts the new one now', async () => {
    await world.setClock('2027-03-01T10:59:30Z');
    const { worker, claim } = await oneLane(4);
    await world.flush(worker, 1, { results: [1, 2, 3].map((seq) => result(claim, seq, 'UNKNOWN', { code: 'ETIMEDOUT' })) });
    expect(await hours()).toEqual([{ hour: '10:00', sent: 0, unknown: 3 }]);
    await world.setClock('2027-03-01T12:01:00Z');
    await world.flush(worker, 2, { results: [result(claim, 1, 'SENT'), result(claim, 2, 'FAILED', { code: '550', bounced: true })] });
    expect(await hours()).toEqual([{ hour: '10:00', sent: 0, unknown: 1 }, { hour: '12:00', sent: 1, unknown: 0 }]);
    expect(await total()).toEqual({ ...nothing, sent: 1, failed: 1, unknown: 1, bounced: 1 });
    // A bounce that was none.
    await world.flush(worker, 3, { results: [result(claim, 2, 'SENT')] });
    expect(await total()).toEqual({ ...nothing, sent: 2, unknown: 1 });
  });

  test('a proof of what another service was told about is counted for both', async () => {
    const { service, worker, claim } = await oneLane(2);
    const other = await world.service();
    await world.flush(worker, 1, { results: [result(claim, 1, 'UNKNOWN', { code: 'ETIMEDOUT' })] });
    await world.flush(worker, 2, { results: [result(claim, 1, 'SENT', { service: other })] });
    expect(await world.sql('SELECT service_id, sent, unknown FROM service_hours ORDER BY sent')).toEqual([
      { service_id: service, sent: 0, unknown: 0 },
      { service_id: other, sent: 1, unknown: 0 },
    ]);
  });

  test('a recipient deferred too often has bounced; one handed back too late has not', async () => {
    await world.setClock('2027-03-01T10:00:00Z');
    const { worker, claim, again } = await oneLane(1);
    const defer = (made: ClaimRow, at: string): object => back(made, 1, 'DEFERRED_RECIPIENT', { code: '450', text: 'greylisted', at: Date.parse(at) });
    await world.flush(worker, 1, { backs: [defer(claim, '2027-03-01T10:00:00Z')] });
    await world.setClock('2027-03-02T11:00:00Z');
    await world.flush(worker, 2, { backs: [defer(await again(), '2027-03-02T11:00:00Z')] });
    expect(await total()).toEqual({ ...nothing, failed: 1, bounced: 1, returned: 1 });
  });

  test('an unknown mail that is repeated is no outcome yet; the reaper ends it', async () => {
    await world.setClock('2027-03-01T10:00:00Z');
    const { worker, claim } = await oneLane(3, { redelivery_s: 600 });
    await world.flush(worker, 1, { results: [result(claim, 1, 'UNKNOWN', { code: 'ETIMEDOUT', text: 'no answer' })] });
    expect(await total()).toEqual(nothing);
    expect(await world.sql('SELECT code, count, text FROM service_errors')).toEqual([{ code: 'ETIMEDOUT', count: 1, text: 'no answer' }]);
    await world.setClock('2027-03-01T11:00:00Z');
    await world.sql('SELECT reap_claim()');
    await world.sql('SELECT reap_redeliveries()');
    expect(await total()).toEqual({ ...nothing, unknown: 3 });
    expect(await world.sql('SELECT code, count FROM service_errors ORDER BY code')).toEqual([{ code: 'ETIMEDOUT', count: 1 }, { code: 'NO_ANSWER', count: 3 }]);
  });

  test('the reaper counts what nobody reported, once, and a late "sent" corrects it', async () => {
    await world.setClock('2027-03-01T10:00:00Z');
    const { worker, claim } = await oneLane(5);
    await world.flush(worker, 1, { results: [result(claim, 1, 'SENT')] });
    await world.setClock('2027-03-01T13:00:00Z');
    for (let i = 0; i < 2; i++) await world.sql('SELECT reap_claim()');
    expect(await hours()).toEqual([{ hour: '10:00', sent: 1, unknown: 0 }, { hour: '13:00', sent: 0, unknown: 4 }]);
    await world.setClock('2027-03-04T13:00:00Z');        // the minute is not corrected any more: it is about to be removed
    await world.sql('DELETE FROM service_minutes');
    await world.flush(worker, 2, { results: [2, 3, 4, 5].map((seq) => result(claim, seq, 'SENT')) });
    expect(await hours()).toEqual([{ hour: '10:00', sent: 1, unknown: 0 }, { hour: '13:00', sent: 0, unknown: 0 }, { hour: '13:00', sent: 4, unknown: 0 }]);
    expect(await world.sql('SELECT sent, unknown FROM service_minutes')).toEqual([{ sent: 4, unknown: 0 }]);
    await world.sql('DELETE FROM service_minutes');
    await world.sql(`INSERT INTO service_minutes (service_id, minute, sent) SELECT service_id, min(hour), sum(sent) FROM service_hours GROUP BY 1`);
  });

  test('hours begin at full hours of the service’s zone', async () => {
    await world.setClock('2027-03-01T18:40:00Z');
    const { worker, claim } = await oneLane(1, { zone: 'Asia/Kolkata' });
    await world.flush(worker, 1, { results: [result(claim, 1, 'SENT')] });
    expect(await hours()).toEqual([{ hour: '18:30', sent: 1, unknown: 0 }]);
  });

  test('recent errors are one row a code, without the recipients’ addresses, counted anew after a day', async () => {
    await world.setClock('2027-03-01T10:00:00Z');
    const { worker, claim } = await oneLane(6);
    const refused = (seq: number): object => result(claim, seq, 'FAILED', { code: '550', text: `<r${seq}@example.org>: no such user, r${seq}@example.org` });
    await world.flush(worker, 1, { results: [refused(1), refused(2), result(claim, 3, 'SENT')] });
    await world.flush(worker, 2, { results: [refused(4)] });
    const errors = (): Promise<object[]> => world.sql(`SELECT code, count, text, (last_at - first_at)::text AS span FROM service_errors`);
    expect(await errors()).toEqual([{ code: '550', count: 3, text: '<…@…>: no such user, …@…', span: '00:00:00' }]);
    await world.setClock('2027-03-01T12:00:00Z');
    await world.flush(worker, 3, { results: [refused(5)] });
    expect(await errors()).toMatchObject([{ count: 4, span: '02:00:00' }]);
    await world.setClock('2027-03-02T13:00:00Z');
    await world.flush(worker, 4, { results: [refused(6)] });
    expect(await errors()).toMatchObject([{ count: 1, span: '00:00:00' }]);
  });

  test('are tidied: minutes of two days, hours for ever, 50 errors a service, for a week', async () => {
    await world.setClock('2027-03-10T10:00:00Z');
    const service = await world.service();
    for (const table of ['service_minutes (service_id, minute', 'service_hours (service_id, hour']) {
      await world.sql(`INSERT INTO ${table}, sent) SELECT $1, '2027-03-10T10:00:00Z'::timestamptz - n * interval '1 hour', 1 FROM generate_series(0, 99) n`, [service]);
    }
    const error = `INSERT INTO service_errors (service_id, code, count, first_at, last_at) SELECT $1, 'C' || n, 1, t, t FROM`;
    await world.sql(`${error} (SELECT n, '2027-03-10T10:00:00Z'::timestamptz - n * interval '1 minute' AS t FROM generate_series(1, 60) n) k`, [service]);
    await world.sql(`${error} (SELECT 999 AS n, '2027-03-03T09:00:00Z'::timestamptz AS t) k`, [service]);
    const removed: number[] = [];
    for (let i = 0; i < 4; i++) removed.push((await world.one<{ n: number }>('SELECT tidy_rollups(30) AS n')).n);
    expect(removed).toEqual([30, 20, 0, 0]);
    expect(await world.one('SELECT count(*)::int AS n FROM service_minutes')).toEqual({ n: 50 });
    expect(await world.one('SELECT count(*)::int AS n FROM service_hours')).toEqual({ n: 100 });
    expect(await world.one(`SELECT count(*)::int AS n, min(last_at)::text AS oldest FROM service_errors`)).toEqual({ n: 50, oldest: '2027-03-10 09:10:00+00' });
    await world.sql('DELETE FROM service_minutes');
    await world.sql('DELETE FROM service_hours');
  });
});

describe('rollups of many writers', () => {
  const db = testDatabase({ poolSize: 12 });
  const world = new World(db);
  const running: Dispatch[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await demandExact(world);
  });

  test('flushes of workers that all report for the same services, the reaper and the tidying never deadlock', async () => {
    const services = await Promise.all(Array.from({ length: 8 }, () => world.service({ redelivery_s: 0 })));
    // A task each, or their flushes would wait for one another at its progress, before they come to the rollups.
    const tasks: string[] = [];
    for (let n = 0; n < 8; n++) tasks.push(await world.sending(await world.user(), 200));
    const workers = await Promise.all(tasks.map(() => world.worker()));
    const user = await world.user();
    await world.map(user, ...services);
    await world.sending(user, 80);
    const dead = await world.worker();
    const epochs = await world.take(dead);
    await world.claim(dead, services.map((id) => [id, epochs.get(id)!, 10]));
    await world.sql('UPDATE claims SET expires_at = sluice_clock()');
    const flushOf = (n: number, number: number): Promise<unknown> => {
      const results = Array.from({ length: 10 }, (_, i) => {
        const claim = { claim_id: null, task_id: tasks[n], service_id: services[(i * 5 + n) % 8] } as ClaimRow;
        return result(claim, (number - 1) * 10 + i + 1, i % 3 === 0 ? 'FAILED' : 'SENT', { code: `C${i % 4}`, text: 'no' });
      });
      return world.flush(workers[n]!, number, { results });
    };
    const inTurn = async (count: number, work: (i: number) => Promise<unknown>): Promise<void> => {
      for (let i = 1; i <= count; i++) await work(i);
    };
    await Promise.all([
      ...workers.map((_, n) => inTurn(20, (number) => flushOf(n, number))),
      inTurn(8, () => world.sql('SELECT reap_claim()')),
      inTurn(40, () => world.sql('SELECT tidy_rollups(100)')),
    ]);
    expect(await world.one(`SELECT ${sums} FROM service_hours`)).toEqual({ ...nothing, sent: 8 * 20 * 6, failed: 8 * 20 * 4, unknown: 80 });
    expect(await world.one('SELECT sum(count)::int AS errors FROM service_errors')).toEqual({ errors: 8 * 20 * 4 + 80 });
  });

  test('a flush that waits for a user holds up no other flush of its service', async () => {
    const user = await world.user(100);
    const other = await world.user(100);
    const service = await world.service();
    await world.map(user, service);
    await world.map(other, service);
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(service)!;
    await world.contacts(user, 1, 'a');
    await world.contacts(other, 2, 'b');
    for (const [who, reserved] of [[user, 1], [other, 2]] as const) {
      const { id } = await world.task(who, { reserved });
      await world.prepare(id);
    }
    const claims = (await world.claim(worker, [[service, epoch, 3]])).filter((row) => row.claim_id !== null);
    const mine = claims.find((claim) => claim.hi === 1)!;
    const theirs = claims.find((claim) => claim.hi === 2)!;
    const second = await world.worker();
    const holder = await db.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [user]);
      const waiting = world.flush(worker, 1, { results: [result(mine, 1, 'SENT')] });
      await world.flush(second, 1, { results: [result(theirs, 1, 'SENT')] });
      expect(await world.one('SELECT sent FROM service_minutes')).toEqual({ sent: 1 });
      await holder.query('COMMIT');
      await waiting;
    } finally {
      holder.release();
    }
    expect(await world.one(`SELECT sum(sent)::int AS sent FROM service_minutes`)).toEqual({ sent: 2 });
  });

  test('a worker whose flush was applied but not answered repeats it, and counts nothing twice; mails fail and bounce', async () => {
    const user = await world.user(1_000);
    const service = await world.service({ settings: { connections: 8, failEvery: 10, failWith: 'REJECTED' } });
    await world.map(user, service);
    await world.contacts(user, 300);
    const { id } = await world.task(user, { reserved: 300 });
    let lost = 0;
    const pool = watchedPool(db.pool, {
      after: async (statement) => {
        if (statement === 'flush' && ++lost % 2 === 1) throw new Error('the answer was lost');
      },
    });
    const one = await Dispatch.start({ ...db, pool }, {});
    running.push(one);
    // Asked again and again: what a lost answer would have announced is not announced.
    while ((await world.one<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [id])).state !== 'FINISHED') await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lost).toBeGreaterThan(1);
    expect(await world.one(`SELECT ${sums} FROM service_hours`)).toEqual({ ...nothing, sent: 270, failed: 30, bounced: 30 });
    expect(await world.sql('SELECT code, count, text FROM service_errors')).toEqual([{ code: '550', count: 30, text: 'the sandbox was told to refuse this mail' }]);
  });

  test('a service that breaks counts its failures, what came back, and why', async () => {
    const user = await world.user();
    const service = await world.service({ freeze_threshold: 3, settings: { connections: 1, failEvery: 1, failWith: 'UNREACHABLE' } });
    await world.map(user, service);
    await world.contacts(user, 20);
    await world.task(user, { reserved: 20 });
    const one = await Dispatch.start(db, {});
    running.push(one);
    await one.until('serviceStatusChanged', service, async () => (await world.one<{ frozen_reason: string | null }>('SELECT frozen_reason FROM lanes')).frozen_reason === 'FAILURES');
    await one.stop();
    expect(await world.one(`SELECT ${sums} FROM service_hours`)).toEqual({ ...nothing, returned: 3, failures: 3 });
    expect(await world.sql('SELECT code, count::int FROM service_errors')).toEqual([{ code: 'ECONNREFUSED', count: 3 }]);
  });
});
