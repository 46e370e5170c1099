import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Limiters } from '../../src/operations/Limiters.js';
import { RequestRates } from '../../src/operations/RequestRates.js';
import { redisUrl, startRedis } from '../support/redis.js';

const open: { close(): void }[] = [];
afterEach(() => {
  jest.restoreAllMocks();
  for (const one of open.splice(0)) one.close();
});

async function rates(url: string | null, scope = `test-${process.pid}-${Math.random()}`, limits = { perMinute: 5, anonymousPerMinute: 2 }): Promise<RequestRates> {
  const limiters = new Limiters(url, { scope });
  if (limiters.redis && limiters.redis.status !== 'ready') await new Promise((resolve) => limiters.redis!.once('ready', resolve));
  const made = new RequestRates(limiters, limits);
  open.push(made, limiters);
  return made;
}
const anna = { id: 'anna', tokenId: null };
const takeAll = async (one: RequestRates, times: number, ...asked: Parameters<RequestRates['take']>): Promise<number> => {
  let taken = 0;
  for (let i = 0; i < times; i++) if ((await one.take(...asked)) === 0) taken++;
  return taken;
};

describe('requests in a minute (A5)', () => {
  test('are counted per user wherever they are, per token, and per address of those who are not signed in', async () => {
    const one = await rates(null);
    expect(await takeAll(one, 8, anna, '192.0.2.1')).toBe(5);
    expect(await takeAll(one, 8, anna, '192.0.2.2')).toBe(0);
    expect(await takeAll(one, 8, { id: 'anna', tokenId: 'a token of hers' }, '192.0.2.1')).toBe(5);
    expect(await takeAll(one, 8, { id: 'bruno', tokenId: null }, '192.0.2.1')).toBe(5);
    expect(await takeAll(one, 8, null, '192.0.2.1')).toBe(2);
    expect(await takeAll(one, 8, null, '192.0.2.2')).toBe(2);
  });

  test('are refused with how long to wait, and go on after it', async () => {
    const one = await rates(null);
    const start = Date.now();
    await takeAll(one, 5, anna, '');
    expect(await one.take(anna, '')).toBeGreaterThan(55);
    jest.spyOn(Date, 'now').mockReturnValue(start + 61_000);
    expect(await one.take(anna, '')).toBe(0);
  });

  test('have no limit where it is 0', async () => {
    const one = await rates(null, '', { perMinute: 0, anonymousPerMinute: 0 });
    expect([await takeAll(one, 5_000, anna, ''), await takeAll(one, 5_000, null, '')]).toEqual([5_000, 5_000]);
  });

  test('cost less than a tenth of a millisecond', async () => {
    const one = await rates(redisUrl(), undefined, { perMinute: 1_000_000, anonymousPerMinute: 0 });
    await takeAll(one, 5_000, anna, '');
    const began = process.threadCpuUsage();
    await takeAll(one, 5_000, anna, '');
    const { user, system } = process.threadCpuUsage(began);
    expect((user + system) / 1_000 / 5_000).toBeLessThan(0.1);
  });

  test('of several processes are one sum, a second later; with Redis away each counts for itself', async () => {
    const redis = await startRedis();
    try {
      const scope = 'shared';
      const [one, two] = [await rates(redis.url, scope), await rates(redis.url, scope)];
      expect([await takeAll(one, 3, anna, ''), await takeAll(two, 3, anna, '')]).toEqual([3, 3]);
      await one.share();
      await two.share();
      expect(await two.take(anna, '')).toBeGreaterThan(0);
      expect(await takeAll(one, 1, { id: 'bruno', tokenId: null }, '')).toBe(1);
      await redis.kill();
      await one.share();
      expect(await takeAll(one, 9, { id: 'carla', tokenId: null }, '')).toBe(5);
    } finally {
      await redis.kill().catch(() => undefined);
    }
  });
});
