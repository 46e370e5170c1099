import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Appends to an mbox file (mboxrd: a line "From ", however often quoted, gets one more ">"). What gathers during a write is the next write. */
export class MboxWriter {
  readonly #file: Promise<FileHandle>;
  #waiting: string[] = [];
  #writing: Promise<void> | null = null;

  constructor(path: string) {
    this.#file = open(path, 'a');
    this.#file.catch(() => undefined); // reported by the first write
  }

  /** message: with CRLF or LF, bytes as latin1. */
  append(from: string, recipient: string, at: number, message: string): void {
    const lines = message.replaceAll('\r\n', '\n');
    const quoted = lines.includes('From ') ? lines.replace(/^(>*From )/gm, '>$1') : lines;
    this.#waiting.push(`From ${from || 'MAILER-DAEMON'} ${asctime(at)}\nDelivered-To: ${recipient}\n${quoted}${quoted.endsWith('\n') ? '\n' : '\n\n'}`);
    this.#writing ??= this.#write();
  }

  async flush(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  async close(): Promise<void> {
    await this.flush();
    await (await this.#file).close();
  }

  async #write(): Promise<void> {
    const file = await this.#file;
    while (this.#waiting.length > 0) {
      const text = this.#waiting.join('');
      this.#waiting = [];
      await file.appendFile(text, 'latin1');
    }
    this.#writing = null;
  }
}

function asctime(at: number): string {
  const [day, date, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date!.replace(/^0/, ' ')} ${time} ${year}`;
}

export interface MboxMail {
  /** Envelope recipient. */
  recipient: string;
  /** The message as it came, LF at the ends of lines, bytes as latin1. */
  message: string;
}

/** Reads the file mail by mail, in bounded memory. */
export async function* readMbox(path: string): AsyncGenerator<MboxMail> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 1024 * 1024 })) {
    rest += chunk as string;
    for (;;) {
      const next = rest.indexOf('\n\nFrom ');
      if (next < 0) break;
      yield mail(rest.slice(0, next + 1));
      rest = rest.slice(next + 2);
    }
  }
  if (rest.startsWith('From ')) yield mail(rest.replace(/\n\n$/, '\n'));
}

function mail(text: string): MboxMail {
  const [, recipient, message] = /^From [^\n]*\nDelivered-To: ([^\n]*)\n([^]*)$/.exec(text) ?? [];
  if (recipient === undefined || message === undefined) throw new Error('not an mbox file of ours');
  return { recipient, message: message.replace(/^>(>*From )/gm, '$1') };
}
