import { quote } from './answerText.js';
import type { Outcome } from './provider.js';

/** A reply of the server; text holds the words of all its lines, without the code. */
export interface SmtpReply {
  code: number;
  text: string;
}

/** What was said when the reply came. 'login' is everything up to and with AUTH; 'message' is the final dot. */
export type SmtpPhase = 'login' | 'mail' | 'rcpt' | 'data' | 'message';

/**
 * What a reply that is not the wished one means. Read in this order: who is asked for patience, what the log-in or the account lacks,
 * and only then whether the recipient is refused; because servers put words about themselves into any code. An enhanced code (RFC 3463)
 * or a word that names the mailbox overrules them: "over quota" is then the recipient's. In doubt it is the recipient after RCPT: one dead
 * mailbox ("550 account disabled") must not freeze a service, nor go round for ever as a fault of the service.
 */
export function classifyReply(phase: SmtpPhase, reply: SmtpReply, secrets: readonly string[]): Outcome {
  const said = { code: String(reply.code), text: quote(reply.text, secrets) };
  const enhanced = /^\s*([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply.text)?.[1] ?? '';
  const named = phase !== 'login' && phase !== 'mail'; // the recipient has been named: words may be about it
  const aboutMailbox = named && (/^[45]\.(1\.[1-6]|2\.\d+)$/.test(enhanced) || /\b(mailbox|recipient|inbox)\b/i.test(reply.text));
  const temporary = reply.code >= 400 && reply.code < 500;

  if (reply.code === 421) return { kind: 'deferredService', ...said };
  if (!aboutMailbox) {
    if (EXHAUSTED.test(reply.text) || enhanced === '5.4.5') return { kind: 'deferredService', ...said, exhausted: true };
    // 536 "Frequency limited" is EngageLab's, permanent by its number only; 454 is Amazon's and everybody's for throttling.
    if (reply.code === 454 || reply.code === 536 || THROTTLED.test(reply.text)) return { kind: 'deferredService', ...said };
    if (!temporary && (UNPAID.test(reply.text) || (!named && SUSPENDED.test(reply.text)))) return { kind: 'unreachable', ...said, freeze: 'BALANCE' };
    if (LOG_IN.has(reply.code)) return { kind: 'unreachable', ...said, freeze: 'CREDENTIALS' };
  }
  return temporary ? temporaryRefusal(phase, enhanced, aboutMailbox, said) : permanentRefusal(phase, reply, enhanced, aboutMailbox, said);
}

/** The server refused the log-in itself. */
export function classifyLogin(reply: SmtpReply, secrets: readonly string[]): Outcome {
  const outcome = classifyReply('login', reply, secrets);
  if (reply.code >= 500 && outcome.kind === 'unreachable' && outcome.freeze === undefined) return { ...outcome, freeze: 'CREDENTIALS' };
  return outcome;
}

type Said = { code: string; text: string };

function temporaryRefusal(phase: SmtpPhase, enhanced: string, aboutMailbox: boolean, said: Said): Outcome {
  // 4.3.x: the server's disk, queue or tables. Before RCPT nobody has been named, so it can be about the service only.
  if (!aboutMailbox && (phase === 'login' || phase === 'mail' || enhanced.startsWith('4.3.'))) return { kind: 'deferredService', ...said };
  // 450 to 452 after RCPT, DATA or the dot: greylisting, a full mailbox, a filter that cannot decide. The mail has one recipient, so
  // its own waiting time (minutes, then hours) fits better than slowing the service for everybody.
  return { kind: 'deferredRecipient', ...said };
}

function permanentRefusal(phase: SmtpPhase, reply: SmtpReply, enhanced: string, aboutMailbox: boolean, said: Said): Outcome {
  const rejected: Outcome = isBounce(phase, reply.text, enhanced, aboutMailbox) ? { kind: 'rejected', ...said, bounced: true } : { kind: 'rejected', ...said };
  const unreachable: Outcome = { kind: 'unreachable', ...said };
  if (aboutMailbox) return rejected;
  switch (phase) {
    case 'login':
      return unreachable;
    case 'mail':
      // Our sender is refused, or we are: the next mail would fare no better, and another service may take this one. Only 552 is about
      // this mail: larger than the SIZE the server takes.
      return reply.code === 552 || enhanced === '5.3.4' ? rejected : unreachable;
    case 'rcpt':
      // Postfix and others hold every refusal back until RCPT; what is said there about our address, our name or our sender,
      // or that relaying is denied, is not about the recipient.
      return ABOUT_US.test(reply.text) || enhanced === '5.1.7' || enhanced === '5.1.8' ? unreachable : rejected;
    case 'data':
    case 'message':
      // 500 to 504: the dialogue itself went wrong; 521: no mail here. Content is refused with 550 to 554.
      return reply.code < 550 || ABOUT_US.test(reply.text) ? unreachable : rejected;
  }
}

/**
 * Whether the address is to blame. An enhanced code says so itself: 5.1 address and 5.2 mailbox, but for 5.2.3, a mail too long for it; 5.3 to 5.7 are system,
 * network, protocol, content and policy. Without one, what is refused at RCPT is the address, unless the words are about reputation. (Counting every 5xx as a
 * bounce, as others do, calls good addresses dead because of a spam filter.)
 */
function isBounce(phase: SmtpPhase, text: string, enhanced: string, aboutMailbox: boolean): boolean {
  if (enhanced !== '') return /^5\.(0\.\d+|1\.(?![78]$)\d+|2\.(?!3$)\d+)$/.test(enhanced) && phase !== 'login' && phase !== 'mail';
  return (aboutMailbox || phase === 'rcpt') && !REPUTATION.test(text);
}

/** 530 and 535 authentication, 534 mechanism too weak, 538 encryption needed: a person must look. */
const LOG_IN = new Set([530, 534, 535, 538]);
const THROTTLED = /\brate[ -]?limit|\bfrequency limit|\bthrottl|\btoo (many|much) (mails?|messages?|e-?mails?|connections?|requests?|sessions?)\b|\bsending rate\b|\btoo fast\b|\bmax(imum)? (send(ing)?|message) rate\b/i;
const EXHAUSTED = /\b(daily|hourly|monthly|24[ -]?h(our)?)\b.{0,30}\b(quota|limit)\b|\bsending (quota|limit)\b.{0,20}\b(exceeded|reached)\b/i;
const REPUTATION = /\b(black|block|deny) ?list|\bspam\b|\bpolicy\b|\bblocked\b|\breputation\b/i;
const UNPAID = /\b(insufficient|not enough|low) balance\b|\bbalance (is )?(not enough|insufficient)\b|\brecharge\b|\bin arrears\b|\bunpaid\b|\byour account\b.{0,40}\b(suspended|disabled|frozen)\b/i;
const SUSPENDED = /\b(account|sending)\b.{0,40}\b(suspended|disabled|frozen)\b/i;
const ABOUT_US = /\brelay(ing)?( access)?( is)? (denied|not (permitted|allowed)|prohibited)|\bunable to relay\b|\bnot (permitted|authori[sz]ed|allowed) to relay\b|\b(client host|helo command|sender address) rejected\b|\bblocked using\b|\b(ip|client|host)\b.{0,60}\b(black|block) ?list/i;
