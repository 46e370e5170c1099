-- Which mails of an ended task a retry would send (F15.7, F17.2): those in that state whose contact is still there and not suppressed, to the address that
-- the contact has now, and that no other retry has taken. A retry that left a mail out or was cancelled before it has not taken it.
DROP FUNCTION IF EXISTS retry_candidates;
CREATE FUNCTION retry_candidates(p_user uuid, p_task uuid, p_what text) RETURNS TABLE (seq int, subtask_id uuid, contact_id uuid, email text) LANGUAGE sql STABLE AS $$
  SELECT s.seq, s.id, k.id, k.email
    FROM subtasks s JOIN contacts k ON k.id = s.contact_id AND k.user_id = p_user
   WHERE s.task_id = p_task AND s.state = p_what
     AND NOT EXISTS (SELECT FROM suppressions x WHERE x.user_id = p_user AND x.email = lower(k.email))
     AND NOT EXISTS (SELECT FROM subtask_states r WHERE r.retry_of = s.id AND r.shown_state NOT IN ('CANCELLED', 'SKIPPED'))
$$;

-- The chunk of add_recipients for a task of kind RETRY: from the old task's mails instead of an audience, in their order; each new one points at its old
-- one. The caller holds the task's cursor. The old task's cursor is held as well, so that of two retries of one task the later sees what the earlier
-- has taken; while it is busy nothing is added, and the next round tries again.
DROP FUNCTION IF EXISTS add_retries;
CREATE FUNCTION add_retries(p_task uuid, p_size int, p_now timestamptz, OUT added int, OUT done boolean) LANGUAGE plpgsql AS $$
DECLARE c task_cursors; t tasks; v_from int; v_last uuid;
BEGIN
  SELECT * INTO c FROM task_cursors WHERE task_id = p_task;
  SELECT * INTO t FROM tasks WHERE id = p_task;
  added := 0; done := false;
  PERFORM 1 FROM task_cursors WHERE task_id = t.retry_of FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT s.seq INTO v_from FROM subtasks s WHERE s.id = c.prepared_to;
  WITH chunk AS (
    SELECT r.* FROM retry_candidates(t.user_id, t.retry_of, t.retry_what) r WHERE r.seq > coalesce(v_from, 0) ORDER BY r.seq LIMIT p_size),
  made AS (
    INSERT INTO subtasks (id, task_id, seq, contact_id, email, retry_of)
      SELECT uuid_v7(p_now), p_task, c.total + row_number() OVER (ORDER BY k.seq), k.contact_id, k.email, k.subtask_id FROM chunk k
    RETURNING retry_of)
  SELECT count(*), (SELECT k.subtask_id FROM chunk k ORDER BY k.seq DESC LIMIT 1) INTO added, v_last FROM made;
  done := added < p_size;
  UPDATE task_cursors SET total = total + added, prepared_to = coalesce(v_last, prepared_to), prepared = done WHERE task_id = p_task;
  UPDATE task_progress SET total = total + added, version = version + 1 WHERE task_id = p_task;
END $$;
