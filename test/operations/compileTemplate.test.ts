import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileTemplate, TemplateRenderError, type TemplateSource } from '../../src/operations/compileTemplate.js';
import { concatenation } from '../../src/operations/concatenation.js';
import { drawTemplate } from '../../src/operations/drawTemplate.js';
import { FilterContext, htmlLanguage, render, textLanguage } from '../../src/operations/templateLanguage.js';
import { sampleVariables, type TemplateVariables } from '../../src/operations/templateVariables.js';

const variables = (changes: Partial<TemplateVariables> = {}): TemplateVariables => ({ ...sampleVariables, ...changes });
const source = (changes: Partial<TemplateSource> = {}): TemplateSource => ({ subject: 'Hello', html: '<p>Hi</p>', text: null, previewLine: null, ...changes });
const html = (text: string, changes: Partial<TemplateVariables> = {}): string => compileTemplate(source({ html: text }))(variables(changes)).html;
const text = (htmlSource: string, changes: Partial<TemplateVariables> = {}): string => compileTemplate(source({ html: htmlSource }))(variables(changes)).text;

describe('rendering a template (F16.2, T1)', () => {
  test('what a variable holds is escaped in HTML, and not in subject and text', () => {
    const mail = compileTemplate(source({ subject: '{{ nickname }}', html: '<p>{{ nickname }}</p>', text: '{{ nickname }}' }))(
      variables({ nickname: `<b>"O'Hara" & 李</b>` }),
    );
    expect(mail).toEqual({ subject: `<b>"O'Hara" & 李</b>`, html: '<p>&lt;b&gt;&#34;O&#39;Hara&#34; &amp; 李&lt;/b&gt;</p>', text: `<b>"O'Hara" & 李</b>` });
  });

  test('a line break in a variable cannot begin another header', () => {
    expect(
      compileTemplate(source({ subject: 'Hi {{ nickname }}!\r\n{{ email }}' }))(variables({ nickname: 'x\r\nBcc: y@example.com', email: 'a@b.cd' })).subject,
    ).toBe('Hi x Bcc: y@example.com! a@b.cd');
  });

  test('attributes are read by their own names only', () => {
    expect(
      html('{{ attributes.city }}|{{ attributes["First name"] }}|{{ attributes.constructor }}|{{ attributes.__proto__ }}|{{ attributes.toString }}', {
        attributes: { city: 'Köln', 'First name': 'An' },
      }),
    ).toBe('Köln|An|||');
  });

  test('dates come from the date variable, never from the clock', () => {
    expect(html('{{ date | date: "%d %B %Y" }} {{ "now" | date: "%Y-%m-%d" }} {% assign d = "today" | date: "%d" %}{{ d }}', { date: '2031-02-03' })).toBe(
      '03 February 2031 2031-02-03 03',
    );
  });

  test('a preview line is a hidden preheader at the start of the body', () => {
    const mail = compileTemplate(
      source({ html: '<html><body class="{% if nickname %}a>b{% endif %}"><p>Hi</p></body></html>', previewLine: 'For\n{{ nickname }}' }),
    )(variables({ nickname: '<Li>' }));
    expect(mail.html).toBe(
      '<html><body class="a>b"><div style="display:none;max-height:0;overflow:hidden;mso-hide:all">For &lt;Li&gt;</div><p>Hi</p></body></html>',
    );
    expect(mail.text).toBe('Hi');
    expect(compileTemplate(source({ html: '<p>x</p>', previewLine: 'y' }))(variables()).html).toMatch(/^<div style="display:none.*>y<\/div><p>x<\/p>$/);
  });

  test('a failure for one contact names part, line and column', () => {
    const compiled = compileTemplate(source({ html: '<p>\n {% for x in (1..attributes.n) %}{{ x }}{% endfor %}</p>' }));
    expect(compiled(variables({ attributes: { n: 3 } })).html).toBe('<p>\n 123</p>');
    let failure: unknown;
    try {
      compiled(variables({ attributes: { n: 100_000_000 } }));
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(TemplateRenderError);
    expect(failure).toMatchObject({ part: 'html', place: { line: 2, column: 2 }, message: 'html, line 2, column 2: memory alloc limit exceeded' });
  });

  test('a contact whose branch has no unsubscribe link is not mailed', () => {
    const compiled = compileTemplate(source({ html: '{% if nickname == "x" %}<a href="{{ unsubscribe_url }}">u</a>{% endif %}' }));
    expect(compiled(variables({ nickname: 'x', unsubscribe_url: 'https://h.example/u/t?a=1&b=2' })).html).toBe(
      '<a href="https://h.example/u/t?a=1&amp;b=2">u</a>',
    );
    expect(() => compiled(variables({ nickname: 'y' }))).toThrow(/no unsubscribe link for this contact/);
  });

  test('one mail changes nothing for the next', () => {
    const compiled = compileTemplate(source({ subject: '{% increment n %}{% assign email = "z" %}{{ email }}' }));
    expect([compiled(variables()).subject, compiled(variables()).subject]).toEqual(['0z', '0z']);
  });
});

describe('the text part derived from HTML', () => {
  test('keeps links, drops head, style and images, and escapes nothing', () => {
    const page =
      '<html><head><title>T {{ campaign }}</title><style>p{color:red}</style></head><body><h1>Hi {{ nickname }}</h1><p>A &amp; B</p><img src="x.png" alt="x"><a href="{{ unsubscribe_url }}">Unsubscribe</a></body></html>';
    expect(text(page, { nickname: 'A & B <c>', unsubscribe_url: 'https://h.example/u/t' })).toBe(
      'Hi A & B <c>\n\nA & B\n\nUnsubscribe [https://h.example/u/t]',
    );
  });

  test('keeps conditions and loops', () => {
    const page =
      '<ul>{% for tag in tags %}<li>{{ tag }}</li>{% endfor %}</ul>{% if nickname %}<p>Dear {{ nickname }}</p>{% else %}<p>Hello</p>{% endif %}<a href="{{ unsubscribe_url }}">u</a>';
    expect(text(page, { tags: ['a', 'b'], nickname: null })).toBe('* a\n\n * b\n\nHello\n\nu [https://example.com/u/sample]');
  });

  test('text that only looks like Liquid stays text', () => {
    expect(text('<p>&#123;{ email }} {% raw %}{{ x }}{% endraw %} &#123;{{ email }}</p>', { email: 'a@b.cd' })).toBe('{{ email }} {{ x }} {a@b.cd');
  });

  test('falls back to converting each mail where a tag stands in the head', () => {
    expect(text('<head>{% assign x = nickname %}</head><body><p>{{ x }}</p><a href="{{ unsubscribe_url }}">u</a></body>', { nickname: 'Li' })).toMatch(/^Li\n/);
  });
});

describe('joined pieces and Liquid’s interpreter render alike', () => {
  const word = fc.constantFrom(
    'email',
    'nickname',
    'tags',
    'attributes.a',
    'attributes["b c"]',
    'attributes.a.b',
    'attributes.n',
    'missing',
    'tags[0]',
    'tags.first',
    'email.size',
    'constructor',
    '"lit<"',
    '42',
    'true',
    'nil',
    'tags.length',
  );
  const filter = fc.constantFrom(
    'upcase',
    'downcase',
    'capitalize',
    'strip',
    'escape',
    'escape_once',
    'raw',
    'default: "d&"',
    'default: email',
    'append: "<x>"',
    'prepend: nickname',
    'truncate: 3',
    'truncatewords: 1',
    'replace: "a", "b"',
    'remove: "e"',
    'url_encode',
    'join: ", "',
    'size',
    'first',
    'last',
    'plus: 2',
    'times: 3',
    'round',
    'date: "%Y"',
    'newline_to_br',
    'strip_html',
    'slugify',
    'split: "a"',
    'sort',
    'default: "x", allow_false: true',
    'reverse',
  );
  const output = fc
    .tuple(word, fc.array(filter, { maxLength: 3 }), fc.constantFrom(['{{', '}}'], ['{{-', '-}}'], ['{{-', '}}']))
    .map(([name, filters, [open, close]]) => `${open} ${[name, ...filters].join(' | ')} ${close}`);
  const template = fc
    .array(fc.oneof(output, fc.constantFrom('<p>', ' ', '\n', '</p>', 'text & ', '{% if email %}y{% endif %}', '{% comment %}c{% endcomment %}')), {
      maxLength: 8,
    })
    .map((parts) => parts.join(''));
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('<b>&"\'', '', 'a b\nc', '  x '),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.record({ b: fc.string() }),
  );

  test.each([
    ['HTML', htmlLanguage],
    ['text', textLanguage],
  ])('%s', (_name, liquid) => {
    let joinedCount = 0;
    fc.assert(
      fc.property(template, fc.string(), fc.array(fc.string(), { maxLength: 3 }), value, value, value, (page, nickname, tags, a, b, n) => {
        const filled = variables({ nickname, tags, attributes: { a, 'b c': b, n } });
        const parsed = liquid.parse(page);
        const pieces = concatenation(parsed, liquid);
        if (!pieces) return;
        joinedCount++;
        const outcome = (act: () => string): string => {
          try {
            return act();
          } catch (error) {
            return `error ${(error as Error).message}`;
          }
        };
        const context = new FilterContext(filled, liquid.options);
        expect(outcome(() => pieces.map((piece) => (typeof piece === 'string' ? piece : piece(filled, context))).join(''))).toBe(
          outcome(() => render(liquid, parsed, filled)),
        );
      }),
      { numRuns: 3000 },
    );
    expect(joinedCount).toBeGreaterThan(300);
  });
});

describe('drawing a template (F16.2)', () => {
  test('is uniform, the same for the same mail, and drawn anew for the next attempt', () => {
    const counts = [0, 0, 0, 0, 0];
    let changed = 0;
    for (let i = 0; i < 50_000; i++) {
      const id = `01938c5e-7a2b-7${(i % 4096).toString(16).padStart(3, '0')}-8f3e-${i.toString(16).padStart(12, '0')}`;
      const drawn = drawTemplate(id, 1, 5);
      counts[drawn]!++;
      if (drawTemplate(id, 1, 5) !== drawn) throw new Error('drawn differently the second time');
      if (drawTemplate(id, 2, 5) !== drawn) changed++;
    }
    const chiSquare = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(18.5); // 4 degrees of freedom, p = 0.001
    expect(changed).toBeGreaterThan(39_000);
    expect(drawTemplate('x', 1, 1)).toBe(0);
  });
});
