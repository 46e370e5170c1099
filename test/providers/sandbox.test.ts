import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { buildMessage } from '../../src/providers/mime.js';
import { SandboxChannel } from '../../src/providers/sandbox.js';
import { checkSettings, type SandboxSettings } from '../../src/providers/settings.js';
import { testDatabase } from '../support/database.js';
import { deliver, mailFor } from './mail.js';

const db = testDatabase();
const serviceId = '0190a6c0-0000-7000-8000-000000000001';
let channel: SandboxChannel | null = null;

beforeEach(async () => {
  await db.pool.query(
    `INSERT INTO email_services (id, name, provider, domain, account, daily_quota, created_at, updated_at)
     VALUES ($1, 'Sandbox', 'SANDBOX', 'example.com', 'SANDBOX:#0', 1000000, now(), now())`, [serviceId]);
});
afterEach(() => channel?.close());

function open(settings: Partial<SandboxSettings> = {}, id = serviceId, pool = db.pool): SandboxChannel {
  return (channel = new SandboxChannel(id, checkSettings('SANDBOX', settings), { connectMs: 100, commandMs: 100 }, pool));
}
const stored = async (): Promise<number> => (await db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM sandbox_mails')).rows[0]!.n;

describe('F18.1 the sandbox', () => {
  test('accepts a mail when its row is committed, and the row is the message', async () => {
    const mail = mailFor('reader@example.org', { subject: '新茶' });
    expect(await deliver(open(), mail)).toEqual({ kind: 'accepted', providerId: null });
    const { rows } = await db.pool.query<{ recipient: string; message: Buffer; attempt: number; subtask_id: string }>('SELECT * FROM sandbox_mails');
    expect(rows).toMatchObject([{ recipient: 'reader@example.org', attempt: 1, subtask_id: mail.subtaskId, service_id: serviceId }]);
    expect(rows[0]!.message.equals(buildMessage(mail))).toBe(true);
  });

  test('takes a mail once: the same subtask and attempt again changes nothing, the next attempt is another mail', async () => {
    const same = open();
    const mail = mailFor();
    await deliver(same, mail);
    expect((await deliver(same, mail)).kind).toBe('accepted');
    expect(await stored()).toBe(1);
    await deliver(same, { ...mail, attempt: 2 });
    expect(await stored()).toBe(2);
  });

  test('writes what comes together in batches', async () => {
    let statements = 0;
    const query = (...args: unknown[]): unknown => {
      statements++;
      return (db.pool.query as (...all: unknown[]) => unknown).apply(db.pool, args);
    };
    const same = open({}, serviceId, { query } as unknown as pg.Pool);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => deliver(same)));
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(await stored()).toBe(200);
    expect(statements).toBeLessThan(10);
  });

  test('keeps the newest 20,000 mails of a service', async () => {
    await db.pool.query(
      `INSERT INTO sandbox_mails (id, service_id, subtask_id, attempt, recipient, message, received_at)
       SELECT uuid_v7(now() - interval '1 hour'), $1, gen_random_uuid(), 1, 'old@example.org', '', now() FROM generate_series(1, 20010)`, [serviceId]);
    await deliver(open());
    await channel!.close();
    await until(async () => (await stored()) === 20_000);
    expect((await db.pool.query(`SELECT FROM sandbox_mails WHERE recipient = 'reader@example.org'`)).rowCount).toBe(1);
  });

  test('fails each n-th mail in the way it was told to', async () => {
    const kinds = async (settings: Partial<SandboxSettings>): Promise<string[]> => {
      const same = open(settings);
      return [await deliver(same), await deliver(same), await deliver(same), await deliver(same)].map(({ kind }) => kind);
    };
    expect(await kinds({ failEvery: 2 })).toEqual(['accepted', 'rejected', 'accepted', 'rejected']);
    expect(await kinds({ failEvery: 4, failWith: 'DEFERRED' })).toEqual(['accepted', 'accepted', 'accepted', 'deferredRecipient']);
    expect(await kinds({ failEvery: 3, failWith: 'UNREACHABLE' })).toEqual(['accepted', 'accepted', 'unreachable', 'accepted']);
    expect(await kinds({ failEvery: 4, failWith: 'TIMEOUT' })).toEqual(['accepted', 'accepted', 'accepted', 'unknown']);
    expect(await stored()).toBe(2 + 3 + 3 + 3);
  });

  test('can be slow', async () => {
    const began = performance.now();
    await deliver(open({ delayMs: 40 }));
    expect(performance.now() - began).toBeGreaterThanOrEqual(39);
  });

  test('begins nothing past the deadline, beyond its capacity or when it closes', async () => {
    const same = open({ connections: 1 });
    expect(await deliver(same, mailFor(), performance.now() - 1)).toEqual({ kind: 'notAttempted' });
    const held = await same.connect();
    expect(await same.connect()).toEqual({ failed: { kind: 'notAttempted' } });
    await same.close();
    expect('failed' in held || (await held.send(mailFor(), Infinity))).toEqual({ kind: 'notAttempted' });
    expect(await stored()).toBe(0);
  });

  test('whose service is gone is unreachable: nothing was stored', async () => {
    expect(await deliver(open({}, randomUUID()))).toMatchObject({ kind: 'unreachable', code: '23503' });
  });

  test('whose database is out of reach is unreachable; one that is lost under way is unknown', async () => {
    const nowhere = new pg.Pool({ host: '127.0.0.1', port: 1 });
    expect(await deliver(open({}, serviceId, nowhere))).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
    expect(await channel!.probe()).toMatchObject({ ok: false, code: 'ECONNREFUSED' });
    await nowhere.end();

    const own = new pg.Pool({ connectionString: db.url, max: 1 });
    own.on('error', () => undefined);
    const { rows } = await own.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const locker = await db.pool.connect();
    await locker.query('BEGIN');
    await locker.query('LOCK TABLE sandbox_mails IN ACCESS EXCLUSIVE MODE');
    const sending = deliver(open({}, serviceId, own));
    await until(async () => (await db.owner.query(`SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'`, [rows[0]!.pid])).rowCount === 1);
    await db.owner.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
    expect(await sending).toMatchObject({ kind: 'unknown' });
    await locker.query('ROLLBACK');
    locker.release();
    await own.end();
  });

  test('F19.1 its probe asks the database', async () => {
    expect(await open().probe()).toMatchObject({ ok: true });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
