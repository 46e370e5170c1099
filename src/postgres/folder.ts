import { chmod, mkdir, mkdtemp, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mayEnter, type Account } from './account.js';

/** Left in a data folder that the server's account cannot enter: says where the cluster is instead. */
const pointerName = 'location';

/**
 * The folder that holds cluster and log: the data folder itself, or, where the server's account cannot enter that (a clone under /root,
 * mode 0700, is the commonest), one elsewhere. The pointer to it stays in the data folder: who removes the data folder starts afresh.
 */
export async function clusterFolder(dataDir: string, account: Account, log: (line: string) => void): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const home = await realpath(dataDir);
  const pointer = path.join(home, pointerName);
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (elsewhere !== '' && (await stat(elsewhere).catch(() => null))) return told(elsewhere);
  if (account.uid === undefined) return home;
  // The folder stays ours; the server only passes through it to the cluster, which is its own.
  await chmod(home, ((await stat(home)).mode & 0o777) | 0o011);
  if (await mayEnter(account, home)) return home;
  const made = await makeElsewhere(account);
  await writeFile(pointer, `${made}\n`);
  return told(made);

  function told(folder: string): string {
    log(`The PostgreSQL server cannot enter ${home} (it does not run as root); its data is in ${folder}`);
    return folder;
  }
}

async function makeElsewhere(account: Account): Promise<string> {
  for (const home of ['/var/lib/sluice', '/var/tmp', tmpdir()]) {
    try {
      await mkdir(home, { recursive: true, mode: 0o755 });
      const folder = await mkdtemp(path.join(home, 'data-'));
      await chmod(folder, 0o711);
      if (await mayEnter(account, folder)) return folder;
    } catch {
      // Read-only or full: the next one.
    }
  }
  throw new Error('No folder was found that an unprivileged PostgreSQL server may enter. Set SLUICE_DATA_DIR to one outside /root, or DATABASE_URL.');
}
