import type { Mail } from '../src/providers/provider.js';

/** What a contact is called and mailed at, in the database and in raw mails. */
export const nicknameOf = (number: number): string => `No. ${number}`;
export const addressOf = (number: number): string => `r${number}@example.org`;

export const senderName = 'news';
export const domain = 'bench.example.com';

/** As Sluice makes them: an address of 32 characters or so and a token of 43. */
export const publicUrl = 'https://bench.example.com';
const token = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM';

const paragraph = '<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.</p>\n';

export interface Template {
  subject: string;
  html: string;
  text: string;
}

/** A template whose mails have about so many bytes of HTML and text together. */
export function templateOf(bytes: number): Template {
  const head = '<html><body><h1>Hello {{ nickname }}</h1>\n<p>Dear {{ nickname }}, this goes to {{ email }}.</p>\n';
  const foot = '<p><a href="{{ unsubscribe_url }}">No more of this</a></p></body></html>';
  const text = 'Hello {{ nickname }},\n\nthis goes to {{ email }}.\n\nNo more of this: {{ unsubscribe_url }}\n';
  // Placeholders and what stands for them differ by some hundred bytes in all.
  const left = bytes - head.length - foot.length - text.length - 100;
  return { subject: 'News for {{ nickname }}', html: head + paragraph.repeat(Math.max(0, Math.round(left / paragraph.length))) + foot, text };
}

/**
 * Fills a template without Sluice: cut at its placeholders once, joined for every mail. That is the least a sender of personalised mails has
 * to do, so the raw client has the same bytes to send, made afresh, at the lowest price.
 */
export class RawMails {
  readonly #subject: Filled;
  readonly #html: Filled;
  readonly #text: Filled;
  #serial = 0;

  /** `run` keeps the ids of two runs apart. */
  constructor(template: Template, private readonly run: number) {
    [this.#subject, this.#html, this.#text] = [cut(template.subject), cut(template.html), cut(template.text)];
  }

  next(): Mail {
    const number = ++this.#serial;
    const id = `0190a6c0-${String(this.run).padStart(4, '0')}-7000-8000-${String(number).padStart(12, '0')}`;
    const url = `${publicUrl}/u/${token}${String(number % 10_000).padStart(4, '0')}`;
    const values: Record<string, string> = { nickname: nicknameOf(number), email: addressOf(number), unsubscribe_url: url };
    return {
      requestId: `${id}-1`, subtaskId: id, attempt: 1,
      from: { address: `${senderName}@${domain}`, name: null }, to: { address: addressOf(number), name: nicknameOf(number) },
      subject: this.#subject(values), html: this.#html(values), text: this.#text(values),
      messageId: `<${id}.1@${domain}>`, date: new Date(1_790_000_000_000),
      headers: { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    };
  }
}

type Filled = (values: Record<string, string>) => string;

function cut(source: string): Filled {
  const pieces = source.split(/\{\{ (\w+) \}\}/);
  return (values) => {
    let result = '';
    for (let i = 0; i < pieces.length; i++) result += i % 2 === 0 ? pieces[i]! : values[pieces[i]!]!;
    return result;
  };
}
