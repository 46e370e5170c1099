import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { EngagelabReceiver } from '../../receivers/engagelab.js';
import { EngagelabChannel } from '../../src/providers/engagelab.js';
import { sendRequest } from '../../src/providers/engagelabRequest.js';
import { checkSettings } from '../../src/providers/settings.js';
import { deliver, mailFor } from './mail.js';

const account = { apiUser: 'tea-house', apiKey: 'hunter2-secret' };
let receiver: EngagelabReceiver;
let channel: EngagelabChannel | null = null;
beforeAll(async () => {
  receiver = await EngagelabReceiver.start(account);
});
afterAll(() => receiver.close());
afterEach(async () => {
  await channel?.close();
  receiver.disconnectAll();
  await until(() => receiver.counters.open === 0);
  receiver.reset();
});

function open(connections = 4, apiKey = account.apiKey, path = ''): EngagelabChannel {
  const settings = checkSettings('ENGAGELAB', { apiUser: account.apiUser, dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${receiver.port}${path}`, connections });
  return (channel = new EngagelabChannel(settings, { apiKey, webhookAppKey: null }, { connectMs: 500, commandMs: 500 }));
}

describe('EngageLab connections', () => {
  test('are kept and reused: 200 mails, four at a time, over four connections', async () => {
    const same = open(4);
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 50; i++) expect((await deliver(same)).kind).toBe('accepted');
    }));
    expect(receiver.counters).toMatchObject({ taken: 200, connections: 4, mostOpen: 4 });
    expect(receiver.counters.mostInFlight).toBeLessThanOrEqual(4);
  });

  test('are never more than the capacity, also when a caller asks for more', async () => {
    const same = open(2);
    const asked = await Promise.all(Array.from({ length: 5 }, () => same.connect()));
    expect(asked.filter((each) => 'failed' in each)).toHaveLength(3);
    for (const each of asked) if (!('failed' in each)) each.release();
    await until(() => receiver.counters.connections === 2);
    expect(receiver.counters.mostOpen).toBe(2);
  });

  test('are open before there is a mail, and kept when given back unused', async () => {
    const same = open();
    const connection = await same.connect();
    await until(() => receiver.counters.connections === 1);
    expect(receiver.counters.requests).toBe(0);
    if (!('failed' in connection)) connection.release();
    await deliver(same);
    expect(receiver.counters).toMatchObject({ connections: 1, taken: 1 });
  });

  test('that the server closed while idle are opened again, no mail the worse for it', async () => {
    const same = open();
    for (let i = 1; i <= 5; i++) {
      expect((await deliver(same)).kind).toBe('accepted');
      receiver.disconnectAll();
      await until(() => receiver.counters.open === 0);
    }
    expect(receiver.counters).toMatchObject({ connections: 5, taken: 5 });
  });

  test('close() lets a mail in flight end, begins none, and leaves no connection', async () => {
    const same = open();
    receiver.behaviour.add({ phase: 'request', action: { kind: 'delay', ms: 60 }, times: 1 });
    const held = await same.connect();
    const flying = deliver(same);
    await until(() => receiver.counters.delayed === 1);
    const closed = same.close();
    expect(await deliver(same)).toEqual({ kind: 'notAttempted' });
    if ('failed' in held) throw new Error('no connection');
    expect(await held.send(mailFor(), Infinity)).toEqual({ kind: 'notAttempted' });
    expect((await flying).kind).toBe('accepted');
    await closed;
    await until(() => receiver.counters.open === 0);
    expect(receiver.counters.taken).toBe(1);
  });
});

describe('F19.1 the probe of an EngageLab service', () => {
  test('is an authenticated read', async () => {
    expect(await open().probe()).toMatchObject({ ok: true, code: 'HTTP_200' });
    expect(receiver.counters).toMatchObject({ requests: 1, taken: 0 });
  });

  test('says what is wrong', async () => {
    expect(await open(4, 'wrong').probe()).toMatchObject({ ok: false, code: '30000', text: 'Authentication failed.' });
    expect(await open(4, account.apiKey, '/elsewhere').probe()).toMatchObject({ ok: false, code: 'HTTP_404' });
    receiver.behaviour.add({ phase: 'labels', action: { kind: 'stall' } });
    expect(await open().probe()).toMatchObject({ ok: false, code: 'ETIMEDOUT' });
  });
});

describe('the request', () => {
  const parse = (mail: Parameters<typeof sendRequest>[0]) => JSON.parse(sendRequest(mail)) as Record<string, unknown> & { body: Record<string, unknown> & { headers: Record<string, string> } };

  test('has one recipient, our id twice, and their tracking off', () => {
    const mail = mailFor('reader@example.org', { to: { address: 'reader@example.org', name: '王小明' } });
    expect(parse(mail)).toEqual({
      from: 'Tea House <news@example.com>', to: ['王小明 <reader@example.org>'], request_id: mail.requestId, custom_args: { mid: mail.requestId },
      body: {
        subject: 'New teas', content: { html: mail.html, text: mail.text },
        headers: { 'Message-ID': mail.messageId, 'List-Unsubscribe': '<https://example.com/u/token>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
        settings: { send_mode: 0, return_email_id: true, sandbox: false, open_tracking: false, click_tracking: false, unsubscribe_tracking: false },
      },
    });
  });

  test('leaves out headers that are forbidden, broken, or too many; never those of the unsubscribe link', () => {
    const { headers } = parse(mailFor(undefined, {
      headers: {
        'X-Long': 'l'.repeat(900), 'X-Short': 's', 'reply-to': 'x@example.org', DATE: 'now', 'X-Smtpapi': '{}', 'Bad Name': 'x', 'X-Break': 'a\r\nBcc: b@example.org',
        'List-Unsubscribe': `<https://example.com/${'u'.repeat(200)}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    })).body;
    expect(Object.keys(headers)).toEqual(['Message-ID', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'X-Short', 'X-Break']);
    expect(headers['X-Break']).toBe('a Bcc: b@example.org');
    expect(Buffer.byteLength(JSON.stringify(headers))).toBeLessThanOrEqual(1024);
  });

  test('quotes names that hold more than words', () => {
    const from = { address: 'news@example.com', name: 'Tea, "Coffee" <& more>\r\n' };
    expect(parse(mailFor(undefined, { from })).from).toBe('"Tea, \\"Coffee\\" <& more>" <news@example.com>');
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
