import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import { EngagelabReceiver, type EngagelabReceiverOptions } from '../../receivers/engagelab.js';
import { readMbox } from '../../receivers/mbox.js';

let receiver: EngagelabReceiver;
const open = async (options: EngagelabReceiverOptions = {}): Promise<void> => {
  await receiver.close();
  receiver = await EngagelabReceiver.start(options);
};
beforeEach(async () => {
  receiver = await EngagelabReceiver.start();
});
afterEach(() => receiver.close());

const good = { from: 'Tea <a@example.com>', to: ['b@example.org'], body: { subject: 'x', content: { text: 'hello' } }, request_id: 'r1' };
const authorization = `Basic ${Buffer.from('api-user:api-key').toString('base64')}`;

async function post(body: unknown, headers: Record<string, string> = { authorization }): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await fetch(`http://127.0.0.1:${receiver.port}/v1/mail/send`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

describe('the EngageLab receiver', () => {
  test('answers 200 with an e-mail id for each recipient', async () => {
    const { status, json } = await post({ ...good, to: ['b@example.org', '222 <c@example.org>'] });
    expect(status).toBe(200);
    expect(json).toEqual({ request_id: 'r1', email_ids: [expect.stringMatching(/0\$b@example\.org$/), expect.stringMatching(/1\$c@example\.org$/)] });
    expect(receiver.store.records.map(({ recipient }) => recipient)).toEqual(['b@example.org', 'c@example.org']);
  });

  test.each([
    [{ ...good, from: '' }, 30801],
    [{ ...good, to: [] }, 30800],
    [{ ...good, body: { ...good.body, subject: 's'.repeat(257) } }, 30800],
    [{ ...good, body: { ...good.body, content: {} } }, 30800],
    [{ ...good, body: { ...good.body, headers: { Subject: 'x' } } }, 30862],
    [{ ...good, body: { ...good.body, headers: { 'X-Long': 'x'.repeat(1100) } } }, 30800],
    [{ ...good, custom_args: [] }, 30893],
    [{ ...good, custom_args: { 'a.b': 'c' } }, 30893],
    ['{', 30800],
  ])('answers 400 to %j with code %i', async (body, code) => {
    expect(await post(body)).toMatchObject({ status: 400, json: { code } });
    expect(receiver.counters).toMatchObject({ taken: 0, refused: 1 });
  });

  test('answers 401 without the right key, 404 in plain text elsewhere, and the health check', async () => {
    expect(await post(good, { authorization: 'Basic eDp5' })).toEqual({ status: 401, json: { code: 30000, message: 'Authentication failed.' } });
    const elsewhere = await fetch(`http://127.0.0.1:${receiver.port}/v1/nothing`, { headers: { authorization } });
    expect([elsewhere.status, await elsewhere.text()]).toEqual([404, 'not found']);
    const labels = await fetch(`http://127.0.0.1:${receiver.port}/v1/labels?offset=0&limit=1`, { headers: { authorization } });
    expect([labels.status, await labels.json()]).toEqual([200, { total: 0, count: 0, result: [] }]);
  });

  test('repeats its answer for a request id it knows, without a second mail, as long as it knows it', async () => {
    const first = await post(good);
    expect(await post(good)).toEqual(first);
    expect(receiver.counters).toMatchObject({ taken: 1, replayed: 1 });
    await post({ ...good, request_id: '' });
    await post({ ...good, request_id: '' });
    expect(receiver.counters).toMatchObject({ taken: 3, replayed: 1 });
    await open({ replayMs: 0 });
    await post(good);
    await post(good);
    expect(receiver.counters).toMatchObject({ taken: 2, replayed: 0 });
  });

  test('checks a sandbox request and delivers nothing', async () => {
    expect((await post({ ...good, body: { ...good.body, settings: { sandbox: true } } })).status).toBe(200);
    expect(receiver.counters.taken).toBe(0);
  });

  test('writes the message the request stands for', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sluice-engagelab-'));
    const mboxPath = path.join(folder, 'mbox');
    await open({ mboxPath });
    const html = `<p>${'春茶'.repeat(60)}</p>`;
    await post({ ...good, from: '"Tea, \\"House\\"" <a@example.com>', to: ['王小明 <b@example.org>'], body: { subject: '新茶到货'.repeat(12), content: { html, text: 'From here' }, headers: { 'List-Unsubscribe': '<https://x.example/u>' } } });
    await receiver.store.flush();
    for await (const { recipient, message } of readMbox(mboxPath)) {
      expect(recipient).toBe('b@example.org');
      const parsed = await PostalMime.parse(Buffer.from(message, 'latin1'));
      expect(parsed).toMatchObject({ from: { name: 'Tea, "House"', address: 'a@example.com' }, to: [{ name: '王小明', address: 'b@example.org' }], subject: '新茶到货'.repeat(12) });
      expect([parsed.html?.trim(), parsed.text?.trim()]).toEqual([html, 'From here']);
      expect(parsed.headers).toContainEqual(expect.objectContaining({ key: 'list-unsubscribe', value: '<https://x.example/u>' }));
    }
    await rm(folder, { recursive: true });
  });
});
