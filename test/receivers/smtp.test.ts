import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type MboxMail, readMbox } from '../../receivers/mbox.js';
import { SmtpReceiver, type SmtpReceiverOptions } from '../../receivers/smtp.js';

let folder: string;
let receiver: SmtpReceiver | null = null;
let socket: Socket | null = null;
let heard = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sluice-smtp-'));
  heard = '';
});
afterEach(async () => {
  socket?.destroy();
  await receiver?.close();
  receiver = null;
  await rm(folder, { recursive: true });
});

async function open(options: SmtpReceiverOptions = {}): Promise<Socket> {
  receiver = await SmtpReceiver.start(options);
  socket = connect(receiver.port, '127.0.0.1').on('data', (chunk: Buffer) => (heard += chunk.toString('utf8'))).on('error', () => undefined);
  await hears(/^220 /);
  return socket;
}

/** Waits until what was heard since the last call fits, then forgets it. */
async function hears(pattern: RegExp): Promise<string> {
  while (!pattern.test(heard)) await new Promise((resolve) => setImmediate(resolve));
  const all = heard;
  heard = '';
  return all;
}

const envelope = 'MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n';

describe('the SMTP receiver', () => {
  test('says what it can do', async () => {
    const client = await open({ auth: { user: 'u', password: 'p' }, smtpUtf8: true });
    client.write('EHLO me\r\n');
    const hello = await hears(/^250 /m);
    for (const word of ['PIPELINING', '8BITMIME', 'SIZE', 'SMTPUTF8', 'AUTH PLAIN LOGIN']) expect(hello).toContain(word);
    expect(hello).not.toContain('STARTTLS');
  });

  test('takes a pipelined mail, unstuffs its dots and writes the mbox file', async () => {
    const mboxPath = path.join(folder, 'mbox');
    const client = await open({ mboxPath });
    client.write(`${envelope}`);
    await hears(/354/);
    client.write('Message-ID: <1@example.com>\r\nSubject: x\r\n\r\n..dot\r\n...two\r\nFrom me\r\n>From you\r\n.\r\n');
    await hears(/^250 2\.0\.0 #/m);
    await receiver!.store.flush();
    expect(receiver!.store.records).toMatchObject([{ recipient: 'b@example.org', id: '<1@example.com>' }]);
    expect(await readFile(mboxPath, 'latin1')).toMatch(/^From a@example\.com \w{3} \w{3} .\d \d\d:\d\d:\d\d \d{4}\nDelivered-To: b@example\.org\nMessage-ID/);
    expect(await readFile(mboxPath, 'latin1')).toContain('\n.dot\n..two\n>From me\n>>From you\n');
    const mails: MboxMail[] = [];
    for await (const mail of readMbox(mboxPath)) mails.push(mail);
    expect(mails).toEqual([{ recipient: 'b@example.org', message: 'Message-ID: <1@example.com>\nSubject: x\n\n.dot\n..two\nFrom me\n>From you\n' }]);
  });

  test('does not care how the bytes are cut', async () => {
    const client = await open();
    client.setNoDelay(true);
    const dialogue = `${envelope}Message-ID: <2@example.com>\r\n\r\nbody\r\n.not the end\r\n.\r\n${envelope}.\r\n${envelope}\r\n.\r\nNOOP\r\n`;
    for (const byte of dialogue) {
      client.write(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await hears(/250 2\.0\.0 ok\r\n$/);
    expect(receiver!.store.records.map(({ bytes }) => bytes)).toEqual(['Message-ID: <2@example.com>\r\n\r\nbody\r\nnot the end\r\n'.length, 0, 2]);
  });

  test('takes several mails and commands in one chunk', async () => {
    const client = await open();
    client.write(`${`${envelope}Subject: x\r\n\r\nbody\r\n.\r\n`.repeat(5)}QUIT\r\n`);
    const all = await hears(/^221 /m);
    expect(all.match(/^354/gm)).toHaveLength(5);
    expect(receiver!.counters).toMatchObject({ taken: 5, connections: 1 });
  });

  test('records one mail for each recipient', async () => {
    const client = await open();
    client.write('MAIL FROM:<>\r\nRCPT TO:<b@example.org>\r\nRCPT TO:<c@example.org>\r\nDATA\r\nx\r\n.\r\n');
    await hears(/#taken#/);
    expect(receiver!.store.records.map(({ recipient }) => recipient)).toEqual(['b@example.org', 'c@example.org']);
  });

  test.each([['PLAIN', 'AUTH PLAIN AHUAcA==\r\n'], ['PLAIN in two steps', 'AUTH PLAIN\r\nAHUAcA==\r\n'], ['LOGIN', 'AUTH LOGIN\r\ndQ==\r\ncA==\r\n'], ['LOGIN with the user', 'AUTH LOGIN dQ==\r\ncA==\r\n']])('knows %s', async (_name, words) => {
    const client = await open({ auth: { user: 'u', password: 'p' } });
    client.write(words);
    await hears(/^235 /m);
  });

  test('refuses a wrong password, a mail without log-in and commands out of order', async () => {
    const client = await open({ auth: { user: 'u', password: 'p' } });
    client.write('AUTH PLAIN AHUAeA==\r\nMAIL FROM:<a@b>\r\nRCPT TO:<b@c>\r\nDATA\r\nHUH?\r\n');
    expect((await hears(/^500 /m)).split('\r\n').map((line) => line.slice(0, 3))).toEqual(['535', '530', '503', '503', '500', '']);
  });

  test('a rule holds for the recipients and the number of times it names', async () => {
    const client = await open();
    receiver!.behaviour.add({ phase: 'rcpt', recipient: 'b@', times: 1, action: { kind: 'refuse', code: 550, text: 'no' } });
    client.write('MAIL FROM:<>\r\nRCPT TO:<c@example.org>\r\nRCPT TO:<b@example.org>\r\nRCPT TO:<b@example.org>\r\n');
    expect((await hears(/550[^]*250/)).split('\r\n').map((line) => line.slice(0, 3))).toEqual(['250', '250', '550', '250', '']);
    expect(() => receiver!.behaviour.add({ phase: 'nap', action: { kind: 'stall' } })).toThrow('no phase nap');
  });
});
