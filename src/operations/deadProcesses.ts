import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { livingProcess } from '../postgres/livingProcess.js';

/**
 * Where a process number means something: the machine since it was booted and, in a container, its own numbering. Two containers, or two
 * machines, of one name would else take each other's processes for their own dead ones. "name#mark".
 */
export const thisHost = `${hostname()}#${markOf()}`;

function markOf(): string {
  const read = (look: () => string): string => {
    try {
      return look();
    } catch {
      return '';
    }
  };
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const numbering = read(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256').update(`${boot}\n${numbering}`).digest('hex').slice(0, 6);
}

/** Whether a process of ours on this host no longer lives; a number now in use by ourselves, or by another program, was its. */
export async function isDead(pid: number): Promise<boolean> {
  if (pid === process.pid) return true;
  const living = await livingProcess(pid);
  return living === null || !living.command.includes('node');
}
