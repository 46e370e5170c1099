interface Described {
  name?: unknown;
  message?: unknown;
  stack?: unknown;
  code?: unknown;
  cause?: unknown;
  errors?: unknown;
}

const longestMessage = 1_000;
const deepest = 4;
const mostFrames = 25;
/** Of an error of PostgreSQL, what names things of the schema. Never `detail`, `where` and `internalQuery`, which quote rows, parameters and statements. */
const harmless = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine', 'syscall', 'address', 'port'] as const;

/**
 * An error as it is logged: what it is, what it says, where it came from, and nothing else that hangs on it. Errors carry more than their makers
 * know: PostgreSQL the row that violated a constraint (a password's hash among it), ioredis the command with its arguments, undici the request.
 */
export function shownError(error: unknown, depth = 0): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { name, stack, cause, errors } = error as Described;
  const shown: Record<string, unknown> = { type: String(name ?? 'Error'), message: messageOf(error as Described) };
  for (const key of harmless) {
    const value = (error as Record<string, unknown>)[key];
    if (typeof value === 'string' || typeof value === 'number') shown[key] = value;
  }
  // Of a deadlock it names processes and tables, and without it nobody can tell who waited for whom.
  if (String(shown.code).startsWith('40')) shown.detail = (error as { detail?: unknown }).detail;
  if (typeof stack === 'string') shown.stack = framesOf(stack);
  if (depth < deepest) {
    if (cause !== undefined) shown.cause = shownError(cause, depth + 1);
    if (Array.isArray(errors)) shown.errors = errors.slice(0, 10).map((one) => shownError(one, depth + 1));
  }
  return shown;
}

/** Only the frames: the lines above them repeat the message. */
const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, mostFrames)
    .join('\n');

/**
 * MikroORM puts PostgreSQL's detail ("Failing row contains …") behind the message. "Data exceptions" of PostgreSQL, JSON.parse and Node's checks of arguments quote what they were given, with quotes of its own
 * in it: cut before it.
 */
export function messageOf({ name, message, code }: Described): string {
  const text = String(message ?? '')
    .replace(/\n - detail: .*$/s, '')
    .slice(0, longestMessage);
  if (String(code).startsWith('22') || name === 'SyntaxError') return text.replace(/["'`].*$/s, '…');
  return String(code).startsWith('ERR_') ? text.replace(/\bReceived\b.*$/s, 'Received …') : text;
}
