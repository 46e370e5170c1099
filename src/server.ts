import { fastify, type FastifyBaseLogger } from 'fastify';
import type { Shared } from './context.js';
import { securityHeaders } from './http/headers.js';
import { routes } from './http/routes.js';
import { watchLeader } from './http/watchLeader.js';
import { newId } from './ids.js';
import { LiveObjects } from './live/LiveObjects.js';
import { AuditMask } from './operations/auditMask.js';
import { Limiters } from './operations/Limiters.js';
import { RequestRates } from './operations/RequestRates.js';
import { SignInThrottle } from './operations/SignInThrottle.js';
import { resolvers } from './resolvers/index.js';
import type { Role, Runtime } from './runtime.js';
import { buildApiSchema } from './schema/build.js';
import { trustedProxies } from './transport/clientAddress.js';
import { serveGraphql } from './transport/graphql.js';
import { observeRequests } from './transport/observeRequests.js';
import { patience as defaultPatience, type Patience } from './transport/patience.js';
import { serveWebSocket } from './transport/webSocket.js';

const drainMs = 10_000;

/** The api role: HTTP and WebSocket around one schema, on one port. */
export function createApi(runtime: Runtime, given: Partial<Patience> = {}): Role {
  const stops: (() => Promise<void> | void)[] = [];
  const patience: Patience = { ...defaultPatience, ...given };
  let address: string | null = null;

  async function start(): Promise<void> {
    const { config, log } = runtime;
    const limiters = new Limiters(config.redisUrl, { scope: runtime.database.identity, warn: (line) => log.warn(line) });
    const rates = new RequestRates(limiters, { perMinute: config.ratePerMinute, anonymousPerMinute: config.anonymousRatePerMinute });
    const shared: Shared = { runtime, live: new LiveObjects(log), throttle: new SignInThrottle(limiters), rates, auditMask: new AuditMask(runtime.keys.personal) };
    const schema = buildApiSchema(resolvers);
    const trusts = trustedProxies(config.trustProxy);
    const app = fastify({
      loggerInstance: log as FastifyBaseLogger,
      disableRequestLogging: true,
      genReqId: newId,
      requestIdLogLabel: 'requestId',
      trustProxy: trusts,
      requestTimeout: patience.requestMs,
      connectionTimeout: patience.silenceMs,
      keepAliveTimeout: patience.idleMs,
      maxRequestsPerSocket: patience.requestsPerSocket,
      http: { headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.checkMs },
      // Connections without a request are closed at once, those with one when it is answered.
      forceCloseConnections: 'idle',
    });
    observeRequests(app, runtime.metrics.api);
    await securityHeaders(app, shared);
    for (const route of routes(config)) route(app, shared);
    let isDraining = false;
    // Else a client would keep the connection of the last answer open for its next question.
    app.addHook('onSend', async (_request, reply) => void ((isDraining || runtime.readiness.phase === 'DRAINING') && reply.header('connection', 'close')));
    const graphql = await serveGraphql(app, schema, shared, patience);
    const webSocket = serveWebSocket(app.server, schema, shared, { trusts, patience });
    const stopReloading = runtime.events.onRestored(() => shared.live.reload());
    const stopWatchingLeader = watchLeader(runtime);

    // In this order: sockets, told to come back elsewhere; then requests that are being answered; then what they stand on. Written down before
    // listening, which may fail.
    stops.push(
      () => void (isDraining = true),
      () => webSocket.dispose(),
      () => shared.live.close(),
      () => withinDrain(app.close(), () => app.server.closeAllConnections()),
      () => graphql.stop(),
      stopReloading,
      () => rates.close(),
      () => limiters.close(),
      stopWatchingLeader,
    );
    address = await app.listen({ host: config.host, port: config.port });
  }

  return {
    name: 'api',
    get address() {
      return address;
    },
    start,
    async stop() {
      for (const stop of stops.splice(0)) await stop();
      address = null;
    },
  };
}

/** A request that never ends must not keep the process. */
async function withinDrain(closing: PromiseLike<unknown>, force: () => void): Promise<void> {
  const timer = setTimeout(force, drainMs);
  await closing;
  clearTimeout(timer);
}
