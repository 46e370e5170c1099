import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { Context, type Shared } from '../context.js';
import { checkCost } from '../schema/cost.js';
import { unauthenticated } from '../schema/denied.js';
import { limits, tooFast } from '../schema/limits.js';
import { formatError } from '../schema/masking.js';
import { ownRules } from '../schema/prepare.js';
import { problemOfVariables } from '../schema/storable.js';
import { authenticate } from './authenticate.js';
import { observeHttpOperations } from './observeOperation.js';
import type { Patience } from './patience.js';
import { timedOut, withinTime } from './timeLimit.js';

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Apollo behind POST and GET /graphql. Resolves to what stops it. */
export async function serveGraphql(app: FastifyInstance, schema: GraphQLSchema, shared: Shared, { bodyMs }: Patience): Promise<{ stop(): Promise<void> }> {
  const { log, config } = shared.runtime;
  const apollo = new ApolloServer<Context>({
    schema,
    csrfPrevention: true,
    // Switched off by a rule of ours, which holds for WebSockets too.
    introspection: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Ours are state of a moment; caching of parsed documents is Apollo's own.
    persistedQueries: false,
    status400ForVariableCoercionErrors: true,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: ownRules(config),
    formatError: (formatted, error) => formatError(formatted, error, log, config),
    logger: log,
    plugins: [ApolloServerPluginLandingPageDisabled(), observeHttpOperations(shared.runtime), variableLimits(schema)],
  });
  await apollo.start();
  // The package types its requests by a route interface of its own.
  const answer = fastifyApolloHandler(apollo, { context: (request) => contextOf(shared, request as FastifyRequest) }) as unknown as Answer;
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: limits.bodyBytes,
    ...withinPatience(bodyMs),
    handler: (request, reply) =>
      withinTime(answer(request, reply), () => {
        const { message, extensions } = timedOut();
        void reply.code(503).type('application/json; charset=utf-8');
        return JSON.stringify({ errors: [{ message, extensions: { code: extensions.code } }] });
      }),
  });
  return apollo;
}

/** The server's own limit for a whole request is that of an upload: an operation is short, so who sends it byte by byte is cut off sooner. */
function withinPatience(bodyMs: number): { onRequest(request: FastifyRequest): Promise<void>; preValidation(request: FastifyRequest): Promise<void> } {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  return {
    async onRequest(request) {
      const { socket } = request.raw;
      const giveUp = (): void => {
        socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
        socket.destroySoon();
      };
      timers.set(request, setTimeout(giveUp, bodyMs).unref());
    },
    async preValidation(request) {
      clearTimeout(timers.get(request));
    },
  };
}

/** Its place is after validation: the length of pages stands in the variables. */
const variableLimits = (schema: GraphQLSchema): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, request }) {
        const variables = request.variables ?? {};
        const problem = problemOfVariables(variables) ?? (operation && checkCost(schema, { document, operation, variables }));
        // Unless told Apollo takes it for a failure of ours.
        if (problem) throw Object.assign(problem, { extensions: { ...problem.extensions, http: { status: 400 } } });
      },
    };
  },
});

async function contextOf(shared: Shared, request: FastifyRequest): Promise<Context> {
  const { authorization } = request.headers;
  const signedIn = authorization === undefined ? null : await authenticate(shared, authorization, request.ip);
  const wait = await shared.rates.take(typeof signedIn === 'string' ? null : signedIn, request.ip);
  if (wait > 0) throw tooFast(wait);
  if (typeof signedIn === 'string') throw unauthenticated(signedIn);
  return new Context(shared, { viewer: signedIn, address: request.ip, userAgent: request.headers['user-agent'] ?? '', requestId: request.id });
}
