import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mayEnter, type Account } from './account.js';
import { runningPostmaster, stopPostmaster } from './postmaster.js';

/** Left in a data folder that the server's account cannot enter: says where the cluster is instead. */
const pointerName = 'location';
/** Left in the folder elsewhere: whose it is. */
const ownerName = 'belongs-to';

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
  const made = await makeElsewhere(account, home);
  await writeFile(pointer, `${made}\n`);
  return told(made);

  function told(folder: string): string {
    log(`The PostgreSQL server cannot enter ${home} (it does not run as root); its data is in ${folder}`);
    return folder;
  }
}

async function makeElsewhere(account: Account, owner: string): Promise<string> {
  for (const home of ['/var/lib/sluice', '/var/tmp', tmpdir()]) {
    try {
      await mkdir(home, { recursive: true, mode: 0o755 });
      await clearForgotten(home);
      const folder = await mkdtemp(path.join(home, 'data-'));
      await writeFile(path.join(folder, ownerName), `${owner}\n`);
      await chmod(folder, 0o711);
      if (await mayEnter(account, folder)) return folder;
    } catch {
      // Read-only or full: the next one.
    }
  }
  throw new Error('No folder was found that an unprivileged PostgreSQL server may enter. Set SLUICE_DATA_DIR to one outside /root, or DATABASE_URL.');
}

/**
 * Removes what belonged to a temporary data folder that is gone: nobody can find it any more. Only to a temporary one: any other may be on
 * a disk that is not mounted just now.
 */
async function clearForgotten(home: string): Promise<void> {
  const temporary = `${await realpath(tmpdir())}${path.sep}`;
  for (const name of await readdir(home)) {
    const folder = path.join(home, name);
    const owner = name.startsWith('data-') ? (await readFile(path.join(folder, ownerName), 'utf8').catch(() => '')).trim() : '';
    if (!owner.startsWith(temporary) || (await stat(owner).catch(() => null))) continue;
    const data = path.join(folder, 'data');
    const left = await runningPostmaster(data);
    if (left) await stopPostmaster(data, left.pid);
    await rm(folder, { recursive: true, force: true });
  }
}
