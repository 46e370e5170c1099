// How fast the channels hand mails over, beside the bare client underneath each, on loopback with receivers in a process of their own.
//   node dist/bench/channels.js [--mails 40000] [--bytes 3000] [--connections 16] [--mime]
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import * as qp from 'nodemailer/lib/qp';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { startReceivers } from '../receivers/start.js';
import { EngagelabChannel } from '../src/providers/engagelab.js';
import { sendRequest } from '../src/providers/engagelabRequest.js';
import { buildMessage } from '../src/providers/mime.js';
import type { Channel, Mail } from '../src/providers/provider.js';
import { checkCredentials, checkSettings } from '../src/providers/settings.js';
import { SmtpChannel } from '../src/providers/smtp.js';
import { encodeText } from '../src/providers/transferEncoding.js';

const { values } = parseArgs({ options: { mails: { type: 'string', default: '40000' }, bytes: { type: 'string', default: '3000' }, connections: { type: 'string', default: '16' }, mime: { type: 'boolean', default: false } } });
const mails = Number(values.mails);
const connections = Number(values.connections);

const sentence = 'Dear friend, our spring range is here: twenty new teas, picked in March, shipped within two days. ';
const html = `<html><body style="font-family: sans-serif">${`<p>${sentence}</p>\n`.repeat(Math.ceil((Number(values.bytes) * 0.7) / (sentence.length + 8)))}</body></html>`;
const text = `${sentence}\n`.repeat(Math.ceil((Number(values.bytes) * 0.25) / sentence.length));
let serial = 0;

function nextMail(): Mail {
  const id = ++serial;
  return {
    requestId: `0190a6c0-0000-7000-8000-${String(id).padStart(12, '0')}-1`, subtaskId: `0190a6c0-0000-7000-8000-${String(id).padStart(12, '0')}`, attempt: 1,
    from: { address: 'news@example.com', name: 'Tea House' }, to: { address: `reader${id}@example.org`, name: 'Jürgen Weiß' },
    subject: 'New teas, picked in March', html, text, messageId: `<${id}.1@example.com>`, date: new Date(1_790_000_000_000),
    headers: { 'List-Unsubscribe': `<https://example.com/u/${id}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  };
}

/** Runs `lanes` loops until all mails have gone; prints and returns mails per second and our own CPU time for each. */
async function measure(name: string, lanes: number, count: number, one: (lane: number) => Promise<void>): Promise<number> {
  let left = count;
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    while (left-- > 0) await one(lane);
  }));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const rate = Math.round(count / seconds);
  console.log(`${name.padEnd(34)} ${String(rate).padStart(7)}/s   ${((user + system) / count).toFixed(1).padStart(6)} us CPU a mail`);
  return rate;
}

const throughChannel = (channel: Channel) => async (): Promise<void> => {
  const connection = await channel.connect();
  if ('failed' in connection) throw new Error(JSON.stringify(connection.failed));
  const outcome = await connection.send(nextMail(), Infinity);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
};

async function http(port: number): Promise<void> {
  const origin = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${Buffer.from('api-user:api-key').toString('base64')}`;
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const raw = async (): Promise<void> => {
    const answer = await pool.request({ method: 'POST', path: '/v1/mail/send', headers: { authorization, 'content-type': 'application/json' }, body: sendRequest(nextMail()) });
    await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`);
  };
  const settings = checkSettings('ENGAGELAB', { apiUser: 'api-user', dataCentre: 'CUSTOM', baseUrl: origin, connections });
  const channel = new EngagelabChannel(settings, checkCredentials('ENGAGELAB', { apiKey: 'api-key' }), { connectMs: 5000, commandMs: 10_000 });
  await measure('warming up', connections, mails / 4, raw);
  await measure('warming up', connections, mails / 4, throughChannel(channel));
  await measure('HTTP, global fetch', connections, mails / 2, async () => {
    const answer = await fetch(`${origin}/v1/mail/send`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: sendRequest(nextMail()) });
    await answer.text();
  });
  const bare = await measure('HTTP, undici Pool.request', connections, mails, raw);
  const ours = await measure('HTTP, channel', connections, mails, throughChannel(channel));
  console.log(`HTTP: channel / bare undici = ${(ours / bare).toFixed(2)}`);
  await channel.close();
  await pool.close();
}

async function smtp(port: number): Promise<void> {
  const bareConnections = await Promise.all(Array.from({ length: connections }, () => new Promise<SMTPConnection>((resolve, reject) => {
    const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true });
    connection.once('error', reject);
    connection.connect(() => resolve(connection));
  })));
  const raw = (lane: number): Promise<void> => new Promise((resolve, reject) => {
    const mail = nextMail();
    bareConnections[lane]!.send({ from: mail.from.address, to: mail.to.address }, buildMessage(mail), (error) => (error ? reject(error) : resolve()));
  });
  const settings = checkSettings('SMTP', { host: '127.0.0.1', port, tls: 'NONE', connections });
  const channel = new SmtpChannel(settings, null, { connectMs: 5000, commandMs: 10_000 });
  await measure('warming up', connections, mails / 4, raw);
  await measure('warming up', connections, mails / 4, throughChannel(channel));
  const bare = await measure('SMTP, SMTPConnection.send', connections, mails, raw);
  const ours = await measure('SMTP, channel', connections, mails, throughChannel(channel));
  console.log(`SMTP: channel / bare SMTPConnection = ${(ours / bare).toFixed(2)}`);
  await channel.close();
  for (const connection of bareConnections) connection.close();
}

function mime(): void {
  const time = (name: string, work: () => unknown): void => {
    for (let i = 0; i < 5000; i++) work();
    const began = performance.now();
    for (let i = 0; i < 20_000; i++) work();
    console.log(`${name.padEnd(46)} ${((performance.now() - began) / 20).toFixed(1).padStart(7)} us`);
  };
  const chinese = '春天的新茶已经到货，三月采摘，两天内发货。'.repeat(48);
  time(`whole message, ${buildMessage(nextMail()).length} bytes`, () => buildMessage(nextMail()));
  time(`quoted-printable, ${html.length} bytes of HTML`, () => encodeText(html));
  time('  the same by nodemailer', () => qp.wrap(qp.encode(html), 76));
  time(`base64, ${Buffer.byteLength(chinese)} bytes of Chinese`, () => encodeText(chinese));
  time('  the HTML as base64, in one piece then cut', () => {
    const whole = Buffer.from(html, 'utf8').toString('base64');
    let lines = '';
    for (let at = 0; at < whole.length; at += 76) lines += whole.slice(at, at + 76) + '\r\n';
    return lines;
  });
  time('  the HTML as base64 in lines, 57 bytes at a time', () => {
    const bytes = Buffer.from(html, 'utf8');
    let lines = '';
    for (let at = 0; at < bytes.length; at += 57) lines += bytes.toString('base64', at, at + 57) + '\r\n';
    return lines;
  });
  time('request for EngageLab', () => sendRequest(nextMail()));
}

if (values.mime) mime();
else {
  const receivers = await startReceivers(fileURLToPath(new URL('../receivers/main.js', import.meta.url)));
  try {
    console.log(`${mails} mails of about ${buildMessage(nextMail()).length} bytes, ${connections} connections, receivers in a second process`);
    await http(receivers.engagelabPort);
    await smtp(receivers.smtpPort);
  } finally {
    await receivers.stop();
  }
}
