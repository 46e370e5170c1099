import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Shared } from '../context.js';

/** For answers that are no pages: nothing in them is to be run, shown in a frame, or guessed at. Pages set a policy of their own over it. */
const policy = { defaultSrc: [`'none'`], frameAncestors: [`'none'`], baseUri: [`'none'`], formAction: [`'none'`] };
const yearSeconds = 365 * 24 * 3600;

/** Security headers of every answer, and which pages of others may ask. Before the routes. */
export async function securityHeaders(app: FastifyInstance, { runtime }: Shared): Promise<void> {
  const { publicUrl, corsOrigins } = runtime.config;
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    // Said over plain HTTP browsers ignore it; said by a server that has no https at all it would lock its visitors out.
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: yearSeconds, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    // Not for browsers of today, and each is 30 bytes of every answer.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });
  if (corsOrigins.length === 0) return;
  // No cookies are used, so no credentials: whoever has a token sends it by hand.
  await app.register(cors, { origin: corsOrigins.includes('*') ? '*' : [...corsOrigins], methods: ['GET', 'POST', 'PUT'], credentials: false, maxAge: 3_600, exposedHeaders: ['retry-after'] });
}
