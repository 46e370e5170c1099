import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { deriveKeys } from '../../src/keys.js';
import { createAlertWebhook, testAlertWebhook } from '../../src/operations/alertWebhooks.js';
import { testDatabase } from '../support/database.js';
import { jobSecret } from '../support/jobs.js';
import { openReceiver, type Receiver } from '../support/receiver.js';

const main = path.join(path.dirname(path.dirname(import.meta.dirname)), 'dist', 'src', 'main.js');

describe('A job whose process is killed', () => {
  const database = testDatabase();
  const children: ChildProcess[] = [];
  let folder: string;
  let receiver: Receiver;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sluice-jobs-'));
    await database.owner.query('TRUNCATE graphile_worker._private_jobs');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
    }
    await receiver.close();
    await rm(folder, { recursive: true });
  });

  /** The real program, as built. */
  async function worker(): Promise<{ child: ChildProcess; stderr: () => string }> {
    const env = {
      PATH: process.env.PATH, DATABASE_URL: database.url, SLUICE_SECRET: jobSecret, SLUICE_ADMIN_PASSWORD: 'not-to-be-shown', SLUICE_DATA_DIR: folder, SLUICE_LEASE_MS: '1000',
      SLUICE_PRIVATE_WEBHOOKS: 'on',
    };
    const child = spawn(process.execPath, ['--enable-source-maps', main, 'worker'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    const ended = once(child, 'close').then(() => Promise.reject(new Error(`ended early:\n${stderr}`)));
    ended.catch(() => {});
    while (!(await Promise.race([ended, once(child.stdout, 'data')])).toString().includes(' is ready'));
    return { child, stderr: () => stderr };
  }

  test('in the middle is taken up by the next one, under the same webhook-id, and a stop ends it orderly', async () => {
    let isKilled = false;
    receiver = await openReceiver((response) => void (isKilled && response.writeHead(200).end()));
    const means = { keys: deriveKeys(jobSecret), arePrivateAllowed: true };
    const { alertWebhook, secret } = await database.em().transactional((em) => createAlertWebhook(em, { name: 'Hook', url: receiver.address, isEnabled: true }, means));
    await database.em().transactional((em) => testAlertWebhook(em, alertWebhook.id));

    const first = await worker();
    await receiver.until(1);
    const gone = once(first.child, 'close');
    first.child.kill('SIGKILL');
    await gone;
    expect((await database.pool.query('SELECT state, attempts FROM alert_deliveries')).rows).toEqual([{ state: 'PENDING', attempts: 0 }]);
    isKilled = true;

    const second = await worker();
    await receiver.until(2);
    for (const { body, headers } of receiver.received) new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    while ((await database.pool.query(`SELECT FROM alert_deliveries WHERE state = 'DELIVERED' AND attempts = 1`)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(second.stderr()).toContain('jobs of a process that is gone are free again');
    const ended = once(second.child, 'close');
    second.child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect(receiver.received).toHaveLength(2);
    expect((await database.pool.query('SELECT FROM graphile_worker._private_jobs')).rowCount).toBe(0);
    expect((await database.pool.query('SELECT FROM job_runners WHERE expires_at > now()')).rowCount).toBe(0);
    // Two starts of the whole program.
  }, 90_000);
});
