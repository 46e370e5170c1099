import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Pool } from 'undici';
import { sendRequest } from '../src/providers/engagelabRequest.js';
import { buildMessage } from '../src/providers/mime.js';
import { RawMails, type Template } from './content.js';

/** What the cheapest honest sender does: nothing is planned, counted or written down. */
export interface RawRun {
  perSecond: number;
  mails: number;
}

async function inLanes(lanes: number, mails: number, one: (lane: number) => Promise<void>): Promise<RawRun> {
  let left = mails;
  const began = performance.now();
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    while (left-- > 0) await one(lane);
  }));
  return { perSecond: (mails / (performance.now() - began)) * 1_000, mails };
}

export const apiUser = 'api';
export const apiKey = 'key-of-the-bench';

/** A bare undici client on the same receiver; each body is filled and serialised when it is sent. */
export async function rawHttp(port: number, template: Template, mails: number, connections: number, run: number): Promise<RawRun> {
  const content = new RawMails(template, run);
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  const headers = { authorization: `Basic ${Buffer.from(`${apiUser}:${apiKey}`).toString('base64')}`, 'content-type': 'application/json; charset=utf-8' };
  try {
    return await inLanes(connections, mails, async () => {
      const answer = await pool.request({ method: 'POST', path: '/v1/mail/send', headers, body: sendRequest(content.next()) });
      await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`the raw client was answered ${answer.statusCode}`);
    });
  } finally {
    await pool.close();
  }
}

/** nodemailer's SMTPConnection on the same receiver; the messages are built before the clock starts. */
export async function rawSmtp(port: number, template: Template, mails: number, connections: number, run: number): Promise<RawRun> {
  const content = new RawMails(template, run);
  const built = Array.from({ length: mails }, () => {
    const mail = content.next();
    return { envelope: { from: mail.from.address, to: mail.to.address }, message: buildMessage(mail) };
  });
  const open = await Promise.all(Array.from({ length: connections }, () => new Promise<SMTPConnection>((resolve, reject) => {
    const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true });
    connection.once('error', reject);
    connection.connect(() => resolve(connection));
  })));
  try {
    return await inLanes(connections, mails, (lane) => new Promise((resolve, reject) => {
      const { envelope, message } = built.pop()!;
      open[lane]!.send(envelope, message, (error) => (error ? reject(error) : resolve()));
    }));
  } finally {
    for (const connection of open) connection.close();
  }
}
