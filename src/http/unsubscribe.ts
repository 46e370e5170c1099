import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Shared } from '../context.js';
import { unsubscribe } from '../operations/unsubscribe.js';
import { readUnsubscribeToken } from '../operations/unsubscribeToken.js';

/**
 * /u/{token}: GET shows a page with a button and changes nothing, because mail scanners follow links; POST unsubscribes, from that button
 * or by a mail client's one click (RFC 8058, body List-Unsubscribe=One-Click). Neither asks who is there: whoever holds the mail may.
 */
export function unsubscribeRoute(app: FastifyInstance, { runtime }: Shared): void {
  const { database, keys } = runtime;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Urlencoded or multipart; what it says does not matter.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 16_384 }, (_request, _body, done) => done(null, null));

    scope.get<{ Params: { token: string } }>('/u/:token', async (request, reply) => {
      const subtaskId = readUnsubscribeToken(keys, request.params.token);
      return subtaskId ? send(reply, 200, askPage) : send(reply, 404, unknownPage);
    });
    scope.post<{ Params: { token: string } }>('/u/:token', async (request, reply) => {
      const subtaskId = readUnsubscribeToken(keys, request.params.token);
      if (!subtaskId) return send(reply, 404, unknownPage);
      await unsubscribe(database.pool, subtaskId);
      return send(reply, 200, donePage);
    });
  });
}

const style = `
  :root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 0 1.5rem; box-sizing: border-box; text-align: center }
  h1 { font-size: 1.3rem; margin: 0 } p { margin: .3rem 0 }
  button { font: inherit; margin-top: 1.2rem; padding: .6rem 1.6rem; border-radius: .5rem; border: 1px solid; cursor: pointer }
`;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
};

const send = (reply: FastifyReply, code: number, page: string): FastifyReply => reply.code(code).headers(headers).send(page);

const pageOf = (en: string, zh: string, body = ''): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${en}</title><style>${style}</style></head>
<body><main><h1>${en}</h1><p lang="zh">${zh}</p>${body}</main></body></html>
`;

// No action: the form goes to the address it stands under, wherever a proxy has put it.
const askPage = pageOf(
  'Unsubscribe?',
  '确定退订吗？',
  '<form method="post"><button name="List-Unsubscribe" value="One-Click">Unsubscribe <span lang="zh">退订</span></button></form>',
);
const donePage = pageOf('You are unsubscribed.', '您已退订。');
const unknownPage = pageOf('This link is not valid.', '该链接无效。');
