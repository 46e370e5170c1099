import type { FastifyInstance } from 'fastify';
import type { ApiMetrics } from '../metrics/apiMetrics.js';
import { requestScope } from '../requestScope.js';

/** Every HTTP request has its id around it, and is counted under its route. */
export function observeRequests(app: FastifyInstance, { requestSeconds }: ApiMetrics): void {
  app.addHook('onRequest', (request, _reply, done) => requestScope.run({ requestId: request.id }, done));
  // Again: the body arrives by events of the connection, which know nothing of the request that was running when it began.
  app.addHook('preValidation', (request, _reply, done) => requestScope.run({ requestId: request.id }, done));
  app.addHook('onResponse', async (request, reply) => {
    // Not the address, of which there is any number; and "other" for methods and addresses that nobody serves, which anybody may invent.
    const { url: route } = request.routeOptions;
    const labels = { method: route === undefined ? 'other' : request.method, route: route ?? 'other', status: `${Math.floor(reply.statusCode / 100)}xx` };
    requestSeconds.observe(labels, reply.elapsedTime / 1_000);
  });
}
