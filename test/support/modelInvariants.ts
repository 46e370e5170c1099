import type { World } from './world.js';

/**
 * What must hold at any moment of dispatch, beside World.violations(): every mail that has not ended is in exactly one place, cursors agree with
 * those places, and tasks with their campaigns.
 */
export async function lostOrDoubled(world: World): Promise<string[]> {
  const rows = await world.often<{ what: string }>(
    'lost or doubled',
    `
    WITH places AS (
      SELECT s.task_id, s.seq, s.state, t.state AS task, c.next_seq,
             (s.seq >= c.next_seq)::int AS ahead,
             (SELECT count(*) FROM retries r WHERE r.task_id = s.task_id AND r.seq = s.seq) AS retry,
             (SELECT count(*) FROM redeliveries d WHERE d.task_id = s.task_id AND d.seq = s.seq) AS redelivery,
             (SELECT count(*) FROM claims k WHERE k.task_id = s.task_id AND s.seq <> ALL (k.returned) AND (s.seq BETWEEN k.lo AND k.hi OR s.seq = ANY (k.seqs))) AS claimed
        FROM subtasks s JOIN task_cursors c USING (task_id) JOIN tasks t ON t.id = s.task_id)
    SELECT format('mail %s of %s (%s) is in %s places: ahead %s, retries %s, redeliveries %s, claims %s', seq, task_id, state, ahead + retry + redelivery + claimed, ahead, retry, redelivery, claimed) AS what
      FROM places
     WHERE state = 'PENDING' AND task <> 'CANCELLED' AND ahead + retry + redelivery + claimed <> 1
        OR state = 'PENDING' AND task = 'CANCELLED' AND (retry > 0 OR redelivery + claimed > 1)
        OR state <> 'PENDING' AND (ahead > 0 OR retry > 0)
    UNION ALL
    SELECT format('cursor of %s (%s) says %s taken, its rows say %s', c.task_id, t.state, c.claimed, k.n) FROM task_cursors c JOIN tasks t ON t.id = c.task_id
     CROSS JOIN LATERAL (SELECT count(*) AS n FROM places p WHERE p.task_id = c.task_id
                            AND (p.state IN ('SENT', 'FAILED', 'UNKNOWN') OR p.state = 'PENDING' AND p.redelivery + p.claimed > 0)) k
     WHERE c.claimed <> k.n
    UNION ALL
    SELECT format('cancelled task %s holds %s, taken are %s', t.id, t.reserved, c.claimed) FROM tasks t JOIN task_cursors c ON c.task_id = t.id
     WHERE t.state = 'CANCELLED' AND t.reserved <> c.claimed
    UNION ALL
    SELECT format('cursor of %s: active %s, sendable %s, but the task is %s and has %s', c.task_id, c.active, c.sendable, concat_ws(' ', t.state, t.pause_reason), CASE WHEN w.work THEN 'work' ELSE 'none' END)
      FROM task_cursors c JOIN tasks t ON t.id = c.task_id
     CROSS JOIN LATERAL (SELECT c.next_seq <= c.total OR EXISTS (SELECT FROM retries r WHERE r.task_id = c.task_id) AS work) w
     WHERE c.active <> (t.state IN ('SENDING', 'FINISHED') OR t.state = 'PAUSED' AND t.pause_reason = 'SERVICE_QUOTA_EXHAUSTED')
       AND NOT (t.state = 'FINISHED' AND NOT c.sendable)
        OR c.sendable AND NOT c.active
        OR c.active AND w.work AND NOT c.sendable
    UNION ALL
    SELECT format('retries of %s are due at %s, the cursor says %s', c.task_id, r.first, c.retry_at) FROM task_cursors c
      JOIN LATERAL (SELECT min(not_before) AS first FROM retries r WHERE r.task_id = c.task_id) r ON r.first IS NOT NULL
     WHERE c.retry_at IS NULL OR c.retry_at > r.first
    UNION ALL
    SELECT format('claim %s has %s unsettled of %s', k.id, k.unsettled, coalesce(cardinality(k.seqs), k.hi - k.lo + 1)) FROM claims k
     WHERE k.unsettled NOT BETWEEN 1 AND coalesce(cardinality(k.seqs), k.hi - k.lo + 1)
    UNION ALL
    SELECT format('claim %s may be sent until %s, its period ends at %s', k.id, k.deadline, u.ends_at) FROM claims k
      JOIN service_usages u ON u.service_id = k.service_id AND u.starts_at = k.period_start WHERE k.deadline > u.ends_at OR k.first_slot < u.starts_at
    UNION ALL
    SELECT format('period of %s overlaps the next', u.service_id) FROM service_usages u JOIN service_usages n ON n.service_id = u.service_id AND n.starts_at > u.starts_at AND n.starts_at < u.ends_at
    UNION ALL
    SELECT format('campaign %s is %s', c.id, c.state) FROM campaigns c
     WHERE c.state IN ('ACTIVE', 'PAUSED') = NOT EXISTS (SELECT FROM tasks t WHERE t.campaign_id = c.id AND t.state NOT IN ('FINISHED', 'FAILED', 'CANCELLED'))
       AND c.state NOT IN ('DRAFT', 'CANCELLED')
    UNION ALL
    SELECT format('task %s has all its mails ended and is %s', t.id, t.state) FROM tasks t JOIN task_progress p ON p.task_id = t.id
     WHERE t.state = 'SENDING' AND p.sent + p.failed + p.unknown + p.skipped = p.total`,
  );
  return rows.map((row) => row.what);
}
