import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom the server runs as. Empty: as we do. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses uid 0: as root an existing unprivileged account is borrowed ("nobody" is everywhere), none is created. */
export async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // No such account: the next one.
    }
  }
  throw new Error('The embedded PostgreSQL cannot run as root, and neither an account "postgres" nor "nobody" exists. Set DATABASE_URL, or start as another user.');
}

/** Whether this account may enter a folder. Asked of the kernel, by trying: modes alone do not tell (parents, ACLs, mounts). */
export async function mayEnter(account: Account, folder: string): Promise<boolean> {
  // The folder comes in as an argument, so no quoting; "/" as working directory, as ours may be closed to the account.
  return run('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
