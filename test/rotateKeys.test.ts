import { beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { deriveKeys, type Keys } from '../src/keys.js';
import { newId } from '../src/ids.js';
import { readAccessToken, signAccessToken } from '../src/operations/accessToken.js';
import { decryptCredentials, encryptCredentials } from '../src/operations/encryptCredentials.js';
import { reencryptCredentials, servicesWithLostKeys } from '../src/operations/reencryptCredentials.js';
import { makeRefreshToken, readRefreshToken } from '../src/operations/refreshToken.js';
import { readUnsubscribeToken, unsubscribeToken } from '../src/operations/unsubscribeToken.js';
import { loadServices } from '../src/scheduler/serviceSettings.js';
import { testDatabase } from './support/database.js';
import { World } from './support/world.js';

const database = testDatabase();
const world = new World(database);
const secrets = { old: 'the first secret, 32 characters long', older: 'one before it, 32 characters or more', now: 'the present secret of 32 characters.' };
const [old, older] = [deriveKeys(secrets.old), deriveKeys(secrets.older)];
const keys = deriveKeys(secrets.now, [secrets.old, secrets.older]);
const command = path.join(path.dirname(import.meta.dirname), 'dist', 'src', 'rotateKeys.js');

async function service(with_: Keys | null, name = `s${newId()}`): Promise<string> {
  const id = newId();
  const encrypted = with_ && encryptCredentials({ password: `of ${name}` }, id, with_.credentials);
  const settings = { host: 'relay.example.com', port: 587, tls: 'STARTTLS', user: 'me', connections: 2, ca: null };
  await world.service({
    id, name, provider: 'SMTP', settings, account: `SMTP:${id}#3`, credentials_version: 3, credentials: encrypted?.data ?? null, credentials_key_id: encrypted?.keyId ?? null,
  });
  return id;
}
interface Stored {
  credentials: Buffer | null;
  credentials_key_id: string | null;
  credentials_version: number;
  account: string;
  updated_at: Date;
}
const stored = (id: string): Promise<Stored> => world.one<Stored>('SELECT credentials, credentials_key_id, credentials_version, account, updated_at FROM email_services WHERE id = $1', [id]);
const opened = async (id: string, with_: Keys): Promise<unknown> => {
  const { credentials, credentials_key_id } = await stored(id);
  return decryptCredentials({ id, credentials, credentialsKeyId: credentials_key_id }, with_);
};

describe('another secret (F18.2)', () => {
  test('reads what the secrets before it encrypted, and encrypts with itself', async () => {
    for (const [i, each] of [old, older, keys].entries()) expect(await opened(await service(each, `s${i}`), keys)).toEqual({ password: `of s${i}` });
    expect(encryptCredentials({}, newId(), keys.credentials).keyId).toBe(deriveKeys(secrets.now).credentials.id);
    const lost = await service(deriveKeys('a secret that nobody has kept, alas'), 'lost');
    await expect(opened(lost, keys)).rejects.toThrow(`${keys.credentials.id}, ${old.credentials.id}, ${older.credentials.id}`);
    expect(await servicesWithLostKeys(database.pool, keys)).toMatchObject([{ id: lost, name: 'lost' }]);
  });

  test('encrypts the secrets of webhooks anew as well', async () => {
    const id = newId();
    const { data, keyId } = encryptCredentials({ secret: 'whsec_x' }, id, old.credentials);
    await world.sql(
      `INSERT INTO alert_webhooks (id, name, url, enabled, credentials, credentials_key_id, credentials_hint, created_at, updated_at) VALUES ($1, 'w', 'https://example.com', true, $2, $3, '', now(), now())`,
      [id, data, keyId],
    );
    await service(old);
    expect(await reencryptCredentials(database, keys)).toEqual({ changed: 2, present: 0, lost: [] });
    const row = await world.one<{ credentials: Buffer; credentials_key_id: string }>('SELECT credentials, credentials_key_id FROM alert_webhooks');
    expect(decryptCredentials({ id, credentials: row.credentials, credentialsKeyId: row.credentials_key_id }, deriveKeys(secrets.now))).toEqual({ secret: 'whsec_x' });
    expect(await reencryptCredentials(database, keys)).toEqual({ changed: 0, present: 2, lost: [] });
  });

  test('leaves links in mails that were sent before to work, and makes new ones (RFC 8058)', () => {
    const id = newId();
    const [sent, new_] = [unsubscribeToken(old, id), unsubscribeToken(keys, id)];
    expect(new_).not.toBe(sent);
    for (const token of [sent, new_, unsubscribeToken(older, id)]) expect(readUnsubscribeToken(keys, token)).toBe(id);
    expect(readUnsubscribeToken(deriveKeys(secrets.now), sent)).toBeNull();
    expect(readUnsubscribeToken(keys, unsubscribeToken(deriveKeys('a secret of somebody else entirely'), id))).toBeNull();
  });

  test('signs nobody out: refresh tokens hold, access tokens have expired at once, forged ones are none', async () => {
    const session = newId();
    const { token, hash } = makeRefreshToken(session, 4, old.tokens);
    expect(readRefreshToken(token, [keys, ...keys.previous].map((each) => each.tokens))).toEqual({ sessionId: session, generation: 4, hash });
    expect(readRefreshToken(token, [keys.tokens])).toBeNull();
    const claims = { userId: newId(), sessionId: session, role: 'ADMIN' as const };
    const previous = keys.previous.map((each) => each.jwt);
    const signed = async (with_: Keys): Promise<string> => (await signAccessToken(claims, with_.jwt)).token;
    expect(await readAccessToken(await signed(keys), keys.jwt, previous)).toMatchObject(claims);
    for (const each of [old, older]) expect(await readAccessToken(await signed(each), keys.jwt, previous)).toBe('TOKEN_EXPIRED');
    expect(await readAccessToken(await signed(old), keys.jwt)).toBe('TOKEN_INVALID');
    expect(await readAccessToken(await signed(deriveKeys('a secret of somebody else entirely')), keys.jwt, previous)).toBe('TOKEN_INVALID');
  });
});

describe('encrypting anew (F18.2)', () => {
  test('changes the key and nothing else: no version, no account, nothing that a worker takes up; again it changes nothing', async () => {
    const ids = [await service(old, 'a'), await service(older, 'b'), await service(keys, 'c')];
    await service(null, 'none');
    const archived = await service(old, 'archived');
    await world.sql('UPDATE email_services SET archived_at = now() WHERE id = $1', [archived]);
    const context = { config: { providerTimeoutMs: 1_000, publicUrl: null, host: 'h', port: 1 } };
    const before = await Promise.all([...ids, archived].map(stored));
    const workersSaw = await loadServices(database.pool, ids, { ...context, keys });
    expect(await reencryptCredentials(database, keys)).toEqual({ changed: 3, present: 1, lost: [] });
    const after = await Promise.all([...ids, archived].map(stored));
    after.forEach((row, i) => expect(row).toEqual({ ...before[i], credentials: row.credentials, credentials_key_id: keys.credentials.id }));
    expect(after[2]!.credentials!.equals(before[2]!.credentials!)).toBe(true);
    const alone = deriveKeys(secrets.now);
    for (const [i, name] of ['a', 'b', 'c'].entries()) expect(await opened(ids[i]!, alone)).toEqual({ password: `of ${name}` });
    const workersSee = await loadServices(database.pool, ids, { ...context, keys: alone });
    for (const id of ids) expect([workersSee.get(id)!.problem, workersSee.get(id)!.editedAtMs]).toEqual([null, workersSaw.get(id)!.editedAtMs]);
    expect(await reencryptCredentials(database, keys)).toEqual({ changed: 0, present: 4, lost: [] });
    for (const { setting } of [...workersSaw.values(), ...workersSee.values()]) await setting!.channel.close();
  });

  test('writes one row of the audit log, without a secret', async () => {
    const id = await service(old, 'a');
    await reencryptCredentials(database, keys);
    await reencryptCredentials(database, keys);
    const rows = await world.sql<{ action: string }>('SELECT action, outcome, actor_id, input, object_ids, changes FROM audit_logs');
    expect(rows).toMatchObject([{ action: 'rotateKeys', outcome: 'DONE', actor_id: null, input: { keyId: keys.credentials.id, ids: [id] }, object_ids: [id] }]);
    expect(rows[0]).toMatchObject({ changes: expect.arrayContaining([expect.objectContaining({ table: 'email_services', after: { credentials: '***', credentials_key_id: keys.credentials.id } })]) });
  });

  test('of many services, broken off and run again, by two at once, while one is edited: each is done once', async () => {
    const ids = [];
    for (let i = 0; i < 45; i++) ids.push(await service(i % 2 ? old : older, `s${i}`));
    // Broken off: another holds the 31st, and the first run gives up.
    const holder = await database.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM email_services WHERE id = $1 FOR UPDATE', [[...ids].sort()[30]]);
      const running = reencryptCredentials(database, keys);
      const waits = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      let waiting: { pid: number }[] = [];
      while (waiting.length === 0) waiting = (await database.owner.query<{ pid: number }>(waits)).rows;
      await database.owner.query('SELECT pg_cancel_backend($1)', [waiting[0]!.pid]);
      await expect(running).rejects.toThrow();
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(await world.one(`SELECT count(*)::int AS n FROM email_services WHERE credentials_key_id = $1`, [keys.credentials.id])).toEqual({ n: 20 });
    const edited = encryptCredentials({ password: 'new' }, ids[44]!, keys.credentials);
    const runs = await Promise.all([
      reencryptCredentials(database, keys),
      reencryptCredentials(database, keys),
      world.sql('UPDATE email_services SET credentials = $2, credentials_key_id = $3 WHERE id = $1', [ids[44], edited.data, edited.keyId]),
    ]);
    expect([24, 25]).toContain(runs[0].changed + runs[1].changed);
    for (const [i, id] of ids.entries()) expect(await opened(id, deriveKeys(secrets.now))).toEqual({ password: i === 44 ? 'new' : `of s${i}` });
  });
});

describe('npm run rotate-keys', () => {
  async function run(env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [command], { env: { PATH: process.env.PATH, DATABASE_URL: database.url, SLUICE_SECRET: secrets.now, ...env }, cwd: '/tmp', stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, out, err };
  }
  let id = '';
  beforeEach(async () => {
    id = await service(old, 'relay');
  });

  test('prints what it did, and exits 0', async () => {
    const { data, keyId } = encryptCredentials({ password: 'p' }, id, deriveKeys('x'.repeat(40)).credentials);
    await world.sql('UPDATE email_services SET credentials = $2, credentials_key_id = $3 WHERE id = $1', [id, data, keyId]);
    expect(await run({ SLUICE_SECRET_PREVIOUS: `${'y'.repeat(32)}, ${'x'.repeat(40)}` })).toEqual({
      code: 0, out: `Key ${keys.credentials.id}: 1 encrypted anew, 0 were before, 0 could not be read.\n`, err: '',
    });
    expect(await opened(id, deriveKeys(secrets.now))).toEqual({ password: 'p' });
  });

  test('exits 1 and names what it could not read, 2 when a secret is too short; neither shows one', async () => {
    const ran = await run();
    expect([ran.code, ran.out]).toEqual([1, `Key ${keys.credentials.id}: 0 encrypted anew, 0 were before, 1 could not be read.\n`]);
    expect(ran.err).toBe(`relay (${id}) is encrypted with key ${old.credentials.id}: name its secret in SLUICE_SECRET_PREVIOUS, or enter its credentials anew.\n`);
    const short = await run({ SLUICE_SECRET_PREVIOUS: `${'y'.repeat(32)},hunter2` });
    expect([short.code, short.err]).toEqual([2, 'SLUICE_SECRET_PREVIOUS must hold secrets of at least 32 characters each, separated by commas; number 2 has 7\n']);
  });
});
