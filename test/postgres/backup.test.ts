import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { AdjustQuotaDocument, CreateEmailServiceDocument } from '../../client/gql/graphql.js';
import { SluiceClient } from '../../client/SluiceClient.js';
import { loadConfig } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { Metrics } from '../../src/metrics/Metrics.js';
import { openRuntime, type OpenRuntime } from '../../src/openRuntime.js';
import { decryptCredentials } from '../../src/operations/encryptCredentials.js';
import { Readiness } from '../../src/readiness.js';
import { createApi } from '../../src/server.js';

const run = promisify(execFile);
const password = 'correct horse battery';

describe('a backup of the data folder (docs/operations.md)', () => {
  let folder: string;
  let open: OpenRuntime | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sluice-backup-'));
    await chmod(folder, 0o711);
  });
  afterEach(async () => {
    await open?.close();
    open = null;
    await rm(folder, { recursive: true });
  });

  const start = async (dataDir: string): Promise<OpenRuntime> => {
    const config = loadConfig({ SLUICE_DATA_DIR: path.join(folder, dataDir), SLUICE_PORT: '0', SLUICE_ADMIN_PASSWORD: password }, ['api']);
    const status = { readiness: new Readiness(), metrics: new Metrics(), version: 'test' };
    return (open = await openRuntime(config, createLog({ logLevel: 'silent' }), status, (error) => Promise.reject(error)));
  };
  const stop = async (): Promise<void> => {
    await open!.close();
    open = null;
  };

  /** Everything but who is running: row by row, of every table. */
  const contents = async ({ runtime }: OpenRuntime): Promise<Map<string, string>> => {
    const { rows } = await runtime.database.pool.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('processes', 'workers')`);
    const tables = await Promise.all(rows.map(async ({ name }) => [name, (await runtime.database.pool.query(`SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS hash FROM ${name} t`)).rows[0].hash as string] as const));
    return new Map(tables);
  };
  const credentialsIn = async ({ runtime }: OpenRuntime): Promise<unknown> => {
    const { rows } = await runtime.database.pool.query<{ id: string; credentials: Buffer; credentials_key_id: string }>('SELECT id, credentials, credentials_key_id FROM email_services');
    return decryptCredentials({ id: rows[0]!.id, credentials: rows[0]!.credentials, credentialsKeyId: rows[0]!.credentials_key_id }, runtime.keys);
  };

  test('M5 stopped, copied, started elsewhere: every row, balances and audit log, sign-in and credentials; without the secret the credentials are lost', async () => {
    const before = await start('data');
    const api = createApi(before.runtime);
    await api.start();
    const client = await new SluiceClient(api.address!).signIn('admin', password);
    const smtp = { host: 'relay.example.com', port: 587, tls: 'STARTTLS' as const, user: 'sluice', password: 'the password of the relay' };
    const made = await client.execute(CreateEmailServiceDocument, { input: { name: 'relay', domain: 'mail.example.com', dailyQuota: 100, smtp } });
    expect(made.createEmailService.userErrors).toEqual([]);
    const { id } = (await before.runtime.database.pool.query<{ id: string }>('SELECT id FROM users')).rows[0]!;
    await client.execute(AdjustQuotaDocument, { input: { userId: id, mode: 'ADD', amount: 4_321, note: 'before the backup' } });
    await client.close();
    await api.stop();
    const kept = await contents(before);
    expect(kept.get('audit_logs')).toMatch(/^3 /); // sign-in, service, quota
    expect(kept.get('user_quota_logs')).toMatch(/^1 /);
    await stop();

    // -a: the cluster belongs to the account that the server runs as.
    await run('cp', ['-a', path.join(folder, 'data'), path.join(folder, 'backup')]);
    // What happens after the backup is not in it.
    const after = await start('data');
    await after.runtime.database.pool.query('DELETE FROM user_quota_logs');
    await stop();

    const restored = await start('backup');
    expect(await contents(restored)).toEqual(kept);
    expect(await credentialsIn(restored)).toMatchObject({ password: 'the password of the relay' });
    const again = createApi(restored.runtime);
    await again.start();
    const signedIn = await new SluiceClient(again.address!).signIn('admin', password);
    await signedIn.close();
    await again.stop();
    await expect(restored.runtime.database.pool.query('DELETE FROM audit_logs')).rejects.toMatchObject({ code: '42501' });
    await stop();

    await rm(path.join(folder, 'backup', 'secret'));
    await expect(credentialsIn(await start('backup'))).rejects.toThrow(/encrypted with key .*; SLUICE_SECRET and SLUICE_SECRET_PREVIOUS make /);
  }, 120_000);
});
