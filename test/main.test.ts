import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../src/postgres/freePort.js';
import { testDatabase } from './support/database.js';
import { redisUrl } from './support/redis.js';

const main = path.join(path.dirname(import.meta.dirname), 'dist', 'src', 'main.js');

describe('The program', () => {
  const database = testDatabase();
  const children: ChildProcess[] = [];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sluice-main-'));
    await chmod(folder, 0o711);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
    }
    await rm(folder, { recursive: true });
  });

  /** The real program, as built, with nothing of our environment but the path. */
  function start(role: string, env: Record<string, string> = {}) {
    const all = { PATH: process.env.PATH, SLUICE_DATA_DIR: path.join(folder, 'data'), SLUICE_PORT: '0', ...env };
    const child = spawn(process.execPath, ['--enable-source-maps', main, role], { cwd: folder, env: all, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let stdout = '';
    let stderr = '';
    let wake = (): void => {};
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
      wake();
    });
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
    return {
      child,
      ended,
      ready: async (): Promise<string> => {
        const early = ended.then(({ code, stderr: why }) => Promise.reject(new Error(`ended with ${code}:\n${why}`)));
        early.catch(() => {});
        while (!stdout.includes(' is ready')) await Promise.race([early, new Promise<void>((resolve) => (wake = resolve))]);
        return stdout;
      },
      stop: async (signal: NodeJS.Signals = 'SIGTERM') => {
        const began = performance.now();
        child.kill(signal);
        const end = await ended;
        return { ...end, tookMs: performance.now() - began };
      },
    };
  }
  const external = () => ({ DATABASE_URL: database.url, SLUICE_SECRET: 'x'.repeat(40), SLUICE_ADMIN_PASSWORD: 'not-to-be-shown' });

  test('says in one line which variable is wrong, and ends with an error', async () => {
    const { code, stdout, stderr } = await start('all', { SLUICE_PORT: 'four' }).ended;
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: 'SLUICE_PORT must be a whole number from 0 to 65535, not "four"\n' });
  });

  test('says in one line that the administrator’s password is too weak, without it', async () => {
    const { code, stdout, stderr } = await start('all', { SLUICE_ADMIN_PASSWORD: 'sunshine1' }).ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^SLUICE_ADMIN_PASSWORD cannot be used: This password is too easy to guess\. (?!.*sunshine1)[^\n]+\n$/);
  });

  test('says in one line that the database cannot be reached, without its password', async () => {
    const { code, stderr } = await start('worker', { ...external(), DATABASE_URL: 'postgresql://me:hidden@127.0.0.1:1/none' }).ended;
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('PostgreSQL at 127.0.0.1:1/none cannot be used: connect ECONNREFUSED 127.0.0.1:1');
    expect(stderr).not.toContain('hidden');
  });

  test('starts on an external database, prints what it is and no secret, and SIGTERM ends it quickly with 0', async () => {
    const program = start('worker', external());
    expect(await program.ready()).toMatch(/^Sluice \d+\.\d+\.\d+ is ready \(worker\)\n$/);
    const { code, stderr, tookMs } = await program.stop();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5_000);
    expect(stderr).toContain('"postgresql":"');
    expect(stderr).not.toMatch(/not-to-be-shown|xxxxxxxx/);
    expect((await database.pool.query('SELECT FROM processes')).rowCount).toBe(0);
  });

  test('a second process without Redis is refused with a word on REDIS_URL; the first goes on', async () => {
    const first = start('worker', external());
    await first.ready();
    const { code, stderr } = await start('worker', external()).ended;
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^Another Sluice process .* set REDIS_URL for all of them\.$/);
    expect((await first.stop('SIGINT')).code).toBe(0);
  });

  test('with Redis several live beside each other', async () => {
    const env = { ...external(), REDIS_URL: redisUrl() };
    const [one, two] = [start('worker', env), start('worker', env)];
    await Promise.all([one.ready(), two.ready()]);
    expect((await database.pool.query('SELECT FROM processes')).rowCount).toBe(2);
    const ends = await Promise.all([one.stop(), two.stop()]);
    expect(ends.map((end) => end.code)).toEqual([0, 0]);
  });

  test('after kill -9 it starts again at once', async () => {
    const first = start('worker', external());
    await first.ready();
    await first.stop('SIGKILL');
    const began = performance.now();
    const second = start('worker', external());
    await second.ready();
    // The lease of the dead is 15 s: it was not waited for.
    expect(performance.now() - began).toBeLessThan(10_000);
    expect((await second.stop()).code).toBe(0);
  });

  test('F22.4 brings its own database along; the first start prints the administrator’s password once; the database ends with it', async () => {
    const first = start('all');
    const said = await first.ready();
    expect(said).toMatch(/^The administrator "admin" was created\. Password, shown only now: \S{16}\nSluice \S+ is ready at http:\/\/127\.0\.0\.1:\d+ \(api, scheduler, worker\)\n$/);
    const answer = await fetch(`${/http:\S+/.exec(said)![0]}/healthz`);
    expect([answer.status, (await answer.text()).length > 0]).toEqual([200, true]);
    const { code, stderr } = await first.stop();
    expect(code).toBe(0);
    const { pid } = JSON.parse(stderr.split('\n').find((line) => line.includes('"embedded PostgreSQL"'))!) as { pid: number };
    expect(() => process.kill(pid, 0)).toThrow();
    const again = start('all');
    expect(await again.ready()).toMatch(/^Sluice /);
    expect((await again.stop()).code).toBe(0);
  });

  /** Asks until it answers. */
  async function status(port: number, path: string): Promise<{ code: number; body: string }> {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
      if (response) return { code: response.status, body: await response.text() };
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  test('M5 a worker alone has health and figures at SLUICE_METRICS_PORT, already while it starts', async () => {
    const port = await freePort();
    // Whoever holds the lock of migrations holds up the start.
    const blocker = await database.owner.connect();
    await blocker.query('SELECT pg_advisory_lock(5127160501)');
    const program = start('worker', { ...external(), SLUICE_METRICS_PORT: String(port) });
    try {
      expect(await status(port, '/readyz')).toMatchObject({ code: 503, body: expect.stringContaining('"status":"starting"') });
      expect((await status(port, '/healthz')).code).toBe(200);
    } finally {
      await blocker.query('SELECT pg_advisory_unlock(5127160501)');
      blocker.release();
    }
    await program.ready();
    expect(await status(port, '/readyz')).toMatchObject({ code: 200, body: expect.stringContaining('"database":"OK","migrations":"OK"') });
    const figures = (await status(port, '/metrics')).body;
    for (const name of ['sluice_build_info', 'sluice_worker_lanes', 'sluice_pool_connections', 'nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total']) expect(figures).toContain(`\n${name}`);
    expect((await program.stop()).code).toBe(0);
  });

  test('M5 SIGTERM under load: first not ready, then for SLUICE_DRAIN_MS everything is still answered, then the port is closed; no request fails', async () => {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const program = start('api', { ...external(), SLUICE_PORT: String(port), SLUICE_METRICS_PORT: String(metricsPort), SLUICE_DRAIN_MS: '1500' });
    await program.ready();
    expect((await status(port, '/readyz')).code).toBe(200);

    // A load balancer: asks each 50 ms whether the process is ready and sends operations as long as it is.
    const codes: (number | string)[] = [];
    let wanted = true;
    let notReadyAtMs: number | null = null;
    const began = performance.now();
    const checks = (async () => {
      while (notReadyAtMs === null) {
        const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
        if (ready?.status !== 200) {
          notReadyAtMs = performance.now() - began;
          wanted = false;
          return ready === null ? 'closed' : ((await ready.json()) as { status: string }).status;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return '';
    })();
    const load = Promise.all(
      Array.from({ length: 8 }, async () => {
        while (wanted) {
          const answer = fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ viewer { id } }"}' });
          codes.push(await answer.then(async (response) => (await response.text(), response.status), (error: Error) => error.message));
        }
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stoppedAtMs = performance.now() - began;
    const stopped = program.stop();
    expect(await checks).toBe('draining');
    await load;
    expect(new Set(codes)).toEqual(new Set([200]));
    expect(notReadyAtMs! - stoppedAtMs).toBeLessThan(1_500);
    // Told apart to the very end at the port that stays open.
    expect((await status(metricsPort, '/readyz')).body).toContain('"status":"draining"');
    const { code, tookMs } = await stopped;
    expect(code).toBe(0);
    expect(tookMs).toBeGreaterThanOrEqual(1_490);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });
});
