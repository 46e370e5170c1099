import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { EngagelabReceiver } from '../../receivers/engagelab.js';
import { SmtpReceiver } from '../../receivers/smtp.js';
import { deriveKeys } from '../../src/keys.js';
import { encryptCredentials } from '../../src/operations/encryptCredentials.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const main = path.join(import.meta.dirname, '../../dist/src/main.js');
const secret = 'a secret for tests that is long enough';

describe('kill -9 (F17.1, F17.2)', () => {
  const db = testDatabase();
  const world = new World(db);
  const children: ChildProcess[] = [];
  let engagelab: EngagelabReceiver;
  let smtp: SmtpReceiver;

  beforeEach(async () => {
    engagelab = await EngagelabReceiver.start({ apiUser: 'api', apiKey: 'key-of-the-test' });
    smtp = await SmtpReceiver.start({ auth: { user: 'relay', password: 'password-of-the-test' } });
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    await Promise.all([engagelab.close(), smtp.close()]);
    expect(await world.violations()).toEqual([]);
  });

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Scheduler and worker as a process of their own, ready. */
  async function start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--enable-source-maps', main, 'scheduler,worker'], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: db.url,
        SLUICE_SECRET: secret,
        SLUICE_ADMIN_PASSWORD: 'not-to-be-shown',
        SLUICE_LEASE_MS: '2000',
        SLUICE_PROVIDER_TIMEOUT_MS: '15000',
        SLUICE_PUBLIC_URL: 'https://mail.example.test',
        SLUICE_LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    for await (const chunk of child.stdout!) if (String(chunk).includes(' is ready')) break;
    return child;
  }

  async function service(set: Record<string, unknown>, credentials: object): Promise<string> {
    const id = await world.service(set);
    const { data, keyId } = encryptCredentials(credentials, id, deriveKeys(secret).credentials);
    await world.sql('UPDATE email_services SET credentials = $2, credentials_key_id = $3 WHERE id = $1', [id, data, keyId]);
    return id;
  }

  const received = (): number => engagelab.store.records.length + smtp.store.records.length;
  const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

  test('loses nothing and sends nothing twice: what SMTP may have taken is UNKNOWN, what EngageLab may have taken is delivered once', async () => {
    const user = await world.user();
    const http = await service(
      { provider: 'ENGAGELAB', account: 'api', redelivery_s: 3_300, pace_ms: 2, settings: { apiUser: 'api', dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${engagelab.port}`, connections: 8 } },
      { apiKey: 'key-of-the-test' },
    );
    const relay = await service(
      { provider: 'SMTP', account: 'relay', pace_ms: 2, settings: { host: '127.0.0.1', port: smtp.port, tls: 'NONE', user: 'relay', connections: 4 } },
      { password: 'password-of-the-test' },
    );
    await world.map(user, http, relay);
    const total = 3_000;
    await world.contacts(user, total);
    await world.task(user, { reserved: total });

    let inClaims = 0;
    for (const target of [300, 900, 1_600]) {
      const child = await start();
      while (received() < target) await tick();
      await kill(child);
      const { open } = await world.one<{ open: number }>(`SELECT coalesce(sum(unsettled), 0)::int AS open FROM claims WHERE account = 'relay'`);
      inClaims += open;
    }
    expect(inClaims).toBeGreaterThan(0);
    await start();
    while ((await world.one<{ state: string }>('SELECT state FROM tasks')).state !== 'FINISHED') await new Promise((resolve) => setTimeout(resolve, 50));

    const rows = await world.sql<{ email: string; state: string; service_id: string }>('SELECT email, state, service_id FROM subtasks');
    const copies = new Map<string, number>();
    for (const record of [...engagelab.store.records, ...smtp.store.records]) copies.set(record.recipient, (copies.get(record.recipient) ?? 0) + 1);
    const unknown = rows.filter((row) => row.state === 'UNKNOWN');
    // Every subtask has ended, every SENT has its copy, nobody has two, and what was never sent is not claimed to be.
    expect(rows.filter((row) => !['SENT', 'UNKNOWN'].includes(row.state))).toEqual([]);
    expect(rows.filter((row) => row.state === 'SENT' && copies.get(row.email) !== 1)).toEqual([]);
    expect([...copies].filter(([, count]) => count > 1)).toEqual([]);
    expect(unknown.filter((row) => row.service_id !== relay)).toEqual([]);
    expect(unknown.length).toBeLessThanOrEqual(inClaims);
    // F23.5: charged = SENT + FAILED + UNKNOWN.
    expect(await world.one('SELECT quota_remaining FROM users')).toEqual({ quota_remaining: 1_000_000 - total });
    // F18.5 at the sender, across the restarts.
    const gaps = await world.sql<{ gap: number }>(
      `SELECT (extract(epoch FROM min(gap)) * 1000)::float8 AS gap FROM (SELECT service_id, attempted_at - lag(attempted_at) OVER (PARTITION BY service_id ORDER BY attempted_at) AS gap
         FROM subtasks WHERE state = 'SENT') k GROUP BY service_id`,
    );
    for (const { gap } of gaps) expect(gap).toBeGreaterThanOrEqual(2 - 0.002);
  }, 60_000);
});
