import { Tokenizer, TypeGuards, type Liquid } from 'liquidjs';

/** A piece of Liquid inside the source of a template. */
export interface LiquidPiece {
  kind: 'output' | 'tag';
  source: string;
  begin: number;
  end: number;
  /** Name of a tag. */
  name: string;
}

/** Every piece of Liquid in the source, cut as Liquid itself cuts it: what {% raw %} holds is none. */
export function liquidPieces(source: string, liquid: Liquid): LiquidPiece[] {
  return new Tokenizer(source, liquid.options.operators)
    .readTopLevelTokens(liquid.options)
    .filter((token) => !TypeGuards.isHTMLToken(token))
    .map((token) => ({
      kind: TypeGuards.isOutputToken(token) ? 'output' : 'tag',
      source: source.slice(token.begin, token.end),
      begin: token.begin,
      end: token.end,
      name: TypeGuards.isTagToken(token) ? token.name : '',
    }));
}

/** The source with every character of Liquid replaced by a filler that means nothing in HTML: offsets stay what they were. */
function masked(source: string, pieces: readonly LiquidPiece[]): string {
  let result = '';
  let at = 0;
  for (const { begin, end } of pieces) {
    result += source.slice(at, begin) + FILLER.repeat(end - begin);
    at = end;
  }
  return result + source.slice(at);
}

const FILLER = '\uE000';

/** Behind the opening <body> tag, where a preheader goes; 0 without one. */
export function bodyStart(html: string, liquid: Liquid): number {
  const match = /<body\b(?:[^<>"']|"[^"]*"|'[^']*')*>/i.exec(withoutComments(masked(html, liquidPieces(html, liquid))));
  return match ? match.index + match[0].length : 0;
}

const isUnsubscribe = (piece: LiquidPiece): boolean => piece.kind === 'output' && /^\{\{-?\s*unsubscribe_url\s*-?\}\}$/.test(piece.source);

/** Whether some <a href> is the unsubscribe link and nothing else. Outside quotes a tag ends at the next "<" too, which keeps this linear in any text. */
export function linksToUnsubscribe(html: string, liquid: Liquid): boolean {
  const pieces = liquidPieces(html, liquid);
  const wanted = new Map(pieces.filter(isUnsubscribe).map((piece) => [piece.begin, piece.end]));
  for (const tag of withoutComments(masked(html, pieces)).matchAll(/<a(?:rea)?\s(?:[^<>"']|"[^"]*"|'[^']*')*>/gi)) {
    const href = /\shref\s*=\s*(["']?)\s*/i.exec(tag[0]);
    const begin = href ? tag.index + href.index + href[0].length : -1;
    const end = wanted.get(begin);
    if (end !== undefined && /^\s*["'>\s]/.test(html.slice(end, end + 100))) return true;
  }
  return false;
}

export const namesUnsubscribe = (text: string, liquid: Liquid): boolean => liquidPieces(text, liquid).some(isUnsubscribe);

const withoutComments = (html: string): string => html.replace(/<!--[\s\S]*?(-->|$)/g, (comment) => ' '.repeat(comment.length));
