-- Tasks that paused themselves, each; and campaigns that were paused, whole: one act of one person, which must not be an alert for each of a thousand tasks.
CREATE OR REPLACE FUNCTION causes_of_task_paused(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'TASK', t.id, t.user_id, true, jsonb_build_object('task', t.name, 'campaign', c.name, 'reason', t.pause_reason)
    FROM tasks t JOIN campaigns c ON c.id = t.campaign_id WHERE t.state = 'PAUSED' AND t.pause_reason NOT IN ('MANUAL', 'CAMPAIGN_PAUSED')
  UNION ALL
  SELECT 'CAMPAIGN', c.id, c.user_id, true, jsonb_build_object('campaign', c.name, 'reason', 'CAMPAIGN_PAUSED', 'tasks', count(*))
    FROM tasks t JOIN campaigns c ON c.id = t.campaign_id WHERE t.state = 'PAUSED' AND t.pause_reason = 'CAMPAIGN_PAUSED' GROUP BY c.id
$$;
