-- Users whose last p_at_least tasks, each ended at least p_window_s ago, were all opened by fewer than the threshold. Only tasks that tracking knows something of count, and
-- none older than 90 days: who has not mailed for so long need not be told.
CREATE OR REPLACE FUNCTION causes_of_low_open_rate(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'USER', u.id, u.id, true,
         jsonb_build_object('user', u.name, 'tasks', count(*), 'percent', round(100.0 * sum(k.opened) / sum(k.delivered), 1)::float8)
    FROM (SELECT t.user_id, e.delivered, e.opened, row_number() OVER (PARTITION BY t.user_id ORDER BY t.ended_at DESC, t.id DESC) AS n
            FROM task_engagement e JOIN tasks t ON t.id = e.task_id
           WHERE e.delivered > 0 AND t.state = 'FINISHED' AND t.ended_at <= p_at - p_window_s * interval '1 s' AND t.ended_at > p_at - interval '90 days') k
    JOIN users u ON u.id = k.user_id
   WHERE k.n <= p_at_least AND u.archived_at IS NULL GROUP BY u.id
  HAVING count(*) = p_at_least AND bool_and(k.opened < p_threshold * k.delivered)
$$;
