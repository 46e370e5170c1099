import type { SmtpReply } from './smtpAnswer.js';

const LARGEST_REPLY = 64 * 1024;

/** Cuts what a server sends into replies. Bytes are kept as latin1 until somebody reads the words. */
export class SmtpReplies {
  #rest = '';
  #lines: string[] = [];

  /** Calls back for each whole reply; false when this is not SMTP. */
  read(chunk: Buffer, onReply: (reply: SmtpReply) => void): boolean {
    this.#rest += chunk.toString('latin1');
    for (;;) {
      const end = this.#rest.indexOf('\n');
      if (end < 0) return this.#rest.length < LARGEST_REPLY;
      const line = this.#rest.slice(0, this.#rest[end - 1] === '\r' ? end - 1 : end);
      this.#rest = this.#rest.slice(end + 1);
      if (!/^[2-5]\d\d([ -]|$)/.test(line)) return false;
      this.#lines.push(line);
      if (this.#lines.length > 200) return false;
      if (line[3] === '-') continue;
      const lines = this.#lines;
      this.#lines = [];
      onReply({ code: Number(line.slice(0, 3)), text: words(lines) });
    }
  }
}

function words(lines: string[]): string {
  const text = lines.length === 1 ? lines[0]!.slice(4) : lines.map((line) => line.slice(4)).join(' ');
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
}
