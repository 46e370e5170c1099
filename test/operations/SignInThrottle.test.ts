import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { addressGroup, Limiters } from '../../src/operations/Limiters.js';
import { type Attempt, SignInThrottle } from '../../src/operations/SignInThrottle.js';
import { redisUrl, startRedis } from '../support/redis.js';

const open: Limiters[] = [];
afterEach(() => {
  jest.restoreAllMocks();
  for (const limiters of open.splice(0)) limiters.close();
});

const attempt = (account: string, address = '192.0.2.1', isKnownAddress = false): Attempt => ({ account, address, isKnownAddress });

async function throttle(url: string | null = null, scope = `test-${process.pid}-${Math.random()}`): Promise<SignInThrottle> {
  const limiters = new Limiters(url, { scope });
  open.push(limiters);
  if (limiters.redis && limiters.redis.status !== 'ready') await new Promise((resolve) => limiters.redis!.once('ready', resolve));
  return new SignInThrottle(limiters);
}
const refusal = (act: Promise<void>): Promise<string | null> => act.then(() => null, (error: Error) => error.message);
const isOpen = async (one: SignInThrottle, of: Attempt): Promise<boolean> => (await refusal(one.check(of))) === null;
async function fail(one: SignInThrottle, times: number, of: (i: number) => Attempt): Promise<void> {
  for (let i = 0; i < times; i++) await one.failed(of(i));
}

describe.each([
  ['in memory', null],
  ['in Redis', 'redis'],
] as const)('wrong passwords %s (F22.2)', (_, kind) => {
  const url = () => kind && redisUrl();

  test('of an account from one address: the eleventh guess is not looked at, and is told when to come again', async () => {
    const one = await throttle(url());
    await fail(one, 10, (i) => attempt(i % 2 ? 'Anna' : 'anna'));
    expect(await refusal(one.check(attempt('ANNA')))).toMatch(/^Too many wrong passwords\. Try again in 1[45] min\.$/);
    expect(await isOpen(one, attempt('anna', '192.0.2.2'))).toBe(true);
    expect(await isOpen(one, attempt('bruno'))).toBe(true);
  });

  test('are forgiven by a right one', async () => {
    const one = await throttle(url());
    for (let round = 0; round < 3; round++) {
      await fail(one, 9, () => attempt('anna'));
      await one.succeeded(attempt('anna'));
    }
    expect(await isOpen(one, attempt('anna'))).toBe(true);
  });

  test('sent a thousand at once: all pass the first question, but none after the tenth wrong one is told that it is right', async () => {
    const one = await throttle(url());
    await Promise.all(Array.from({ length: 50 }, () => one.check(attempt('anna'))));
    const answers = await Promise.all(Array.from({ length: 50 }, () => refusal(one.failed(attempt('anna')))));
    expect(answers.filter((answer) => answer === null)).toHaveLength(10);
    expect(await refusal(one.succeeded(attempt('anna')))).toMatch(/Too many/);
    // What was refused has not used up what the account has from elsewhere.
    expect(await isOpen(one, attempt('anna', '192.0.2.2'))).toBe(true);
  });

  test('from one address: a hundred whatever the accounts; a whole IPv6 network counts as one', async () => {
    const one = await throttle(url());
    await fail(one, 100, (i) => attempt(`user-${i}`, `2001:db8:1:2::${i.toString(16)}`));
    expect(await isOpen(one, attempt('somebody', '2001:db8:1:2:ffff::1'))).toBe(false);
    expect(await isOpen(one, attempt('somebody', '2001:db8:1:3::1'))).toBe(true);
  });

  test('of one account: a hundred from wherever they come, but not against where its user signed in last', async () => {
    const one = await throttle(url());
    await fail(one, 100, (i) => attempt('anna', `198.51.100.${i}`));
    expect(await refusal(one.check(attempt('anna', '203.0.113.1')))).toMatch(/Try again in (59|60) min/);
    expect(await isOpen(one, attempt('anna', '203.0.113.1', true))).toBe(true);
  });
});

test('the buckets in memory fill again when their time is over', async () => {
  const one = await throttle();
  const start = Date.now();
  await fail(one, 10, () => attempt('anna'));
  jest.spyOn(Date, 'now').mockReturnValue(start + 15 * 60_000 + 1_000);
  expect(await isOpen(one, attempt('anna'))).toBe(true);
  await fail(one, 10, () => attempt('anna'));
  expect(await isOpen(one, attempt('anna'))).toBe(false);
});

describe('several processes (F22.2)', () => {
  test('share their count by Redis', async () => {
    const scope = `shared-${process.pid}-${Math.random()}`;
    const [one, two] = [await throttle(redisUrl(), scope), await throttle(redisUrl(), scope)];
    await fail(one, 5, () => attempt('anna'));
    await fail(two, 5, () => attempt('anna'));
    expect([await isOpen(one, attempt('anna')), await isOpen(two, attempt('anna'))]).toEqual([false, false]);
  });

  test.each(['dead', 'frozen'])('with a %s Redis neither lock anybody out nor stop counting', async (how) => {
    const redis = await startRedis();
    try {
      const one = await throttle(redis.url);
      await fail(one, 3, () => attempt('anna'));
      if (how === 'dead') await redis.kill();
      else process.kill(redis.pid, 'SIGSTOP');
      expect(await isOpen(one, attempt('anna'))).toBe(true);
      await fail(one, 10, () => attempt('anna'));
      expect(await isOpen(one, attempt('anna'))).toBe(false);
      expect(await isOpen(one, attempt('bruno'))).toBe(true);
      await one.succeeded(attempt('bruno'));
    } finally {
      if (how === 'frozen') process.kill(redis.pid, 'SIGCONT');
      await redis.kill().catch(() => undefined);
    }
  });
});

test('addresses are grouped as those who have them are', () => {
  const groups = ['192.0.2.1', '::ffff:192.0.2.1', '2001:DB8:0:1::5', '2001:db8::1:0:0:0:5', '2001:0db8:0000:0001:2:3:4:5', 'fe80::1%eth0', '::1', ''].map(addressGroup);
  expect(groups).toEqual(['192.0.2.1', '192.0.2.1', '2001:db8:0:1::/64', '2001:db8:0:1::/64', '2001:db8:0:1::/64', 'fe80:0:0:0::/64', '0:0:0:0::/64', '']);
});
