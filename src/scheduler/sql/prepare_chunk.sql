-- Prepares the next chunk of a task's recipients (F16.1): one subtask per distinct recipient, seq dense from 1, in the order of contact ids. Chunk and
-- cursor move in one transaction, so it can be stopped and started anywhere, and cancelled between two chunks; two leaders at once wait
-- for one another on the cursor row. Contacts that appear behind the cursor while it runs are not mailed, which is what "resolved when the task
-- starts" means. Answers how many were added; done is true when nobody is left.
DROP FUNCTION IF EXISTS prepare_chunk;
CREATE FUNCTION prepare_chunk(p_task uuid, p_size int, OUT added int, OUT done boolean) LANGUAGE plpgsql AS $$
DECLARE c task_cursors; t tasks; v_last uuid; v_now timestamptz;
BEGIN
  SELECT * INTO c FROM task_cursors WHERE task_id = p_task FOR UPDATE;
  SELECT * INTO t FROM tasks WHERE id = p_task;
  added := 0; done := c.prepared;
  IF t.state IS DISTINCT FROM 'PREPARING' OR c.prepared THEN RETURN; END IF;
  v_now := sluice_clock();
  WITH chunk AS (
    SELECT a.contact_id, a.email FROM audience(t.user_id, t.audience) a
     WHERE c.prepared_to IS NULL OR a.contact_id > c.prepared_to ORDER BY a.contact_id LIMIT p_size),
  made AS (
    INSERT INTO subtasks (id, task_id, seq, contact_id, email)
      SELECT uuid_v7(v_now), p_task, c.total + row_number() OVER (ORDER BY k.contact_id), k.contact_id, k.email FROM chunk k
    RETURNING contact_id)
  SELECT count(*), (SELECT k.contact_id FROM chunk k ORDER BY k.contact_id DESC LIMIT 1) INTO added, v_last FROM made;
  done := added < p_size;
  UPDATE task_cursors SET total = total + added, prepared_to = coalesce(v_last, prepared_to), prepared = done WHERE task_id = p_task;
  UPDATE task_progress SET total = total + added, version = version + 1 WHERE task_id = p_task;
END $$;

-- A prepared task is settled against its real number of recipients and begins to send (F23.3): fewer than reserved → returned, more → reserved
-- on top, or, where there is not enough, PAUSED / NO_USER_QUOTA with what it had. Answers the new state, or null when it was not PREPARING any
-- more. An empty audience is FINISHED at once.
DROP FUNCTION IF EXISTS settle_task;
CREATE FUNCTION settle_task(p_task uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE c task_cursors; t tasks; v_now timestamptz; v_short int;
BEGIN
  SELECT * INTO c FROM task_cursors WHERE task_id = p_task FOR UPDATE;
  SELECT * INTO t FROM tasks WHERE id = p_task FOR UPDATE;
  IF t.state IS DISTINCT FROM 'PREPARING' OR NOT c.prepared THEN RETURN NULL; END IF;
  v_now := sluice_clock();
  BEGIN
    PERFORM change_quota(t.user_id, t.reserved - c.total, 'SETTLED', 'settle:' || p_task || ':' || t.reserved || ':' || c.total, p_task);
  EXCEPTION WHEN SQLSTATE 'SL001' THEN
    GET STACKED DIAGNOSTICS v_short = PG_EXCEPTION_DETAIL;
  END;
  IF v_short IS NOT NULL THEN
    UPDATE tasks SET state = 'PAUSED', pause_reason = 'NO_USER_QUOTA', paused_from = 'PREPARING', updated_at = v_now WHERE id = p_task;
    INSERT INTO task_logs (id, task_id, event, reason, detail, created_at)
      VALUES (uuid_v7(v_now), p_task, 'PAUSED', 'NO_USER_QUOTA', jsonb_build_object('recipients', c.total, 'reserved', t.reserved, 'missing', v_short), v_now);
    RETURN 'PAUSED';
  END IF;
  UPDATE task_cursors SET active = true, sendable = c.total > 0 WHERE task_id = p_task;
  UPDATE tasks SET state = 'SENDING', reserved = c.total, updated_at = v_now WHERE id = p_task;
  INSERT INTO task_logs (id, task_id, event, detail, created_at)
    VALUES (uuid_v7(v_now), p_task, 'SENDING', jsonb_build_object('recipients', c.total, 'reserved', t.reserved), v_now);
  IF c.total = 0 THEN PERFORM end_tasks(ARRAY[p_task], v_now); RETURN 'FINISHED'; END IF;
  RETURN 'SENDING';
END $$;
