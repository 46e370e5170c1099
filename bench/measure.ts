import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** USER_HZ is 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Stat {
  parent: number;
  /** Seconds of CPU, the process's own. */
  own: number;
  /** And of children that have ended and were waited for. */
  ended: number;
}

/** null: no such process (any more), or no /proc. */
function statOf(pid: number | string): Stat | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name may hold blanks and brackets: fields are counted from behind it. 4 = parent, 14 to 17 = times.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ').map(Number);
    return { parent: fields[1]!, own: (fields[11]! + fields[12]!) / ticksPerSecond, ended: (fields[13]! + fields[14]!) / ticksPerSecond };
  } catch {
    return null;
  }
}

/** CPU seconds of processes, without their children. */
export const cpuSeconds = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + (statOf(pid)?.own ?? 0), 0);

/** CPU seconds of a process and its children, living and ended: a postmaster's are the whole database. */
export function cpuSecondsOfTree(pid: number): number {
  const root = statOf(pid);
  let seconds = root ? root.own + root.ended : 0;
  for (const name of entriesOf('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null;
    if (stat?.parent === pid) seconds += stat.own;
  }
  return seconds;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** CPU seconds of the whole machine that was at work, stolen ones included: a neighbour on the host counts like one on the machine. */
function busySeconds(): number {
  try {
    const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'latin1').split('\n')[0]!.trim().split(/\s+/).slice(1).map(Number);
    return (user! + nice! + system! + irq! + softirq! + steal!) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** elsewhere: what the machine did besides our processes, this one included. About 0 on a quiet machine. */
export type Cpu<Part extends string = string> = Record<Part | 'elsewhere', number>;

/** Counts the CPU seconds of named groups of processes from its making on. */
export class CpuMeter<Part extends string> {
  private readonly from: Cpu<Part>;

  /** `groups`: each answers the seconds it has used since it began. */
  constructor(private readonly groups: Record<Part, () => number>) {
    this.from = this.now();
  }

  /** Seconds since the beginning, to two digits. */
  read(): Cpu<Part> {
    const now = this.now();
    return Object.fromEntries((Object.keys(now) as Part[]).map((part) => [part, round(Math.max(0, now[part] - this.from[part]), 2)])) as Cpu<Part>;
  }

  private now(): Cpu<Part> {
    const parts = Object.fromEntries((Object.keys(this.groups) as Part[]).map((part) => [part, this.groups[part]()])) as Record<Part, number>;
    const named = Object.values<number>(parts).reduce((sum, seconds) => sum + seconds, 0);
    return { ...parts, elsewhere: busySeconds() - named - ('client' in parts ? 0 : cpuSeconds([process.pid])) } as Cpu<Part>;
  }
}

/** Resident memory of a process that no file stands behind, in megabytes: what it took for itself. 0 where /proc does not tell. */
export function ownMegabytes(pid: number): number {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** The value below which a share of them lies; of a sorted list. */
export const quantile = (sorted: ArrayLike<number>, share: number): number => (sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);

export function machine(): { cpu: string; cores: number; memoryGb: number; node: string; date: string; load: number } {
  const cpus = os.cpus();
  return {
    cpu: cpus[0]?.model.trim() || os.arch(),
    cores: os.availableParallelism(),
    memoryGb: round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    // Somebody else's work on the same cores makes every figure smaller: say so beside it.
    load: round(os.loadavg()[0]!, 2),
  };
}
