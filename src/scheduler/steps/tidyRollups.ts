import { monotonicMs } from '../monotonic.js';
import type { StepContext } from './step.js';

/** Rows a call: some tens of milliseconds. 1,000 services leave 60,000 minutes an hour. */
const most = 10_000;
const everyMs = 3_600_000;

/** Removes old minutes and old errors (M1), some of them a tick until none are left, then not for an hour. */
export class RollupTidying {
  private dueMs = -Infinity;

  /** Answers how many rows it removed. */
  async tidy({ pool, log }: StepContext): Promise<number> {
    if (monotonicMs() < this.dueMs) return 0;
    const { rows } = await pool.query<{ removed: number }>({ name: 'tidy-rollups', text: 'SELECT tidy_rollups($1) AS removed', values: [most] });
    const { removed } = rows[0]!;
    if (removed < most) this.dueMs = monotonicMs() + everyMs;
    if (removed > 0) log.info({ rows: removed }, 'old rollups removed');
    return removed;
  }
}
