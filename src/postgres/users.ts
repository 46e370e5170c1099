import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { livingProcess } from './livingProcess.js';

/**
 * Which of our processes use this server: the last one to leave stops it. A second process that was refused, or an api beside a worker,
 * must not take the database from under the first. One file a process, named by its number; one left by a killed process is not counted.
 */
export class ServerUsers {
  private readonly folder: string;

  constructor(clusterFolder: string) {
    this.folder = path.join(clusterFolder, 'used-by');
  }

  async add(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(this.fileOf(process.pid), (await livingProcess(process.pid))?.startedAt ?? '');
  }

  /** Takes us off the list. True: nobody else is on it. */
  async removeUs(): Promise<boolean> {
    await rm(this.fileOf(process.pid), { force: true });
    for (const name of await readdir(this.folder).catch(() => [])) {
      const startedAt = await readFile(path.join(this.folder, name), 'utf8').catch(() => null);
      const living = await livingProcess(Number(name));
      if (living !== null && living.startedAt === startedAt) return false;
      await rm(path.join(this.folder, name), { force: true });
    }
    return true;
  }

  private fileOf(pid: number): string {
    return path.join(this.folder, String(pid));
  }
}
