import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Shared } from '../context.js';
import { statusAnswer, statusPaths } from './status.js';

/** /healthz, /readyz and /metrics at the api's own port (M5). */
export function healthRoute(app: FastifyInstance, { runtime }: Shared): void {
  for (const path of statusPaths) {
    app.get(path, async (request, reply) => {
      // As if it were not there: who may not read it need not know that it is.
      if (path === '/metrics' && !mayRead(request, runtime.config.metrics.token)) return reply.callNotFound();
      const { code, type, body } = await statusAnswer(path, runtime);
      return reply.code(code).type(type).header('cache-control', 'no-store').send(body);
    });
  }
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * With a token set, whoever has it, and nobody else. Without, this machine only: what comes through a proxy on it says so in a header, but not through
 * every proxy, so one that serves the world must not pass /metrics on, or a token be set.
 */
function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) return sameText(request.headers.authorization ?? '', `Bearer ${token}`);
  // The socket's own address: what a trusted proxy says of others has no weight here.
  const address = request.socket.remoteAddress ?? '';
  return /^(::ffff:)?127\.|^::1$/.test(address) && !forwarding.some((name) => name in request.headers);
}

const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
