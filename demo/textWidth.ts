/** How many columns of a terminal a text takes: by grapheme, two for what East Asia writes wide and for emoji. */
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WIDE = /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;
const EMOJI = /^\p{Emoji_Presentation}|^\p{Extended_Pictographic}.*\ufe0f|^[0-9#*]\ufe0f\u20e3/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const widthOf = (grapheme: string): number => (NO_WIDTH.test(grapheme) ? 0 : WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1);

export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment);
  return width;
}

/** Exactly so many columns: cut with an ellipsis, or filled with spaces. Never half a character. */
export function fit(text: string, columns: number): string {
  const width = textWidth(text);
  if (width <= columns) return text + ' '.repeat(columns - width);
  let out = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = widthOf(segment);
    if (used + next > columns - 1) break;
    out += segment;
    used += next;
  }
  return `${out}…${' '.repeat(Math.max(0, columns - used - 1))}`.slice(0, columns === 0 ? 0 : undefined);
}

/** What comes from elsewhere must not move the cursor or colour the screen. */
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
