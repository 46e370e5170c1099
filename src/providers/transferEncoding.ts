/**
 * Content transfer encodings for text parts. What comes out is ASCII, in lines of at most 76 characters with CRLF between, none of
 * which begins with "." or "From ": a message made of it needs no dot-stuffing and no mbox quoting.
 *
 * Quoted-printable for text that is mostly ASCII: it stays readable and grows by 3 to 6 %, base64 by 37 %, and filters like it better.
 * Base64 for the rest, which the other would triple. Measured by `node dist/bench/channels.js --mime`, one core: 2.2 KB of HTML
 * quoted-printable 7 us (nodemailer's 15), 3 KB of Chinese base64 4 us, so base64 for all would save 5 us of the 40 a mail costs over
 * SMTP. 7bit would cost nothing, but a long line or a bare CR in a template must then be found first, and relays mangle "From "
 * and trailing spaces.
 */
export interface EncodedText {
  encoding: 'quoted-printable' | 'base64';
  lines: string;
}

export function encodeText(text: string): EncodedText {
  const bytes = Buffer.from(text, 'utf8'); // half a surrogate pair becomes U+FFFD
  // Each character outside ASCII costs one to three bytes more than it has UTF-16 units; a tenth of the whole is where base64 wins.
  return bytes.length - text.length > bytes.length / 10
    ? { encoding: 'base64', lines: base64Lines(normalised(bytes, text)) }
    : { encoding: 'quoted-printable', lines: quotedPrintable(bytes) };
}

/** Text in MIME ends its lines in CRLF before it is encoded (RFC 2045, 6.8). */
const normalised = (bytes: Buffer, text: string): Buffer =>
  /\r(?!\n)|(?<!\r)\n/.test(text) ? Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n'), 'utf8') : bytes;

/** In one piece by the runtime, then cut: 57 bytes at a time takes three times as long. */
function base64Lines(bytes: Buffer): string {
  const whole = bytes.toString('base64');
  let lines = '';
  for (let at = 0; at < whole.length; at += 76) lines += (at === 0 ? '' : '\r\n') + whole.slice(at, at + 76);
  return lines;
}

const HEX = Buffer.from('0123456789ABCDEF', 'latin1');
const TAB = 9, LF = 10, CR = 13, SPACE = 32, DOT = 46, EQUALS = 61, F = 70;
const WIDTH = 76;

/** 1 where a byte may stand for itself. Space and tab may, except at the end of a line. */
const plain = new Uint8Array(256);
for (let byte = 33; byte <= 126; byte++) plain[byte] = 1;
plain[EQUALS] = 0;
plain[SPACE] = plain[TAB] = 1;

let scratch = Buffer.allocUnsafe(64 * 1024);

function quotedPrintable(bytes: Buffer): string {
  // At worst each byte becomes three, and each line of 72 gets a soft break of three.
  const most = bytes.length * 3 + Math.ceil(bytes.length / 24) * 3 + 8;
  if (scratch.length < most) scratch = Buffer.allocUnsafe(most);
  const out = scratch;
  const end = bytes.length;
  let at = 0;
  let column = 0;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === LF || byte === CR) {
      if (byte === CR && bytes[i + 1] === LF) i++;
      out[at++] = CR;
      out[at++] = LF;
      column = 0;
      continue;
    }
    let asItIs = plain[byte] === 1;
    if (asItIs) {
      if (byte === SPACE || byte === TAB) {
        const next = bytes[i + 1];
        asItIs = next !== undefined && next !== LF && next !== CR;
      } else if (column === 0) asItIs = byte !== DOT && !(byte === F && bytes[i + 1] === 114 && bytes[i + 2] === 111);
    }
    // One column is kept for the "=" of a soft break.
    if (column + (asItIs ? 1 : 3) > WIDTH - 1) {
      out[at++] = EQUALS;
      out[at++] = CR;
      out[at++] = LF;
      column = 0;
      i--; // again, now at the beginning of a line
      continue;
    }
    if (asItIs) {
      out[at++] = byte;
      column++;
    } else {
      out[at++] = EQUALS;
      out[at++] = HEX[byte >> 4]!;
      out[at++] = HEX[byte & 15]!;
      column += 3;
    }
  }
  return out.toString('latin1', 0, at);
}
