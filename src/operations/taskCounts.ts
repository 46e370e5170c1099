import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { PauseReason, TaskState } from '../entities/taskStates.js';
import { asDate, query } from './query.js';
import { reasonText } from './reasonTexts.js';

export interface PauseCount {
  reason: PauseReason;
  count: number;
  message: { zh: string; en: string };
}

/** How many tasks of a user are in which state; what has ended is not looked at. */
export interface TaskCounts {
  draft: number;
  scheduled: number;
  preparing: number;
  sending: number;
  paused: number;
  pauses: PauseCount[];
  nextPlannedAt: Date | null;
}

interface Row {
  state: TaskState;
  reason: PauseReason | null;
  count: number;
  first: Date;
}

export async function taskCounts(em: EntityManager, userId: string): Promise<TaskCounts> {
  const rows = await query(
    em,
    sql<Row>`SELECT state, pause_reason AS reason, count(*)::int AS count, min(planned_at) AS first FROM tasks
              WHERE user_id = ${userId} AND state NOT IN ('FINISHED', 'FAILED', 'CANCELLED') GROUP BY state, pause_reason ORDER BY count(*) DESC, pause_reason`,
  );
  const count = (state: TaskState): number => rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0);
  const scheduled = rows.find((row) => row.state === 'SCHEDULED');
  return {
    draft: count('DRAFT'),
    scheduled: count('SCHEDULED'),
    preparing: count('PREPARING'),
    sending: count('SENDING'),
    paused: count('PAUSED'),
    pauses: rows.flatMap(({ reason, count: n }) => (reason ? [{ reason, count: n, message: reasonText(reason)! }] : [])),
    nextPlannedAt: scheduled ? asDate(scheduled.first) : null,
  };
}
