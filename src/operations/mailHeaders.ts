/** Reads headers of a message that was received, for people: unfolded and decoded (RFC 2047). A header that is not there is empty. */
export function readHeaders(message: string, names: readonly string[]): string[] {
  const head = message.split(/\r?\n\r?\n/, 1)[0]!.replace(/\r?\n[ \t]+/g, ' ');
  return names.map((name) => {
    const line = head.split(/\r?\n/).find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return line ? decodeWords(line.slice(name.length + 1).trim()) : '';
  });
}

/** White space between two encoded words is not part of the text, and a character may be cut between them: bytes are joined first. */
function decodeWords(text: string): string {
  return text.replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=(?:\s+=\?\1\?[BQ]\?[^?]*\?=)*/gi, (words, charset: string) => {
    const bytes = Buffer.concat([...words.matchAll(/=\?[^?]+\?([BQ])\?([^?]*)\?=/gi)].map((word) => bytesOf(word[1]!, word[2]!)));
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return words;
    }
  });
}

function bytesOf(encoding: string, text: string): Buffer {
  if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64');
  return Buffer.from(
    text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}
