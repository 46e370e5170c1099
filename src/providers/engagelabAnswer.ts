import { now } from '../clock.js';
import { errorCode, quote } from './answerText.js';
import type { Exchange } from './httpConnection.js';
import type { Outcome } from './provider.js';

/**
 * What an answer to /v1/mail/send means. By HTTP status first, then by the code and the words in the body: the provider documents a
 * handful of codes and no complete table.
 *
 * 4xx proves that the mail was not taken, 5xx proves nothing ("cannot tell whether the request took effect", their rules page).
 */
export function classify(exchange: Exchange, secrets: readonly string[]): Outcome {
  switch (exchange.kind) {
    case 'late':
      return { kind: 'notAttempted' };
    case 'notWritten':
      return { kind: 'unreachable', code: errorCode(exchange.error, 'ECONNECTION'), text: quote(exchange.error.message, secrets) };
    case 'lost':
      return { kind: 'unknown', code: errorCode(exchange.error, 'ECONNECTION'), text: quote(exchange.error.message, secrets) };
    case 'cutShort':
      // The status tells what happened, but not why: with the words missing, a refusal is not held against the recipient.
      return classifyAnswer(exchange.status, {}, '', secrets, true);
    case 'answered':
      return classifyAnswer(exchange.status, exchange.headers, exchange.body, secrets, false);
  }
}

interface Answer {
  code: number | null;
  message: string;
  emailId: string | null;
}

function classifyAnswer(status: number, headers: Record<string, string | string[] | undefined>, body: string, secrets: readonly string[], cutShort: boolean): Outcome {
  const answer = parse(body);
  const said = {
    code: answer.code === null ? `HTTP_${status}` : String(answer.code),
    text: quote(answer.message || (cutShort ? 'the answer was cut short' : `HTTP ${status}`), secrets),
  };
  if (status >= 200 && status < 300) {
    if (answer.emailId !== null) return { kind: 'accepted', providerId: quote(answer.emailId, secrets) };
    // Whether "balance not enough" comes with 400 or 200 is not documented; its meaning is plain either way.
    if (answer.code === BALANCE) return { kind: 'unreachable', ...said, freeze: 'BALANCE' };
    if (answer.code === AUTHENTICATION) return { kind: 'unreachable', ...said, freeze: 'CREDENTIALS' };
    return { kind: 'unknown', ...said };
  }
  if (status >= 500) return { kind: 'unknown', ...said };
  if (status === 429) return patience(headers, answer, said);
  if (status === 401 || answer.code === AUTHENTICATION) return { kind: 'unreachable', ...said, freeze: 'CREDENTIALS' };
  if (status === 402 || isUnpaid(answer)) return { kind: 'unreachable', ...said, freeze: 'BALANCE' };
  if (isThrottled(answer) || isExhausted(answer)) return patience(headers, answer, said);
  // 400 and its kin judge this one mail. All else (404: no such path, a wrong base URL; 403; 405; a redirect that is not followed; 408:
  // the request did not arrive) speaks about the service: another may take the mail.
  if (cutShort || !ABOUT_THE_MAIL.has(status) || isAboutTheSender(answer)) return { kind: 'unreachable', ...said };
  return isAboutTheRecipient(answer) || isAboutTheAddress(answer) ? { kind: 'rejected', ...said, bounced: true } : { kind: 'rejected', ...said };
}

const ABOUT_THE_MAIL = new Set([400, 413, 422]);
const AUTHENTICATION = 30000;
const BALANCE = 30877;

/** Judges the recipient's own mailbox, whatever other words it holds. */
const isAboutTheRecipient = ({ message }: Answer): boolean => /\b(mailbox|recipient)\b/i.test(message);
const isAboutTheAddress = ({ message }: Answer): boolean => /\b(to|receiver|e-?mail) address\b/i.test(message);
const isUnpaid = (answer: Answer): boolean =>
  answer.code === BALANCE || (!isAboutTheRecipient(answer) && /\bbalance\b|\brecharge\b|\barrears\b|\b(account|api[ _-]?user)\b.{0,40}\b(suspended|disabled|frozen)\b/i.test(answer.message));
const isExhausted = (answer: Answer): boolean => !isAboutTheRecipient(answer) && /\bquota\b|\bdaily (sending )?limit\b/i.test(answer.message);
const isThrottled = ({ message }: Answer): boolean => /\brate limit|\bfrequency limit|\bfrequen(tly|cy) (exceeded|limited)|\btoo many requests\b|\btoo frequent/i.test(message);
/** An unverified sending domain refuses every mail of the service: no reason to fail them one after the other. */
const isAboutTheSender = ({ message }: Answer): boolean => /\b(from|sender|sending)\b.{0,60}\b(not|un)[ -]?verified\b/i.test(message);

function patience(headers: Record<string, string | string[] | undefined>, answer: Answer, said: { code: string; text: string }): Outcome {
  if (isExhausted(answer)) return { kind: 'deferredService', ...said, exhausted: true };
  const retryAfterMs = retryAfter(headers['retry-after']);
  return retryAfterMs === null ? { kind: 'deferredService', ...said } : { kind: 'deferredService', ...said, retryAfterMs };
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | string[] | undefined): number | null {
  const text = Array.isArray(value) ? value[0] : value;
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now().getTime());
}

/** Tolerant: what is not JSON is a message, what is missing is null. */
function parse(body: string): Answer {
  let json: unknown = null;
  try {
    json = JSON.parse(body);
  } catch {
    return { code: null, message: body, emailId: null };
  }
  if (json === null || typeof json !== 'object') return { code: null, message: body, emailId: null };
  const { code, message, email_ids: emailIds } = json as Record<string, unknown>;
  const first: unknown = Array.isArray(emailIds) ? emailIds[0] : null;
  return {
    code: typeof code === 'number' && Number.isSafeInteger(code) && code !== 0 ? code : null,
    message: typeof message === 'string' ? message : typeof code === 'number' ? '' : body,
    emailId: typeof first === 'string' && first !== '' ? first : null,
  };
}
