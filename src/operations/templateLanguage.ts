import { Context, Liquid, LiquidError, toValueSync, type Emitter, type Template } from 'liquidjs';
import type { TemplateVariables } from './templateVariables.js';

/** The parts of a template a person writes. */
export type TemplatePart = 'subject' | 'html' | 'text' | 'previewLine';

/** What one render may make; see `render` for what bounds it beside this. */
export const OUTPUT_LIMIT = 2_000_000;
const MEMORY_LIMIT = 4_000_000;
const RENDER_LIMIT_MS = 250;
const SOURCE_LIMIT = 1_000_000;

/** They read files. A template is one text; what it may use is in its variables. */
const filesTags = ['include', 'render', 'layout', 'block'];
/** Not functions of their input, so a re-delivery would have another body (F16.2). `date` is put back below, without the clock. */
const impureFilters = ['sample', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string'];

/** Liquid for HTML (what a variable holds is escaped) and for plain text (subject, text part). */
export const htmlLanguage = language('escape');
export const textLanguage = language(undefined);

export const languageOf = (part: TemplatePart): Liquid => (part === 'html' || part === 'previewLine' ? htmlLanguage : textLanguage);

function language(outputEscape: 'escape' | undefined): Liquid {
  const liquid = new Liquid({
    outputEscape,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    // No files, whatever a tag asks for.
    templates: {},
    timezoneOffset: 0,
    locale: 'en-GB',
    parseLimit: SOURCE_LIMIT,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT,
  });
  for (const tag of filesTags) delete liquid.tags[tag];
  for (const filter of impureFilters) liquid.unregisterFilter(filter);
  const date = liquid.filters['date'] as (this: unknown, value: unknown, ...rest: unknown[]) => unknown;
  liquid.registerFilter('date', function (this: { context: Context }, value: unknown, ...rest: unknown[]) {
    const today = value === 'now' || value === 'today';
    return date.call(this, today ? (this.context.environments as Partial<TemplateVariables>).date : value, ...rest);
  });
  return liquid;
}

/** Counts what is written, so that loops inside loops end by their output, not by the machine's memory. */
class BoundedEmitter implements Emitter {
  buffer = '';

  write(value: unknown): void {
    this.buffer += stringify(value);
    if (this.buffer.length > OUTPUT_LIMIT) throw new Error('the mail grows too large');
  }

  // Streaming parts of the interface that renderTemplates never calls.
  end(): void {}
  error(error: Error): void {
    throw error;
  }
}

/** As Liquid writes a value. */
export function stringify(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(stringify).join('') : String(value);
}

/**
 * Renders by Liquid's own interpreter. The time limit guards the worker against a template that computes for ever; a process that was
 * asleep meanwhile looks the same, so the first time-out is tried once more.
 */
export function render(liquid: Liquid, template: Template[], variables: TemplateVariables): string {
  try {
    return renderOnce(liquid, template, variables);
  } catch (error) {
    if (error instanceof Error && /template render limit exceeded/.test(error.message)) return renderOnce(liquid, template, variables);
    throw error;
  }
}

function renderOnce(liquid: Liquid, template: Template[], variables: TemplateVariables): string {
  // A copy, because {% increment %} writes into it.
  const context = new Context({ ...variables }, liquid.options, { sync: true }, { liquid });
  return toValueSync(liquid.renderer.renderTemplates(template, context, new BoundedEmitter())) as string;
}

/** What a filter asks of the interpreter's context, at a tenth of the cost of making one. */
export class FilterContext {
  readonly ownPropertyOnly = true;
  readonly memoryLimit = new MemoryLimit();

  constructor(
    readonly environments: TemplateVariables,
    readonly opts: Liquid['options'],
  ) {}
}

class MemoryLimit {
  private used = 0;

  use(count: number): void {
    if (!(count > 0)) return;
    if (this.used + count > MEMORY_LIMIT) throw new Error('memory alloc limit exceeded');
    this.used += count;
  }
}

export interface Place {
  line: number;
  column: number;
}

/** Where in its source a mistake is, and the mistake without the place that Liquid writes behind it. */
export function explain(error: unknown): { message: string; place: Place } {
  const message = (error instanceof Error ? error.message : String(error)).replace(/, line:\d+, col:\d+/g, '');
  if (!LiquidError.is(error)) return { message, place: { line: 1, column: 1 } };
  const [line, column] = (error as { token?: { getPosition(): number[] } }).token?.getPosition() ?? [];
  return { message, place: { line: line ?? 1, column: column ?? 1 } };
}
