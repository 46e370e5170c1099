import { Output, RenderError, TypeGuards, type Filter, type Liquid, type Template, type Token } from 'liquidjs';
import { type FilterContext, stringify } from './templateLanguage.js';
import type { TemplateVariables } from './templateVariables.js';

/** What a part that changes from mail to mail gives, written as Liquid would write it. */
type Filled = (variables: TemplateVariables, context: FilterContext) => string;
export type Piece = string | Filled;

/**
 * The filters a plain output may have: functions of their arguments that neither call back into the interpreter nor change it. What
 * they need of the interpreter is the memory limit, so a pipeline of `replace` cannot grow without end here either.
 */
const plainFilters = new Set(
  (
    'default escape escape_once xml_escape raw strip lstrip rstrip strip_html strip_newlines newline_to_br squish upcase downcase capitalize append ' +
    'prepend remove remove_first replace replace_first truncate truncatewords url_encode cgi_escape uri_escape slugify join size first last plus minus ' +
    'times round ceil floor date'
  ).split(' '),
);

/**
 * Turns a parsed template into pieces to be joined, where it consists of text and plain outputs only; null where it does not, and
 * Liquid's interpreter renders it. Measured with a newsletter of 3 KB and 8 outputs: 1.9 µs for subject, HTML and text, against 13 µs by
 * renderSync for the HTML alone.
 */
export function concatenation(template: readonly Template[], liquid: Liquid): Piece[] | null {
  const pieces: Piece[] = [];
  for (const part of template) {
    const piece = part instanceof Output ? plainOutput(part, liquid) : staticText(part);
    if (piece === null) return null;
    pieces.push(piece);
  }
  return pieces;
}

/** An HTML node of Liquid's: text, with the white space already trimmed that {{- asks for. */
function staticText(part: Template): string | null {
  return part.constructor.name === 'HTML' && 'str' in part && typeof part.str === 'string' ? part.str : null;
}

function plainOutput(output: Output, liquid: Liquid): Filled | null {
  const [token, ...more] = output.value.initial.postfix;
  const read = more.length === 0 ? reader(token) : null;
  const steps = output.value.filters.map((filter) => filterStep(filter, liquid));
  if (!read || !steps.every((step) => step !== null)) return null;
  return (variables, context) => {
    try {
      let value = read(variables);
      for (const step of steps) value = step(value, variables, context);
      return stringify(value);
    } catch (error) {
      throw new RenderError(error as Error, output);
    }
  };
}

type Step = (value: unknown, variables: TemplateVariables, context: FilterContext) => unknown;
type Handler = (this: unknown, value: unknown, ...rest: unknown[]) => unknown;

function filterStep(filter: Filter, liquid: Liquid): Step | null {
  const { handler, token } = filter as unknown as { handler: Handler; token: Token };
  // The escaping that the language itself puts behind each output has no name of its own.
  if (handler === liquid.options.outputEscape) return escapeStep;
  if (!plainFilters.has(filter.name)) return null;
  const args = filter.args.map((arg) => (Array.isArray(arg) ? null : reader(arg)));
  if (!args.every((arg) => arg !== null)) return null;
  return (value, variables, context) => handler.apply({ context, token, liquid }, [value, ...args.map((arg) => arg(variables))]);
}

const unsafe = /[&<>"']/;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

const escapeStep: Step = (value, _variables, context) => {
  const text = stringify(value);
  context.memoryLimit.use(text.length);
  return unsafe.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character]!) : text;
};

/** Reads a literal or a path of fixed names; null for anything that has to be computed. */
function reader(token: Token | undefined): ((variables: TemplateVariables) => unknown) | null {
  if (!token) return null;
  if (TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token)) {
    const { content } = token as unknown as { content: unknown };
    return () => content;
  }
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable) return null;
  const path: string[] = [];
  for (const prop of token.props) {
    const name = 'content' in prop ? prop.content : null;
    // size, first and last are more than names to Liquid; numbers are indexes.
    if (typeof name !== 'string' || name === 'size' || name === 'first' || name === 'last') return null;
    path.push(name);
  }
  return (variables) => {
    let value: unknown = variables;
    for (const name of path) {
      if (value === null || value === undefined) return value;
      value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    }
    return value;
  };
}
