import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createLeaderLock, type LeaderLock, type LeaderState } from '../../src/lock/leaderLock.js';
import { redisUrl, startRedis, type RedisServer } from '../support/redis.js';

const ttlMs = 600;
const drivers: [string, () => string | null][] = [
  ['in this process', () => null],
  ['on Redis', redisUrl],
];
let number = 0;
const locks: LeaderLock[] = [];
let scope: string;

beforeEach(() => {
  scope = `lock-${process.pid}-${number++}`;
});
afterEach(async () => {
  await Promise.all(locks.splice(0).map((lock) => lock.stop()));
});

function contender(url: string | null, ownScope = scope): LeaderLock {
  const lock = createLeaderLock(url, { scope: ownScope, ttlMs });
  locks.push(lock);
  return lock;
}

const reaches = (lock: LeaderLock, wanted: LeaderState): Promise<void> =>
  new Promise((resolve) => {
    if (lock.state === wanted) return resolve();
    const end = lock.onChange((state) => {
      if (state !== wanted) return;
      end();
      resolve();
    });
  });

describe.each(drivers)('A leader lock %s', (_name, url) => {
  test('of two contenders one leads and the other waits', async () => {
    const [one, two] = [contender(url()), contender(url())];
    await one.start();
    await two.start();
    expect([one.state, two.state]).toEqual(['LEADING', 'WAITING']);
  });

  test('the leader goes on leading past the time a lock lasts', async () => {
    const [one, two] = [contender(url()), contender(url())];
    await one.start();
    await two.start();
    const changes: string[] = [];
    one.onChange((state) => changes.push(state));
    two.onChange((state) => changes.push(state));
    await new Promise((resolve) => setTimeout(resolve, ttlMs * 3));
    expect([changes, one.state, two.state]).toEqual([[], 'LEADING', 'WAITING']);
  });

  test('stepping down hands over', async () => {
    const [one, two] = [contender(url()), contender(url())];
    await one.start();
    await two.start();
    await one.stop();
    expect(one.state).toBe('WAITING');
    await reaches(two, 'LEADING');
  });

  test('who waits and goes away does not lead later', async () => {
    const [one, two, three] = [contender(url()), contender(url()), contender(url())];
    await one.start();
    await two.start();
    await two.stop();
    await three.start();
    await one.stop();
    await reaches(three, 'LEADING');
    expect(two.state).toBe('WAITING');
  });

  test('two installations have a leader each', async () => {
    const [one, two] = [contender(url()), contender(url(), `${scope}-other`)];
    await one.start();
    await two.start();
    expect([one.state, two.state]).toEqual(['LEADING', 'LEADING']);
  });
});

describe('A leader lock on Redis', () => {
  test('a holder that stops renewing loses it within its time, and learns so when it comes back', async () => {
    const raw = new Redis(redisUrl());
    const [one, two] = [contender(redisUrl()), contender(redisUrl())];
    await one.start();
    // What a process that sleeps leaves behind: the key runs out, somebody else takes it.
    const key = `sluice:${scope}:leader`;
    await raw.set(key, 'somebody else', 'PX', ttlMs);
    await reaches(one, 'WAITING');
    await two.start();
    await Promise.race([reaches(one, 'LEADING'), reaches(two, 'LEADING')]);
    expect([one.state, two.state].sort()).toEqual(['LEADING', 'WAITING']);
    raw.disconnect();
  });

  test('with a Redis that does not answer it is UNREACHABLE, for everybody, and recovers', async () => {
    let redis: RedisServer = await startRedis();
    const [one, two] = [contender(redis.url), contender(redis.url)];
    await one.start();
    await two.start();
    await redis.kill();
    await Promise.all([reaches(one, 'UNREACHABLE'), reaches(two, 'UNREACHABLE')]);
    redis = await startRedis({ port: redis.port });
    await Promise.race([reaches(one, 'LEADING'), reaches(two, 'LEADING')]);
    await Promise.race([reaches(one, 'WAITING'), reaches(two, 'WAITING')]);
    await Promise.all(locks.splice(0).map((lock) => lock.stop()));
    await redis.kill();
  });

  test('with a Redis that is stopped in its tracks (answers nothing, connections stand) it is UNREACHABLE too', async () => {
    const redis = await startRedis();
    const one = contender(redis.url);
    await one.start();
    expect(one.state).toBe('LEADING');
    process.kill(redis.pid, 'SIGSTOP');
    await reaches(one, 'UNREACHABLE');
    process.kill(redis.pid, 'SIGCONT');
    await reaches(one, 'LEADING');
    await one.stop();
    await redis.kill();
  });

  test('started without Redis it says so, and leads when there is one', async () => {
    const first = await startRedis();
    await first.kill();
    const one = contender(first.url);
    await one.start();
    expect(one.state).toBe('UNREACHABLE');
    const second = await startRedis({ port: first.port });
    await reaches(one, 'LEADING');
    await one.stop();
    await second.kill();
  });
});
