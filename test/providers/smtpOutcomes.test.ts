import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Action } from '../../receivers/behaviour.js';
import { SmtpReceiver } from '../../receivers/smtp.js';
import type { SmtpPhase } from '../../receivers/smtpSession.js';
import type { Outcome } from '../../src/providers/provider.js';
import { checkSettings } from '../../src/providers/settings.js';
import { SmtpChannel } from '../../src/providers/smtp.js';
import { deliver, mailFor } from './mail.js';

const auth = { user: 'relay-user', password: 'hunter2-secret' };
const timeouts = { connectMs: 500, commandMs: 500 };

const refuse = (code: number, text: string): Action => ({ kind: 'refuse', code, text });
const drop: Action = { kind: 'drop' };
const stall: Action = { kind: 'stall' };

type Row = [SmtpPhase, Action, Partial<Outcome>];

/** Every row of the outcome table that SMTP can bring about, phase by phase. */
const rows: Row[] = [
  ['accept', drop, { kind: 'unreachable' }],
  ['accept', stall, { kind: 'unreachable', code: 'ETIMEDOUT' }],
  ['greeting', refuse(554, '5.3.2 no service here'), { kind: 'unreachable', code: '554' }],
  ['greeting', refuse(421, '4.3.2 busy'), { kind: 'deferredService', code: '421' }],
  ['greeting', refuse(450, '4.7.1 come back'), { kind: 'deferredService', code: '450' }],
  ['greeting', drop, { kind: 'unreachable' }],
  ['greeting', stall, { kind: 'unreachable', code: 'ETIMEDOUT' }],
  ['ehlo', refuse(550, '5.7.1 go away'), { kind: 'unreachable', code: '550' }],
  ['ehlo', refuse(421, '4.7.0 too many connections'), { kind: 'deferredService', code: '421' }],
  ['ehlo', drop, { kind: 'unreachable' }],
  ['ehlo', stall, { kind: 'unreachable', code: 'ETIMEDOUT' }],
  ['auth', refuse(535, '5.7.8 wrong'), { kind: 'unreachable', code: '535', freeze: 'CREDENTIALS' }],
  ['auth', refuse(534, '5.7.9 mechanism too weak'), { kind: 'unreachable', code: '534', freeze: 'CREDENTIALS' }],
  ['auth', refuse(550, '5.7.1 no'), { kind: 'unreachable', code: '550', freeze: 'CREDENTIALS' }],
  ['auth', refuse(535, '5.7.8 account suspended'), { kind: 'unreachable', code: '535', freeze: 'BALANCE' }],
  ['auth', refuse(454, '4.7.0 temporary'), { kind: 'deferredService', code: '454' }],
  ['auth', refuse(421, '4.7.0 closing'), { kind: 'deferredService', code: '421' }],
  ['auth', refuse(536, 'Frequency limited'), { kind: 'deferredService', code: '536' }],
  ['auth', drop, { kind: 'unreachable' }],
  ['auth', stall, { kind: 'unreachable', code: 'ETIMEDOUT' }],
  ['mail', refuse(550, '5.7.1 sender refused'), { kind: 'unreachable', code: '550' }],
  ['mail', refuse(530, '5.7.0 authentication required'), { kind: 'unreachable', code: '530', freeze: 'CREDENTIALS' }],
  ['mail', refuse(552, '5.3.4 too large'), { kind: 'rejected', code: '552' }],
  ['mail', refuse(452, '4.3.1 disk full'), { kind: 'deferredService', code: '452' }],
  ['mail', refuse(421, '4.3.2 closing'), { kind: 'deferredService', code: '421' }],
  ['mail', refuse(550, '5.4.5 Daily sending quota exceeded'), { kind: 'deferredService', code: '550', exhausted: true }],
  ['mail', drop, { kind: 'unreachable' }],
  ['mail', stall, { kind: 'unreachable', code: 'ETIMEDOUT' }],
  ['rcpt', refuse(550, '5.1.1 no such user'), { kind: 'rejected', code: '550' }],
  ['rcpt', refuse(552, '5.2.2 mailbox over quota'), { kind: 'rejected', code: '552' }],
  ['rcpt', refuse(554, '5.7.1 Relay access denied'), { kind: 'unreachable', code: '554' }],
  ['rcpt', refuse(450, '4.2.1 greylisted'), { kind: 'deferredRecipient', code: '450' }],
  ['rcpt', refuse(451, 'try later'), { kind: 'deferredRecipient', code: '451' }],
  ['rcpt', refuse(452, '4.2.2 mailbox full'), { kind: 'deferredRecipient', code: '452' }],
  ['rcpt', refuse(454, 'Throttling failure: maximum sending rate exceeded'), { kind: 'deferredService', code: '454' }],
  ['rcpt', refuse(450, '4.7.1 rate limit exceeded'), { kind: 'deferredService', code: '450' }],
  ['rcpt', refuse(536, 'Frequency limited'), { kind: 'deferredService', code: '536' }],
  ['rcpt', refuse(421, '4.7.0 slow down'), { kind: 'deferredService', code: '421' }],
  ['rcpt', drop, { kind: 'unreachable' }],
  ['rcpt', stall, { kind: 'unreachable', code: 'ETIMEDOUT' }],
  ['data', refuse(554, '5.7.1 not wanted'), { kind: 'rejected', code: '554' }],
  ['data', refuse(503, '5.5.1 bad sequence'), { kind: 'unreachable', code: '503' }],
  ['data', refuse(451, '4.7.1 later'), { kind: 'deferredRecipient', code: '451' }],
  ['data', refuse(421, '4.3.0 closing'), { kind: 'deferredService', code: '421' }],
  ['data', drop, { kind: 'unreachable' }],
  ['data', stall, { kind: 'unreachable', code: 'ETIMEDOUT' }],
  ['receiving', drop, { kind: 'unknown' }],
  ['body', refuse(554, '5.7.1 spam'), { kind: 'rejected', code: '554' }],
  ['body', refuse(552, '5.2.3 too large'), { kind: 'rejected', code: '552' }],
  ['body', refuse(451, '4.7.1 try later'), { kind: 'deferredRecipient', code: '451' }],
  ['body', refuse(452, '4.3.1 disk full'), { kind: 'deferredService', code: '452' }],
  ['body', refuse(421, '4.3.0 closing'), { kind: 'deferredService', code: '421' }],
  ['body', drop, { kind: 'unknown' }],
  ['body', stall, { kind: 'unknown', code: 'ETIMEDOUT' }],
  ['stored', drop, { kind: 'unknown' }],
  ['stored', stall, { kind: 'unknown', code: 'ETIMEDOUT' }],
];

describe.each([true, false])('SMTP outcomes, pipelining %s', (pipelining) => {
  let receiver: SmtpReceiver;
  let channel: SmtpChannel | null = null;
  beforeAll(async () => {
    receiver = await SmtpReceiver.start({ auth, pipelining });
  });
  afterAll(() => receiver.close());
  afterEach(async () => {
    await channel?.close();
    receiver.disconnectAll();
    receiver.reset();
  });
  const open = (): SmtpChannel =>
    (channel = new SmtpChannel(checkSettings('SMTP', { host: '127.0.0.1', port: receiver.port, tls: 'NONE', user: auth.user, connections: 4 }), { password: auth.password }, timeouts));

  test('250 after the final dot: accepted, with the answer kept', async () => {
    expect(await deliver(open())).toEqual({ kind: 'accepted', providerId: '250 2.0.0 #taken#Queued' });
    expect(receiver.counters).toMatchObject({ taken: 1, logins: 1 });
  });

  test.each(rows)('%s %j', async (phase, action, expected) => {
    receiver.behaviour.add({ phase, action });
    const outcome = await deliver(open());
    expect(outcome).toMatchObject(expected);
    if (!('freeze' in expected)) expect(outcome).not.toHaveProperty('freeze');
    if (!('exhausted' in expected)) expect(outcome).not.toHaveProperty('exhausted');
    expect(receiver.counters.taken).toBe(phase === 'stored' ? 1 : 0);
    expect(JSON.stringify(outcome)).not.toContain(auth.password);
  });

  test.each<[SmtpPhase, number]>([['mail', 550], ['rcpt', 550], ['rcpt', 450], ['data', 554], ['body', 554]])('after %s %i the connection carries the next mail', async (phase, code) => {
    receiver.behaviour.add({ phase, action: refuse(code, 'no'), times: 1 });
    const same = open();
    expect((await deliver(same)).kind).not.toBe('accepted');
    expect((await deliver(same)).kind).toBe('accepted');
    expect(receiver.counters.connections).toBe(1);
  });

  test('a reused connection that died while idle costs nothing: the mail goes over a new one, once', async () => {
    const same = open();
    expect((await deliver(same)).kind).toBe('accepted');
    receiver.behaviour.add({ phase: 'mail', action: drop, times: 1 });
    expect((await deliver(same)).kind).toBe('accepted');
    receiver.behaviour.add({ phase: 'mail', action: refuse(421, '4.7.0 too many messages on this connection'), times: 1 });
    expect((await deliver(same)).kind).toBe('accepted');
    expect(receiver.counters).toMatchObject({ connections: 3, taken: 3 });
    receiver.behaviour.add({ phase: 'mail', action: drop });
    expect(await deliver(same)).toMatchObject({ kind: 'unreachable' });
    expect(receiver.counters.connections).toBe(4);
  });

  test('a connection closed by the server while idle is not handed out', async () => {
    const same = open();
    await deliver(same);
    receiver.disconnectAll();
    expect((await deliver(same)).kind).toBe('accepted');
    expect(receiver.counters).toMatchObject({ connections: 2, taken: 2 });
  });

  test('F17.2 a lost answer after the final dot is unknown and is not tried again', async () => {
    const same = open();
    await deliver(same);
    receiver.behaviour.add({ phase: 'stored', action: drop, times: 1 });
    expect(await deliver(same)).toMatchObject({ kind: 'unknown' });
    expect(receiver.counters.taken).toBe(2);
  });

  test('a large message lost half-way is known not to be sent', async () => {
    receiver.behaviour.add({ phase: 'receiving', action: drop });
    expect(await deliver(open(), mailFor(undefined, { html: 'word '.repeat(2_000_000) }))).toMatchObject({ kind: 'unreachable' });
  });

  test('a large message arrives whole', async () => {
    expect(await deliver(open(), mailFor(undefined, { html: `${'word '.repeat(100_000)}.end` }))).toMatchObject({ kind: 'accepted' });
    expect(receiver.store.records[0]!.bytes).toBeGreaterThan(500_000);
  });

  test('past the deadline nothing is begun', async () => {
    const connection = await open().connect();
    if ('failed' in connection) throw new Error('no connection');
    expect(await connection.send(mailFor(), performance.now() - 1)).toEqual({ kind: 'notAttempted' });
    expect(receiver.counters.taken).toBe(0);
  });

  test('the deadline is looked at again before the message: a slow RCPT keeps the mail back, and the channel goes on', async () => {
    receiver.behaviour.add({ phase: 'rcpt', action: { kind: 'delay', ms: 80 }, times: 1 });
    const same = open();
    expect(await deliver(same, mailFor(), performance.now() + 50)).toEqual({ kind: 'notAttempted' });
    expect(receiver.counters.taken).toBe(0);
    expect((await deliver(same)).kind).toBe('accepted');
    expect(receiver.counters.taken).toBe(1);
  });

  test('an address that would be a command of its own is never written', async () => {
    expect(await deliver(open(), mailFor('a@example.org>\r\nRCPT TO:<b@example.org'))).toMatchObject({ kind: 'rejected', code: 'BAD_ADDRESS' });
    expect(await deliver(channel!, mailFor('reader@example.org', { from: { address: 'ä@example.com', name: null } }))).toMatchObject({ kind: 'unreachable', code: 'BAD_SENDER' });
    expect(receiver.counters.refused).toBe(0);
  });
});
