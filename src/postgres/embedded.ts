import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { serverAccount, type Account } from './account.js';
import { usableBinaries, type Binaries } from './binaries.js';
import { ensureCluster, serverEnvironment, superuser, type Cluster } from './cluster.js';
import { clusterFolder } from './folder.js';
import { freePort } from './freePort.js';
import { disarmLock, runningPostmaster, stopPostmaster, type Postmaster } from './postmaster.js';
import { ServerUsers } from './users.js';

export interface EmbeddedOptions {
  dataDir: string;
  /** Server settings beside ours: { fsync: 'off' }. They hold for a server that we start, not for one that is adopted. */
  settings?: Record<string, string>;
  port?: number;
  log?: (line: string) => void;
}

export interface Embedded {
  url: string;
  port: number;
  pid: number;
  /** It was running already: left by a process that was killed, or used by another one that lives. */
  adopted: boolean;
  /** Where cluster and log are: dataDir, or another place when the server cannot enter that. */
  folder: string;
  /** Stops the server, unless another process of ours uses it. */
  stop(): Promise<void>;
}

const patienceMs = 60_000;
const databaseName = 'sluice';

/** No socket files (their paths are limited to 107 bytes), no /dev/shm (64 MB in a container), IPv4 loopback only (IPv6 may be off). */
const ownSettings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  dynamic_shared_memory_type: 'mmap',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off', // costs 20–200 ms where our statements take one
  // Its log would else quote the statement that failed, with the values that the ORM writes into it, and the row that violated a constraint.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** A real PostgreSQL server out of node_modules, on a data folder: made at the first start, adopted when it still runs. */
export async function startEmbedded({ dataDir, settings = {}, port, log = () => {} }: EmbeddedOptions): Promise<Embedded> {
  const account = await serverAccount();
  const binaries = await usableBinaries(account, log);
  const folder = await clusterFolder(dataDir, account, log);
  const cluster = await ensureCluster(folder, binaries, account, settings.fsync !== 'off');
  const users = new ServerUsers(folder);
  await users.add();
  try {
    const { postmaster, adopted } = await findOrStart(folder, cluster, binaries, account, settings, port);
    await ensureDatabase(urlOf(cluster, postmaster.port, 'postgres'));
    return {
      url: urlOf(cluster, postmaster.port, databaseName),
      port: postmaster.port,
      pid: postmaster.pid,
      adopted,
      folder,
      stop: async () => {
        if (await users.removeUs()) await stopPostmaster(cluster.data, postmaster.pid);
      },
    };
  } catch (error) {
    await users.removeUs();
    throw error;
  }
}

async function findOrStart(folder: string, cluster: Cluster, binaries: Binaries, account: Account, settings: Record<string, string>, port?: number) {
  for (const began = performance.now(); ; await sleep(100)) {
    const late = performance.now() - began > patienceMs;
    const running = await runningPostmaster(cluster.data);
    if (running?.ready && (await answers(urlOf(cluster, running.port, 'postgres')))) return { postmaster: running, adopted: true };
    if (running) {
      // It starts, recovers or stops: that is waited for. One that is stuck is stopped.
      if (late) await stopPostmaster(cluster.data, running.pid);
      continue;
    }
    const result = await launch(folder, cluster, binaries, account, { ...ownSettings, ...settings, port: String(port ?? (await freePort())) });
    if (typeof result !== 'string') return { postmaster: result, adopted: false };
    // A lock that is still held: orphans of a killed server, or another process was quicker. A port: somebody else took it.
    const passing = /lock file|pre-existing shared memory|already in use/.test(result);
    if (!passing || late) throw new Error(`The embedded PostgreSQL did not start. Its last lines (${path.join(folder, 'postgres.log')}):\n${result}`);
  }
}

/** Starts the server in a session of its own, so that Ctrl-C reaches us only. Gives its last log lines when it does not come up. */
async function launch(folder: string, cluster: Cluster, binaries: Binaries, account: Account, settings: Record<string, string>): Promise<Postmaster | string> {
  await disarmLock(cluster.data);
  const logFile = path.join(folder, 'postgres.log');
  if (((await stat(logFile).catch(() => null))?.size ?? 0) > 10_000_000) await rename(logFile, `${logFile}.1`);
  // Opened by us and handed over: the server's account need not be able to write it.
  const log = await open(logFile, 'a', 0o600);
  const { size: before } = await log.stat();
  const child = spawn(binaries.postgres, ['-D', cluster.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...account,
    cwd: folder,
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let failure: Error | null = null;
  child.once('error', (error) => (failure = error));
  child.unref();
  await log.close();
  for (const began = performance.now(); performance.now() - began < patienceMs; await sleep(10)) {
    if (failure !== null) throw new Error(`The embedded PostgreSQL could not be run: ${(failure as Error).message}`, { cause: failure });
    if (child.exitCode !== null || child.signalCode !== null) break;
    const running = await runningPostmaster(cluster.data);
    if (running?.pid === child.pid && running?.ready) return running;
  }
  if (child.exitCode === null && child.signalCode === null && child.pid) await stopPostmaster(cluster.data, child.pid);
  return (await readFile(logFile)).subarray(before).toString('utf8').slice(-2_000).trim();
}

const urlOf = (cluster: Cluster, port: number, database: string): string => `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/${database}`;

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } catch (error) {
    // 42P04: another process was quicker; 23505: at the very same moment.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}
