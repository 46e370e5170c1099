/** A provider's words as they are kept: one line, no control characters, at most 500 characters, our secrets taken out. */
export function quote(text: string, secrets: readonly string[]): string {
  let words = text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim().toWellFormed();
  for (const secret of secrets) if (secret !== '') words = words.replaceAll(secret, '***');
  return words.length > 500 ? `${words.slice(0, 499).toWellFormed()}…` : words;
}

/** A secret in every form in which a provider may echo it: as it is, as a URL would hold it, and in the words of Basic, PLAIN and LOGIN. */
export function secretForms(user: string, secret: string): string[] {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  return [base64(`${user}:${secret}`), base64(`\0${user}\0${secret}`), base64(secret), secret, encodeURIComponent(secret)];
}

/** The stable name of a network error: "ECONNREFUSED" rather than the sentence around it. */
export function errorCode(error: unknown, otherwise: string): string {
  const { code, cause, errors } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: unknown[] };
  // Several addresses were tried: an AggregateError, whose own code may be missing.
  if (typeof code !== 'string' && Array.isArray(errors) && errors.length > 0) return errorCode(errors[0], otherwise);
  if (typeof code !== 'string') return cause === undefined ? otherwise : errorCode(cause, otherwise);
  return (OUR_NAMES[code] ?? code).slice(0, 60);
}

/** undici has names of its own for what the system calls otherwise. */
const OUR_NAMES: Record<string, string> = { UND_ERR_SOCKET: 'ECONNRESET', UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT', UND_ERR_CLOSED: 'ECONNABORTED', UND_ERR_DESTROYED: 'ECONNABORTED' };
