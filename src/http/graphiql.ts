import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { signInBar, signInScript } from './graphiqlSignIn.js';

const headersMark = 'ADDITIONAL-HEADERS';
const greeting = `# Sign in above, then ask. Subscriptions work as well.

{
  viewer {
    name
    role
    quotaRemaining
  }
}
`;

interface Page {
  plain: Buffer;
  packed: Buffer;
  policy: string;
}

/** GraphiQL out of the package, without any CDN, so it also works in a cellar (A3). 8 MB, so it is made at the first visit and kept. */
export function graphiqlRoute(app: FastifyInstance): void {
  let page: Promise<Page> | null = null;
  app.get('/graphiql', async (request, reply) => {
    page ??= makePage();
    const { plain, packed, policy } = await page;
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (takesGzip) reply.header('content-encoding', 'gzip');
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', vary: 'accept-encoding' })
      .send(takesGzip ? packed : plain);
  });
}

async function makePage(): Promise<Page> {
  const html = renderPage();
  const plain = Buffer.from(html);
  return { plain, packed: await promisify(gzip)(plain, { level: 6 }), policy: policyFor(html) };
}

export function renderPage(): string {
  const rendered = renderGraphiQL({
    title: 'Sluice',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: greeting,
    isHeadersEditorEnabled: true,
    additionalHeaders: { [headersMark]: '' },
  });
  // The package puts its options through JSON, where functions are lost; what it hands them to takes functions.
  const mark = `"additionalHeaders":${JSON.stringify({ [headersMark]: '' })}`;
  if (!rendered.includes(mark) || !rendered.includes('<div id="root">')) throw new Error('render-graphiql has changed: its options or its root are not where they were');
  return rendered
    .replace(mark, () => '"additionalHeaders":window.sluice.headers,"connectionParams":window.sluice.connectionParams')
    .replace('<div id="root">', () => `${signInBar}<script>${signInScript}</script><div id="root">`);
}

/** Only the scripts of this very page may run, by their hashes; it may talk to us only. Monaco makes workers of blobs and styles by script. */
function policyFor(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`);
  return [
    `default-src 'none'`,
    `script-src ${scripts.join(' ')}`,
    `style-src 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
