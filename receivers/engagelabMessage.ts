import type { SendRequest } from './engagelabRequest.js';

/** The internet message that a request stands for, written without the code under test so that it cannot share its mistakes. */
export function messageOf(request: SendRequest, to: string, at: number): string {
  const { subject, content, headers = {} } = request.body;
  const boundary = `receiver-${Math.trunc(at).toString(36)}-boundary`;
  const parts = [['plain', content.text], ['html', content.html]].filter(([, text]) => text);
  return [
    `From: ${mailbox(request.from)}`, `To: ${mailbox(to)}`, `Subject: ${words(subject)}`, `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `X-Request-Id: ${request.request_id ?? ''}`,
    'MIME-Version: 1.0', `Content-Type: multipart/alternative; boundary="${boundary}"`, '',
    ...parts.map(([kind, text]) => `--${boundary}\r\nContent-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text!)}`),
    `--${boundary}--`, '',
  ].join('\r\n');
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n');

function mailbox(text: string): string {
  const [, quoted, bare, address] = /^(?:"((?:[^"\\]|\\.)*)"|([^<]*?))\s*<([^>]+)>$/.exec(text) ?? [];
  if (address === undefined) return text;
  const name = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
  return `${/^[A-Za-z0-9 ]*$/.test(name) ? name : words(name, true)} <${address}>`;
}

/** Encoded-words of at most fifteen characters each. */
function words(text: string, always = false): string {
  if (!always && /^[\x20-\x7e]*$/.test(text)) return text;
  return (text.match(/[^]{1,15}/gu) ?? []).map((piece) => `=?UTF-8?B?${Buffer.from(piece, 'utf8').toString('base64')}?=`).join('\r\n ');
}
