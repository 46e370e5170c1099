import { describe, expect, test } from '@jest/globals';
import { unsubscribeToken } from '../../src/operations/unsubscribeToken.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);

async function mailed(): Promise<{ user: string; url: string; email: string; id: string }> {
  const user = await world.user();
  await world.contacts(user, 1, 'Reader');
  const { id: task } = await world.task(user);
  await world.prepare(task);
  const [subtask] = await world.sql<{ id: string; email: string }>('SELECT id, email FROM subtasks');
  return { user, ...subtask!, url: `${api.address}/u/${unsubscribeToken(api.runtime.keys, subtask!.id)}` };
}
const suppressed = () => world.sql('SELECT user_id, email, reason, subtask_id FROM suppressions');

describe('unsubscribing (E1, E4)', () => {
  test('looking at the link changes nothing, however often: scanners do', async () => {
    const { url } = await mailed();
    for (const method of ['GET', 'HEAD', 'GET']) {
      const response = await fetch(url, { method });
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(/default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/),
      });
      if (method === 'GET') expect(await response.text()).toMatch(/Unsubscribe\?[\s\S]*确定退订吗？[\s\S]*<form method="post">/);
    }
    expect(await suppressed()).toEqual([]);
  });

  test.each([
    ['one click (RFC 8058)', { body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    [
      'one click as multipart',
      {
        body: '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
    ],
    ['a post of nothing', {}],
  ])('%s suppresses the address for this user, once', async (_what, init) => {
    const { url, user, email, id } = await mailed();
    for (let i = 0; i < 2; i++) {
      const response = await fetch(url, { method: 'POST', redirect: 'error', ...init });
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(/You are unsubscribed\.[\s\S]*您已退订。/);
    }
    expect(await suppressed()).toEqual([{ user_id: user, email: email.toLowerCase(), reason: 'UNSUBSCRIBED', subtask_id: id }]);
    expect(await world.sql(`SELECT * FROM audience($1, '{"includeAll": true}')`, [user])).toEqual([]);
  });

  test('a token that was not made here is not found, and changes nothing', async () => {
    const { url } = await mailed();
    for (const method of ['GET', 'POST']) {
      for (const wrong of [`${url}x`, url.slice(0, -1), `${api.address}/u/${'A'.repeat(43)}`]) {
        const response = await fetch(wrong, { method });
        expect(response.status).toBe(404);
        expect(await response.text()).toContain('This link is not valid.');
      }
    }
    expect(await suppressed()).toEqual([]);
  });
});
