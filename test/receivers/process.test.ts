import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readMbox } from '../../receivers/mbox.js';
import { type ReceiversProcess, startReceivers } from '../../receivers/start.js';
import { EngagelabChannel } from '../../src/providers/engagelab.js';
import { checkSettings } from '../../src/providers/settings.js';
import { SmtpChannel } from '../../src/providers/smtp.js';
import { deliver, mailFor } from '../providers/mail.js';

// Built by scripts/test.mjs before Jest starts.
const script = path.resolve('dist/receivers/main.js');
const timeouts = { connectMs: 1000, commandMs: 1000 };
let folder: string;
let receivers: ReceiversProcess;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sluice-receivers-'));
  receivers = await startReceivers(script, { smtp: { mboxPath: path.join(folder, 'smtp.mbox') }, engagelab: { mboxPath: path.join(folder, 'engagelab.mbox') } });
});
afterAll(() => rm(folder, { recursive: true }));

describe('the receivers as a process', () => {
  test('take, obey, count, forget, and write everything down before they end', async () => {
    const { control } = receivers;
    const smtp = new SmtpChannel(checkSettings('SMTP', { host: '127.0.0.1', port: receivers.smtpPort, tls: 'NONE' }), null, timeouts);
    const engagelab = new EngagelabChannel(
      checkSettings('ENGAGELAB', { apiUser: 'api-user', dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${receivers.engagelabPort}` }), { apiKey: 'api-key', webhookAppKey: null }, timeouts);
    for (let i = 0; i < 20; i++) {
      expect((await deliver(smtp, mailFor(`s${i}@example.org`))).kind).toBe('accepted');
      expect((await deliver(engagelab, mailFor(`e${i}@example.org`))).kind).toBe('accepted');
    }
    expect(await control.counters()).toMatchObject({ smtp: { taken: 20 }, engagelab: { taken: 20 } });
    expect((await control.records('smtp')).map(({ recipient }) => recipient)).toEqual(Array.from({ length: 20 }, (_, i) => `s${i}@example.org`));

    await control.behave('smtp', { phase: 'rcpt', action: { kind: 'refuse', code: 550, text: '5.1.1 unknown' } });
    expect(await deliver(smtp)).toMatchObject({ kind: 'rejected', code: '550' });
    await control.behaveOnly('smtp');
    expect((await deliver(smtp, mailFor('last@example.org'))).kind).toBe('accepted');
    await expect(control.behave('engagelab', { phase: 'nonsense', action: { kind: 'stall' } })).rejects.toThrow('no phase nonsense');
    await control.reset();
    expect(await control.records('smtp')).toEqual([]);

    await smtp.close();
    await engagelab.close();
    await receivers.stop();
    const recipients: string[] = [];
    for (const name of ['smtp.mbox', 'engagelab.mbox']) for await (const mail of readMbox(path.join(folder, name))) recipients.push(mail.recipient);
    expect(recipients).toHaveLength(41);
    expect(new Set(recipients).size).toBe(41);
  });

  test('are gone when the parent is: nobody listens any more', async () => {
    const code = await new Promise((resolve) => createConnection(receivers.smtpPort, '127.0.0.1').on('error', (error: NodeJS.ErrnoException) => resolve(error.code)));
    expect(code).toBe('ECONNREFUSED');
  });
});
