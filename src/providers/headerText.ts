/** Header values: folded, encoded where they are not plain ASCII, and never able to begin a header of their own. */

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const LINE = 76;
/** Longest base64 text in an encoded-word of 75 characters (RFC 2047, 2), less `=?UTF-8?B?` and `?=`, in whole groups of four. */
const WORD_BASE64 = 60;

/** One line, without control characters: what a line break in a name or a subject becomes is a space. */
export const oneLine = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').replace(CONTROLS, '').toWellFormed();

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && !/\S{200}/.test(text);

/** Text of a header such as Subject. `used` = characters of its line that are taken already: "Subject: " is 9. */
export function unstructured(text: string, used: number): string {
  const line = oneLine(text).trim();
  return isPlain(line) ? folded(line, used) : encodedWords(line, used);
}

/** A mailbox: `name <address>`, the name as it is, quoted or encoded. */
export function mailbox(address: string, name: string | null, used: number): string {
  const safe = `<${address.replace(/[\s<>\u0000-\u001f\u007f]/g, '')}>`;
  const shown = name === null ? '' : oneLine(name).trim();
  if (shown === '') return safe.slice(1, -1);
  let phrase: string;
  if (/^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~ ]+$/.test(shown) && isPlain(shown) && shown.length < 60) phrase = shown;
  else if (isPlain(shown) && shown.length < 60) phrase = `"${shown.replace(/["\\]/g, '\\$&')}"`;
  else phrase = encodedWords(shown, used);
  const last = phrase.length - (phrase.lastIndexOf('\n') + 1) + (phrase.includes('\n') ? 0 : used);
  return phrase + (last + 1 + safe.length > LINE ? '\r\n ' : ' ') + safe;
}

/** Folds before a word wherever a line would grow too long. Unfolding takes away the line break and nothing else. */
function folded(text: string, used: number): string {
  if (used + text.length <= LINE) return text;
  let out = '';
  let column = used;
  for (const word of text.split(/(?<=\S)(?= +\S)/)) {
    if (column + word.length > LINE && out !== '') {
      out += '\r\n';
      column = 0;
    }
    out += word;
    column += word.length;
  }
  return out;
}

/** Encoded-words of whole characters; a word is no longer than its line has room for (RFC 2047: lines of 76). */
function encodedWords(text: string, used: number): string {
  const words: string[] = [];
  let room = Math.floor(Math.min(WORD_BASE64, LINE - used - 12) / 4) * 3;
  let chunk = '';
  let bytes = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (bytes + size > room) {
      if (chunk !== '') words.push(encodedWord(chunk));
      else words.push('');
      chunk = '';
      bytes = 0;
      room = (WORD_BASE64 / 4) * 3;
    }
    chunk += character;
    bytes += size;
  }
  if (chunk !== '') words.push(encodedWord(chunk));
  return words.filter((word) => word !== '').join('\r\n ');
}

const encodedWord = (text: string): string => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
