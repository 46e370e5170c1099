// A run that was killed leaves its servers and its folder behind. Each folder says whose it is; those of the dead are cleared away.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { livingProcess } from '../../dist/src/postgres/livingProcess.js';
import { runningPostmaster, stopPostmaster } from '../../dist/src/postgres/postmaster.js';

export const prefix = path.join(tmpdir(), 'sluice-test-');

/** Notes in the folder who runs the tests and which Redis belongs to them. */
export async function sign(folder, redisPid) {
  const owner = await livingProcess(process.pid);
  const redis = await livingProcess(redisPid);
  await writeFile(path.join(folder, 'run.json'), JSON.stringify({ pid: process.pid, startedAt: owner.startedAt, redisPid, redisStartedAt: redis?.startedAt }));
}

export async function clearLeftovers() {
  for (const name of await readdir(tmpdir())) {
    const folder = path.join(tmpdir(), name);
    if (!folder.startsWith(prefix)) continue;
    const text = await readFile(path.join(folder, 'run.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const run = JSON.parse(text);
    if ((await livingProcess(run.pid))?.startedAt === run.startedAt) continue;
    await clear(folder, run).catch((error) => console.error(`${folder} could not be cleared away: ${error.message}`));
  }
}

async function clear(folder, { redisPid, redisStartedAt }) {
  const redis = await livingProcess(redisPid);
  if (redis && redis.startedAt === redisStartedAt) process.kill(redisPid, 'SIGKILL');
  const data = path.join(folder, 'data');
  const postmaster = await runningPostmaster(data);
  if (postmaster) await stopPostmaster(data, postmaster.pid);
  await rm(folder, { recursive: true, force: true });
}
