import type { Choices } from './choices.js';

/** A number as it is written, where JavaScript has none: 1e309. */
export class Written {
  constructor(readonly text: string) {}
}

const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
const id = '01900000-0000-7000-8000-000000000000';

export const cursors = [
  cursorOf([id]), cursorOf(['text', id]), cursorOf(['text', 'no id']), cursorOf(['no id']), cursorOf([1]), cursorOf([-1]), cursorOf([1e308]), cursorOf([9007199254740993]), cursorOf([0.5]), cursorOf([null]),
  cursorOf([]), cursorOf({}), cursorOf(['\0']), cursorOf(['\ud800', id]), cursorOf(['\ud800']), cursorOf(['a'.repeat(5_000), id]), cursorOf([new Array(50).fill(1)]), Buffer.from('[1e400]').toString('base64url'), '', '===', 'text',
];

export const strings = [
  '', ' ', 'a', '\0', '\u202etxet', '\u200b', '😀'.repeat(40), '\ud800', 'a\udc00b', 'é'.repeat(200), 'a'.repeat(301), 'a'.repeat(100_000), '\n', '\r\n\tX: y', '"', '\\', '\\u0000', "'; DROP TABLE users; --", "' OR 1=1 --", '$1', '%', '_%',
  '{{ nickname }}', '{{', '{% for i in (1..100000000) %}x{% endfor %}', '{{ "a" | append: nickname | times: "x" }}', '{% include "x" %}', '{% raw %}', '<script>alert(1)</script>', '<a href="{{ unsubscribe_url }}">', '<a href="{{ unsubscribe_url }}">x</a>{{ nickname | split: "" | join: "," }}',
  '<'.repeat(2_000), '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', '1e309', '-0', '../../etc/passwd', 'a@b', 'a@b.co', 'ünïcödé@exämple.com', `${'a'.repeat(300)}@b.co`, 'Asia/Shanghai', 'Asia/Nowhere', 'UTC+25',
  'posix/UTC', '24:00', '23:60', '00:00', 'localhost', '127.0.0.1', '[::1]', 'http://169.254.169.254/', 'example.com', 'xn--80ak6aa92e.com', id, id.toUpperCase(), `{${id}}`, '00000000-0000-0000-0000-000000000000',
];

export const ints = ['0', '1', '2', '100', '101', '-1', '2147483647', '-2147483648', '2147483648', '1e309', '-1e309', '0.5', '1e3', '9007199254740993', '00', 'true', '"1"'].map((text) => new Written(text));

export const times = [
  '2030-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+23:59', '2026-02-30T00:00:00Z', '2027-03-28T02:30:00+01:00', '+275760-09-13T00:00:00Z',
  '-271821-04-20T00:00:00Z', '2030-01-01', 'now', 'infinity', '',
];

/** What a value of this name usually is, so that an operation gets past its first check now and then. */
const usual: Record<string, readonly string[]> = {
  zone: ['Asia/Shanghai', 'Europe/Berlin'], resetTime: ['00:00', '08:30'], email: ['reader@example.com'], domain: ['mail.example.com'], host: ['127.0.0.1'], html: ['<a href="{{ unsubscribe_url }}">x</a>'], subject: ['Hello {{ nickname }}'], after: cursors, note: ['why'],
};
/** Known again in a log that must not hold them. */
export const secretMark = 'fuzz-secret';
const isSecret = /password|secret|apikey|token|key$/i;

export function textFor(name: string, choices: Choices, wild: boolean): string {
  if (isSecret.test(name) && !choices.oneIn(3)) return `${secretMark}-${choices.upTo(1_000)}-value`;
  if (wild) return choices.of(strings);
  return choices.of(usual[name] ?? [`text ${choices.upTo(100_000)}`]);
}
