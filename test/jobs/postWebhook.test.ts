import { afterEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { postWebhook } from '../../src/jobs/postWebhook.js';
import { classOfAddress } from '../../src/operations/networkAddress.js';
import { checkWebhookUrl } from '../../src/operations/webhookUrl.js';
import { openReceiver, type Receiver } from '../support/receiver.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const open: Receiver[] = [];
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});
async function receiver(...args: Parameters<typeof openReceiver>): Promise<Receiver> {
  const opened = await openReceiver(...args);
  open.push(opened);
  return opened;
}
const post = (url: string, privateWebhooks = true) => postWebhook({ id: 'msg', url, body: '{"type":"x"}', secrets: [secret] }, { webhookTimeoutMs: 500, privateWebhooks });

describe('a webhook is posted', () => {
  test('signed by Standard Webhooks, as JSON', async () => {
    const { address, received } = await receiver();
    expect(await post(`${address}/hook?a=1`)).toMatchObject({ status: 204, error: null });
    const [{ path, headers, body }] = received as [Receiver['received'][number]];
    expect([path, headers['content-type'], headers['webhook-id']]).toEqual(['/hook?a=1', 'application/json', 'msg']);
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({ type: 'x' });
    expect(() => new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`).verify(body, headers as Record<string, string>)).toThrow(/signature/);
    expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow(/signature/);
  });

  test.each([199 + 1, 202, 299])('and accepted by %s', async (status) => {
    const { address } = await receiver((response) => void response.writeHead(status).end('thanks'));
    expect(await post(address)).toMatchObject({ status, error: null });
  });

  test.each([400, 404, 410, 500])('and not accepted by %s', async (status) => {
    const { address } = await receiver((response) => void response.writeHead(status).end('no'));
    expect(await post(address)).toMatchObject({ status, error: `HTTP ${status}` });
  });

  test('and not where a redirect leads', async () => {
    const elsewhere = await receiver();
    const { address } = await receiver((response) => void response.writeHead(307, { location: elsewhere.address }).end());
    expect(await post(address)).toMatchObject({ status: 307, error: 'HTTP 307' });
    expect(elsewhere.received).toEqual([]);
  });

  test('and given up when no answer comes in time, or nobody listens', async () => {
    const { address } = await receiver(() => {});
    const outcome = await post(address);
    expect(outcome).toMatchObject({ status: null, error: 'no answer within 500 ms' });
    expect(outcome.latencyMs).toBeLessThan(1_500);
    const closed = await receiver();
    await open.pop()!.close();
    expect(await post(closed.address)).toMatchObject({ status: null, error: expect.stringContaining('ECONNREFUSED') });
  });

  test('to one who sends his answer for ever without waiting for its end', async () => {
    const { address } = await receiver((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(100_000)), 5);
      response.on('close', () => clearInterval(timer));
    });
    expect(await post(address)).toMatchObject({ status: 200, error: null });
  });
});

describe('a webhook does not reach into networks it may not (SSRF)', () => {
  test('whether they are named by address or by a name that leads there', async () => {
    const { address, received } = await receiver();
    const { port } = new URL(address);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0177.0.0.1']) {
      for (const protocol of ['http', 'https']) {
        expect(await post(`${protocol}://${host}:${port}/`, false)).toMatchObject({ status: null, error: 'the address leads into a network that webhooks may not reach' });
      }
    }
    expect(await post(`http://169.254.169.254/latest/meta-data`, true)).toMatchObject({ status: null, error: expect.stringContaining('may not reach') });
    expect(await post(`http://192.0.2.1/`, true)).toMatchObject({ status: null, error: expect.stringContaining('may not reach') });
    expect(received).toEqual([]);
    expect(await post(`http://localhost:${port}/`, true)).toMatchObject({ status: 204 });
  });

  test.each([
    ['8.8.8.8', 'PUBLIC'], ['2606:4700::1111', 'PUBLIC'], ['127.8.0.1', 'PRIVATE'], ['10.1.2.3', 'PRIVATE'], ['172.31.255.1', 'PRIVATE'], ['172.32.0.1', 'PUBLIC'], ['192.168.0.1', 'PRIVATE'],
    ['100.64.0.1', 'PRIVATE'], ['::1', 'PRIVATE'], ['fd00::1', 'PRIVATE'], ['::ffff:10.0.0.1', 'PRIVATE'], ['0.0.0.0', 'FORBIDDEN'], ['::', 'FORBIDDEN'], ['169.254.169.254', 'FORBIDDEN'],
    ['::ffff:169.254.169.254', 'FORBIDDEN'], ['fe80::1', 'FORBIDDEN'], ['224.0.0.1', 'FORBIDDEN'], ['255.255.255.255', 'FORBIDDEN'], ['64:ff9b::7f00:1', 'FORBIDDEN'], ['name', 'FORBIDDEN'],
  ])('%s is %s', (address, kind) => expect(classOfAddress(address)).toBe(kind));

  test.each([
    ['https://hooks.example.com/a?b=c#d', false, 'https://hooks.example.com/a?b=c'],
    ['https://8.8.8.8/', false, 'https://8.8.8.8/'],
    ['http://receiver:8080/hook', true, 'http://receiver:8080/hook'],
    ['http://127.0.0.1:3000', true, 'http://127.0.0.1:3000/'],
    ['https://[fd00::1]/', true, 'https://[fd00::1]/'],
  ])('%s is taken (private ones: %s)', (text, allowed, href) => expect(checkWebhookUrl(text, allowed)).toBe(href));

  test.each([
    ['text', true], ['', true], ['ftp://example.com', true], ['javascript:alert(1)', true], ['file:///etc/passwd', true], ['https://user@example.com', true], ['https://:pw@example.com', true],
    ['http://example.com', false], ['https://127.0.0.1', false], ['https://[::1]', false], ['https://2130706433/', false], ['http://8.8.8.8/', true], ['https://169.254.169.254/', true],
    [`https://example.com/${'a'.repeat(2_000)}`, true],
  ])('%s is refused (private ones: %s)', (text, allowed) =>
    expect(() => checkWebhookUrl(text, allowed)).toThrow(expect.objectContaining({ code: 'INVALID', field: ['url'] }) as never));
});
