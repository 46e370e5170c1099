import { afterEach, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { result, World, type ClaimRow } from '../support/world.js';

const db = testDatabase({ poolSize: 1 });
const world = new World(db);

afterEach(async () => {
  expect(await world.violations()).toEqual([]);
});

test('F17.2 an "unknown" that is reported after the reaper gave the mail to its account for redelivery does not end it: it is delivered again', async () => {
  await world.setClock('2027-03-01T10:00:00Z');
  const user = await world.user();
  const service = await world.service({ account: 'acc', redelivery_s: 3_300 });
  await world.map(user, service);
  const task = await world.sending(user, 2);
  const sleeper = await world.worker();
  const epoch = (await world.take(sleeper)).get(service)!;
  const ask = async (): Promise<ClaimRow> => (await world.claim(sleeper, [[service, epoch, 10]]))[0]!;
  const claim = await ask();
  // It sleeps for longer than the claim lasts, awakes, and its requests have run out of time.
  await world.setClock('2027-03-01T10:05:00Z');
  expect(await world.one<{ reaped: object }>('SELECT reap_claim() AS reaped')).toMatchObject({ reaped: { claims: 1, mails: 2 } });
  await world.flush(sleeper, 1, { results: [result(claim, 1, 'UNKNOWN', { code: 'ETIMEDOUT' })] });
  expect(await world.one('SELECT unknown FROM task_progress WHERE task_id = $1', [task])).toEqual({ unknown: 0 });
  const again = await ask();
  expect(again).toMatchObject({ seqs: [1, 2], attempts: [1, 1], repeat: true });
  // The same while the redelivery is under way.
  await world.flush(sleeper, 2, { results: [result(claim, 2, 'UNKNOWN', { code: 'ETIMEDOUT' })] });
  await world.flush(sleeper, 3, { results: [result(again, 1, 'SENT'), result(again, 2, 'SENT')] });
  expect(await world.one('SELECT state FROM tasks')).toEqual({ state: 'FINISHED' });
  expect(await world.one('SELECT sent, unknown FROM task_progress WHERE task_id = $1', [task])).toEqual({ sent: 2, unknown: 0 });
  expect(await world.sql('SELECT FROM redeliveries')).toEqual([]);
});
