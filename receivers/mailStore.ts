import { MboxWriter } from './mbox.js';

export interface MailRecord {
  recipient: string;
  /** SMTP: Message-ID. EngageLab: request_id. */
  id: string;
  /** Milliseconds since 1970, with fractions, on a clock that never jumps back. */
  at: number;
  bytes: number;
}

/** Every mail a receiver took: a short record in memory, and the whole of it in an mbox file when there is a path. */
export class MailStore {
  records: MailRecord[] = [];
  readonly #mbox: MboxWriter | null;

  constructor(mboxPath: string | null) {
    this.#mbox = mboxPath === null ? null : new MboxWriter(mboxPath);
  }

  get keepsMessages(): boolean {
    return this.#mbox !== null;
  }

  /** The message may be made only when it is needed. */
  add(recipient: string, from: string, id: string, bytes: number, message: () => string): void {
    const at = performance.timeOrigin + performance.now();
    this.records.push({ recipient, id, at, bytes });
    this.#mbox?.append(from, recipient, at, message());
  }

  flush(): Promise<void> {
    return this.#mbox?.flush() ?? Promise.resolve();
  }

  close(): Promise<void> {
    return this.#mbox?.close() ?? Promise.resolve();
  }
}
