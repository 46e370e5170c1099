import { types } from 'node:util';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.js';
import { messageOf, shownError } from './loggedError.js';
import { requestScope } from './requestScope.js';

/** Whatever is called so is never written, on the first three levels of what is logged. */
const secretNames = ['password', 'secret', 'credentials', 'token', 'accessToken', 'refreshToken', 'authorization', 'apiKey', 'apiSecret', 'cookie'];
const redact = ['', '*.', '*.*.'].flatMap((level) => secretNames.map((name) => `${level}${name}`));

const { isNativeError } = types;

interface Requested {
  method: string;
  ip?: string;
  routeOptions?: { url?: string };
}

/** The route, not the address: in the addresses of uploads and of unsubscribing stands a token that is all one needs. */
const shownRequest = ({ method, ip, routeOptions }: Requested): object => ({ method, route: routeOptions?.url ?? null, address: ip });

/** To stderr, at once, by default: the last line before a crash is the one that is wanted. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>, destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  return pino(
    {
      level: logLevel,
      base: undefined,
      redact,
      serializers: { err: shownError, req: shownRequest },
      // Without words of ours pino would take the error's own, as they are.
      hooks: {
        logMethod(args, method) {
          const [what, words] = args as [unknown, unknown];
          const error: unknown = isNativeError(what) ? what : (what as { err?: unknown } | null)?.err;
          if (isNativeError(error) && words === undefined) Reflect.apply(method, this, [isNativeError(what) ? { err: what } : what, messageOf(error)]);
          else Reflect.apply(method, this, args);
        },
      },
      mixin: (_line, _level, logger) => {
        const scope = requestScope.getStore();
        // Fastify's own loggers have it already.
        return scope && logger.bindings().requestId === undefined ? { requestId: scope.requestId } : {};
      },
    },
    destination,
  );
}
