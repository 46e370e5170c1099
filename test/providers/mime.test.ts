import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { buildMessage } from '../../src/providers/mime.js';
import { mailFor } from './mail.js';

const parse = (mail: Parameters<typeof buildMessage>[0]) => PostalMime.parse(buildMessage(mail));
const lines = (message: Buffer): string[] => message.toString('latin1').split('\r\n');
/** As a parser gives text back: CRLF is LF, one more at the end, half a surrogate pair is U+FFFD. */
const asText = (text: string): string => text.toWellFormed().replace(/\r\n|\r/g, '\n').replace(/\n+$/, '');

const names = [
  'Ada Lovelace', 'O\'Brien, "Pat" (Sales)', 'Jürgen Weiß', '王小明', 'Дмитрий Менделеев', 'محمد الفارسي', 'Ελένη Παπαδοπούλου', 'अनिता शर्मा', '山田 太郎', '👩‍👩‍👧‍👦 Familie',
  'A name so long that it does not fit on a line together with the address that follows it, nor nearly so', '名'.repeat(120), 'plain =?UTF-8?B?PGV2aWw+?= word', 'back\\slash',
];

describe('messages', () => {
  test.each(names)('the name %s comes back as it was', async (name) => {
    const parsed = await parse(mailFor('reader@example.org', { from: { address: 'news@example.com', name }, to: { address: 'reader@example.org', name } }));
    expect(parsed.from).toEqual({ address: 'news@example.com', name });
    expect(parsed.to).toEqual([{ address: 'reader@example.org', name }]);
  });

  test.each([...names, 'x'.repeat(1500), 'word '.repeat(300).trim(), 'two  spaces   kept where a line is folded '.repeat(6).trim()])('the subject %s comes back as it was', async (subject) => {
    expect((await parse(mailFor(undefined, { subject }))).subject).toBe(subject);
  });

  test.each([
    ['plain', 'Hello,\nthis is text.\n'],
    ['long lines', 'word '.repeat(1000)],
    ['trailing blanks', 'one  \ntwo\t\n three = 3\n'],
    ['dots and From', '.\n..\n.hidden\nFrom here on\n>From there\n'],
    ['Chinese', '春天的新茶已经到货。'.repeat(100)],
    ['mixed', 'Grüße aus Köln – schöne Tage\n'.repeat(50)],
    ['emoji at every column', Array.from({ length: 80 }, (_, i) => `${'x'.repeat(i)}👍`).join('\n')],
  ])('%s text and HTML come back as they were', async (_name, body) => {
    const parsed = await parse(mailFor(undefined, { text: body, html: body }));
    expect(asText(parsed.text!)).toBe(asText(body));
    expect(asText(parsed.html!)).toBe(asText(body));
  });

  test('any text comes back as it was', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 90 }), async (body, name) => {
      const parsed = await parse(mailFor(undefined, { text: `a${body}z`, html: `<p>${body}</p>`, subject: `s ${name} e`, to: { address: 'a@b.example', name: `n ${name} m` } }));
      expect(asText(parsed.text!)).toBe(asText(`a${body}z`));
      expect(asText(parsed.html!)).toBe(asText(`<p>${body}</p>`));
      expect(parsed.to![0]!.address).toBe('a@b.example');
    }), { numRuns: 300 });
  });

  test('every line is ASCII, ends in CRLF and is short enough; none needs stuffing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (body) => {
      const message = buildMessage(mailFor(undefined, { text: body, html: `${body}.`, subject: body, from: { address: 'a@b.example', name: body } }));
      for (const line of lines(message)) {
        expect(line.length).toBeLessThanOrEqual(998);
        expect(line).toMatch(/^(?!\.|From )[\x09\x20-\x7e]*$/);
      }
    }), { numRuns: 300 });
  });

  test('lines with encoded words are at most 76 characters, each word is whole characters', () => {
    for (const subject of names) {
      for (const line of lines(buildMessage(mailFor(undefined, { subject, from: { address: 'news@example.com', name: subject } })))) {
        if (!line.includes('=?UTF-8?B?')) continue;
        expect(line.length).toBeLessThanOrEqual(76);
        for (const [, word] of line.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)) expect(Buffer.from(word!, 'base64').toString('utf8')).not.toContain('\ufffd');
      }
    }
  });

  test('no field can begin a header or a command of its own', async () => {
    const evil = 'x\r\nBcc: victim@example.net\r\n\r\n.\r\nMAIL FROM:<a@b>\nX-Evil: 1\rX-Evil: 2';
    const message = buildMessage(mailFor('reader@example.org', {
      subject: evil, from: { address: 'news@example.com\r\nX-Evil: 3', name: evil }, to: { address: 'reader@example.org>\r\nX-Evil: 4', name: evil }, messageId: `<a@b>${evil}`,
      headers: { 'X-Good': evil, 'X-Evil\r\nBcc': 'v@example.net', 'X-Evil: 5': 'y', Bcc: 'v@example.net', 'content-type': 'text/evil', Subject: 'second' },
    }));
    const headers = message.toString('latin1').split('\r\n\r\n')[0]!.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')));
    expect(headers).toEqual(['From', 'To', 'Subject', 'Date', 'Message-ID', 'X-Good', 'MIME-Version', 'Content-Type']);
    expect(message.toString('latin1')).not.toMatch(/^(Bcc|X-Evil)/m);
  });

  test('E1 the unsubscribe headers stand on one line each', () => {
    const url = `<https://example.com/u/${'t'.repeat(300)}>`;
    const message = buildMessage(mailFor(undefined, { headers: { 'List-Unsubscribe': url, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } }));
    expect(lines(message)).toEqual(expect.arrayContaining([`List-Unsubscribe: ${url}`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click']));
  });

  test('F17.2 the same mail gives the same bytes', () => {
    const mail = mailFor();
    expect(buildMessage(mail).equals(buildMessage(structuredClone(mail)))).toBe(true);
  });

  test('a mail without HTML or without text has one part', async () => {
    const plain = await parse(mailFor(undefined, { html: '' }));
    expect([plain.text?.trim(), plain.html]).toEqual(['New teas are here.', undefined]);
    const html = await parse(mailFor(undefined, { text: '' }));
    expect([html.html?.trim(), html.text]).toEqual(['<p>New <b>teas</b> are here.</p>', undefined]);
  });

  test('a part has no line more than its text', () => {
    expect(buildMessage(mailFor()).toString('latin1')).toContain('\r\n\r\nNew teas are here.\r\n--=_');
    expect(buildMessage(mailFor(undefined, { text: 'one\n' })).toString('latin1')).toContain('\r\n\r\none\r\n\r\n--=_');
  });

  test('date and message id are the mail\'s', async () => {
    const mail = mailFor();
    expect(lines(buildMessage(mail))).toContain('Date: Sun, 22 Nov 2026 08:30:00 +0000');
    expect((await parse(mail)).messageId).toBe(mail.messageId);
  });
});
