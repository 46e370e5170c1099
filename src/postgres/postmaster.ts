import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../clock.js';
import { livingProcess } from './livingProcess.js';

/** What a server says about itself in its lock file. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const emptyLockMs = 5_000;
const lockFile = (data: string): string => path.join(data, 'postmaster.pid');

/** The server that runs on this cluster, whoever started it. Null: none does. */
export async function runningPostmaster(data: string): Promise<Postmaster | null> {
  return livingServer(data, await readFile(lockFile(data), 'utf8').catch(() => ''));
}

async function livingServer(data: string, lock: string): Promise<Postmaster | null> {
  const lines = lock.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  const living = await livingProcess(pid);
  // In a container numbers repeat from one start to the next: the number alone may be anybody's. (On macOS the kernel
  // shows a title of the server's own, without the folder.)
  if (living === null || !living.command.includes('postgres')) return null;
  if (process.platform === 'linux' && !living.command.includes(data)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7] === 'ready' };
}

/**
 * A lock file left by a server that no longer lives, but whose number does (a zombie, or another process meanwhile), would make the
 * new server refuse. PostgreSQL ignores a lock that names its own parent, so ours is written over the number. Not removed: the file also
 * names the shared memory by which the new server sees that orphans of the old one are still at work.
 *
 * Read and written through one handle: a server that another process starts at this moment replaces the file (it never writes into an
 * old one), and its new lock must not be touched.
 */
export async function disarmLock(data: string): Promise<void> {
  const handle = await open(lockFile(data), 'r+').catch(() => null);
  if (handle === null) return;
  try {
    const text = await handle.readFile('utf8');
    // A server that starts writes it at once; one that stays empty was left by a power cut.
    if (text === '' && now().getTime() - (await handle.stat()).mtimeMs > emptyLockMs) await rm(lockFile(data), { force: true });
    if (!text.includes('\n') || (await livingServer(data, text)) !== null) return;
    const disarmed = Buffer.from(`${process.pid}${text.slice(text.indexOf('\n'))}`);
    await handle.write(disarmed, 0, disarmed.length, 0);
    await handle.truncate(disarmed.length);
  } finally {
    await handle.close();
  }
}

/** Orderly first ("fast": sessions are ended, nothing is lost), then at once, which a start recovers from. */
export async function stopPostmaster(data: string, pid: number): Promise<void> {
  for (const [signal, patienceMs] of [['SIGINT', 30_000], ['SIGQUIT', 10_000]] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const began = performance.now(); performance.now() - began < patienceMs; await sleep(20)) {
      if ((await runningPostmaster(data))?.pid !== pid && (await livingProcess(pid)) === null) return;
    }
  }
  throw new Error(`The embedded PostgreSQL (process ${pid}) does not stop.`);
}
