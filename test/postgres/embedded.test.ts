import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded, type Embedded } from '../../src/postgres/embedded.js';

const settings = { fsync: 'off', shared_buffers: '16MB' };
const root = path.dirname(path.dirname(import.meta.dirname));
const isRoot = process.getuid?.() === 0;

describe('The embedded PostgreSQL', () => {
  let folder: string;
  let server: Embedded | null;

  beforeEach(async () => {
    // A blank and an apostrophe: a path is data, wherever it goes.
    folder = await mkdtemp(path.join(tmpdir(), "sluice's embedded "));
    server = null;
  });
  afterEach(async () => {
    await server?.stop();
    if (server && !server.folder.startsWith(folder)) await rm(server.folder, { recursive: true });
    await rm(folder, { recursive: true });
  });

  const start = async (dataDir = folder, log?: (line: string) => void): Promise<Embedded> => (server = await startEmbedded({ dataDir, settings, log }));

  async function query(text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: server!.url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  test('keeps what was written from one start to the next, on loopback only, sorted and lowered by its own locale', async () => {
    await start();
    expect(server!.adopted).toBe(false);
    await query('CREATE TABLE kept AS SELECT 1 AS n');
    await server!.stop();
    await start();
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    const [row] = await query(
      `SELECT lower('ÄÖÜ ШЛЮЗ') AS lowered, current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets,
              current_setting('dynamic_shared_memory_type') AS memory, now() AT TIME ZONE 'Asia/Shanghai' IS NOT NULL AS zones`,
    );
    expect(row).toEqual({ lowered: 'äöü шлюз', listens: '127.0.0.1', sockets: '', memory: 'mmap', zones: true });
  });

  test('has a password of each folder’s own, in a file that we alone can read', async () => {
    await start();
    const { username, password } = new URL(server!.url);
    expect(password.length).toBeGreaterThanOrEqual(32);
    expect((await stat(path.join(server!.folder, 'data', 'sluice-password'))).mode & 0o777).toBe(0o600);
    const wrong = new pg.Client({ connectionString: server!.url.replace(`${username}:${password}`, `${username}:wrong`) });
    await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
  });

  test('several starts at once, also over a stale lock, make one cluster and share one server', async () => {
    for (let round = 0; round < 4; round++) {
      const all = await Promise.all(Array.from({ length: 3 }, () => startEmbedded({ dataDir: folder, settings })));
      server = all[0]!;
      expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
      expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1);
      await query('SELECT 1');
      process.kill(server.pid, 'SIGKILL');
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('new-'))).toEqual([]);
    await start();
  });

  test('a server left behind by a killed process is adopted', async () => {
    const { pid, port } = await startAndDie();
    await start();
    expect(server).toMatchObject({ adopted: true, pid, port });
  });

  test('a server that another living process uses is shared and not stopped', async () => {
    const { child, pid } = await startElsewhere();
    await start();
    expect(server).toMatchObject({ adopted: true, pid });
    await server!.stop();
    expect(await query('SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    child.kill('SIGKILL');
    await once(child, 'close');
    await start();
  });

  test('starts again after the server itself was killed, also while its number is still taken', async () => {
    await start();
    await query('CREATE TABLE kept AS SELECT 1 AS n');
    process.kill(server!.pid, 'SIGKILL');
    await start();
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await server!.stop();
    // What a container leaves whose numbers begin anew: a lock that names a process that lives and is another.
    const lock = path.join(server!.folder, 'data', 'postmaster.pid');
    await writeFile(lock, `${process.ppid}\n${path.dirname(lock)}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    await start();
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await server!.stop();
    // What a power cut leaves.
    await writeFile(lock, '');
    await utimes(lock, 1, 1);
    await start();
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  test('in a folder closed to others it works in place or, as root, moves where its account can enter and says so in one line', async () => {
    await chmod(folder, 0o700);
    const lines: string[] = [];
    const inside = path.join(folder, 'postgres');
    await start(inside, (line) => lines.push(line));
    expect(server!.folder === inside).toBe(!isRoot);
    // Another line says so where the programs had to move as well.
    const moves = lines.filter((line) => line.includes('its data is in'));
    expect(moves).toEqual(isRoot ? [expect.stringContaining(`its data is in ${server!.folder}`)] : []);
    await query('CREATE TABLE kept AS SELECT 1 AS n');
    await server!.stop();
    const moved = server!.folder;
    await start(inside);
    expect(server!.folder).toBe(moved);
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  test('a start that fails shows the last lines of the server’s log', async () => {
    await expect(startEmbedded({ dataDir: folder, settings: { ...settings, shared_buffers: 'plenty' } })).rejects.toThrow(
      /did not start[\s\S]*postgres\.log[\s\S]*invalid value for parameter "shared_buffers"/,
    );
  });

  /** Another process of ours that starts the server and then waits. */
  async function startElsewhere() {
    const code = `const { startEmbedded } = await import(${JSON.stringify(path.join(root, 'dist/src/postgres/embedded.js'))});
      const { pid, port } = await startEmbedded({ dataDir: ${JSON.stringify(folder)}, settings: ${JSON.stringify(settings)} });
      console.log(JSON.stringify({ pid, port })); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, ...(JSON.parse(line.toString()) as { pid: number; port: number }) };
  }

  async function startAndDie() {
    const { child, pid, port } = await startElsewhere();
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await readFile(path.join(folder, 'data', 'postmaster.pid'), 'utf8')).toContain('ready');
    return { pid, port };
  }
});
