import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Action } from '../../receivers/behaviour.js';
import { EngagelabReceiver, type engagelabPhases } from '../../receivers/engagelab.js';
import { setClock } from '../../src/clock.js';
import { EngagelabChannel } from '../../src/providers/engagelab.js';
import type { Outcome } from '../../src/providers/provider.js';
import { checkSettings, type EngagelabSettings } from '../../src/providers/settings.js';
import { deliver, mailFor } from './mail.js';

const account = { apiUser: 'tea-house', apiKey: 'hunter2-secret' };
const timeouts = { connectMs: 250, commandMs: 250 };
const json = (code: number, message: string): string => JSON.stringify({ code, message });
const answer = (code: number, text: string, headers?: Record<string, string>): Action => ({ kind: 'refuse', code, text, headers });

let receiver: EngagelabReceiver;
let channel: EngagelabChannel | null = null;
beforeAll(async () => {
  receiver = await EngagelabReceiver.start(account);
});
afterAll(() => receiver.close());
afterEach(async () => {
  setClock(null);
  await channel?.close();
  receiver.disconnectAll();
  await until(() => receiver.counters.open === 0);
  receiver.reset();
});

function open(settings: Partial<EngagelabSettings> = {}, apiKey = account.apiKey): EngagelabChannel {
  const checked = checkSettings('ENGAGELAB', { apiUser: account.apiUser, dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${receiver.port}`, connections: 4, ...settings });
  return (channel = new EngagelabChannel(checked, { apiKey, webhookAppKey: null }, timeouts));
}

type Row = [(typeof engagelabPhases)[number], Action, Partial<Outcome>];
const rows: Row[] = [
  ['request', answer(400, json(30801, 'From can not be empty')), { kind: 'rejected', code: '30801', text: 'From can not be empty' }],
  ['request', answer(400, json(30899, 'to address is not valid')), { kind: 'rejected', code: '30899', bounced: true }],
  ['request', answer(400, 'no JSON at all'), { kind: 'rejected', code: 'HTTP_400', text: 'no JSON at all' }],
  ['request', answer(400, json(30899, 'recipient mailbox is over quota')), { kind: 'rejected', code: '30899' }],
  ['request', answer(413, ''), { kind: 'rejected', code: 'HTTP_413' }],
  ['request', answer(400, json(30877, 'balance is not enough')), { kind: 'unreachable', code: '30877', freeze: 'BALANCE' }],
  ['request', answer(400, json(30999, 'Your balance is not enough, please recharge soon')), { kind: 'unreachable', code: '30999', freeze: 'BALANCE' }],
  ['request', answer(400, json(30999, 'account has been suspended')), { kind: 'unreachable', code: '30999', freeze: 'BALANCE' }],
  ['request', answer(402, ''), { kind: 'unreachable', code: 'HTTP_402', freeze: 'BALANCE' }],
  ['request', answer(200, json(30877, 'balance is not enough')), { kind: 'unreachable', code: '30877', freeze: 'BALANCE' }],
  ['request', answer(400, json(30999, 'daily quota exceeded')), { kind: 'deferredService', code: '30999', exhausted: true }],
  ['request', answer(400, json(30999, 'Rate limit exceeded')), { kind: 'deferredService', code: '30999' }],
  ['request', answer(400, json(30999, 'from domain is not verified')), { kind: 'unreachable', code: '30999' }],
  ['request', answer(401, json(30000, 'Authentication failed.')), { kind: 'unreachable', code: '30000', freeze: 'CREDENTIALS' }],
  ['request', answer(401, 'who are you'), { kind: 'unreachable', code: 'HTTP_401', freeze: 'CREDENTIALS' }],
  ['request', answer(404, 'not found'), { kind: 'unreachable', code: 'HTTP_404', text: 'not found' }],
  ['request', answer(403, 'forbidden'), { kind: 'unreachable', code: 'HTTP_403' }],
  ['request', answer(302, '', { location: 'https://elsewhere.example' }), { kind: 'unreachable', code: 'HTTP_302' }],
  ['request', answer(429, json(30999, 'slow down'), { 'retry-after': '7' }), { kind: 'deferredService', code: '30999', retryAfterMs: 7000 }],
  ['request', answer(429, ''), { kind: 'deferredService', code: 'HTTP_429' }],
  ['request', answer(429, json(1, 'daily quota used up')), { kind: 'deferredService', exhausted: true }],
  ['request', answer(500, json(1, 'oops')), { kind: 'unknown', code: '1' }],
  ['request', answer(500, ''), { kind: 'unknown', code: 'HTTP_500' }],
  ['recorded', answer(502, '<h1>Bad gateway</h1>'), { kind: 'unknown', code: 'HTTP_502' }],
  ['request', answer(503, 'busy', { 'retry-after': '5' }), { kind: 'unknown', code: 'HTTP_503' }],
  ['recorded', answer(200, 'nonsense'), { kind: 'unknown', code: 'HTTP_200', text: 'nonsense' }],
  ['recorded', answer(200, '{"email_ids":[],"request_id":""}'), { kind: 'unknown', code: 'HTTP_200' }],
  ['recorded', answer(200, '[]'), { kind: 'unknown', code: 'HTTP_200' }],
  ['accept', { kind: 'drop' }, { kind: 'unknown' }],
  ['request', { kind: 'drop' }, { kind: 'unknown', code: 'ECONNRESET' }],
  ['recorded', { kind: 'drop' }, { kind: 'unknown', code: 'ECONNRESET' }],
  ['request', { kind: 'stall' }, { kind: 'unknown', code: 'ETIMEDOUT', text: 'no answer within 250 ms' }],
  ['recorded', { kind: 'stall' }, { kind: 'unknown', code: 'ETIMEDOUT' }],
  ['recorded', { kind: 'cut', code: 200, text: '{"email_ids":["x"]}' }, { kind: 'unknown', code: 'HTTP_200' }],
  ['request', { kind: 'cut', code: 400, text: json(30801, 'From can not be empty') }, { kind: 'unreachable', code: 'HTTP_400', text: 'the answer was cut short' }],
  ['request', { kind: 'cut', code: 401, text: json(30000, 'Authentication failed.') }, { kind: 'unreachable', freeze: 'CREDENTIALS' }],
];

describe('EngageLab outcomes', () => {
  test('200 with an e-mail id: accepted, with the id', async () => {
    expect(await deliver(open())).toEqual({ kind: 'accepted', providerId: expect.stringMatching(/-inbound0\$reader@example\.org$/) });
    expect(receiver.counters).toMatchObject({ taken: 1, refused: 0 });
  });

  test.each(rows)('%s %j', async (phase, action, expected) => {
    receiver.behaviour.add({ phase, action });
    const outcome = await deliver(open());
    // A connection closed before its first request is "not written" or "lost", as the bytes happened to cross; never accepted or rejected.
    if (phase === 'accept') expect(['unknown', 'unreachable']).toContain(outcome.kind);
    else expect(outcome).toMatchObject(expected);
    for (const extra of ['freeze', 'exhausted', 'retryAfterMs']) if (!(extra in expected)) expect(outcome).not.toHaveProperty(extra);
    expect(receiver.counters.taken).toBe(phase === 'recorded' ? 1 : 0);
    expect(JSON.stringify(outcome)).not.toContain(account.apiKey);
  });

  test('Retry-After may be a date', async () => {
    setClock(() => new Date('2026-11-22T08:00:00Z'));
    receiver.behaviour.add({ phase: 'request', action: answer(429, '', { 'retry-after': 'Sun, 22 Nov 2026 08:00:30 GMT' }) });
    expect(await deliver(open())).toMatchObject({ kind: 'deferredService', retryAfterMs: 30_000 });
  });

  test('a wrong key: unreachable, frozen for its credentials', async () => {
    expect(await deliver(open({}, 'wrong'))).toEqual({ kind: 'unreachable', code: '30000', text: 'Authentication failed.', freeze: 'CREDENTIALS' });
  });

  test('nobody listens: unreachable ECONNREFUSED', async () => {
    const other = await EngagelabReceiver.start();
    const { port } = other;
    await other.close();
    expect(await deliver(open({ baseUrl: `http://127.0.0.1:${port}` }))).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
  });

  test('a host that does not exist: unreachable', async () => {
    expect(await deliver(open({ baseUrl: 'http://no-such-host.invalid' }))).toMatchObject({ kind: 'unreachable', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/) });
  });

  test('TLS that fails: unreachable', async () => {
    expect(await deliver(open({ baseUrl: `https://127.0.0.1:${receiver.port}` }))).toMatchObject({ kind: 'unreachable' });
    expect(receiver.counters.taken).toBe(0);
  });

  test('F17.2 a lost answer, repeated with the same request id, gives one mail', async () => {
    receiver.behaviour.add({ phase: 'recorded', action: { kind: 'drop' }, times: 1 });
    const same = open();
    const mail = mailFor();
    expect((await deliver(same, mail)).kind).toBe('unknown');
    const again = await deliver(same, mail);
    expect(again.kind).toBe('accepted');
    expect(await deliver(same, mail)).toEqual(again);
    expect(receiver.counters).toMatchObject({ taken: 1, replayed: 2 });
    expect(receiver.store.records).toMatchObject([{ recipient: 'reader@example.org', id: mail.requestId }]);
  });

  test('F17.2 the next attempt has an id of its own and is a mail of its own', async () => {
    const same = open();
    const mail = mailFor();
    await deliver(same, mail);
    await deliver(same, { ...mail, attempt: 2, requestId: `${mail.subtaskId}-2` });
    expect(receiver.counters).toMatchObject({ taken: 2, replayed: 0 });
  });

  test('F18.2 a server that repeats the key does not get it into an outcome', async () => {
    const base64 = Buffer.from(`${account.apiUser}:${account.apiKey}`).toString('base64');
    receiver.behaviour.add({ phase: 'request', action: answer(401, json(30000, `Basic ${base64} with ${account.apiKey} is wrong`)) });
    expect(await deliver(open())).toMatchObject({ text: 'Basic *** with *** is wrong' });
  });
});

describe('deadlines over HTTP', () => {
  test('past the deadline nothing is written, and the connection stays for the next mail', async () => {
    const same = open();
    await deliver(same);
    expect(await deliver(same, mailFor(), performance.now() - 1)).toEqual({ kind: 'notAttempted' });
    await deliver(same);
    expect(receiver.counters).toMatchObject({ connections: 1, requests: 2, taken: 2 });
  });

  test('a connection that opens too late sends nothing', async () => {
    const same = open();
    const connection = await same.connect();
    if ('failed' in connection) throw new Error('no connection');
    receiver.disconnectAll(); // so that it must be opened again, which takes longer than there is time
    await until(() => receiver.counters.open === 0);
    const deadline = performance.now() + 0.2;
    const sending = connection.send(mailFor(), deadline);
    while (performance.now() <= deadline) await Promise.resolve();
    expect(await sending).toEqual({ kind: 'notAttempted' });
    expect(receiver.counters.taken).toBe(0);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
