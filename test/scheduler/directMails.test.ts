import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { newId } from '../../src/ids.js';
import { type DirectMail, queueDirectMail } from '../../src/operations/queueDirectMail.js';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { back, result, World } from '../support/world.js';

const mail: Omit<DirectMail, 'serviceId'> = { recipients: ['root@example.com', 'ops@example.com'], sender: 'alerts', displayName: 'Sluice', subject: 'Frozen', html: '<p>Frozen</p>', text: 'Frozen' };

describe('mails bound to one service (F17.1), as they are claimed', () => {
  const db = testDatabase({ poolSize: 1 });
  const world = new World(db);
  afterEach(async () => expect(await world.violations()).toEqual([]));
  const queue = (serviceId: string, given: Partial<DirectMail> = {}) => db.em().transactional((em) => queueDirectMail(em, { ...mail, ...given, serviceId }));

  async function twoLanes() {
    const user = await world.user();
    const [service, other] = [await world.service({ daily_quota: 10 }), await world.service()];
    await world.map(user, service, other);
    const task = await world.sending(user, 100);
    const worker = await world.worker();
    const epochs = await world.take(worker);
    return { service, other, task, worker, ask: (of: string, want: number) => world.claim(worker, [[of, epochs.get(of)!, want]]) };
  }

  test('go ahead of campaign mail, through that service only, by its quota and nobody’s own', async () => {
    const { service, other, task, ask } = await twoLanes();
    const id = await queue(service);
    expect((await ask(other, 5)).map((row) => row.task_id)).toEqual([task]);
    expect((await ask(service, 5)).map((row) => [row.task_id, row.hi - row.lo + 1])).toEqual([[id, 2], [task, 3]]);
    expect((await ask(service, 50)).map((row) => [row.task_id, row.hi - row.lo + 1])).toEqual([[task, 5]]);
    expect(await world.one('SELECT used FROM service_usages WHERE service_id = $1', [service])).toEqual({ used: 10 });
  });

  test('wait for the quota of the next day, and the turn of campaign mail is nobody’s loss', async () => {
    const { service, task, ask, worker } = await twoLanes();
    await ask(service, 10);
    const id = await queue(service);
    expect((await ask(service, 5)).map((row) => row.status)).toEqual(['EXHAUSTED']);
    await world.sql('UPDATE service_usages SET adjustment = 3 WHERE service_id = $1', [service]);
    const rows = await ask(service, 5);
    expect(rows.map((row) => row.task_id)).toEqual([id, task]);
    const [direct] = rows;
    await world.flush(worker, 1, { results: [result(direct!, 1, 'SENT')], backs: [back(direct!, 2, 'DEFERRED_RECIPIENT', { code: '450' })] });
    expect((await world.one<{ retry_at: Date; sendable: boolean }>('SELECT retry_at, sendable FROM task_cursors WHERE task_id = $1', [id])).sendable).toBe(true);
    await world.sql(`UPDATE retries SET not_before = now() WHERE task_id = $1`, [id]);
    await world.sql(`UPDATE task_cursors SET retry_at = now() WHERE task_id = $1`, [id]);
    await world.sql('UPDATE service_usages SET adjustment = 5 WHERE service_id = $1', [service]);
    const [again] = await ask(service, 1);
    expect([again!.task_id, again!.seqs, again!.attempts]).toEqual([id, [2], [2]]);
    const { ended } = await world.flush(worker, 2, { results: [result(again!, 2, 'FAILED', { attempt: 2, code: '550' })] });
    expect(ended).toEqual([id]);
    expect(await world.one('SELECT state, reserved FROM tasks WHERE id = $1', [id])).toEqual({ state: 'FINISHED', reserved: 0 });
    expect(await world.sql('SELECT FROM user_quota_logs WHERE task_id = $1', [id])).toEqual([]);
  });

  test('that nobody takes in time are given up, once; those in flight still end', async () => {
    const { service, ask, worker } = await twoLanes();
    const id = await queue(service, { expiresInMs: 3_600_000 });
    const [direct] = await ask(service, 1);
    expect(direct!.task_id).toBe(id);
    await world.sql(`UPDATE task_cursors SET closes_at = now() - interval '1 s' WHERE task_id = $1`, [id]);
    expect((await ask(service, 1)).map((row) => row.task_id)).not.toContain(id);
    expect([await world.one('SELECT expire_direct_mails() AS n'), await world.one('SELECT expire_direct_mails() AS n')]).toEqual([{ n: 1 }, { n: 0 }]);
    await world.flush(worker, 1, { results: [result(direct!, 1, 'SENT')] });
    expect(await world.sql('SELECT seq, shown_state FROM subtask_states WHERE task_id = $1 ORDER BY seq', [id])).toEqual([{ seq: 1, shown_state: 'SENT' }, { seq: 2, shown_state: 'CANCELLED' }]);
  });

  test('of a killed worker are UNKNOWN, charged to nobody, and end their task', async () => {
    const { service, ask } = await twoLanes();
    const id = await queue(service, { recipients: ['root@example.com'] });
    expect((await ask(service, 1))[0]!.task_id).toBe(id);
    await world.sql(`UPDATE claims SET expires_at = now() - interval '1 s'`);
    await world.sql('SELECT reap_claim()');
    expect(await world.one('SELECT t.state, s.state AS mail FROM tasks t JOIN subtasks s ON s.task_id = t.id WHERE t.id = $1', [id])).toEqual({ state: 'FINISHED', mail: 'UNKNOWN' });
  });

  test('are refused for a service that is not there, and to what is no address', async () => {
    const service = await world.service();
    await expect(queue(newId())).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['serviceId'] });
    await expect(queue(service, { recipients: ['root@example.com', 'nobody'] })).rejects.toMatchObject({ code: 'INVALID', field: ['recipients', '1'] });
    await expect(queue(service, { recipients: [] })).rejects.toMatchObject({ code: 'INVALID', field: ['recipients'] });
    await expect(queue(service, { subject: 'a\r\nBcc: x@example.com' })).rejects.toMatchObject({ code: 'INVALID', field: ['subject'] });
    await expect(queue(service, { sender: '.x' })).rejects.toMatchObject({ code: 'INVALID' });
    expect(await world.sql('SELECT FROM direct_mails')).toEqual([]);
  });
});

describe('mails bound to one service (F17.1), as they are sent', () => {
  const db = testDatabase();
  const world = new World(db);
  let dispatch: Dispatch | null = null;
  afterEach(async () => {
    await dispatch?.stop();
    dispatch = null;
    expect(await world.violations()).toEqual([]);
  });

  test('come from the service’s domain, without an unsubscribe link, to addresses that no contact has', async () => {
    const service = await world.service({ domain: 'mail.example.test' });
    dispatch = await Dispatch.start(db);
    const id = await db.em().transactional((em) => queueDirectMail(em, { ...mail, serviceId: service }));
    dispatch.events.wakeWorkers();
    // Nobody is told of a mail that belongs to no campaign.
    while ((await world.one<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [id])).state !== 'FINISHED') await sleep(20);
    const rows = await world.sql<{ recipient: string; message: Buffer }>('SELECT recipient, message FROM sandbox_mails ORDER BY recipient');
    expect(rows.map(({ recipient }) => recipient)).toEqual(['ops@example.com', 'root@example.com']);
    const received = await PostalMime.parse(rows[0]!.message);
    expect(received).toMatchObject({ from: { address: 'alerts@mail.example.test', name: 'Sluice' }, subject: 'Frozen', text: expect.stringContaining('Frozen') });
    expect(received.headers.map(({ key }) => key)).toContain('auto-submitted');
    expect(received.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
  });
});
