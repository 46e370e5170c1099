import type { Points } from './points.js';
import type { Link, Tap } from './proxy.js';

const requests = {
  ENGAGELAB: { written: (text: string) => text.includes('POST /v1/mail/send'), subtask: /"request_id":\s*"([0-9a-f-]{36})-\d+"/ },
  SMTP: { written: (text: string) => text.endsWith('\r\n.\r\n'), subtask: /^Message-ID:\s*<([0-9a-f-]{36})\.\d+@/im },
} as const;

/** Sees a mail being handed to a provider: the request over HTTP, the message with its final dot over SMTP. */
export class ProviderTap implements Tap {
  awaiting = false;

  constructor(
    private readonly link: Link,
    private readonly provider: keyof typeof requests,
    private readonly points: Points,
  ) {}

  fromClient(chunk: Buffer): boolean {
    const text = chunk.toString('latin1');
    const { written, subtask } = requests[this.provider];
    if (!written(text)) return true;
    this.awaiting = true;
    // A mail that came in several pieces may lie in front of this one: the next will do.
    const id = this.points.isArmed('requestWritten') ? subtask.exec(text)?.[1] : undefined;
    if (id === undefined) return true;
    this.points.hit('requestWritten', { link: this.link, slot: null, subtask: id, goOn: () => void this.link.server.write(chunk) });
    return false;
  }

  fromServer(): boolean {
    this.awaiting = false;
    return true;
  }
}
