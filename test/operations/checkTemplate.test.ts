import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.js';
import { checkTemplate } from '../../src/operations/checkTemplate.js';
import type { TemplateSource } from '../../src/operations/compileTemplate.js';
import { builtInVariables } from '../../src/operations/templateVariables.js';

const LINK = '<a href="{{ unsubscribe_url }}">Unsubscribe</a>';
const template = (changes: Partial<TemplateSource> = {}): TemplateSource => ({
  subject: 'Hello',
  html: `<p>Hi</p>${LINK}`,
  text: null,
  previewLine: null,
  ...changes,
});

function refusal(
  changes: Partial<TemplateSource>,
  known: readonly string[] = builtInVariables,
): { code: string; message: string; field: readonly string[] } | null {
  try {
    checkTemplate(template(changes), known);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, message: error.message, field: error.field };
  }
}

describe('a template is checked when it is saved (T1)', () => {
  test('a whole template passes', () => {
    expect(
      refusal({
        subject: '{{ nickname | default: "friend" }}, {{ campaign }}',
        html: `<body>{% for tag in tags %}{{ tag }} {{ forloop.index }}{% endfor %}{{ attributes["First name"] }}{{ attributes.city }}{{ sender }}{{ date | date: "%d %B" }}${LINK}</body>`,
        text: 'Hi {{ email }} {{ unsubscribe_url }}',
        previewLine: 'For {{ nickname }}',
      }),
    ).toBeNull();
  });

  test.each<[string, Partial<TemplateSource>, string[], RegExp]>([
    ['an output that is not closed', { html: `<p>\n  {{ nickname </p>${LINK}` }, ['html'], /^HTML, line 2, column 3: .*not closed/],
    ['a block that is not closed', { html: `${LINK}\n{% if nickname %}x` }, ['html'], /^HTML, line 2, column 1: .*not closed/],
    ['a tag that does not exist', { subject: 'a {% nonsense %}' }, ['subject'], /^Subject, line 1, column 3: tag "nonsense" not found/],
    [
      'a filter that does not exist',
      { text: 'x\ny {{ nickname | shout }} {{ unsubscribe_url }}' },
      ['text'],
      /^Text, line 2, column 3: undefined filter: shout/,
    ],
    ['a mistake in the preview line', { previewLine: '{% endif %}' }, ['previewLine'], /^Preview line, line 1, column 1/],
    ['a tag that would read a file', { html: `{% include "/etc/passwd" %}${LINK}` }, ['html'], /tag "include" not found/],
    ['a layout', { html: `{% layout "x" %}${LINK}` }, ['html'], /tag "layout" not found/],
    ['a partial', { html: `{% render "x" %}${LINK}` }, ['html'], /tag "render" not found/],
    ['a draw of its own, which a re-delivery would not repeat', { subject: '{{ tags | sample }}' }, ['subject'], /undefined filter: sample/],
    [
      'loops that grow without end',
      { html: `{% for a in (1..3000) %}{% for b in (1..3000) %}xxxxxxxx{% endfor %}{% endfor %}${LINK}` },
      ['html'],
      /too large|limit exceeded/,
    ],
    ['a range beyond memory', { subject: '{% for a in (1..100000000) %}{% endfor %}' }, ['subject'], /memory alloc limit exceeded/],
    ['replacing that doubles', { subject: `{{ "aa"${' | replace: "a", "aaaaaaaa"'.repeat(12)} }}` }, ['subject'], /memory alloc limit exceeded/],
  ])('%s is refused with its place', (_what, changes, field, message) => {
    const found = refusal(changes);
    expect(found).toMatchObject({ code: 'TEMPLATE_SYNTAX', field });
    expect(found!.message).toMatch(message);
    expect(found!.message).toMatch(/, line \d+, column \d+: /);
  });

  test('nesting far beyond reason is refused before it is parsed', () => {
    const nested = (depth: number): Partial<TemplateSource> => ({ html: `${LINK}${'{% if email %}'.repeat(depth)}${'{% endif %}'.repeat(depth)}` });
    expect(refusal(nested(400))).toBeNull();
    expect(refusal(nested(10_000))).toMatchObject({ code: 'INVALID', message: 'The HTML has more than 1000 variables and tags.' });
  });

  test('an unknown variable is refused with its place, a defined one is not', () => {
    expect(refusal({ html: `<p>\n<b>{{ nick }}</b>${LINK}` })).toEqual({
      code: 'TEMPLATE_UNKNOWN_VARIABLE',
      message: 'HTML, line 2, column 7: there is no variable "nick".',
      field: ['html'],
    });
    expect(refusal({ subject: '{% if shop.open %}x{% endif %}' })).toMatchObject({
      code: 'TEMPLATE_UNKNOWN_VARIABLE',
      message: 'Subject, line 1, column 7: there is no variable "shop.open".',
    });
    expect(refusal({ subject: '{{ shop }}' }, [...builtInVariables, 'shop'])).toBeNull();
    expect(refusal({ subject: '{% assign x = email %}{{ x }}{% raw %}{{ y }}{% endraw %}' })).toBeNull();
  });

  test.each([
    ['no link at all', '<p>Hi</p>'],
    ['the address as text', '<p>{{ unsubscribe_url }}</p>'],
    ['a link in a comment', '<!-- <a href="{{ unsubscribe_url }}">x</a> -->'],
    ['a link in {% raw %}', '{% raw %}<a href="{{ unsubscribe_url }}">x</a>{% endraw %}'],
    ['a link to somewhere else', '<a href="https://elsewhere.example/?u={{ unsubscribe_url }}">x</a>'],
    ['a link with something behind it', '<a href="{{ unsubscribe_url }}/x">x</a>'],
    ['another attribute', '<a data-href="{{ unsubscribe_url }}" href="https://example.com">x</a>'],
    ['an image', '<img src="{{ unsubscribe_url }}">'],
  ])('HTML with %s lacks its unsubscribe link', (_what, html) => {
    expect(refusal({ html })).toMatchObject({ code: 'TEMPLATE_NO_UNSUBSCRIBE_LINK', field: ['html'] });
  });

  test.each([
    ["<a class='x' HREF='{{unsubscribe_url}}'>x</a>"],
    ['<a\n  href = " {{- unsubscribe_url -}} ">x</a>'],
    ['<a href={{ unsubscribe_url }}>x</a>'],
    ['<a title="{% if nickname %}>{% endif %}" href="{{ unsubscribe_url }}">x</a>'],
    ['{% if nickname %}<a href="{{ unsubscribe_url }}">x</a>{% else %}<a href="{{ unsubscribe_url }}">y</a>{% endif %}'],
  ])('%s is an unsubscribe link', (html) => {
    expect(refusal({ html })).toBeNull();
  });

  test('a text without the address of the link lacks it', () => {
    expect(refusal({ text: 'Hi' })).toMatchObject({ code: 'TEMPLATE_NO_UNSUBSCRIBE_LINK', field: ['text'] });
  });

  test('empty and overlong parts are refused', () => {
    expect(refusal({ subject: '  ' })).toMatchObject({ code: 'INVALID', field: ['subject'] });
    expect(refusal({ html: '' })).toMatchObject({ code: 'INVALID', field: ['html'] });
    expect(refusal({ subject: 'x'.repeat(501) })).toMatchObject({ code: 'INVALID', field: ['subject'] });
    expect(refusal({ text: 'a\0b' })).toMatchObject({ code: 'INVALID', field: ['text'] });
  });

  test('a text made to be slow is checked quickly', () => {
    for (const evil of ['<a ', '<body ', '<!--', '<a href="', '{{ unsubscribe_url }}<a href=']) {
      const began = performance.now();
      refusal({ html: evil.repeat(Math.floor(290_000 / evil.length)) });
      expect(performance.now() - began).toBeLessThan(3000);
    }
  });
});
