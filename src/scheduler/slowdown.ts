/** How a lane slows when the provider asks for patience (429, 421, 454), and how it recovers: it only ever lowers the operator's pace. */
const SECOND_MS = 1_000;
const slowestMs = 60 * SECOND_MS;
const cleanMs = 10 * SECOND_MS;
const recovery = 0.8;
/** Below this an unpaced lane is as good as unpaced again. */
const negligibleMs = 5;
/** One flood of deferrals of mails that were in flight together is one request to slow down. */
const settlingMs = 2 * SECOND_MS;

export class Slowdown {
  private changedAtMs = -Infinity;

  constructor(
    private intervalMs: number,
    private readonly paceMs: number,
  ) {}

  /** Extra interval asked for by the provider; 0 = none. Effective interval: the larger of this and the operator's pace. */
  get slowedMs(): number {
    return this.intervalMs;
  }

  /** The provider asked for patience: the rate is halved. `ratePerSecond` is what was reached lately. Answers whether it changed. */
  deferred(nowMs: number, ratePerSecond: number): boolean {
    if (nowMs - this.changedAtMs < settlingMs) return false;
    const observedMs = ratePerSecond > 0 ? SECOND_MS / ratePerSecond : SECOND_MS;
    const present = Math.max(this.intervalMs, this.paceMs, Math.min(observedMs, SECOND_MS), negligibleMs);
    this.intervalMs = Math.min(slowestMs, Math.ceil(present * 2));
    this.changedAtMs = nowMs;
    return true;
  }

  /** A mail was accepted: after ten clean seconds the interval shrinks by a fifth. Answers whether it changed. */
  accepted(nowMs: number): boolean {
    if (this.intervalMs === 0 || nowMs - this.changedAtMs < cleanMs) return false;
    const next = Math.floor(this.intervalMs * recovery);
    this.intervalMs = next <= Math.max(this.paceMs, negligibleMs) ? 0 : next;
    this.changedAtMs = nowMs;
    return true;
  }
}
