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

/** CPU seconds of processes with all their children, living and ended: a postmaster's are the whole database. */
export function cpuSeconds(pids: readonly number[]): number {
  let seconds = 0;
  const wanted = new Set(pids);
  for (const pid of pids) {
    const stat = statOf(pid);
    if (stat) seconds += stat.own + stat.ended;
  }
  for (const name of entriesOf('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null;
    if (stat && wanted.has(stat.parent)) seconds += stat.own;
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

export type Cpu<Part extends string = string> = Record<Part, number>;

/** Counts the CPU seconds of named groups of processes from its making on. */
export class CpuMeter<Part extends string> {
  private readonly from: Cpu<Part>;

  constructor(private readonly groups: Record<Part, readonly number[]>) {
    this.from = this.now();
  }

  /** Seconds since the beginning, to two digits. */
  read(): Cpu<Part> {
    const now = this.now();
    return this.each((part) => round(now[part] - this.from[part], 2));
  }

  private now(): Cpu<Part> {
    return this.each((part) => cpuSeconds(this.groups[part]));
  }

  private each(of: (part: Part) => number): Cpu<Part> {
    return Object.fromEntries((Object.keys(this.groups) as Part[]).map((part) => [part, of(part)])) as Cpu<Part>;
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
