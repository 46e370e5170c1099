import type pg from 'pg';
import { now } from '../clock.js';
import { newId } from '../ids.js';

/** The recipient of this mail is not mailed by this user again (E4). Repeating it changes nothing. */
export async function unsubscribe(pool: pg.Pool, subtaskId: string): Promise<void> {
  await pool.query(
    `INSERT INTO suppressions (id, user_id, email, reason, subtask_id, created_at)
     SELECT $2, t.user_id, lower(s.email), 'UNSUBSCRIBED', s.id, $3 FROM subtasks s JOIN tasks t ON t.id = s.task_id WHERE s.id = $1
     ON CONFLICT (user_id, email) DO NOTHING`,
    [subtaskId, newId(), now()],
  );
}
