-- Tasks whose time has come leave SCHEDULED, thousands at once (F15.4): PREPARING, or PAUSED / LATE where the task is set to wait for a person
-- when more than late_after_h late, or PAUSED / MANUAL where the user has been disabled. Campaigns that are paused keep theirs: resuming them
-- moves the tasks. Conditional, so two leaders do no harm.
DROP FUNCTION IF EXISTS start_due_tasks;
CREATE FUNCTION start_due_tasks(p_most int) RETURNS TABLE (task_id uuid, campaign_id uuid, state text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE v_now timestamptz := sluice_clock();
BEGIN
  RETURN QUERY
  WITH due AS (
    SELECT t.id, CASE WHEN NOT u.enabled THEN 'MANUAL'
                      WHEN t.planned_at + t.late_after_h * interval '1 hour' < v_now THEN 'LATE' END AS stop
      FROM tasks t JOIN users u ON u.id = t.user_id
     WHERE t.state = 'SCHEDULED' AND t.planned_at <= v_now ORDER BY t.id LIMIT p_most FOR UPDATE OF t SKIP LOCKED),
  moved AS (
    UPDATE tasks t SET state = CASE WHEN d.stop IS NULL THEN 'PREPARING' ELSE 'PAUSED' END, pause_reason = d.stop,
           paused_from = CASE WHEN d.stop IS NOT NULL THEN 'SCHEDULED' END, started_at = CASE WHEN d.stop IS NULL THEN v_now ELSE t.started_at END, updated_at = v_now
      FROM due d WHERE t.id = d.id RETURNING t.id, t.campaign_id, t.state, t.planned_at, t.pause_reason),
  logged AS (
    INSERT INTO task_logs (id, task_id, event, reason, detail, created_at)
      SELECT uuid_v7(v_now), m.id, CASE m.state WHEN 'PAUSED' THEN 'PAUSED' ELSE 'STARTED' END, m.pause_reason,
             jsonb_build_object('lateMs', round(extract(epoch FROM v_now - m.planned_at) * 1000)), v_now FROM moved m)
  SELECT m.id, m.campaign_id, m.state FROM moved m;
END $$;
