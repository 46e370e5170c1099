import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { EngagelabReceiver } from '../../receivers/engagelab.js';
import { EngagelabChannel } from '../../src/providers/engagelab.js';
import { reportedQuota } from '../../src/providers/engagelabQuota.js';
import { checkSettings } from '../../src/providers/settings.js';

describe('F19.4 what EngageLab says of its quota', () => {
  const said = (result: unknown): unknown => reportedQuota(JSON.stringify({ result }));

  test('is the least of what the account and the day leave', () => {
    expect(reportedQuota('{"result":{"account_quota":7160,"daily_quota":2000000,"daily_quota_used":0}}')).toEqual({ limit: 2_000_000, used: 0, remaining: 7_160 });
    expect(said({ account_quota: 7_160, daily_quota: 500, daily_quota_used: 380 })).toEqual({ limit: 500, used: 380, remaining: 120 });
    expect(said({ account_quota: 0, daily_quota: 500, daily_quota_used: 0 })).toMatchObject({ remaining: 0 });
    expect(said({ daily_quota: 500, daily_quota_used: 700 })).toEqual({ limit: 500, used: 700, remaining: 0 });
  });

  test('is read whatever its shape, as long as it can be understood', () => {
    expect(reportedQuota('{"daily_quota":"500","daily_used":"20.7","account_quota":"9999999999"}')).toEqual({ limit: 500, used: 20, remaining: 480 });
    expect(said({ account_quota: 1e300 })).toEqual({ limit: null, used: null, remaining: 2_147_483_647 });
  });

  test.each([
    'not found', '', 'null', '[]', '7160', '{}', '{"result":null}', '{"result":[]}', '{"code":30000,"message":"no"}', '{"result":{"account_quota":-1}}', '{"result":{"account_quota":"many"}}',
    // A day's quota of 0 is none, and one without its use says nothing of what is left.
    '{"result":{"daily_quota":0,"daily_quota_used":0}}', '{"result":{"daily_quota":500}}', '{"result":{"__proto__":{"account_quota":5}}}',
  ])('is nothing when it is %s', (body) => {
    expect(reportedQuota(body)).toBeNull();
  });
});

describe('F19.4 asking for it', () => {
  const account = { apiUser: 'tea-house', apiKey: 'hunter2-secret' };
  let receiver: EngagelabReceiver;
  beforeAll(async () => {
    receiver = await EngagelabReceiver.start(account);
  });
  afterEach(() => receiver.reset());
  afterAll(() => receiver.close());
  const channel = (path = '', apiKey = account.apiKey, commandMs = 10_000): EngagelabChannel => {
    const settings = checkSettings('ENGAGELAB', { apiUser: account.apiUser, dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${receiver.port}${path}`, connections: 1 });
    return new EngagelabChannel(settings, { apiKey, webhookAppKey: null }, { connectMs: 10_000, commandMs });
  };

  test('is an authenticated read; an address that is not there means that none is reported', async () => {
    receiver.quota = { account: 1_000, daily: 100, usedElsewhere: 40 };
    expect(await channel().quota()).toEqual({ limit: 100, used: 40, remaining: 60 });
    expect(receiver.counters).toMatchObject({ requests: 1, taken: 0 });
    receiver.quota = null;
    expect(await channel().quota()).toBeNull();
    expect(await channel('/elsewhere').quota()).toBeNull();
  });

  test('rejects when nobody can tell: refused, throttled, broken, too slow, without a secret in its words', async () => {
    receiver.quota = { account: 1_000, daily: 100 };
    await expect(channel('', 'wrong').quota()).rejects.toThrow('30000 Authentication failed.');
    for (const code of [429, 500, 503]) {
      receiver.behaviour.add({ phase: 'quota', action: { kind: 'refuse', code, text: `no ${account.apiKey}` }, times: 1 });
      await expect(channel().quota()).rejects.toThrow(new RegExp(`HTTP_${code} no \\*\\*\\*$`));
    }
    receiver.behaviour.add({ phase: 'quota', action: { kind: 'cut', code: 200, text: '{"result":{"account_quota":5}}' }, times: 1 });
    await expect(channel().quota()).rejects.toThrow();
    receiver.behaviour.add({ phase: 'quota', action: { kind: 'stall' }, times: 1 });
    await expect(channel('', account.apiKey, 300).quota()).rejects.toThrow('ETIMEDOUT');
    receiver.disconnectAll();
  });
});
