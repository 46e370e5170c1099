import { Refusal } from '../errors.js';

/** One line of text that people read: names, notes. Trimmed; no control characters, which would end a mail header or a log line. */
export function checkLine(text: string, longest: number, field: string[]): string {
  const line = text.trim();
  if (line === '') throw new Refusal('INVALID', 'This must not be empty.', field);
  if (line.length > longest) throw new Refusal('INVALID', `This has at most ${longest} characters.`, field);
  if (/[\p{Cc}\u2028\u2029]/u.test(line) || !line.isWellFormed()) throw new Refusal('INVALID', 'This must not contain control characters.', field);
  return line;
}
