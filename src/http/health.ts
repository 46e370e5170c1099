import type { FastifyInstance } from 'fastify';
import type { Shared } from '../context.js';

/** Whether this process answers and reaches its database (M5). */
export function healthRoute(app: FastifyInstance, { runtime }: Shared): void {
  app.get('/healthz', { logLevel: 'silent' }, async (_request, reply) => {
    try {
      await runtime.database.pool.query('SELECT 1');
      return { status: 'ok', version: runtime.version };
    } catch (error) {
      runtime.log.warn({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'database unreachable', version: runtime.version });
    }
  });
}
