import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';

/** Errors about the request itself. They may be read by whoever sent it. */
const shown = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'LIMIT_EXCEEDED',
  'TIMED_OUT',
]);

const longestMessage = 1_000;

interface ErrorLog {
  error(details: object, message: string): void;
}

/** What a client is told of an error, the same over HTTP and WebSocket: errors of the request as they are, bugs masked by an id that is in the log. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: ErrorLog, { introspection }: { introspection: boolean }): GraphQLFormattedError {
  const known = codeOf(formatted, error);
  if (known) {
    const reason = formatted.extensions?.reason;
    const message = cut(messageOf(formatted, error));
    // "Did you mean …?" would tell the schema piece by piece.
    return { ...places(formatted), message: introspection ? message : message.replace(/ Did you mean [^]*$/, ''), extensions: { code: known, ...(reason ? { reason } : {}) } };
  }
  const id = newId();
  log.error({ errorId: id, path: formatted.path, err: originalOf(error) }, 'an operation failed');
  return { ...places(formatted), message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
}

/** The code to show, or null when the error is ours. */
function codeOf(formatted: GraphQLFormattedError, error: unknown): string | null {
  if (originalOf(error) instanceof Refusal) return 'BAD_USER_INPUT';
  const code = formatted.extensions?.ownCode ?? formatted.extensions?.code;
  if (typeof code === 'string' && shown.has(code)) return code;
  // A variable that does not fit its type is found by graphql-js before anything runs, without a code.
  if (error instanceof GraphQLError && !error.path && error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION) return 'BAD_USER_INPUT';
  return null;
}

const originalOf = (error: unknown): unknown => (error instanceof GraphQLError && error.originalError) || error;

/** A Refusal thrown by a query says its own words, not "Context creation failed: …". */
const messageOf = (formatted: GraphQLFormattedError, error: unknown): string => {
  const original = originalOf(error);
  return original instanceof Refusal ? original.message : formatted.message;
};

/** graphql-js repeats in its words what it was given, which may be a megabyte. */
const cut = (message: string): string => (message.length > longestMessage ? `${message.slice(0, longestMessage).toWellFormed()}…` : message);

const places = ({ locations, path }: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> => ({
  ...(locations ? { locations } : {}),
  ...(path ? { path } : {}),
});
