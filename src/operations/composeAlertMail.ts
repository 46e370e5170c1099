import type { Alert } from '../entities/Alert.js';
import { alertText } from './alertTexts.js';

export interface MailedAlert {
  alert: Pick<Alert, 'rule' | 'severity' | 'details' | 'raisedAt'>;
  event: 'RAISED' | 'RESOLVED';
}

const mostLines = 50;

const words = {
  RAISED: { zh: '告警', en: 'ALERT' },
  RESOLVED: { zh: '已恢复', en: 'RESOLVED' },
};

/** A mail about these alerts, in both languages: who reads it is not known. */
export function composeAlertMail(mailed: readonly MailedAlert[]): { subject: string; text: string; html: string } {
  const [first] = mailed;
  const rest = mailed.length - 1;
  // Names in it may be long, and a header is one line.
  const subject = `[Sluice] ${words[first!.event].en}: ${alertText(first!.alert).en}`.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 180).toWellFormed() + (rest > 0 ? ` (+${rest})` : '');
  const lines = mailed.slice(0, mostLines).map(lineOf);
  const more = mailed.length - lines.length;
  const end = more > 0 ? [{ en: `… and ${more} more`, zh: `…… 另有 ${more} 条` }] : [];
  const text = [...lines, ...end].map(({ en, zh }) => `${en}\r\n${zh}\r\n`).join('\r\n');
  const html = `<ul>${[...lines, ...end].map(({ en, zh }) => `<li><p>${escaped(en)}<br>${escaped(zh)}</p></li>`).join('')}</ul>`;
  return { subject, text, html };
}

function lineOf({ alert, event }: MailedAlert): { en: string; zh: string } {
  const { en, zh } = alertText(alert);
  const head = `${alert.raisedAt.toISOString().replace('T', ' ').slice(0, 16)} UTC ${alert.severity} ${alert.rule}`;
  return { en: `${words[event].en} ${head}: ${en}`, zh: `${words[event].zh}: ${zh}` };
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
