import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { EngagelabReceiver } from '../../receivers/engagelab.js';
import { SmtpReceiver } from '../../receivers/smtp.js';
import { deriveKeys } from '../../src/keys.js';
import { cancelTask } from '../../src/operations/cancelTasks.js';
import { archiveEmailService } from '../../src/operations/changeServiceState.js';
import { encryptCredentials } from '../../src/operations/encryptCredentials.js';
import { pauseTask } from '../../src/operations/pauseTasks.js';
import { resumeTask } from '../../src/operations/resumeTasks.js';
import { updateUser } from '../../src/operations/updateUser.js';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { watchedPool } from '../support/watchedPool.js';
import { back, result, World, type ClaimRow } from '../support/world.js';

const password = 'password-of-the-test';

describe('what people do while claims are open', () => {
  const db = testDatabase();
  const world = new World(db);
  const running: Dispatch[] = [];
  let relay: SmtpReceiver;
  let http: EngagelabReceiver;

  beforeEach(async () => {
    relay = await SmtpReceiver.start({ auth: { user: 'relay', password } });
    http = await EngagelabReceiver.start({ apiUser: 'api', apiKey: password });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await Promise.all([relay.close(), http.close()]);
    expect(await world.violations()).toEqual([]);
  });

  const act = <T>(work: (em: EntityManager) => Promise<T>): Promise<T> => db.em().transactional(work);

  async function dispatch(before?: (statement: string) => Promise<void>): Promise<Dispatch> {
    const started = await Dispatch.start({ ...db, pool: before ? watchedPool(db.pool, { before }) : db.pool });
    running.push(started);
    return started;
  }

  async function encrypted(id: string, credentials: object): Promise<string> {
    const { data, keyId } = encryptCredentials(credentials, id, deriveKeys('a secret for tests that is long enough').credentials);
    await world.sql('UPDATE email_services SET credentials = $2, credentials_key_id = $3 WHERE id = $1', [id, data, keyId]);
    return id;
  }
  const smtpService = async (set: Record<string, unknown> = {}): Promise<string> =>
    encrypted(await world.service({ provider: 'SMTP', settings: { host: '127.0.0.1', port: relay.port, tls: 'NONE', user: 'relay', connections: 4 }, ...set }), { password });

  async function eventually(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const progress = (): Promise<{ sent: number; failed: number; unknown: number; skipped: number }> => world.one('SELECT sent, failed, unknown, skipped FROM task_progress');
  const isFinished = async (): Promise<boolean> => (await world.one<{ state: string }>('SELECT state FROM tasks')).state === 'FINISHED';
  const noClaims = async (): Promise<boolean> => (await world.sql('SELECT FROM claims')).length === 0;
  const shown = (): Promise<{ state: string; mails: number }[]> => world.sql(`SELECT shown_state AS state, count(*)::int AS mails FROM subtask_states GROUP BY 1 ORDER BY 1`);
  const copies = (): { mails: number; people: number } => ({ mails: relay.store.records.length, people: new Set(relay.store.records.map((record) => record.recipient)).size });

  /** A task of 200 in the middle of being sent by a paced service: some are sent, and a claim is open whose mails wait for their slots. */
  async function inTheMiddle(...more: string[]): Promise<{ user: string; service: string; task: string; one: Dispatch }> {
    const user = await world.user(1_000);
    const service = await smtpService({ pace_ms: 10 });
    await world.map(user, service, ...more);
    await world.contacts(user, 200);
    const { id } = await world.task(user, { reserved: 200 });
    const one = await dispatch();
    await eventually(async () => (await progress()).sent > 5 && (await world.sql('SELECT FROM claims WHERE service_id = $1 AND unsettled > 5', [service])).length > 0);
    return { user, service, task: id, one };
  }

  test('F23.4 cancel: what was not begun comes back and is returned, what went out stays charged', async () => {
    const { user, service, task, one } = await inTheMiddle();
    await act((em) => cancelTask(em, task, user));
    one.events.wakeWorkers();
    await eventually(noClaims);
    const { sent, failed, unknown } = await progress();
    expect([failed, unknown]).toEqual([0, 0]);
    expect(sent).toBeLessThan(200);
    expect(copies()).toEqual({ mails: sent, people: sent });
    expect(await shown()).toEqual([
      { state: 'CANCELLED', mails: 200 - sent },
      { state: 'SENT', mails: sent },
    ]);
    expect(await world.one('SELECT state, reserved FROM tasks')).toEqual({ state: 'CANCELLED', reserved: sent });
    expect(await world.one('SELECT quota_remaining FROM users WHERE id = $1', [user])).toEqual({ quota_remaining: 1_000 - sent });
    expect(await world.one('SELECT used FROM service_usages WHERE service_id = $1', [service])).toEqual({ used: sent });
    expect(await world.sql('SELECT FROM retries')).toEqual([]);
  });

  test('pause: what was not begun is handed back and nothing goes out; after the resume everybody has one', async () => {
    const { user, task, one } = await inTheMiddle();
    await act((em) => pauseTask(em, task, user));
    one.events.wakeWorkers();
    await eventually(noClaims);
    const { sent } = await progress();
    expect(sent).toBeLessThan(200);
    expect(copies()).toEqual({ mails: sent, people: sent });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: sent });
    await act((em) => resumeTask(em, task, user));
    one.events.wakeWorkers();
    await eventually(isFinished);
    expect(await progress()).toEqual({ sent: 200, failed: 0, unknown: 0, skipped: 0 });
    expect(copies()).toEqual({ mails: 200, people: 200 });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: 200 });
  });

  test('F18.1 a service is archived: its mails come back and go through another, and it is charged with what it sent', async () => {
    const other = await smtpService();
    await world.sql('UPDATE email_services SET enabled = false WHERE id = $1', [other]);
    const { user, service, one } = await inTheMiddle(other);
    await act((em) => archiveEmailService(em, service, user));
    await world.sql('UPDATE email_services SET enabled = true WHERE id = $1', [other]);
    one.events.wakeWorkers();
    await eventually(isFinished);
    expect(await progress()).toEqual({ sent: 200, failed: 0, unknown: 0, skipped: 0 });
    expect(copies()).toEqual({ mails: 200, people: 200 });
    const used = await world.sql<{ service_id: string; used: number; sent: number }>(
      `SELECT u.service_id, u.used, (SELECT count(*) FROM subtasks s WHERE s.service_id = u.service_id)::int AS sent FROM service_usages u`,
    );
    expect(used.map((row) => row.used)).toEqual(used.map((row) => row.sent));
    expect(used.find((row) => row.service_id === service)!.sent).toBeLessThan(200);
  });

  test('F22.1 a user is disabled: their task is paused, what was not begun comes back, nothing more goes out until a person resumes it', async () => {
    const administrator = await world.administrator();
    const { user, task, one } = await inTheMiddle();
    await act((em) => updateUser(em, user, { isEnabled: false }, administrator));
    one.events.wakeWorkers();
    await eventually(noClaims);
    const { sent } = await progress();
    expect(sent).toBeLessThan(200);
    expect(await world.one('SELECT state, pause_reason FROM tasks')).toEqual({ state: 'PAUSED', pause_reason: 'MANUAL' });
    expect(copies()).toEqual({ mails: sent, people: sent });
    await act((em) => updateUser(em, user, { isEnabled: true }, administrator));
    await act((em) => resumeTask(em, task, user));
    one.events.wakeWorkers();
    await eventually(isFinished);
    expect(copies()).toEqual({ mails: 200, people: 200 });
  });

  test('E6, E4 contacts are erased between the claim and the loading of its mails: SKIPPED / ERASED, nothing sent, quota and usage come back', async () => {
    const user = await world.user(1_000);
    await world.map(user, await smtpService());
    await world.contacts(user, 50);
    await world.task(user, { reserved: 50 });
    let isErased = false;
    await dispatch(async (statement) => {
      if (statement !== 'load-mails' || isErased) return;
      isErased = true;
      await world.sql(`DELETE FROM contacts WHERE email IN ('r1@example.org', 'r2@example.org', 'r3@example.org')`);
    });
    await eventually(isFinished);
    expect(isErased).toBe(true);
    expect(await progress()).toEqual({ sent: 47, failed: 0, unknown: 0, skipped: 3 });
    expect(await world.sql(`SELECT DISTINCT skip_reason FROM subtasks WHERE state = 'SKIPPED'`)).toEqual([{ skip_reason: 'ERASED' }]);
    expect(copies()).toEqual({ mails: 47, people: 47 });
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 953 });
    expect(await world.one('SELECT used FROM service_usages')).toEqual({ used: 47 });
  });

  test('E6, F17.2 a contact is erased while its mail waits for redelivery: it is not repeated, and UNKNOWN', async () => {
    const user = await world.user(1_000);
    const settings = { apiUser: 'api', dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${http.port}`, connections: 4 };
    await world.map(user, await encrypted(await world.service({ provider: 'ENGAGELAB', account: 'acc', redelivery_s: 3_300, settings }), { apiKey: password }));
    await world.contacts(user, 10);
    await world.task(user, { reserved: 10 });
    http.behaviour.add({ phase: 'recorded', action: { kind: 'drop' }, times: 1 });
    await dispatch();
    await eventually(async () => (await world.sql('SELECT FROM redeliveries')).length === 1);
    await world.sql('DELETE FROM contacts WHERE id = (SELECT contact_id FROM subtasks s JOIN redeliveries d USING (task_id, seq))');
    await eventually(isFinished);
    expect(await progress()).toEqual({ sent: 9, failed: 0, unknown: 1, skipped: 0 });
    expect(await world.sql(`SELECT code, text FROM subtasks WHERE state = 'UNKNOWN'`)).toEqual([{ code: 'NO_ANSWER', text: 'not repeated: ERASED' }]);
    expect(http.store.records).toHaveLength(10);
    expect(http.counters.replayed).toBe(0);
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 990 });
  });
});

describe('quota periods with open claims', () => {
  const db = testDatabase({ poolSize: 1 });
  const world = new World(db);

  beforeEach(() => world.setClock('2027-03-01T15:59:58Z'));
  afterEach(async () => {
    expect(await world.violations()).toEqual([]);
  });

  interface Setting {
    service: string;
    worker: string;
    ask: (want: number) => Promise<ClaimRow>;
  }

  /** A service that sends ten a second; midnight in Shanghai is 16:00 UTC, two seconds away. */
  async function lane(set: Record<string, unknown> = {}): Promise<Setting> {
    const user = await world.user();
    const service = await world.service({ pace_ms: 100, daily_quota: 20, ...set });
    await world.map(user, service);
    await world.sending(user, 100);
    const worker = await world.worker();
    const epoch = (await world.take(worker)).get(service)!;
    return { service, worker, ask: async (want) => (await world.claim(worker, [[service, epoch, want]], 10_000))[0]! };
  }
  const periods = (): Promise<{ used: number; ends: string }[]> =>
    world.sql(`SELECT used, to_char(ends_at AT TIME ZONE 'UTC', 'DD HH24:MI') AS ends FROM service_usages ORDER BY starts_at`);

  test('F18.4 a period ends with open claims: no slot and no deadline lies past its end, and what comes back later comes back to it', async () => {
    const { worker, ask } = await lane();
    const claims = [await ask(10), await ask(200)];
    // A claim covers a second: ten slots, and ten again up to the reset.
    expect(claims.map((claim) => [claim.slot_in_ms, claim.hi - claim.lo + 1])).toEqual([[0, 10], [1_000, 10]]);
    for (const claim of claims) expect(claim.deadline_in_ms).toBeLessThanOrEqual(2_000);
    expect(await periods()).toEqual([{ used: 20, ends: '01 16:00' }]);
    await world.setClock('2027-03-01T16:00:01Z');
    const next = await ask(5);
    expect(next).toMatchObject({ status: 'CLAIMED', quota_left: 15 });
    await world.flush(worker, 1, { results: [result(claims[0]!, 1, 'SENT')], backs: [11, 12, 13].map((seq) => back(claims[1]!, seq, 'NOT_ATTEMPTED')) });
    expect(await periods()).toEqual([{ used: 17, ends: '01 16:00' }, { used: 5, ends: '02 16:00' }]);
    // What the old period got back is no quota of the new one.
    while ((await ask(200)).status === 'CLAIMED');
    expect(await periods()).toEqual([{ used: 17, ends: '01 16:00' }, { used: 20, ends: '02 16:00' }]);
  });

  test('F18.4 a reset time is edited with open claims: the present period keeps its end, and the next lasts at least 20 hours', async () => {
    const { service, worker, ask } = await lane();
    const claim = await ask(10);
    // To 00:30 in Shanghai: half an hour after the present end.
    await world.sql(`UPDATE email_services SET reset_time = '00:30' WHERE id = $1`, [service]);
    expect((await ask(200)).status).toBe('CLAIMED');
    await world.setClock('2027-03-01T16:00:01Z');
    await world.flush(worker, 1, { backs: [back(claim, 1, 'NOT_ATTEMPTED')] });
    expect(await periods()).toEqual([{ used: 19, ends: '01 16:00' }]);
    expect((await ask(5)).quota_left).toBe(15);
    await world.setClock('2027-03-01T16:30:01Z');
    expect((await ask(5)).quota_left).toBe(10);
    // Not 16:30 of the first, half an hour later, but of the second.
    expect(await periods()).toEqual([{ used: 19, ends: '01 16:00' }, { used: 10, ends: '02 16:30' }]);
  });
});
