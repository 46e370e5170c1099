import { mailbox, oneLine, unstructured } from './headerText.js';
import type { Mail } from './provider.js';
import { encodeText } from './transferEncoding.js';

/** The mail as the bytes of an internet message; ASCII by construction, and latin1 is the encoding the runtime copies fastest. */
export const buildMessage = (mail: Mail): Buffer => Buffer.from(messageText(mail), 'latin1');

/**
 * The mail as an internet message (RFC 5322, 2045 to 2047): ASCII only, lines of at most 998 characters, CRLF. A function of the mail and
 * nothing else, so a redelivery has the same bytes.
 */
export function messageText(mail: Mail): string {
  const headers =
    `From: ${mailbox(mail.from.address, mail.from.name, 6)}\r\n` +
    `To: ${mailbox(mail.to.address, mail.to.name, 4)}\r\n` +
    `Subject: ${unstructured(mail.subject, 9)}\r\n` +
    `Date: ${mail.date.toUTCString().replace('GMT', '+0000')}\r\n` +
    `Message-ID: ${messageIdOf(mail)}\r\n` +
    furtherHeaders(mail.headers) +
    'MIME-Version: 1.0\r\n';
  return headers + body(mail);
}

function body(mail: Mail): string {
  if (mail.html === '') return `${part('plain', mail.text)}\r\n`;
  if (mail.text === '') return `${part('html', mail.html)}\r\n`;
  const boundary = boundaryOf(mail);
  return (
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
    `--${boundary}\r\n${part('plain', mail.text)}\r\n` +
    `--${boundary}\r\n${part('html', mail.html)}\r\n--${boundary}--\r\n`
  );
}

/** Without a line break at its end: the one before a boundary is the boundary's (RFC 2046, 5.1.1). */
function part(subtype: 'plain' | 'html', text: string): string {
  const { encoding, lines } = encodeText(text);
  return `Content-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${lines}`;
}

/** "=_" can stand in no quoted-printable and no base64 text, so a boundary that begins with it is found nowhere else. */
const boundaryOf = (mail: Mail): string => `=_${mail.messageId.replace(/[^A-Za-z0-9]+/g, '').slice(0, 50)}`;

const messageIdOf = (mail: Mail): string => mail.messageId.replace(/[^\x21-\x7e]/g, '');

/** Written above, or not ours to write. */
const RESERVED = new Set(['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'content-transfer-encoding', 'bcc', 'return-path', 'received']);

/** Left unfolded up to the hard limit: some relays damage a folded List-Unsubscribe, and with it the DKIM signature. */
function furtherHeaders(headers: Record<string, string>): string {
  let lines = '';
  for (const name in headers) {
    if (!/^[!-9;-~]{1,100}$/.test(name) || RESERVED.has(name.toLowerCase())) continue;
    const value = oneLine(headers[name]!).trim();
    const line = `${name}: ${value}`;
    lines += line.length <= 998 && /^[\x20-\x7e]*$/.test(value) ? `${line}\r\n` : `${name}: ${unstructured(value, name.length + 2)}\r\n`;
  }
  return lines;
}
