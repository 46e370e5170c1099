import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import vm from 'node:vm';
import { signInScript } from '../../src/http/graphiqlSignIn.js';
import { testApi, testPassword } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

/** fetch unpacks by itself; this shows what goes over the wire. */
const raw = (path: string, headers: Record<string, string>): Promise<{ headers: Record<string, unknown>; body: Buffer }> =>
  new Promise((resolve, reject) => {
    get(`${api.address}${path}`, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });

describe('the page /graphiql (A3)', () => {
  test('is whole: nothing in it is loaded from elsewhere, and only its own scripts may run', async () => {
    const { headers, body } = await raw('/graphiql', {});
    const page = body.toString();
    const markup = page.replace(/<script>[\s\S]*?<\/script>/g, '').replace(/<style>[\s\S]*?<\/style>/g, '');
    expect(markup).not.toMatch(/(src|href)="(?!data:)/);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`connect-src 'self'`);
    expect(policy).not.toMatch(/https?:|unsafe-eval/);
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => createHash('sha256').update(text!).digest('base64'));
    for (const hash of scripts) expect(policy).toContain(`'sha256-${hash}'`);
    expect(page).toContain('"connectionParams":window.sluice.connectionParams');
    expect(page).toContain('"subscriptionsProtocol":"WS"');
  });

  test('is sent packed to who can unpack it', async () => {
    const { headers, body } = await raw('/graphiql', { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(body.length).toBeLessThan(4_000_000);
    expect(gunzipSync(body).toString()).toContain('id="sluice"');
  });

  test('signs in through the API, and out', async () => {
    await api.signedIn('OPERATOR', 'anna');
    const page = fakePage();
    vm.runInNewContext(signInScript, page.globals);
    expect(page.globals.window.sluice!.headers()).toEqual({});
    await page.submit('anna', 'wrong password');
    expect(page.output.textContent).toBe('User name or password is wrong.');
    await page.submit('anna', testPassword);
    expect(page.who.textContent).toBe('anna (OPERATOR)');
    const { authorization } = page.globals.window.sluice!.connectionParams() as { authorization: string };
    const ask = async () => (await fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: '{"query":"{ viewer { name } }"}' })).json();
    expect(await ask()).toEqual({ data: { viewer: { name: 'anna' } } });
    await page.submit('', '');
    expect(await ask()).toMatchObject({ errors: [{ extensions: { reason: 'SESSION_ENDED' } }] });
    page.stop();
  });
});

interface Sluice {
  headers(): object;
  connectionParams(): object;
}

/** As much of a page as the script touches. */
function fakePage() {
  const [who, button, output] = [{ textContent: '' }, { textContent: '' }, { textContent: '' }];
  const elements = { name: { value: '', hidden: false }, password: { value: '', hidden: false } };
  const timers: NodeJS.Timeout[] = [];
  let submit: (event: object) => Promise<void> = async () => {};
  const parts: Record<string, unknown> = { '[data-who]': who, button, output };
  const form = {
    elements,
    querySelector: (selector: string) => parts[selector],
    querySelectorAll: () => Object.values(elements),
    addEventListener: (_type: string, listener: typeof submit) => (submit = listener),
  };
  const stored = new Map<string, string>();
  const globals = {
    document: { querySelector: () => form },
    sessionStorage: { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value), removeItem: (key: string) => stored.delete(key) },
    fetch: (path: string, init: RequestInit) => fetch(`${api.address}${path}`, init),
    setTimeout: (act: () => void, ms: number) => timers.push(setTimeout(act, ms)),
    clearTimeout: () => {},
    window: {} as { sluice?: Sluice },
    JSON, Date, Math, Error, Boolean,
  };
  return {
    globals,
    who,
    output,
    async submit(name: string, password: string) {
      elements.name.value = name;
      elements.password.value = password;
      await submit({ preventDefault: () => {} });
    },
    stop: () => timers.forEach(clearTimeout),
  };
}
