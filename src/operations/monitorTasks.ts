import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { PauseReason, TaskState, WaitingReason } from '../entities/taskStates.js';
import { type ProgressOfTask, progressOfTasks } from './progress.js';
import { asDate, query } from './query.js';

export interface TaskCount {
  state: TaskState;
  pauseReason: PauseReason | null;
  waitingReason: WaitingReason | null;
  count: number;
}

export interface MonitoredTask {
  id: string;
  name: string;
  campaignId: string;
  campaignName: string;
  userId: string;
  userName: string;
  startedAt: Date | null;
  changedAt: Date;
  progress: ProgressOfTask;
}

export interface TasksNow {
  counts: TaskCount[];
  list: MonitoredTask[];
}

const shown = 100;

/** Tasks that have begun and not ended: how many in which state and why, and those with most mails left, those under way before those that are paused. */
export async function monitorTasks(em: EntityManager): Promise<TasksNow> {
  // The states are written out, so that the partial index tasks_running serves.
  const counts = await query(
    em,
    sql<TaskCount>`
      SELECT t.state, t.pause_reason AS "pauseReason", t.waiting_reason AS "waitingReason", count(*)::int AS count FROM tasks t
       WHERE t.state IN ('PREPARING', 'SENDING', 'PAUSED') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  const rows = await query(
    em,
    sql<Omit<MonitoredTask, 'progress'>>`
      SELECT k.id, k.name, k.campaign_id AS "campaignId", c.name AS "campaignName", k.user_id AS "userId", u.name AS "userName", k.started_at AS "startedAt", k.updated_at AS "changedAt"
        FROM (SELECT t.*, p.total - p.sent - p.failed - p.unknown - p.skipped AS "left" FROM tasks t JOIN task_progress p ON p.task_id = t.id
               WHERE t.state IN ('PREPARING', 'SENDING', 'PAUSED') ORDER BY t.state = 'PAUSED', "left" DESC, t.id LIMIT ${shown}) k
        JOIN campaigns c ON c.id = k.campaign_id JOIN users u ON u.id = k.user_id
       ORDER BY k.state = 'PAUSED', k."left" DESC, k.id`,
  );
  const progress = await progressOfTasks(em, rows.map(({ id }) => id));
  const list = rows.map((row) => ({ ...row, startedAt: row.startedAt && asDate(row.startedAt), changedAt: asDate(row.changedAt), progress: progress.get(row.id)! }));
  return { counts, list };
}
