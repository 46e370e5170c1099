import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type MboxMail, readMbox } from '../../receivers/mbox.js';
import { type SmtpReceiverOptions, SmtpReceiver } from '../../receivers/smtp.js';
import { buildMessage } from '../../src/providers/mime.js';
import { checkSettings, type SmtpSettings } from '../../src/providers/settings.js';
import { SmtpChannel } from '../../src/providers/smtp.js';
import { certificate, deliver, mailFor } from './mail.js';

const auth = { user: 'relay-user', password: 'hunter2-secret' };
const timeouts = { connectMs: 500, commandMs: 500 };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function relay(options: SmtpReceiverOptions = {}): Promise<SmtpReceiver> {
  const receiver = await SmtpReceiver.start(options);
  closers.push(() => receiver.close());
  return receiver;
}

function channelTo(receiver: SmtpReceiver, settings: Partial<SmtpSettings> = {}, password: string | null = auth.password): SmtpChannel {
  const checked = checkSettings('SMTP', { host: '127.0.0.1', port: receiver.port, tls: 'NONE', user: password === null ? null : auth.user, ...settings });
  const channel = new SmtpChannel(checked, password === null ? null : { password }, timeouts);
  closers.push(() => channel.close());
  return channel;
}

describe('SMTP connections', () => {
  test('are kept and reused: 200 mails, four at a time, over four connections', async () => {
    const receiver = await relay({ auth });
    const channel = channelTo(receiver, { connections: 4 });
    expect(channel.capacity).toBe(4);
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 50; i++) expect((await deliver(channel)).kind).toBe('accepted');
    }));
    expect(receiver.counters).toMatchObject({ taken: 200, connections: 4, logins: 4, mostOpen: 4 });
  });

  test('are never more than the capacity, also when a caller asks for more', async () => {
    const receiver = await relay();
    const channel = channelTo(receiver, { connections: 2 }, null);
    const asked = await Promise.all(Array.from({ length: 5 }, () => channel.connect()));
    expect(asked.filter((each) => 'failed' in each)).toEqual(Array(3).fill({ failed: { kind: 'notAttempted' } }));
    for (const each of asked) if (!('failed' in each)) each.release();
    expect(receiver.counters.mostOpen).toBe(2);
    expect((await deliver(channel)).kind).toBe('accepted');
    expect(receiver.counters.connections).toBe(2);
  });

  test('are ready before the mail: connect() logs in, release() keeps the connection for the next', async () => {
    const receiver = await relay({ auth });
    const channel = channelTo(receiver);
    const connection = await channel.connect();
    expect(receiver.counters.logins).toBe(1);
    if (!('failed' in connection)) connection.release();
    await deliver(channel);
    expect(receiver.counters).toMatchObject({ connections: 1, logins: 1, taken: 1 });
  });

  test('close() lets a mail in flight end, begins none, and leaves no connection', async () => {
    const receiver = await relay();
    const channel = channelTo(receiver, { connections: 3 }, null);
    receiver.behaviour.add({ phase: 'body', action: { kind: 'delay', ms: 60 }, times: 1 });
    const held = await channel.connect();
    const flying = deliver(channel);
    await until(() => receiver.counters.delayed === 1);
    const closed = channel.close();
    expect(await deliver(channel)).toEqual({ kind: 'notAttempted' });
    if ('failed' in held) throw new Error('no connection');
    expect(await held.send(mailFor(), Infinity)).toEqual({ kind: 'notAttempted' });
    expect((await flying).kind).toBe('accepted');
    await closed;
    await until(() => receiver.counters.open === 0);
    expect(receiver.counters.taken).toBe(1);
  });

  test('what the receiver stores is what was sent, byte for byte', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sluice-mbox-'));
    const mboxPath = path.join(folder, 'smtp.mbox');
    const receiver = await relay({ mboxPath });
    const channel = channelTo(receiver, {}, null);
    const mails = [mailFor('a@example.org', { text: '.\n..two\n.three\n\n.\nFrom me\n', html: '' }), mailFor('b@example.org')];
    for (const mail of mails) await deliver(channel, mail);
    await receiver.store.flush();
    const stored: MboxMail[] = [];
    for await (const mail of readMbox(mboxPath)) stored.push(mail);
    expect(stored).toEqual(mails.map((mail) => ({ recipient: mail.to.address, message: buildMessage(mail).toString('latin1').replaceAll('\r\n', '\n') })));
    expect(receiver.store.records).toMatchObject(mails.map((mail) => ({ recipient: mail.to.address, id: mail.messageId, bytes: buildMessage(mail).length })));
    await rm(folder, { recursive: true });
  });
});

describe('SMTP over TLS', () => {
  test.each(['STARTTLS', 'TLS'] as const)('%s: encrypted, the certificate checked against our own authority', async (tls) => {
    const receiver = await relay({ auth, tls: { ...certificate, implicit: tls === 'TLS' } });
    const channel = channelTo(receiver, { tls, host: 'localhost', ca: certificate.cert });
    expect((await deliver(channel)).kind).toBe('accepted');
    expect((await deliver(channel)).kind).toBe('accepted');
    expect(receiver.counters).toMatchObject({ connections: 1, logins: 1, taken: 2 });
  });

  test.each(['STARTTLS', 'TLS'] as const)('%s: a certificate nobody vouches for is refused before the password is sent', async (tls) => {
    const receiver = await relay({ auth, tls: { ...certificate, implicit: tls === 'TLS' } });
    expect(await deliver(channelTo(receiver, { tls }))).toMatchObject({ kind: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(receiver.counters.logins).toBe(0);
  });

  test('STARTTLS that the server does not offer is never done without', async () => {
    const receiver = await relay({ auth });
    expect(await deliver(channelTo(receiver, { tls: 'STARTTLS' }))).toMatchObject({ kind: 'unreachable' });
    expect(receiver.counters.logins).toBe(0);
  });
});

describe('F19.1 the probe of an SMTP service', () => {
  test('connects and logs in, and sends no mail', async () => {
    const receiver = await relay({ auth });
    const probe = await channelTo(receiver).probe();
    expect(probe).toMatchObject({ ok: true });
    expect(probe.latencyMs).toBeGreaterThanOrEqual(0);
    expect(receiver.counters).toMatchObject({ logins: 1, taken: 0 });
  });

  test('says what is wrong', async () => {
    const receiver = await relay({ auth });
    expect(await channelTo(receiver, {}, 'wrong').probe()).toMatchObject({ ok: false, code: '535' });
    const { port } = receiver;
    await receiver.close();
    closers.length = 0;
    const nobody = new SmtpChannel(checkSettings('SMTP', { host: '127.0.0.1', port, tls: 'NONE' }), null, timeouts);
    expect(await nobody.probe()).toMatchObject({ ok: false, code: 'ECONNREFUSED' });
  });
});

describe('SMTP services out of reach', () => {
  test('nobody listens: unreachable ECONNREFUSED', async () => {
    const receiver = await SmtpReceiver.start();
    const { port } = receiver;
    await receiver.close();
    const channel = new SmtpChannel(checkSettings('SMTP', { host: '127.0.0.1', port, tls: 'NONE' }), null, timeouts);
    expect(await deliver(channel)).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
  });

  test('a name that does not exist: unreachable, with a code of its own', async () => {
    const channel = new SmtpChannel(checkSettings('SMTP', { host: 'no-such-host.invalid', port: 25, tls: 'NONE' }), null, timeouts);
    const outcome = await deliver(channel);
    expect(outcome).toMatchObject({ kind: 'unreachable' });
    expect('code' in outcome && outcome.code).toMatch(/^(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EDNS|ECONNREFUSED|ESERVFAIL)$/);
  });

  test('a server that offers no log-in: unreachable ENOAUTH, the password unsent', async () => {
    const receiver = await relay({ auth: null });
    expect(await deliver(channelTo(receiver))).toMatchObject({ kind: 'unreachable', code: 'ENOAUTH' });
  });
});

describe('secrets', () => {
  test('F18.2 a server that repeats the password, plain or encoded, does not get it into an outcome', async () => {
    const receiver = await relay({ auth });
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const echo = `5.7.8 ${auth.password} ${base64(`\0${auth.user}\0${auth.password}`)} ${base64(auth.password)} refused`;
    receiver.behaviour.add({ phase: 'auth', action: { kind: 'refuse', code: 535, text: echo } });
    const channel = channelTo(receiver);
    expect(await deliver(channel)).toEqual({ kind: 'unreachable', code: '535', freeze: 'CREDENTIALS', text: '5.7.8 *** *** *** refused' });
    expect((await channel.probe()).text).toBe('5.7.8 *** *** *** refused');
    receiver.behaviour.clear();
    receiver.behaviour.add({ phase: 'rcpt', action: { kind: 'refuse', code: 550, text: `${'long '.repeat(300)}` } });
    const refused = await deliver(channel);
    expect('text' in refused && refused.text.length).toBe(500);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
