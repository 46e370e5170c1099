import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SmtpReceiver } from '../../receivers/smtp.js';
import { createBus } from '../../src/bus/bus.js';
import { deriveKeys } from '../../src/keys.js';
import { encryptCredentials } from '../../src/operations/encryptCredentials.js';
import { freePort } from '../../src/postgres/freePort.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Dispatch, type DispatchSettings } from '../support/dispatch.js';
import { GenerousRedis } from '../support/generousRedis.js';
import { watchedPool, type Watching } from '../support/watchedPool.js';
import { World } from '../support/world.js';

/** Moments that chance brings about once in a million mails, brought about by force; with a relay that keeps every copy it is sent. */
const db = testDatabase();
const world = new World(db);
const running: Dispatch[] = [];
let relay: SmtpReceiver;

beforeEach(async () => {
  relay = await SmtpReceiver.start({ auth: { user: 'relay', password: 'password-of-the-test' } });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await relay.close();
  expect(await world.violations()).toEqual([]);
});

async function dispatch(set: DispatchSettings & { database?: Partial<TestDatabase>; watching?: Watching } = {}): Promise<Dispatch> {
  const { database, watching, ...settings } = set;
  const pool = watching ? watchedPool(db.pool, watching) : db.pool;
  const started = await Dispatch.start({ ...db, pool, ...database }, settings);
  running.push(started);
  return started;
}

async function smtpService(set: Record<string, unknown> = {}): Promise<string> {
  const id = await world.service({ provider: 'SMTP', settings: { host: '127.0.0.1', port: relay.port, tls: 'NONE', user: 'relay', connections: 4 }, ...set });
  const { data, keyId } = encryptCredentials({ password: 'password-of-the-test' }, id, deriveKeys('a secret for tests that is long enough').credentials);
  await world.sql('UPDATE email_services SET credentials = $2, credentials_key_id = $3 WHERE id = $1', [id, data, keyId]);
  return id;
}

const allEnded = async (): Promise<boolean> => (await world.one<{ open: number }>(`SELECT count(*)::int AS open FROM tasks WHERE state <> 'FINISHED'`)).open === 0;

/** Asks again and again: of what is forced here not everything is announced. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** How often each address was sent a mail: the distinct numbers. */
function copies(): { people: number; most: number } {
  const counts = new Map<string, number>();
  for (const { recipient } of relay.store.records) counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
  return { people: counts.size, most: Math.max(0, ...counts.values()) };
}

describe('who leads', () => {
  /** Twelve tasks of three users, all due, and ten mails of an older one in a claim whose worker is gone. */
  async function dueTasks(): Promise<number> {
    const service = await smtpService();
    const claimer = await world.user();
    await world.map(claimer, service);
    await world.sending(claimer, 10);
    const gone = await world.worker();
    const epoch = (await world.take(gone)).get(service)!;
    await world.claim(gone, [[service, epoch, 10]]);
    await world.sql(`UPDATE claims SET expires_at = sluice_clock() - interval '1 s'`);
    await world.sql(`UPDATE workers SET expires_at = sluice_clock() - interval '1 s'`);
    for (let u = 0; u < 3; u++) {
      const user = await world.user();
      await world.map(user, service);
      await world.contacts(user, 25, `u${u}-`);
      for (let t = 0; t < 4; t++) await world.task(user, { reserved: 30 });
    }
    return 12 * 25;
  }

  /** Every step was done once, whoever did it. */
  async function demandOnce(mails: number): Promise<void> {
    const logs = await world.sql<{ events: string; tasks: number }>(
      `SELECT events, count(*)::int AS tasks FROM (SELECT string_agg(event, ' ' ORDER BY created_at, id) AS events FROM task_logs WHERE event NOT IN ('WAITING') GROUP BY task_id) k GROUP BY 1 ORDER BY 2`,
    );
    expect(logs).toEqual([{ events: 'STARTED SENDING FINISHED', tasks: 13 }]);
    const ledger = await world.sql<{ reason: string }>(`SELECT reason, count(*)::int AS rows, sum(delta)::int AS sum FROM user_quota_logs WHERE reason IN ('SETTLED', 'RETURNED') GROUP BY 1 ORDER BY 1`);
    // 30 reserved, 25 found: 5 came back when settled, for each of twelve; the older task reserved its ten when settled.
    expect(ledger.filter((row) => row.reason === 'SETTLED')).toEqual([{ reason: 'SETTLED', rows: 13, sum: 12 * 5 - 10 }]);
    expect(await world.one(`SELECT count(*)::int AS rows, count(DISTINCT (task_id, contact_id))::int AS people FROM subtasks`)).toEqual({ rows: mails + 10, people: mails + 10 });
    expect(await world.one(`SELECT sum(unknown)::int AS unknown, sum(sent)::int AS sent FROM task_progress`)).toEqual({ unknown: 10, sent: mails });
    expect(relay.store.records).toHaveLength(mails);
    expect(new Set(relay.store.records.map((record) => record.id)).size).toBe(mails);
  }

  test('two schedulers that both believe they lead do every step once', async () => {
    const mails = await dueTasks();
    const bus = createBus(null);
    // Locks are told apart by the identity of the database: with one each, both have theirs.
    await Promise.all(['one', 'two'].map((identity) => dispatch({ bus, roles: ['scheduler'], database: { identity } })));
    await dispatch({ bus, roles: ['worker'] });
    await eventually(allEnded);
    await demandOnce(mails);
  });

  test('a Redis that grants the lock to both does no harm', async () => {
    const redis = await GenerousRedis.start();
    try {
      const mails = await dueTasks();
      const bus = createBus(null);
      const env = { REDIS_URL: redis.url };
      await Promise.all([1, 2].map(() => dispatch({ bus, roles: ['scheduler'], env })));
      expect(redis.holders.size).toBe(2);
      await dispatch({ bus, roles: ['worker'] });
      await eventually(allEnded);
      await demandOnce(mails);
      await Promise.all(running.splice(0).map((one) => one.stop()));
    } finally {
      await redis.close();
    }
  });

  test('without any Redis every scheduler does the steps, and all is sent once', async () => {
    const mails = await dueTasks();
    const bus = createBus(null);
    const env = { REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
    await Promise.all([1, 2].map(() => dispatch({ bus, roles: ['scheduler'], env })));
    await Promise.all([1, 2].map(() => dispatch({ bus, roles: ['worker'], env })));
    await eventually(allEnded);
    await demandOnce(mails);
  });
});

describe('a worker', () => {
  test('F18.5, F17.2 whose lane was taken while it slept claims no more, and what it sent is written; the next one waits for its deadline and one interval', async () => {
    const user = await world.user();
    const service = await smtpService({ pace_ms: 20 });
    await world.map(user, service);
    await world.contacts(user, 120);
    const { id } = await world.task(user, { reserved: 120 });
    const sleeper = await dispatch();
    await sleeper.until('taskProgressed', id, async () => (await world.one<{ sent: number }>('SELECT sent FROM task_progress')).sent > 10);
    // Its lease runs out and another takes the lane, in one transaction, as if it had slept in between.
    const other = await world.worker();
    const [taken] = await world.sql<{ epoch: number; hold_until: Date; last_deadline: Date }>(
      `WITH late AS (UPDATE workers SET expires_at = sluice_clock() - interval '1 s' WHERE id = $1),
            taken AS (UPDATE lanes SET owner = $2, epoch = epoch + 1, hold_until = last_deadline + pace_ms * interval '1 ms' WHERE owner = $1 RETURNING epoch, hold_until, last_deadline)
       SELECT * FROM taken`,
      [sleeper.runtime.process.id, other],
    );
    const open = await world.sql<{ id: number }>('SELECT id FROM claims ORDER BY id');
    expect(open.length).toBeGreaterThan(0);
    const newest = open.at(-1)!.id;
    // All that it had in hand ends, and it claims nothing new: the epoch fences it.
    await sleeper.until('taskProgressed', id, async () => (await world.sql('SELECT FROM claims WHERE worker = $1', [sleeper.runtime.process.id])).length === 0);
    const [next] = await world.claim(other, [[service, taken!.epoch, 5]], 5_000);
    expect(next!.claim_id! > newest).toBe(true);
    expect(await world.sql('SELECT FROM claims WHERE worker = $1', [sleeper.runtime.process.id])).toEqual([]);
    const row = await world.one<{ sent: number; slot_gap_ms: number }>(
      `SELECT p.sent, (extract(epoch FROM c.first_slot - (SELECT max(attempted_at) FROM subtasks)) * 1000)::float8 AS slot_gap_ms FROM task_progress p, claims c`,
    );
    expect(row.sent).toBe(relay.store.records.length);
    expect(row.slot_gap_ms).toBeGreaterThanOrEqual(20);
    const { slot } = await world.one<{ slot: Date }>('SELECT first_slot AS slot FROM claims');
    expect(slot.getTime()).toBeGreaterThanOrEqual(taken!.hold_until.getTime());
    // The other one dies too; the sleeper, awake, takes the lane again and ends the task: the five that were claimed are unknown.
    await world.sql(`UPDATE workers SET expires_at = sluice_clock() - interval '1 s' WHERE id = $1`, [other]);
    await world.sql(`UPDATE claims SET expires_at = sluice_clock() - interval '1 s'`);
    await eventually(allEnded);
    expect(await world.one('SELECT sent, unknown, failed FROM task_progress')).toEqual({ sent: 115, unknown: 5, failed: 0 });
    expect(copies()).toEqual({ people: 115, most: 1 });
  });

  test('F17.1 a claim whose answer was lost is handed back whole before anything else is claimed: nothing lost, nothing twice, nothing charged twice', async () => {
    const user = await world.user();
    const service = await smtpService();
    await world.map(user, service);
    await world.contacts(user, 400);
    await world.task(user, { reserved: 400 });
    let lost = 0;
    const after = async (statement: string, rows: readonly object[]): Promise<void> => {
      if (statement !== 'claim' || lost >= 3 || !rows.some((row) => (row as { status: string }).status === 'CLAIMED')) return;
      lost++;
      throw new Error('the answer was lost');
    };
    await dispatch({ watching: { after } });
    await eventually(allEnded);
    expect(lost).toBe(3);
    expect(await world.one('SELECT sent, unknown, failed FROM task_progress')).toEqual({ sent: 400, unknown: 0, failed: 0 });
    expect(copies()).toEqual({ people: 400, most: 1 });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: 400 });
    expect(await world.sql('SELECT FROM claims')).toEqual([]);
    expect(await world.sql('SELECT FROM retries')).toEqual([]);
  });

  test('F17.1 a flush whose answer was lost is repeated and changes nothing, with what it handed back', async () => {
    const user = await world.user();
    // Paced, so that there are more flushes than answers to lose, however fast the machine is.
    const service = await smtpService({ pace_ms: 2 });
    await world.map(user, service);
    await world.contacts(user, 400);
    await world.task(user, { reserved: 400 });
    // Some connections are lost before the mail was handed over: flushes hold give-backs too.
    relay.behaviour.add({ phase: 'rcpt', action: { kind: 'drop' }, times: 6 });
    let lost = 0;
    let repeats = 0;
    let isRepeat = false;
    const after = async (statement: string, rows: readonly object[]): Promise<void> => {
      if (statement !== 'flush') return;
      const { applied } = (rows[0] as { answer: { applied: boolean } }).answer;
      if (!applied) repeats++;
      isRepeat = !isRepeat && lost < 4;
      if (!isRepeat) return;
      lost++;
      throw new Error('the answer was lost');
    };
    await dispatch({ watching: { after } });
    await eventually(allEnded);
    await eventually(async () => repeats === 4);
    expect(lost).toBe(4);
    expect(await world.one('SELECT sent, unknown, failed FROM task_progress')).toEqual({ sent: 400, unknown: 0, failed: 0 });
    expect(copies()).toEqual({ people: 400, most: 1 });
    expect(await world.sql('SELECT FROM claims')).toEqual([]);
    // What was handed back twice would have been claimed, and counted, twice.
    expect(await world.one(`SELECT count(*)::int AS tries FROM attempts WHERE outcome = 'UNREACHABLE'`)).toEqual({ tries: 6 });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: 400 });
  });

  test.each([
    ['the answer to its taking of lanes', 'take-lanes', 'after'],
    ['the services it was to drive', 'load-services', 'before'],
  ] as const)('that lost %s drives them all the same: a lane is nobody else\'s while its worker lives', async (_what, statement, when) => {
    const user = await world.user();
    await world.map(user, await smtpService(), await smtpService());
    await world.contacts(user, 40);
    await world.task(user, { reserved: 40 });
    let lost = 0;
    const lose = async (seen: string, rows: readonly object[] = [{}]): Promise<void> => {
      if (seen !== statement || rows.length === 0 || lost > 0) return;
      lost++;
      throw new Error('the connection was lost');
    };
    const one = await dispatch({ watching: { [when]: lose } });
    await eventually(allEnded);
    expect(lost).toBe(1);
    expect(await world.one('SELECT count(*)::int AS lanes FROM lanes WHERE owner = $1', [one.runtime.process.id])).toEqual({ lanes: 2 });
    expect(copies()).toEqual({ people: 40, most: 1 });
  });

  test('that could not let a surplus lane go lets it go later', async () => {
    const user = await world.user();
    await world.map(user, await smtpService(), await smtpService());
    let lost = 0;
    const before = async (statement: string): Promise<void> => {
      if (statement !== 'release-lanes' || lost > 0) return;
      lost++;
      throw new Error('the connection was lost');
    };
    await dispatch({ watching: { before } });
    const owners = async (): Promise<number> => (await world.one<{ owners: number }>('SELECT count(DISTINCT owner)::int AS owners FROM lanes WHERE owner IS NOT NULL')).owners;
    await eventually(async () => (await world.sql('SELECT FROM lanes WHERE owner IS NULL')).length === 0);
    await dispatch({ roles: ['worker'] });
    await eventually(async () => (await owners()) === 2);
    expect(lost).toBe(1);
  });

  test('that could not read an edited service takes the edit up later', async () => {
    const user = await world.user();
    const service = await smtpService();
    await world.map(user, service);
    await world.contacts(user, 20);
    let isEdited = false;
    let lost = 0;
    let loads = 0;
    const before = async (statement: string): Promise<void> => {
      if (statement !== 'load-services' || !isEdited || lost > 0) return;
      lost++;
      throw new Error('the connection was lost');
    };
    const after = async (statement: string): Promise<void> => void (loads += Number(statement === 'load-services'));
    const one = await dispatch({ watching: { before, after } });
    await eventually(async () => loads === 1);
    isEdited = true;
    await world.sql(`UPDATE email_services SET updated_at = clock_timestamp(), domain = 'edited.test'`);
    await eventually(async () => loads === 2);
    expect(lost).toBe(1);
    await world.task(user, { reserved: 20 });
    one.events.wakeScheduler();
    await eventually(allEnded);
    expect(await world.one(`SELECT count(*)::int AS mails FROM subtasks WHERE from_address LIKE '%@edited.test'`)).toEqual({ mails: 20 });
  });
});
