import type { Liquid, Template } from 'liquidjs';
import { concatenation, type Piece } from './concatenation.js';
import { explain, FilterContext, htmlLanguage, languageOf, OUTPUT_LIMIT, render, textLanguage, type Place, type TemplatePart } from './templateLanguage.js';
import { bodyStart, linksToUnsubscribe, liquidPieces } from './templateSource.js';
import type { TemplateVariables } from './templateVariables.js';
import { textFromHtml, textSource } from './textFromHtml.js';

/** What a person wrote: a row of template_versions, or one to be. */
export interface TemplateSource {
  subject: string;
  html: string;
  /** null: derived from the HTML. */
  text: string | null;
  /** What mail clients show beside the subject. */
  previewLine: string | null;
}

export interface RenderedTemplate {
  subject: string;
  html: string;
  text: string;
}

export type CompiledTemplate = (variables: TemplateVariables) => RenderedTemplate;

/** A template that fails for one contact: the outcome `unrenderable`. */
export class TemplateRenderError extends Error {
  override readonly name = 'TemplateRenderError';

  constructor(
    readonly part: TemplatePart,
    readonly place: Place,
    readonly reason: string,
  ) {
    super(`${part}, line ${place.line}, column ${place.column}: ${reason}`);
  }
}

type Fill = (variables: TemplateVariables) => string;

/**
 * Compiles a template version: once, then a call per mail. Throws TemplateRenderError, at once where the source does not parse (a saved
 * one does) and from the call where it fails for a contact.
 */
export function compileTemplate(source: TemplateSource): CompiledTemplate {
  const subject = compilePart('subject', source.subject);
  const html = compileHtml(source.html, source.previewLine);
  const text = compileText(source);
  const mayLackLink = hasLinkUnderTags(source.html);
  return (variables) => {
    const mail = { subject: oneLine(subject(variables)), html: html(variables), text: text(variables) };
    if (mayLackLink && !hasLink(mail.html, variables)) throw new TemplateRenderError('html', { line: 1, column: 1 }, 'no unsubscribe link for this contact');
    return mail;
  };
}

function compileText(source: TemplateSource): Fill {
  if (source.text !== null) return compilePart('text', source.text);
  const derived = attempt('html', () => textSource(source.html, textLanguage));
  if (derived === null) return converted(compilePart('html', source.html));
  const fill = compilePart('text', derived);
  // Branches not taken leave their blank lines behind.
  return derived.includes('{%') ? (variables) => tidy(fill(variables)) : fill;
}

const converted =
  (html: Fill): Fill =>
  (variables) =>
    textFromHtml(html(variables));

const tidy = (text: string): string =>
  text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** One part as a function: joined pieces where that is all there is to it, else by Liquid's interpreter. */
function compilePart(part: TemplatePart, source: string, liquid: Liquid = languageOf(part)): Fill {
  const template = attempt(part, () => liquid.parse(source));
  const pieces = concatenation(template, liquid);
  const fill = pieces ? joined(pieces, liquid) : interpreted(template, liquid);
  return (variables) => attempt(part, () => fill(variables));
}

function joined(pieces: readonly Piece[], liquid: Liquid): Fill {
  return (variables) => {
    const context = new FilterContext(variables, liquid.options);
    let result = '';
    for (const piece of pieces) result += typeof piece === 'string' ? piece : piece(variables, context);
    if (result.length > OUTPUT_LIMIT) throw new Error('the mail grows too large');
    return result;
  };
}

const interpreted =
  (template: Template[], liquid: Liquid): Fill =>
  (variables) =>
    render(liquid, template, variables);

function attempt<T>(part: TemplatePart, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { message, place } = explain(error);
    throw new TemplateRenderError(part, place, message);
  }
}

/** Where the preheader goes, in the source and in what is rendered from it: a character no mail needs. */
const PREHEADER = '\uE003';

function compileHtml(html: string, previewLine: string | null): Fill {
  if (!previewLine) return compilePart('html', html);
  const preview = compilePart('previewLine', previewLine);
  const at = attempt('html', () => bodyStart(html, htmlLanguage));
  // On the line of <body> the mark moves columns behind it by one; mistakes there were found when the template was saved, without it.
  const body = compilePart('html', html.slice(0, at) + PREHEADER + html.slice(at));
  return (variables) => {
    const rendered = body(variables);
    const mark = rendered.indexOf(PREHEADER);
    return rendered.slice(0, mark) + preheader(oneLine(preview(variables))) + rendered.slice(mark + 1);
  };
}

const preheader = (line: string): string => `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${line}</div>`;

/** A line break in a header field would begin another header. */
const oneLine = (text: string): string => (/[\r\n\0]/.test(text) ? text.replace(/[\r\n\0]+/g, ' ') : text);

/** Only where tags decide what is shown can the link that was there when the template was saved be absent from a mail. */
const hasLinkUnderTags = (html: string): boolean =>
  attempt('html', () => liquidPieces(html, htmlLanguage).some((piece) => piece.kind === 'tag') && linksToUnsubscribe(html, htmlLanguage));
const hasLink = (html: string, variables: TemplateVariables): boolean => html.includes(variables.unsubscribe_url.replace(/&/g, '&amp;'));
