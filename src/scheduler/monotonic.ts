/**
 * Time within this process, in milliseconds, that no change of the system's clock moves: slots, deadlines and intervals are counted on it.
 * Business time comes from clock.ts and, in SQL, from sluice_clock().
 */
export const monotonicMs = (): number => performance.now();

/** The same moment as epoch milliseconds with fractions, for what is written down about an attempt. */
export const epochMs = (): number => performance.timeOrigin + performance.now();

/**
 * A sleep that a call can end early. setTimeout counts whole milliseconds and may fire a fraction early, so whoever must not be early asks for
 * the time again.
 */
export class Wakeable {
  private wakeUp: (() => void) | null = null;
  private woken = false;

  /** Ends the present sleep, or the next one if nobody sleeps now. */
  wake(): void {
    if (this.wakeUp) this.wakeUp();
    else this.woken = true;
  }

  /** Sleeps until `untilMs` on the monotonic clock, or until woken. */
  async sleepUntil(untilMs: number): Promise<void> {
    if (this.woken) {
      this.woken = false;
      return;
    }
    const waitMs = untilMs - monotonicMs();
    if (waitMs <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = Number.isFinite(waitMs) ? setTimeout(resolve, Math.min(waitMs, 60_000)) : null;
      this.wakeUp = () => {
        if (timer) clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = null;
  }
}
