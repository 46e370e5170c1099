-- A task that cannot be prepared is FAILED: nothing of it is sent, all it held is returned in one ledger row. Answers whether it was PREPARING.
CREATE OR REPLACE FUNCTION fail_task(p_task uuid, p_failure text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE t tasks; v_now timestamptz;
BEGIN
  PERFORM 1 FROM task_cursors WHERE task_id = p_task FOR UPDATE;
  SELECT * INTO t FROM tasks WHERE id = p_task FOR UPDATE;
  IF t.state IS DISTINCT FROM 'PREPARING' THEN RETURN false; END IF;
  v_now := sluice_clock();
  UPDATE tasks SET state = 'FAILED', failure = left(p_failure, 500), reserved = 0, ended_at = v_now, updated_at = v_now WHERE id = p_task;
  INSERT INTO task_logs (id, task_id, event, reason, detail, created_at)
    VALUES (uuid_v7(v_now), p_task, 'FAILED', left(p_failure, 500), jsonb_build_object('returned', t.reserved), v_now);
  PERFORM complete_campaigns(ARRAY[t.campaign_id], v_now);
  PERFORM change_quota(t.user_id, t.reserved, 'RETURNED', 'fail:' || p_task, p_task);
  RETURN true;
END $$;
