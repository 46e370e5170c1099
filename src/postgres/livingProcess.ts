import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What tells a process from a later one of the same number. */
export interface LivingProcess {
  startedAt: string;
  command: string;
}

/** Null when no such process lives. A killed one whose parent has not asked for it yet (a zombie) does not live, though signals reach it. */
export async function livingProcess(pid: number): Promise<LivingProcess | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<LivingProcess | null> {
  try {
    const [stat, command] = await Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile(`/proc/${pid}/cmdline`, 'utf8')]);
    // The name in brackets may hold anything; the fields after it do not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return { startedAt: fields[19]!, command: command.replaceAll('\0', ' ') };
  } catch {
    return null;
  }
}

async function fromPs(pid: number): Promise<LivingProcess | null> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' } });
    const [state, ...words] = stdout.trim().split(/\s+/);
    if (state === undefined || state.startsWith('Z')) return null;
    return { startedAt: words.slice(0, 5).join(' '), command: words.slice(5).join(' ') };
  } catch {
    return null;
  }
}
