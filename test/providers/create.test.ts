import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Refusal } from '../../src/errors.js';
import { createChannel, type ServiceDescription } from '../../src/providers/create.js';

const pool = new pg.Pool();
const service = (changes: Partial<ServiceDescription>): ServiceDescription => ({ id: '0190a6c0-0000-7000-8000-000000000001', provider: 'SANDBOX', settings: {}, credentials: null, timeouts: { connectMs: 100, commandMs: 100 }, ...changes });

describe('F18.1 a channel for each provider', () => {
  test.each<[Partial<ServiceDescription>, number]>([
    [{ provider: 'ENGAGELAB', settings: { apiUser: 'me' }, credentials: { apiKey: 'k' } }, 64],
    [{ provider: 'SMTP', settings: { host: 'localhost', port: 25, tls: 'NONE' } }, 8],
    [{ provider: 'SMTP', settings: { host: 'localhost', port: 25, tls: 'NONE', user: 'me', connections: 3 }, credentials: { password: 'p' } }, 3],
    [{ provider: 'SANDBOX', settings: { connections: 7 } }, 7],
  ])('%j', async (changes, capacity) => {
    const channel = createChannel(service(changes), { pool });
    expect(channel.capacity).toBe(capacity);
    await channel.close();
  });

  test('needs the password that goes with a user, and settings that can be used', () => {
    const relay = { host: 'localhost', port: 25, tls: 'NONE' };
    expect(() => createChannel(service({ provider: 'SMTP', settings: { ...relay, user: 'me' } }), { pool })).toThrow(Refusal);
    expect(() => createChannel(service({ provider: 'SMTP', settings: { ...relay, port: -1 } }), { pool })).toThrow(Refusal);
    expect(() => createChannel(service({ provider: 'ENGAGELAB', settings: { apiUser: 'me' } }), { pool })).toThrow(Refusal);
  });
});
