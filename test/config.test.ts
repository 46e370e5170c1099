import { describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig, shownConfig } from '../src/config.js';
import { deriveKeys, readSecret } from '../src/keys.js';

const secret = 'x'.repeat(32);
const database = { DATABASE_URL: 'postgresql://me:hidden@db/sluice', SLUICE_SECRET: secret };

describe('Configuration', () => {
  test('without any variable has working defaults: all roles, embedded database, no Redis', () => {
    const config = loadConfig({}, []);
    expect(config).toMatchObject({ roles: ['api', 'scheduler', 'worker'], databaseUrl: null, redisUrl: null, host: '127.0.0.1', port: 4000, leaseMs: 15_000 });
    expect(config.dataDir).toBe(path.resolve('data'));
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('the role is the first argument, else SLUICE_ROLE; several are started in a fixed order', () => {
    expect(loadConfig({ SLUICE_ROLE: 'worker' }, []).roles).toEqual(['worker']);
    expect(loadConfig({ SLUICE_ROLE: 'worker' }, ['scheduler']).roles).toEqual(['scheduler']);
    expect(loadConfig({}, ['worker, api']).roles).toEqual(['api', 'worker']);
    expect(loadConfig({}, ['all']).roles).toHaveLength(3);
  });

  test.each([
    [{ SLUICE_PORT: '70000' }, /^SLUICE_PORT must be a whole number from 0 to 65535, not "70000"$/],
    [{ SLUICE_PORT: '0x50' }, /^SLUICE_PORT /],
    [{ SLUICE_LEASE_MS: '1.5' }, /^SLUICE_LEASE_MS /],
    [{ SLUICE_TICK_MS: '-1' }, /^SLUICE_TICK_MS /],
    [{ SLUICE_LOG_LEVEL: 'loud' }, /^SLUICE_LOG_LEVEL must be one of trace, .*not "loud"$/],
    [{ SLUICE_ROLE: 'sender' }, /^SLUICE_ROLE .*not "sender"$/],
    [{ SLUICE_PUBLIC_URL: 'mails.example' }, /^SLUICE_PUBLIC_URL is not an address$/],
    [{ SLUICE_PUBLIC_URL: 'ftp://mails.example' }, /^SLUICE_PUBLIC_URL must begin with http:\/\/ or https:\/\/$/],
    [{ REDIS_URL: 'http://redis' }, /^REDIS_URL must begin with redis:\/\/ or rediss:\/\/$/],
    [{ ...database, DATABASE_URL: 'mysql://me:hidden@db/x' }, /^DATABASE_URL must begin with postgres:\/\/ or postgresql:\/\/$/],
    [{ SLUICE_RATE_PER_MINUTE: '-1' }, /^SLUICE_RATE_PER_MINUTE must be a whole number from 0 to 1000000, not "-1"$/],
    [{ SLUICE_ANONYMOUS_RATE_PER_MINUTE: 'many' }, /^SLUICE_ANONYMOUS_RATE_PER_MINUTE /],
    [{ SLUICE_SECRET: 'short' }, /^SLUICE_SECRET must have at least 32 characters, not 5$/],
    [{ SLUICE_SECRET_PREVIOUS: `${secret} short` }, /^SLUICE_SECRET_PREVIOUS must hold secrets of at least 32 characters each, separated by commas; number 2 has 5$/],
    [{ DATABASE_URL: database.DATABASE_URL }, /^SLUICE_SECRET is missing/],
    [{ SLUICE_INTROSPECTION: 'no' }, /^SLUICE_INTROSPECTION must be one of on, off, not "no"$/],
    [{ SLUICE_GRAPHIQL: 'true' }, /^SLUICE_GRAPHIQL must be one of on, off/],
    [{ SLUICE_CORS_ORIGINS: 'https://a.example, b.example' }, /^SLUICE_CORS_ORIGINS must be origins .*not "b.example"$/],
    [{ SLUICE_CORS_ORIGINS: 'https://a.example/path' }, /^SLUICE_CORS_ORIGINS must be origins /],
    [{ SLUICE_TRUST_PROXY: 'yes' }, /^SLUICE_TRUST_PROXY must be a number of proxies, or their addresses .*not "yes"$/],
    [{ SLUICE_TRUST_PROXY: '10.0.0.0/33' }, /^SLUICE_TRUST_PROXY /],
    [{ SLUICE_TRUST_PROXY: '10.0.0.1, 1' }, /^SLUICE_TRUST_PROXY /],
    [{ SLUICE_SOCKETS_PER_USER: '0' }, /^SLUICE_SOCKETS_PER_USER /],
    [{ SLUICE_METRICS_PORT: '-1' }, /^SLUICE_METRICS_PORT must be a whole number/],
    [{ SLUICE_METRICS_TOKEN: 'hidden' }, /^SLUICE_METRICS_TOKEN must have at least 16 characters, not 6$/],
    [{ SLUICE_DRAIN_MS: '200000' }, /^SLUICE_DRAIN_MS must be/],
    [{ SLUICE_ADMIN_PASSWORD: 'short' }, /^SLUICE_ADMIN_PASSWORD must have at least 8 characters$/],
  ])('%j is one error of one line that names the variable', (env, message) => {
    expect(() => loadConfig(env, [])).toThrow(message);
  });

  test('no error and nothing shown repeats a secret', () => {
    const secrets = { ...database, SLUICE_SECRET_PREVIOUS: `hidden${secret},hidden${secret}`, SLUICE_ADMIN_PASSWORD: 'hidden too', SLUICE_METRICS_TOKEN: 'hidden for Prometheus', REDIS_URL: 'redis://:hidden@r/0?password=hidden' };
    const shown = JSON.stringify(shownConfig(loadConfig(secrets, [])));
    expect(shown).not.toMatch(/hidden|xxxx/);
    expect(shown).toContain('db/sluice');
    expect(() => loadConfig({ DATABASE_URL: 'postgresql//me:hidden@db' }, [])).toThrow(/^DATABASE_URL (?!.*hidden)/);
  });

  test('what is for the api: nobody is trusted and no other origin allowed unless told so', () => {
    expect(loadConfig({}, [])).toMatchObject({ introspection: true, graphiql: true, corsOrigins: [], trustProxy: [], socketsPerUser: 20, socketsPerAddress: 200 });
    const env = { SLUICE_CORS_ORIGINS: 'https://Admin.example.com/ http://localhost:5173', SLUICE_TRUST_PROXY: '10.0.0.0/8, ::1', SLUICE_INTROSPECTION: 'off' };
    expect(loadConfig(env, [])).toMatchObject({ introspection: false, corsOrigins: ['https://admin.example.com', 'http://localhost:5173'], trustProxy: ['10.0.0.0/8', '::1'] });
    expect(loadConfig({ SLUICE_TRUST_PROXY: '2', SLUICE_CORS_ORIGINS: '*' }, [])).toMatchObject({ trustProxy: 2, corsOrigins: ['*'] });
  });

  test('F18.2 previous secrets are separated by commas or blanks, the latest first; none unless given', () => {
    expect(loadConfig({}, []).previousSecrets).toEqual([]);
    expect(loadConfig({ SLUICE_SECRET_PREVIOUS: ` ${secret}a,\n${secret}b  ${secret}c ` }, []).previousSecrets).toEqual(['a', 'b', 'c'].map((end) => secret + end));
  });

  test('the public address has no slash at its end', () => {
    expect(loadConfig({ SLUICE_PUBLIC_URL: 'https://mails.example/sluice/' }, []).publicUrl).toBe('https://mails.example/sluice');
  });
});

describe('The secret and the keys made of it', () => {
  test('F18.2 each purpose has a key of its own, the same every time, another for another secret', () => {
    const keys = deriveKeys(secret);
    expect(deriveKeys(secret)).toEqual(keys);
    const all = [keys.jwt, keys.credentials.key, keys.tokens, deriveKeys(`${secret}!`).credentials.key].map((key) => Buffer.from(key).toString('hex'));
    expect(new Set(all).size).toBe(4);
    expect(all.every((key) => key.length === 64)).toBe(true);
    expect(deriveKeys(`${secret}!`).credentials.id).not.toBe(keys.credentials.id);
    expect(all.join()).not.toContain(keys.credentials.id);
  });

  test('without SLUICE_SECRET one is made once, also by two at a time, and kept readable by us alone', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'sluice-secret-'));
    try {
      const [one, two] = await Promise.all([readSecret({ secret: null, dataDir }), readSecret({ secret: null, dataDir })]);
      expect(one).toBe(two);
      expect(await readSecret({ secret: null, dataDir })).toBe(one);
      expect((await stat(path.join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
      expect((await readFile(path.join(dataDir, 'secret'), 'utf8')).trim()).toBe(one);
      expect(await readSecret({ secret, dataDir })).toBe(secret);
      await writeFile(path.join(dataDir, 'secret'), 'cut');
      await expect(readSecret({ secret: null, dataDir })).rejects.toThrow(/^SLUICE_SECRET is not set, and .*secret is damaged/);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});
