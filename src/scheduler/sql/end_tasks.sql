-- Ends those of the given tasks whose every subtask has ended, also while PAUSED, also with none (section 2): FINISHED, what was never handed
-- over returned in one ledger row (F23.4), the campaign COMPLETED with its last task. Called by every writer of task_progress, after
-- it. Answers the tasks that ended. Locks: tasks, campaigns, users, each by key; hence it also books p_refunds, what goes back to users of
-- cancelled tasks in the same transaction: [{task, user, n, key}].
DROP FUNCTION IF EXISTS end_tasks;
CREATE FUNCTION end_tasks(p_tasks uuid[], p_now timestamptz, p_refunds jsonb DEFAULT '[]') RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE v_ended uuid[]; v_change record; v_changes jsonb;
BEGIN
  PERFORM 1 FROM tasks t WHERE t.id = ANY (p_tasks) OR t.id IN (SELECT (x ->> 'task')::uuid FROM jsonb_array_elements(p_refunds) x) ORDER BY t.id FOR UPDATE;
  UPDATE tasks t SET reserved = t.reserved - k.n
    FROM (SELECT task, sum(n)::int AS n FROM jsonb_to_recordset(p_refunds) AS x(task uuid, n int) GROUP BY 1) k WHERE t.id = k.task;
  WITH ending AS (
    SELECT t.id, t.user_id, t.reserved, p.sent, p.failed, p.unknown, p.skipped,
           CASE WHEN t.user_id IS NULL THEN 0 ELSE p.sent + p.failed + p.unknown END AS used          -- mails of the system are nobody's quota
      FROM tasks t JOIN task_progress p ON p.task_id = t.id
     WHERE t.id = ANY (p_tasks) AND (t.state = 'SENDING' OR t.state = 'PAUSED' AND t.paused_from = 'SENDING')
       AND p.sent + p.failed + p.unknown + p.skipped = p.total),
  ended AS (
    UPDATE tasks t SET state = 'FINISHED', pause_reason = NULL, paused_from = NULL, waiting_reason = NULL, reserved = e.used, ended_at = p_now, updated_at = p_now
      FROM ending e WHERE t.id = e.id),
  logged AS (
    INSERT INTO task_logs (id, task_id, event, detail, created_at)
      SELECT uuid_v7(p_now), e.id, 'FINISHED', jsonb_build_object('sent', e.sent, 'failed', e.failed, 'unknown', e.unknown, 'skipped', e.skipped,
                                                                  'returned', e.reserved - e.used), p_now FROM ending e)
  SELECT coalesce(array_agg(e.id), '{}'),
         coalesce(jsonb_agg(jsonb_build_object('task', e.id, 'user', e.user_id, 'n', e.reserved - e.used, 'key', 'finish:' || e.id)) FILTER (WHERE e.user_id IS NOT NULL), '[]')
    INTO v_ended, v_changes FROM ending e;
  IF v_ended <> '{}' THEN
    PERFORM complete_campaigns((SELECT array_agg(DISTINCT campaign_id) FROM tasks WHERE id = ANY (v_ended)), p_now);
  END IF;
  FOR v_change IN SELECT * FROM jsonb_to_recordset(v_changes || p_refunds) AS x(task uuid, "user" uuid, n int, key text) ORDER BY x."user", x.key LOOP
    PERFORM change_quota(v_change."user", v_change.n, 'RETURNED', v_change.key, v_change.task);
  END LOOP;
  RETURN v_ended;
END $$;

-- Campaigns whose tasks have all ended are COMPLETED. The campaign is locked before its tasks are looked at: of two tasks that end at once
-- the later sees the earlier.
CREATE OR REPLACE FUNCTION complete_campaigns(p_campaigns uuid[], p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM campaigns WHERE id = ANY (p_campaigns) ORDER BY id FOR UPDATE;
  UPDATE campaigns c SET state = 'COMPLETED', ended_at = p_now, updated_at = p_now
   WHERE c.id = ANY (p_campaigns) AND c.state IN ('ACTIVE', 'PAUSED')
     AND NOT EXISTS (SELECT FROM tasks t WHERE t.campaign_id = c.id AND t.state NOT IN ('FINISHED', 'FAILED', 'CANCELLED'));
END $$;
