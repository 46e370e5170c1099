import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { now } from '../clock.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

const run = promisify(execFile);

export const superuser = 'sluice';
export const majorVersion = '18';

export interface Cluster {
  /** PGDATA. */
  data: string;
  password: string;
}

/** The environment of server programs: ours may hold PGOPTIONS, a locale that is not installed, or secrets. */
export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

const passwordFile = (data: string): string => path.join(data, 'sluice-password');

/** The cluster in this folder, made at the first start. Made beside its place and then renamed, so half a cluster is never found. */
export async function ensureCluster(folder: string, binaries: Binaries, account: Account, durable: boolean): Promise<Cluster> {
  const data = path.join(folder, 'data');
  if (!(await stat(path.join(data, 'PG_VERSION')).catch(() => null))) await makeCluster(folder, data, binaries, account, durable);
  const version = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version !== majorVersion) {
    throw new Error(`${data} was made by PostgreSQL ${version}; this version of Sluice brings ${majorVersion}. Move the data over with pg_dump, or set DATABASE_URL.`);
  }
  return { data, password: (await readFile(passwordFile(data), 'utf8')).trim() };
}

async function makeCluster(folder: string, data: string, binaries: Binaries, account: Account, durable: boolean): Promise<void> {
  await removeUnfinished(folder);
  const unfinished = path.join(folder, `new-${process.pid}-${randomBytes(4).toString('hex')}`);
  const password = randomBytes(24).toString('base64url');
  const passwordForInitdb = `${unfinished}.password`;
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  if (account.uid !== undefined) {
    for (const item of [unfinished, passwordForInitdb]) await chown(item, account.uid, account.gid!);
  }
  try {
    const options = ['-D', unfinished, '-U', superuser, `--pwfile=${passwordForInitdb}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    // PostgreSQL's own C.UTF-8: the system's is missing on many machines, and its order may change with an upgrade.
    options.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(durable ? [] : ['--no-sync']));
    await run(binaries.initdb, options, { ...account, cwd: folder, env: serverEnvironment });
    await writeFile(passwordFile(unfinished), `${password}\n`, { mode: 0o600 });
    // Another process may have made one meanwhile (a rename onto a folder that is not empty fails); then that one is used.
    await rename(unfinished, data).catch(async (error) => {
      if (!(await stat(path.join(data, 'PG_VERSION')).catch(() => null))) throw error;
    });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`A PostgreSQL cluster could not be made in ${folder}: ${stderr?.trim() || message}`, { cause: error });
  } finally {
    await rm(passwordForInitdb, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** What a killed start left behind; younger ones may belong to a start that is under way. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^new-\d+-[0-9a-f]{8}/.test(name)) continue;
    const item = path.join(folder, name);
    const ageMs = now().getTime() - ((await stat(item).catch(() => null))?.mtimeMs ?? Infinity);
    if (ageMs > 600_000) await rm(item, { recursive: true, force: true });
  }
}
