import { execute, type ExecutionArgs, type ExecutionResult, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Disposable } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import type { Server } from 'node:http';
import { type ServerOptions, WebSocketServer } from 'ws';
import { Context, type Shared } from '../context.js';
import { newId } from '../ids.js';
import { requestScope } from '../requestScope.js';
import { deniedMessage } from '../schema/denied.js';
import { exceeded, limits, tooFast } from '../schema/limits.js';
import { formatError } from '../schema/masking.js';
import { ownRules, prepare } from '../schema/prepare.js';
import { authenticate, type SignedIn } from './authenticate.js';
import { clientAddress, type Trusts } from './clientAddress.js';
import { subscribePerEvent } from './eventStream.js';
import { codesOf } from './observeOperation.js';
import { ObservedSockets } from './observeSockets.js';
import type { Patience } from './patience.js';
import { SocketCount } from './SocketCount.js';
import { forbiddenCode, SocketSessions } from './SocketSessions.js';
import { timedOut, withinTime } from './timeLimit.js';
import { acceptUpgrades } from './upgrades.js';

interface Held extends Extra, Record<PropertyKey, unknown> {
  signedIn?: SignedIn;
}

interface Settings {
  trusts: Trusts;
  patience: Patience;
}

const closeWaitMs = 2_000;
/** The close code of graphql-ws for too many of something. */
const tooManyCode = 4429;

/** graphql-transport-ws at /graphql. Sign-in is by `connectionParams { authorization: "Bearer …" }`; nobody is served without. */
export function serveWebSocket(server: Server, schema: GraphQLSchema, shared: Shared, { trusts, patience }: Settings): Disposable {
  const { log, config } = shared.runtime;
  const rules = ownRules(config);
  const ofUser = new SocketCount(config.socketsPerUser);
  const sessions = new SocketSessions(shared);
  // Not { server }: it would pass on the errors of the HTTP server, such as a port in use, to whoever listens for those of sockets.
  // closeTimeout is missing in the types: how long a client that was told to go is waited for, 30 s unless given.
  const options: ServerOptions & { closeTimeout: number } = { noServer: true, maxPayload: limits.bodyBytes, closeTimeout: patience.closeMs };
  const sockets = new WebSocketServer(options);
  acceptUpgrades(server, sockets, config, trusts);
  const observed = new ObservedSockets(shared.runtime, () => sockets.clients.size);
  const shown = (errors: readonly GraphQLError[]): GraphQLFormattedError[] => {
    const formatted = errors.map((error) => formatError(error.toJSON(), error, log, config));
    observed.operationFailed(codesOf(formatted));
    return formatted;
  };
  const addressOf = ({ request }: Extra): string => clientAddress(request, trusts);

  const disposable = useServer<{ authorization?: unknown }, Held>(
    {
      connectionInitWaitTimeout: patience.initMs,
      async onConnect(connection) {
        const { connectionParams, extra } = connection;
        const { authorization } = connectionParams ?? {};
        observed.opened(connection);
        try {
          const signedIn = typeof authorization === 'string' ? await authenticate(shared, authorization, addressOf(extra)) : 'NOT_SIGNED_IN';
          const isTooFast = typeof signedIn === 'string' && (await shared.rates.take(null, addressOf(extra))) > 0;
          if (typeof signedIn === 'string') {
            // Before graphql-ws closes it, with the same code and a reason that says nothing.
            if (isTooFast) extra.socket.close(tooManyCode, 'Too many requests');
            else extra.socket.close(forbiddenCode, deniedMessage(signedIn));
            return false;
          }
          // Gone meanwhile: its "close" has been, and would give back nothing.
          if (extra.socket.readyState !== extra.socket.OPEN) return false;
          if (!ofUser.take(signedIn.id)) {
            extra.socket.close(tooManyCode, `At most ${config.socketsPerUser} sockets at once`);
            return false;
          }
          extra.socket.once('close', () => ofUser.give(signedIn.id));
          extra.signedIn = signedIn;
          await sessions.hold(extra.socket, signedIn);
          if (extra.socket.readyState === extra.socket.OPEN) return true;
          // graphql-ws tells of the end of those only that it has acknowledged.
          sessions.release(extra.socket);
          return false;
        } catch (error) {
          log.error({ err: error }, 'a WebSocket could not sign in');
          extra.socket.close(4500, 'Internal server error');
          return false;
        }
      },
      onDisconnect: ({ extra }) => sessions.release(extra.socket),
      onClose: (connection) => observed.closed(connection),
      async onSubscribe({ extra, subscriptions }, _id, { query, operationName, variables }) {
        if (Object.keys(subscriptions).length > limits.subscriptionsPerSocket) {
          return [exceeded(`A socket carries at most ${limits.subscriptionsPerSocket} operations at once`)];
        }
        const wait = await shared.rates.take(extra.signedIn ?? null, addressOf(extra));
        if (wait > 0) return [tooFast(wait)];
        const prepared = prepare(schema, rules, { query, operationName, variables });
        observed.operationBegan(Array.isArray(prepared) ? null : prepared.operation, extra.signedIn?.id ?? null);
        if (Array.isArray(prepared)) return prepared;
        return { schema, document: prepared.document, operationName, variableValues: variables, contextValue: contextOf(shared, extra, addressOf(extra)) };
      },
      execute: (args: ExecutionArgs) => withinTime<ExecutionResult>(Promise.resolve(execute(args)), () => ({ errors: [timedOut()] })),
      subscribe: (args: ExecutionArgs) => subscribePerEvent(args),
      onNext: (_ctx, _id, _payload, _args, result) => (result.errors ? { ...result, errors: shown(result.errors) } : undefined),
      onError: (_ctx, _id, _payload, errors) => shown(errors),
      onComplete: () => observed.operationEnded(),
    },
    sockets,
    patience.pingMs,
  );
  // After graphql-ws's own listener: it writes what a client does wrong, a message of 2 MB say, to the console, and closes what ws has closed.
  sockets.on('connection', (socket) => {
    socket.removeAllListeners('error');
    socket.on('error', (error) => log.info({ err: error }, 'a WebSocket failed'));
  });
  return {
    async dispose() {
      sessions.close();
      observed.stop();
      const impatience = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), closeWaitMs);
      await disposable.dispose();
      clearTimeout(impatience);
    },
  };
}

function contextOf(shared: Shared, { request, signedIn }: Held, address: string): Context {
  return new Context(shared, {
    viewer: signedIn ?? null,
    address,
    userAgent: request.headers['user-agent'] ?? '',
    requestId: requestScope.getStore()?.requestId ?? newId(),
  });
}
