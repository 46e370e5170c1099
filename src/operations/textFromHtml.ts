import { compile } from 'html-to-text';
import type { Liquid } from 'liquidjs';
import { liquidPieces } from './templateSource.js';

const skip = { format: 'skip' } as const;
const link = { options: { hideLinkHrefIfSameAsText: true } };
const heading = { options: { uppercase: false } };

/** Lines are not wrapped: what a placeholder will hold has no known length, and quoted-printable folds long lines anyway. */
const convert = compile({
  wordwrap: false,
  selectors: [
    ...['head', 'style', 'script', 'title', 'img'].map((selector) => ({ selector, ...skip })),
    { selector: 'a', ...link },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
  ],
  baseElements: { selectors: [] },
  limits: { maxInputLength: 4_000_000 },
});

/** The text part of a mail without its Liquid. */
export const textFromHtml = (html: string): string => convert(html).trim();

const OPEN = '\uE001';
const CLOSE = '\uE002';

/**
 * The Liquid source of the text part, derived once from the Liquid source of the HTML: every piece of Liquid goes through the
 * conversion as a mark and is put back after it, because converting each rendered mail costs 0.15 ms for 3 KB. null where marks of tags got
 * lost or out of order ({% if %} inside <head>, say): such a template is converted mail by mail.
 */
export function textSource(html: string, liquid: Liquid): string | null {
  const pieces = liquidPieces(html, liquid);
  let marked = '';
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    marked += withoutMarks(html.slice(at, piece.begin)) + OPEN + index + CLOSE;
    at = piece.end;
  }
  const text = textFromHtml(marked + withoutMarks(html.slice(at)));

  const kept: number[] = [];
  let source = '';
  let last = 0;
  for (const match of text.matchAll(/\uE001(\d+)\uE002/g)) {
    const index = Number(match[1]);
    source += literal(text.slice(last, match.index)) + inText(pieces[index]!.source, pieces[index]!.name);
    if (pieces[index]!.kind === 'tag') kept.push(index);
    last = match.index + match[0].length;
  }
  const tags = [...pieces.keys()].filter((index) => pieces[index]!.kind === 'tag');
  const whole = kept.length === tags.length && kept.every((index, i) => index === tags[i]);
  return whole ? source + literal(text.slice(last)) : null;
}

const withoutMarks = (html: string): string => html.replace(/[\uE001\uE002]/g, '');

/** Text that stays text: what looks like Liquid after the conversion (from entities or {% raw %}) is written by an output. */
const literal = (text: string): string => text.replace(/\{(?=[{%]|$)/g, '{{ "{" }}');

/** Raw text is literal already; markup that an output makes on purpose is taken out again. */
function inText(source: string, tag: string): string {
  if (tag === 'raw' || tag === 'endraw') return '';
  return source.replace(/\|\s*(raw|newline_to_br)\s*(-?\}\})$/, '| $1 | strip_html $2');
}
