import type { Points } from './points.js';
import type { Link, Tap } from './proxy.js';

const headBytes = 2_000;
/** ReadyForQuery, idle: the last that the server says to a statement, when it has committed. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** Sees the claims and flushes of one process in PostgreSQL's protocol: Bind names the prepared statement, ReadyForQuery its end. */
export class PostgresTap implements Tap {
  readonly awaiting = false;
  private readonly frames = new Frames();
  private watched: 'claim' | 'flush' | null = null;
  private held: Buffer[] = [];

  constructor(
    private readonly link: Link,
    private readonly slot: number,
    private readonly points: Points,
  ) {}

  fromClient(chunk: Buffer): boolean {
    let passes = true;
    this.frames.read(chunk, (type, head) => {
      if (type !== 'B') return;
      const statement = /^\0(claim|flush)\0/.exec(head)?.[1];
      if (statement === 'flush' && this.points.isArmed('providerAccepted') && head.includes('"state":"SENT"')) {
        // Not passed on: a mail was accepted, and the database is never told by this flush.
        passes = false;
        this.points.hit('providerAccepted', { link: this.link, slot: this.slot, subtask: null, goOn: () => void this.link.server.write(chunk) });
      } else if (statement === 'claim' && this.points.isArmed('claimCommitted')) this.watched = 'claim';
      else if (statement === 'flush' && this.points.isArmed('flushCommitted')) this.watched = 'flush';
    });
    return passes;
  }

  fromServer(chunk: Buffer): boolean {
    if (this.watched === null) return true;
    this.held.push(chunk);
    const all = Buffer.concat(this.held);
    if (!all.subarray(-ready.length).equals(ready)) return false;
    const watched = this.watched;
    this.watched = null;
    this.held = [];
    const point = watched === 'claim' ? 'claimCommitted' : 'flushCommitted';
    const goOn = (): void => void this.link.client.write(all);
    // An empty claim, a repeated flush, an error: not the point.
    if (this.points.isArmed(point) && all.includes(watched === 'claim' ? 'CLAIMED' : '"applied": true')) {
      this.points.hit(point, { link: this.link, slot: this.slot, subtask: null, goOn });
    } else goOn();
    return false;
  }
}

/** Splits what a client sends into messages; of each its type and the beginning of its body, once that has come. */
class Frames {
  private head = Buffer.alloc(0);
  /** Bytes of the present message still to come; its head has been told when `told`. */
  private left = 0;
  private type = '';
  private collected = '';
  private told = true;
  private isStartup = true;

  read(chunk: Buffer, onMessage: (type: string, head: string) => void): void {
    let rest = this.head.length > 0 ? Buffer.concat([this.head, chunk]) : chunk;
    this.head = Buffer.alloc(0);
    while (rest.length > 0) {
      if (this.left === 0) {
        // The first message has no type.
        const prefix = this.isStartup ? 4 : 5;
        if (rest.length < prefix) {
          this.head = Buffer.from(rest);
          return;
        }
        this.type = this.isStartup ? '' : String.fromCharCode(rest[0]!);
        this.left = rest.readUInt32BE(prefix - 4) - 4;
        this.isStartup = false;
        this.collected = '';
        this.told = false;
        rest = rest.subarray(prefix);
      }
      const body = rest.subarray(0, this.left);
      if (!this.told && this.collected.length < headBytes) this.collected += body.toString('latin1', 0, headBytes);
      this.left -= body.length;
      rest = rest.subarray(body.length);
      if (!this.told && (this.left === 0 || this.collected.length >= headBytes)) {
        this.told = true;
        onMessage(this.type, this.collected);
      }
    }
  }
}
