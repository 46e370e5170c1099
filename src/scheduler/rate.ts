import { monotonicMs } from './monotonic.js';

const leastMs = 250;

/** Events per second, smoothed over about a second. */
export class Rate {
  private counted = 0;
  private sinceMs = monotonicMs();
  private smoothed = 0;

  count(): void {
    this.counted++;
  }

  get perSecond(): number {
    const nowMs = monotonicMs();
    const elapsedMs = nowMs - this.sinceMs;
    if (elapsedMs >= leastMs) {
      const weight = Math.min(1, elapsedMs / 1_000);
      this.smoothed = this.smoothed * (1 - weight) + ((this.counted * 1_000) / elapsedMs) * weight;
      this.counted = 0;
      this.sinceMs = nowMs;
    }
    return this.smoothed;
  }
}
