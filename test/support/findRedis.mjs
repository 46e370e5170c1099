import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.dirname(path.dirname(import.meta.dirname));
const cache = path.join(root, 'node_modules', '.cache', 'redis');

/**
 * Tests need a real Redis, 7 or newer: the installed one; else the distribution's package unpacked into node_modules/.cache, which
 * needs no rights and changes nothing on the machine; else installed by the package manager, where we may.
 */
export async function findRedis() {
  const found = (await usable({ program: 'redis-server', env: {} })) ?? (await cached());
  if (found) return found;
  console.error('Redis is not installed; it is fetched for the tests (once).');
  for (const attempt of [unpackDebianPackages, install]) {
    const fetched = await attempt().catch((error) => void console.error(`  ${String(error.stderr || error.message).trim().split('\n').at(-1)}`));
    if (fetched) return fetched;
  }
  throw new Error('The tests need redis-server 7 or newer. Install it: "apt-get install redis-server", "dnf install redis", "apk add redis" or "brew install redis".');
}

async function usable(candidate) {
  try {
    const { stdout } = await run(candidate.program, ['--version'], { env: { ...process.env, ...candidate.env } });
    return Number(/v=(\d+)/.exec(stdout)?.[1]) >= 7 ? candidate : null;
  } catch {
    return null;
  }
}

async function cached() {
  const library = path.join(cache, 'usr', 'lib');
  const folders = (await readdir(library, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory());
  const libraries = [library, ...folders.map((entry) => path.join(library, entry.name))].join(':');
  // In Debian the server is one program with redis-check-rdb, under either name.
  for (const name of ['redis-server', 'redis-check-rdb']) {
    const found = await usable({ program: path.join(cache, 'usr', 'bin', name), env: { LD_LIBRARY_PATH: libraries } });
    if (found) return found;
  }
  return null;
}

async function unpackDebianPackages() {
  if (!(await has('apt-get')) || !(await has('dpkg-deb'))) return null;
  const unfinished = `${cache}.${process.pid}`;
  try {
    const folder = path.join(unfinished, 'packages');
    await mkdir(folder, { recursive: true });
    const download = async () => {
      const { stdout } = await run('apt-cache', ['depends', '--no-recommends', '--no-suggests', '--no-conflicts', '--no-breaks', '--no-replaces', 'redis-tools']);
      const needed = [...stdout.matchAll(/Depends: ((?:lib|lua)\S+)/g)].map((match) => match[1]).filter((name) => !name.startsWith('libc6'));
      await run('apt-get', ['download', 'redis-tools', 'redis-server', ...needed], { cwd: folder });
    };
    await download().catch(async (error) => {
      if (process.getuid() !== 0) throw error;
      await run('apt-get', ['update']);
      await download();
    });
    for (const name of await readdir(folder)) await run('dpkg-deb', ['-x', path.join(folder, name), unfinished]);
    await rm(folder, { recursive: true });
    await rm(cache, { recursive: true, force: true });
    await rename(unfinished, cache);
    return cached();
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function install() {
  const ways = [
    ['apt-get', ['install', '-y', 'redis-server'], true],
    ['dnf', ['install', '-y', 'redis'], true],
    ['apk', ['add', 'redis'], true],
    ['brew', ['install', 'redis'], false],
  ];
  for (const [manager, args, asRoot] of ways) {
    if ((asRoot && process.getuid() !== 0) || !(await has(manager))) continue;
    await run(manager, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 50_000_000 });
    const found = await usable({ program: 'redis-server', env: {} });
    if (found) return found;
  }
  return null;
}

const has = (program) => run('sh', ['-c', `command -v ${program}`]).then(() => true, () => false);
