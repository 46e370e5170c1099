import { analyzeSync, type Template } from 'liquidjs';
import { Refusal } from '../errors.js';
import { compileTemplate, TemplateRenderError, type TemplateSource } from './compileTemplate.js';
import { explain, languageOf, type Place, type TemplatePart } from './templateLanguage.js';
import { linksToUnsubscribe, liquidPieces, namesUnsubscribe } from './templateSource.js';
import { sampleVariables } from './templateVariables.js';

const longest: Record<TemplatePart, number> = { subject: 500, html: 300_000, text: 300_000, previewLine: 500 };
/** Liquid finds each place by counting from the start; with more pieces than this a check would take seconds. */
const MOST_PIECES = 1000;

/**
 * Checks a template before it is saved (T1): lengths, syntax, unknown variables, the unsubscribe link, and a trial render. Each refusal
 * names the part, and the place in it where there is one; `under` is where the parts are in the input.
 */
export function checkTemplate(source: TemplateSource, knownVariables: readonly string[], under: readonly string[] = []): void {
  try {
    checkAll(source, knownVariables);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, error.message, [...under, ...error.field]);
  }
}

function checkAll(source: TemplateSource, knownVariables: readonly string[]): void {
  if (!source.subject.trim()) throw new Refusal('INVALID', 'A template needs a subject.', ['subject']);
  if (!source.html.trim()) throw new Refusal('INVALID', 'A template needs HTML.', ['html']);
  const known = new Set(knownVariables);
  for (const part of ['subject', 'html', 'text', 'previewLine'] as const) {
    const text = source[part];
    if (text !== null) checkPart(part, text, known);
  }
  checkUnsubscribeLink(source);
  tryOut(source);
}

function checkPart(part: TemplatePart, text: string, known: ReadonlySet<string>): void {
  if (text.length > longest[part]) throw new Refusal('INVALID', `The ${words[part]} is longer than ${longest[part]} characters.`, [part]);
  // PostgreSQL cannot hold NUL; the rest of these mark places while a template is compiled.
  if (/[\0\uE000-\uE003]/.test(text)) throw new Refusal('INVALID', `The ${words[part]} holds a character that cannot be sent.`, [part]);
  const { pieces, template } = parse(part, text);
  if (pieces > MOST_PIECES) throw new Refusal('INVALID', `The ${words[part]} has more than ${MOST_PIECES} variables and tags.`, [part]);
  checkVariables(part, template, known);
}

function parse(part: TemplatePart, text: string): { pieces: number; template: Template[] } {
  try {
    const pieces = liquidPieces(text, languageOf(part)).length;
    return { pieces, template: pieces > MOST_PIECES ? [] : languageOf(part).parse(text) };
  } catch (error) {
    const { message, place } = explain(error);
    throw new Refusal('TEMPLATE_SYNTAX', at(part, place, message), [part]);
  }
}

function checkVariables(part: TemplatePart, template: Template[], known: ReadonlySet<string>): void {
  const unknown = Object.values(analyzeSync(template, { partials: false }).globals)
    .flat()
    .filter((variable) => !known.has(String(variable.segments[0])))
    .sort((a, b) => a.location.row - b.location.row || a.location.col - b.location.col);
  const [first] = unknown;
  if (!first) return;
  const place = { line: first.location.row, column: first.location.col };
  throw new Refusal('TEMPLATE_UNKNOWN_VARIABLE', at(part, place, `there is no variable "${String(first)}"`), [part]);
}

function checkUnsubscribeLink(source: TemplateSource): void {
  if (!linksToUnsubscribe(source.html, languageOf('html'))) {
    throw new Refusal('TEMPLATE_NO_UNSUBSCRIBE_LINK', 'The HTML has no unsubscribe link: <a href="{{ unsubscribe_url }}">…</a> is needed.', ['html']);
  }
  if (source.text !== null && !namesUnsubscribe(source.text, languageOf('text'))) {
    throw new Refusal('TEMPLATE_NO_UNSUBSCRIBE_LINK', 'The text has no unsubscribe link: {{ unsubscribe_url }} is needed.', ['text']);
  }
}

/** What parses may still fail or run away; better found now than in a thousand mails. */
function tryOut(source: TemplateSource): void {
  try {
    compileTemplate(source)(sampleVariables);
  } catch (error) {
    if (!(error instanceof TemplateRenderError)) throw error;
    throw new Refusal('TEMPLATE_SYNTAX', at(error.part, error.place, error.reason), [error.part]);
  }
}

const words: Record<TemplatePart, string> = { subject: 'subject', html: 'HTML', text: 'text', previewLine: 'preview line' };

const at = (part: TemplatePart, place: Place, message: string): string =>
  `${words[part][0]!.toUpperCase()}${words[part].slice(1)}, line ${place.line}, column ${place.column}: ${message}.`;
