import { monotonicMs } from './monotonic.js';

/** Paced sends of a lane pass here one by one, so that each sees when the one before really began (F18.5). */
export class Turns {
  private last: number;
  private gate: Promise<void> = Promise.resolve();

  constructor(lastRequestMs = -Infinity) {
    this.last = lastRequestMs;
  }

  /** When the last request of the lane began, on the monotonic clock. */
  get lastRequestMs(): number {
    return this.last;
  }

  /**
   * Resolves when it is a mail's turn: at its slot or one interval after the last request, whichever is later; at once when it must not begin
   * any more. Answers what ends the turn, to be called when the request has begun or will not; until then nobody else has one.
   */
  async wait(slotMs: number, intervalMs: () => number, mustNotBegin: () => boolean): Promise<() => void> {
    const before = this.gate;
    let end!: () => void;
    this.gate = new Promise((resolve) => (end = resolve));
    await before;
    const leftMs = (): number => Math.max(slotMs, this.last + intervalMs()) - monotonicMs();
    // Timers count whole milliseconds and may fire early: ask again until the time has come.
    for (let waitMs = leftMs(); waitMs > 0 && !mustNotBegin(); waitMs = leftMs()) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(Math.ceil(waitMs), 500)));
    }
    return end;
  }

  /** Begins a request, having noted the moment right before its first byte is written. */
  begin<T>(request: () => T): T {
    this.last = monotonicMs();
    return request();
  }
}
