import { afterEach, describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.js';
import { retryTask, type Retry } from '../../src/operations/retryTask.js';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { result, World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
const running: Dispatch[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  expect(await world.violations()).toEqual([]);
});

const failed: Retry = { what: 'FAILED', acknowledgeDuplicates: false };
const unknown: Retry = { what: 'UNKNOWN', acknowledgeDuplicates: true };
const retry = async (id: string, user: string, given: Retry): Promise<string> => (await db.em().transactional((em) => retryTask(em, id, given, user))).tasks[0]!.id;
const refusal = async (act: Promise<unknown>): Promise<string> => {
  const error = await act.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw error ?? new Error('was not refused');
  return `${error.code} ${error.field.join('.')}: ${error.message}`;
};
const subtasks = (task: string): Promise<{ seq: number; email: string; retry_of: string | null; state: string }[]> =>
  world.sql('SELECT seq, email, retry_of, state FROM subtasks WHERE task_id = $1 ORDER BY seq', [task]);
const idOf = async (task: string, seq: number): Promise<string> => (await world.one<{ id: string }>('SELECT id FROM subtasks WHERE task_id = $1 AND seq = $2', [task, seq])).id;
const campaign = (): Promise<object> => world.one('SELECT state, ended_at IS NULL AS open FROM campaigns');

/** A finished task of ten mails: 1 to 4 SENT, 5 to 7 FAILED, 8 and 9 UNKNOWN, 10 SKIPPED. */
async function ended(quota = 100): Promise<{ user: string; id: string; service: string; worker: string; epoch: number }> {
  const user = await world.user(quota);
  const service = await world.service();
  await world.map(user, service);
  await world.contacts(user, 10);
  const { id } = await world.task(user, { reserved: 10 });
  await world.prepare(id);
  const worker = await world.worker();
  const epoch = (await world.take(worker)).get(service)!;
  const [claim] = await world.claim(worker, [[service, epoch, 10]]);
  const states = ['SENT', 'SENT', 'SENT', 'SENT', 'FAILED', 'FAILED', 'FAILED', 'UNKNOWN', 'UNKNOWN', 'SKIPPED'];
  await world.flush(worker, 1, { results: states.map((state, i) => result(claim!, i + 1, state, state === 'SKIPPED' ? { skip: 'SUPPRESSED', free: true } : {})) });
  return { user, id, service, worker, epoch };
}

describe('a retry (section 2, F15.7, F17.2)', () => {
  test('of failed mails is a new task in the same campaign, with a reservation and a progress of its own, whose mails point at the old ones', async () => {
    const { user, id } = await ended();
    expect(await campaign()).toEqual({ state: 'COMPLETED', open: false });
    const again = await retry(id, user, failed);
    expect(await world.one('SELECT kind, state, reserved, position, name, retry_of, retry_what FROM tasks WHERE id = $1', [again])).toEqual({
      kind: 'RETRY', state: 'SCHEDULED', reserved: 3, position: 1, name: 'task (retry)', retry_of: id, retry_what: 'FAILED',
    });
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 100 - 9 - 3 });
    expect(await campaign()).toEqual({ state: 'ACTIVE', open: true });
    expect(await world.prepare(again)).toBe('SENDING');
    const old = await Promise.all([5, 6, 7].map((seq) => idOf(id, seq)));
    expect(await subtasks(again)).toEqual([5, 6, 7].map((n, i) => ({ seq: i + 1, email: `r${n}@example.org`, retry_of: old[i], state: 'PENDING' })));
    // The old task is as it was.
    expect(await world.one('SELECT state, reserved FROM tasks WHERE id = $1', [id])).toEqual({ state: 'FINISHED', reserved: 9 });
    expect(await world.one('SELECT sent, failed, unknown, skipped FROM task_progress WHERE task_id = $1', [id])).toEqual({ sent: 4, failed: 3, unknown: 2, skipped: 1 });
    expect(await world.one('SELECT total, sent FROM task_progress WHERE task_id = $1', [again])).toEqual({ total: 3, sent: 0 });
  });

  test('is sent by the scheduler and a worker with the old templates, and completes the campaign again', async () => {
    const { user, id } = await ended();
    await world.sql(`UPDATE workers SET expires_at = sluice_clock()`);
    const again = await retry(id, user, unknown);
    const one = await Dispatch.start(db);
    running.push(one);
    await one.until('taskProgressed', again, async () => (await world.one<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [again])).state === 'FINISHED');
    expect((await subtasks(again)).map(({ email, state }) => [email, state])).toEqual([
      ['r8@example.org', 'SENT'],
      ['r9@example.org', 'SENT'],
    ]);
    const rows = await world.sql(`SELECT DISTINCT c.position, c.template_version_id FROM campaign_templates c`);
    expect(rows).toHaveLength(1);
    expect(await campaign()).toEqual({ state: 'COMPLETED', open: false });
  });

  test('of unknown mails is refused until it is acknowledged that some may arrive twice', async () => {
    const { user, id } = await ended();
    expect(await refusal(retry(id, user, { ...unknown, acknowledgeDuplicates: false }))).toMatch(/^INVALID acknowledgeDuplicates: .*twice/);
    await retry(id, user, unknown);
    expect(await world.one(`SELECT detail FROM task_logs WHERE event = 'CREATED'`)).toEqual({ detail: { retryOf: id, what: 'UNKNOWN', acknowledgeDuplicates: true } });
  });

  test('leaves out who is suppressed by then or erased, goes to the address of now, and returns what it does not need (F23.3)', async () => {
    const { user, id } = await ended();
    await world.sql(`UPDATE contacts SET email = 'corrected@example.org' WHERE email = 'r5@example.org'`);
    const again = await retry(id, user, failed);
    await world.sql(`INSERT INTO suppressions (id, user_id, email, reason, created_at) VALUES (gen_random_uuid(), $1, 'r6@example.org', 'MANUAL', now())`, [user]);
    await world.sql(`DELETE FROM contacts WHERE email = 'r7@example.org'`);
    await world.prepare(again);
    expect((await subtasks(again)).map((row) => row.email)).toEqual(['corrected@example.org']);
    expect(await world.one('SELECT reserved FROM tasks WHERE id = $1', [again])).toEqual({ reserved: 1 });
  });

  test('takes each mail once: a second finds nothing, what fails again is sent again by a retry of the retry, what was cancelled is free', async () => {
    const { user, id, service, worker, epoch } = await ended();
    const first = await retry(id, user, failed);
    expect(await refusal(retry(id, user, unknown))).toBe('WRONG_STATE id: Task "task (retry)" is about to send them again.');
    await world.prepare(first);
    expect(await refusal(retry(id, user, failed))).toBe('WRONG_STATE id: Task "task" has no FAILED mail left that could be sent again.');
    expect(await refusal(retry(first, user, failed))).toMatch(/^WRONG_STATE id: .*is SENDING/);
    // Unknown ones are others: side by side.
    const beside = await retry(id, user, unknown);
    await world.prepare(beside);
    await world.sql(`UPDATE task_cursors SET sendable = false, active = false WHERE task_id = $1`, [beside]);
    const [claim] = await world.claim(worker, [[service, epoch, 3]]);
    await world.flush(worker, 2, { results: [1, 2, 3].map((seq) => result(claim!, seq, seq === 3 ? 'SENT' : 'FAILED')) });
    const second = await retry(first, user, failed);
    await world.prepare(second);
    expect((await subtasks(second)).map((row) => row.email)).toEqual(['r5@example.org', 'r6@example.org']);
    // Cancelled before a mail of it went out, it has taken none.
    await world.sql(`SELECT change_quota($1, 2, 'RETURNED', 'cancel:' || $2::text, $2::uuid)`, [user, second]);
    await world.sql(`UPDATE tasks SET state = 'CANCELLED', reserved = 0 WHERE id = $1`, [second]);
    const third = await retry(first, user, failed);
    await world.prepare(third);
    expect(await subtasks(third)).toHaveLength(2);
  });

  test('is prepared in chunks that go on where the last one ended', async () => {
    const { user, id } = await ended();
    const again = await retry(id, user, failed);
    await world.sql('SELECT start_due_tasks(10)');
    const chunks = [];
    for (let i = 0; i < 3; i++) chunks.push(await world.one<object>('SELECT * FROM prepare_chunk($1, 2)', [again]));
    expect(chunks).toEqual([
      { added: 2, done: false },
      { added: 1, done: true },
      { added: 0, done: true },
    ]);
    expect((await subtasks(again)).map((row) => [row.seq, row.email])).toEqual([5, 6, 7].map((n, i) => [i + 1, `r${n}@example.org`]));
  });

  test('waits while another transaction has the old task in hand, so that two never take the same mail', async () => {
    const { user, id } = await ended();
    const again = await retry(id, user, failed);
    await world.sql('SELECT start_due_tasks(10)');
    const other = await db.pool.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT 1 FROM task_cursors WHERE task_id = $1 FOR UPDATE', [id]);
      expect(await world.one<object>('SELECT * FROM prepare_chunk($1, 10)', [again])).toEqual({ added: 0, done: false });
      await other.query('ROLLBACK');
    } finally {
      other.release();
    }
    expect(await world.one<object>('SELECT * FROM prepare_chunk($1, 10)', [again])).toEqual({ added: 3, done: true });
  });

  test.each([
    ['is short of quota', 'UPDATE users SET quota_remaining = 1', /^NOT_ENOUGH_QUOTA id: .*2 more/],
    ['has a cancelled campaign', `UPDATE campaigns SET state = 'CANCELLED'`, /^WRONG_STATE id: A campaign that is CANCELLED/],
    ['has a paused campaign', `UPDATE campaigns SET state = 'PAUSED'`, /^WRONG_STATE id: A campaign that is PAUSED/],
    ['has lost its sender', 'UPDATE senders SET deleted_at = now()', /^WRONG_STATE id: Its sender/],
    ['has not ended', `UPDATE tasks SET state = 'SENDING', ended_at = NULL`, /^WRONG_STATE id: Task "task" is SENDING/],
  ])('is refused to a task that %s, and nothing is left of it', async (_, change, expected) => {
    const { user, id } = await ended();
    await world.sql(change);
    expect(await refusal(retry(id, user, failed))).toMatch(expected);
    expect(await world.one('SELECT count(*)::int AS tasks FROM tasks')).toEqual({ tasks: 1 });
    // The changes above are the test's own: what must hold is put back.
    await world.sql(`UPDATE tasks SET state = 'FINISHED'`);
    await world.sql('UPDATE users SET quota_remaining = 91');
  });
});
