import { afterEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { newId } from '../../src/ids.js';
import { thisHost } from '../../src/operations/deadProcesses.js';
import { registerProcess, SecondProcess, type ProcessFacts, type Registration } from '../../src/operations/registerProcess.js';
import { testDatabase } from '../support/database.js';

describe('The list of living processes', () => {
  const database = testDatabase();
  const open: Registration[] = [];
  afterEach(async () => {
    for (const registration of open.splice(0)) await registration.end();
  });

  const factsOf = (bus: ProcessFacts['bus'], leaseMs = 1_500): ProcessFacts => ({ id: newId(), roles: ['worker'], bus, version: '1', leaseMs });
  async function register(facts: ProcessFacts, lost: (error: Error) => void = () => {}): Promise<Registration> {
    const registration = await registerProcess(database.pool, facts, lost, () => {});
    open.push(registration);
    return registration;
  }
  const listed = async (): Promise<string[]> => (await database.pool.query('SELECT id FROM processes ORDER BY id')).rows.map((row) => row.id);

  /** The row of a process somewhere else, or of another number here. */
  async function other(bus: 'MEMORY' | 'REDIS', { host = 'elsewhere#000000', pid = 7, livesMs = 60_000 } = {}): Promise<string> {
    const id = newId();
    await database.pool.query(
      `INSERT INTO processes VALUES ($1, $2, $3, '{api}', $4, '1', clock_timestamp(), clock_timestamp() + $5 * interval '1 ms')`,
      [id, host, pid, bus, livesMs],
    );
    return id;
  }

  test('names the process while it lives and no longer', async () => {
    const facts = factsOf('MEMORY');
    const registration = await register(facts);
    expect(await listed()).toEqual([facts.id]);
    await registration.end();
    open.length = 0;
    expect(await listed()).toEqual([]);
  });

  test('is renewed while the process lives', async () => {
    const facts = factsOf('MEMORY', 300);
    await register(facts);
    const expiry = async () => (await database.pool.query('SELECT expires_at FROM processes')).rows[0].expires_at.getTime();
    const first = await expiry();
    while ((await expiry()) <= first) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  test('any number of processes live beside each other on Redis', async () => {
    const theirs = await other('REDIS');
    const facts = factsOf('REDIS');
    await register(facts);
    expect(await listed()).toEqual([theirs, facts.id].sort());
  });

  test.each([
    ['MEMORY', 'MEMORY', /neither was started with REDIS_URL/],
    ['MEMORY', 'REDIS', /this one was not started with REDIS_URL/],
    ['REDIS', 'MEMORY', /it was not started with REDIS_URL/],
  ] as const)('a process on %s is refused beside a living one on %s, and told about REDIS_URL', async (ours, theirs, message) => {
    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      await once(sleeper, 'spawn');
      const id = await other(theirs, { host: thisHost, pid: sleeper.pid! });
      const refused = register(factsOf(ours));
      await expect(refused).rejects.toThrow(message);
      await expect(refused).rejects.toThrow(SecondProcess);
      expect(await listed()).toEqual([id]);
    } finally {
      sleeper.kill('SIGKILL');
    }
  });

  test('one elsewhere that goes on renewing its lease is in the way, too', async () => {
    const id = await other('MEMORY', { livesMs: 2_000 });
    const renew = setInterval(() => void database.pool.query(`UPDATE processes SET expires_at = expires_at + interval '1 s' WHERE id = $1`, [id]), 200);
    await expect(register(factsOf('MEMORY'))).rejects.toThrow(/number 7 on elsewhere\b/);
    clearInterval(renew);
  });

  test('one elsewhere that does not is waited for until its lease ends', async () => {
    await other('MEMORY', { livesMs: 700 });
    const facts = factsOf('MEMORY');
    await register(facts);
    expect(await listed()).toContain(facts.id);
  });

  test('a process killed on this machine is taken off at once and its lanes are free, so a restart does not wait', async () => {
    const killed = spawn(process.execPath, ['-e', '']);
    await once(killed, 'close');
    const id = await other('MEMORY', { host: thisHost, pid: killed.pid! });
    await database.pool.query(`INSERT INTO workers (id, expires_at) VALUES ($1, clock_timestamp() + interval '1 h')`, [id]);
    const facts = factsOf('MEMORY');
    await register(facts);
    expect(await listed()).toEqual([facts.id]);
    const { rows } = await database.pool.query('SELECT expires_at <= clock_timestamp() AS expired FROM workers WHERE id = $1', [id]);
    expect(rows).toEqual([{ expired: true }]);
  });

  test('one that was held for dead enters again, or is told to stop when another has taken its place', async () => {
    const facts = factsOf('MEMORY', 300);
    const lost = new Promise<Error>((resolve) => void register(facts, resolve));
    while ((await listed()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await database.pool.query('DELETE FROM processes');
    while (!(await listed()).includes(facts.id)) await new Promise((resolve) => setTimeout(resolve, 10));

    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(sleeper, 'spawn');
    await database.pool.query('UPDATE processes SET id = $1, pid = $2, expires_at = $3', [newId(), sleeper.pid, 'infinity']);
    expect((await lost).message).toMatch(/Another Sluice process/);
    sleeper.kill('SIGKILL');
  });
});
