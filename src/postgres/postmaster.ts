import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { livingProcess } from './livingProcess.js';

/** What a server says about itself in its lock file. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const lockFile = (data: string): string => path.join(data, 'postmaster.pid');

/** The server that runs on this cluster, whoever started it. Null: none does. */
export async function runningPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(lockFile(data), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
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
 */
export async function disarmLock(data: string): Promise<void> {
  const text = await readFile(lockFile(data), 'utf8').catch(() => null);
  if (text !== null && text.includes('\n')) await writeFile(lockFile(data), `${process.pid}${text.slice(text.indexOf('\n'))}`);
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
