import type { Opinion } from './verdict.js';

/** When a service freezes (F18.6), as its lane knows it. */
export interface FreezePolicy {
  threshold: number;
  /** null: however long ago. */
  windowMs: number | null;
}

/** What a flush tells the database about a lane; null where nothing changed. */
export interface HealthReport {
  reset: boolean;
  /** Epoch milliseconds of failures since the last report and the last accept, oldest first. */
  failures: number[];
  /** How many there were since the last report, forgotten ones included: for the rollups. */
  failed: number;
  freeze: 'CREDENTIALS' | 'BALANCE' | null;
  detail: string | null;
  exhausted: boolean;
  /** Nothing before so many milliseconds: Retry-After. Named as the flush reads it. */
  hold_ms: number;
}

/**
 * Counts what speaks about the service, so that the worker itself stops at the threshold: after the first failure only as many mails may be in
 * flight as are missing to it. The flush writes the same count; this one is sooner.
 */
export class LaneHealth {
  private failedAt: number[];
  private patienceInARow = 0;
  private hardFreeze: 'CREDENTIALS' | 'BALANCE' | null = null;
  private outOfQuota = false;
  private report: HealthReport | null = null;
  private isOver = false;

  constructor(
    private readonly policy: FreezePolicy,
    failedAt: readonly number[],
  ) {
    this.failedAt = [...failedAt];
  }

  /**
   * Takes note of what one outcome says; `at` is epoch milliseconds. Once it has been reported that the lane must stop, nothing more is: mails that
   * were in flight then fail for the same reason, and by the time they do, somebody may have thawed the service.
   */
  note(opinion: Opinion, at: number): void {
    if (this.isOver) return;
    switch (opinion.about) {
      case 'NONE':
        break;
      case 'CLEAR':
        this.patienceInARow = 0;
        if (this.failedAt.length > 0) {
          this.failedAt = [];
          const report = this.opened();
          report.reset = true;
          report.failures = [];
        }
        break;
      case 'PATIENCE':
        // A service that only ever asks for patience is failing: every threshold-th deferral in a row counts as one.
        if (++this.patienceInARow % this.policy.threshold === 0) this.fail(at);
        break;
      case 'FAILURE':
        this.fail(at);
        break;
    }
    if (opinion.freeze) {
      this.hardFreeze = opinion.freeze;
      this.opened().freeze = opinion.freeze;
    }
    if (opinion.exhausted) {
      this.outOfQuota = true;
      this.opened().exhausted = true;
    }
    if (opinion.retryAfterMs) this.opened().hold_ms = Math.max(this.opened().hold_ms, opinion.retryAfterMs);
    if (opinion.detail && this.report) this.report.detail = opinion.detail.slice(0, 300);
  }

  /** How many mails may be in flight at once: all while the service is well, then as many as are missing to the threshold, at it none. */
  mayBeInFlight(capacity: number): number {
    if (this.mustStop()) return 0;
    const counted = this.counted();
    return counted === 0 ? capacity : Math.min(capacity, this.policy.threshold - counted);
  }

  mustStop(): boolean {
    return this.hardFreeze !== null || this.outOfQuota || this.counted() >= this.policy.threshold;
  }

  get hasReport(): boolean {
    return this.report !== null;
  }

  /** What the next flush is to say about this lane; forgets it. */
  takeReport(): HealthReport | null {
    const { report } = this;
    this.report = null;
    this.isOver = this.mustStop();
    return report;
  }

  private fail(at: number): void {
    this.failedAt.push(at);
    if (this.failedAt.length > this.policy.threshold) this.failedAt.shift();
    const report = this.opened();
    report.failures.push(at);
    report.failed++;
  }

  /** Consecutive failures that lie within the window of the latest one. */
  private counted(): number {
    const last = this.failedAt.at(-1);
    if (last === undefined) return 0;
    const { windowMs } = this.policy;
    return windowMs === null ? this.failedAt.length : this.failedAt.filter((at) => last - at <= windowMs).length;
  }

  private opened(): HealthReport {
    return (this.report ??= { reset: false, failures: [], failed: 0, freeze: null, detail: null, exhausted: false, hold_ms: 0 });
  }
}
