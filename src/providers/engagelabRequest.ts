import { oneLine } from './headerText.js';
import type { Mail, Mailbox } from './provider.js';

/**
 * The body of POST /v1/mail/send: one recipient a request, rendered here (no `vars`: "%word%" in a text stays what it is), their tracking
 * and unsubscribe pages off because ours are in the mail. request_id makes a repeat within the hour harmless; custom_args.mid
 * comes back in webhooks.
 */
export function sendRequest(mail: Mail): string {
  return JSON.stringify({
    from: shown(mail.from),
    to: [shown(mail.to)],
    body: {
      subject: oneLine(mail.subject),
      content: { html: mail.html || undefined, text: mail.text || undefined },
      headers: allowedHeaders(mail),
      settings: { send_mode: 0, return_email_id: true, sandbox: false, open_tracking: false, click_tracking: false, unsubscribe_tracking: false },
    },
    custom_args: { mid: mail.requestId },
    request_id: mail.requestId,
  });
}

function shown({ address, name }: Mailbox): string {
  const words = name === null ? '' : oneLine(name).trim();
  if (words === '') return address;
  return /[^\p{L}\p{M}\p{N} ]/u.test(words) ? `"${words.replace(/["\\]/g, '\\$&')}" <${address}>` : `${words} <${address}>`;
}

const FORBIDDEN = new Set([
  'dkim-signature', 'received', 'sender', 'date', 'from', 'to', 'reply-to', 'cc', 'bcc', 'subject', 'content-type', 'content-transfer-encoding',
  'x-sendcloud-uuid', 'x-sendcloud-log', 'x-sendcloud-log-new', 'x-remote-web-ip', 'x-smtpapi', 'return-path', 'mime-version',
]);
/** Stay whatever the limit says: without them the mail may not go out, so the provider shall be the one to complain. */
const NEEDED = new Set(['message-id', 'list-unsubscribe', 'list-unsubscribe-post']);
const MOST_BYTES = 1024;

function allowedHeaders(mail: Mail): Record<string, string> {
  const headers: Record<string, string> = { 'Message-ID': mail.messageId };
  let bytes = sizeOf('Message-ID', mail.messageId);
  for (const wanted of [true, false]) {
    for (const name in mail.headers) {
      const lower = name.toLowerCase();
      if (NEEDED.has(lower) !== wanted || FORBIDDEN.has(lower) || lower === 'message-id' || !/^[!-9;-~]{1,100}$/.test(name)) continue;
      const value = oneLine(mail.headers[name]!).trim();
      const size = sizeOf(name, value);
      if (!wanted && bytes + size > MOST_BYTES) continue;
      bytes += size;
      headers[name] = value;
    }
  }
  return headers;
}

/** Name, value, and six for the quotes, the colon and the comma of JSON. */
const sizeOf = (name: string, value: string): number => Buffer.byteLength(name) + Buffer.byteLength(value) + 6;
