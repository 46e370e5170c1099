-- Pauses by hand every task of a user that runs or would go on by itself (F22.1: disabling a user pauses their tasks). Those that wait for a
-- person keep their reason. Called before the user's row is locked: users come last in the lock order. A task that is scheduled meanwhile is
-- stopped by start_due_tasks, which starts nothing for a disabled user. Answers the tasks, for who must be told.
DROP FUNCTION IF EXISTS pause_user_tasks;
CREATE FUNCTION pause_user_tasks(p_user uuid, p_actor uuid) RETURNS TABLE (task_id uuid, campaign_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE v_now timestamptz := sluice_clock(); v_tasks uuid[];
BEGIN
  PERFORM 1 FROM task_cursors c JOIN tasks t ON t.id = c.task_id
    WHERE c.user_id = p_user AND t.state IN ('SCHEDULED', 'PREPARING', 'SENDING', 'PAUSED') ORDER BY c.task_id FOR UPDATE OF c;
  SELECT array_agg(k.id) INTO v_tasks FROM (
    SELECT t.id FROM tasks t
     WHERE t.user_id = p_user AND (t.state IN ('SCHEDULED', 'PREPARING', 'SENDING') OR t.state = 'PAUSED' AND t.pause_reason = 'SERVICE_QUOTA_EXHAUSTED')
     ORDER BY t.id FOR UPDATE) k;
  UPDATE task_cursors SET active = false, sendable = false, exhausted = false WHERE task_id = ANY (v_tasks);
  INSERT INTO task_logs (id, task_id, event, reason, detail, actor_id, created_at)
    SELECT uuid_v7(v_now), k, 'PAUSED', 'MANUAL', '{"because": "USER_DISABLED"}', p_actor, v_now FROM unnest(v_tasks) k;
  RETURN QUERY UPDATE tasks t SET state = 'PAUSED', pause_reason = 'MANUAL', paused_from = coalesce(t.paused_from, t.state), waiting_reason = NULL, updated_at = v_now
    WHERE t.id = ANY (v_tasks) RETURNING t.id, t.campaign_id;
END $$;
