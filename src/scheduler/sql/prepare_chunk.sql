-- Prepares recipients (F16.1): one subtask per distinct recipient, seq dense from 1, in the order of contact ids. Chunk and cursor move in one
-- transaction, so it can be stopped and started anywhere, and cancelled between two chunks; two leaders at once wait for one another on the cursor
-- row. Contacts that appear behind the cursor while it runs are not mailed, which is what "resolved when the task starts" means.

-- Adds the next recipients of a task whose cursor the caller holds: at most p_size candidates are looked at. done is true when nobody is left.
DROP FUNCTION IF EXISTS add_recipients;
CREATE FUNCTION add_recipients(p_task uuid, p_size int, p_now timestamptz, OUT added int, OUT done boolean) LANGUAGE plpgsql AS $$
DECLARE c task_cursors; t tasks; v_ids uuid[]; v_emails text[]; v_seen int; v_last uuid; v_prefix text;
BEGIN
  SELECT * INTO c FROM task_cursors WHERE task_id = p_task;
  SELECT * INTO t FROM tasks WHERE id = p_task;
  added := 0; done := c.prepared;
  IF t.state IS DISTINCT FROM 'PREPARING' OR c.prepared THEN RETURN; END IF;
  IF t.retry_of IS NOT NULL THEN
    SELECT r.added, r.done INTO added, done FROM add_retries(p_task, p_size, p_now) r;
    RETURN;
  END IF;
  SELECT array_agg(a.contact_id ORDER BY a.contact_id) FILTER (WHERE a.is_mailed), array_agg(a.email ORDER BY a.contact_id) FILTER (WHERE a.is_mailed),
         count(*), (array_agg(a.contact_id ORDER BY a.contact_id DESC))[1]
    INTO v_ids, v_emails, v_seen, v_last FROM audience_chunk(t.user_id, t.audience, c.prepared_to, p_size) a;
  -- One time stamp for the chunk, 62 random bits a row: made whole for each row, ids were a third of the time.
  v_prefix := left(uuid_v7(p_now)::text, 18);
  INSERT INTO subtasks (id, task_id, seq, contact_id, email)
    SELECT (v_prefix || substr(gen_random_uuid()::text, 19))::uuid, p_task, c.total + k.n, k.id, k.email
      FROM unnest(v_ids, v_emails) WITH ORDINALITY AS k(id, email, n);
  added := coalesce(cardinality(v_ids), 0);
  done := v_seen < p_size;
  UPDATE task_cursors SET total = total + added, prepared_to = coalesce(v_last, prepared_to), prepared = done WHERE task_id = p_task;
  UPDATE task_progress SET total = total + added, version = version + 1 WHERE task_id = p_task;
END $$;

-- The next chunk of one task. Answers how many were added, and whether nobody is left.
DROP FUNCTION IF EXISTS prepare_chunk;
CREATE FUNCTION prepare_chunk(p_task uuid, p_size int, OUT added int, OUT done boolean) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM task_cursors WHERE task_id = p_task FOR UPDATE;
  SELECT r.added, r.done INTO added, done FROM add_recipients(p_task, p_size, sluice_clock()) r;
END $$;

-- A prepared task is settled against its real number of recipients and begins to send (F23.3): fewer than reserved → returned, more → reserved
-- on top, or, where there is not enough, PAUSED / NO_USER_QUOTA with what it had. Answers the new state, or null when it was not PREPARING any
-- more. An empty audience is FINISHED at once; what it held is returned by end_tasks, after its campaign in the lock order.
DROP FUNCTION IF EXISTS settle_task;
CREATE FUNCTION settle_task(p_task uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE c task_cursors; t tasks; v_now timestamptz; v_short int;
BEGIN
  SELECT * INTO c FROM task_cursors WHERE task_id = p_task FOR UPDATE;
  SELECT * INTO t FROM tasks WHERE id = p_task FOR UPDATE;
  IF t.state IS DISTINCT FROM 'PREPARING' OR NOT c.prepared THEN RETURN NULL; END IF;
  v_now := sluice_clock();
  IF c.total > 0 THEN
    BEGIN
      PERFORM change_quota(t.user_id, t.reserved - c.total, 'SETTLED', 'settle:' || p_task || ':' || t.reserved || ':' || c.total, p_task);
    EXCEPTION WHEN SQLSTATE 'SL001' THEN
      GET STACKED DIAGNOSTICS v_short = PG_EXCEPTION_DETAIL;
    END;
  END IF;
  IF v_short IS NOT NULL THEN
    UPDATE tasks SET state = 'PAUSED', pause_reason = 'NO_USER_QUOTA', paused_from = 'PREPARING', updated_at = v_now WHERE id = p_task;
    INSERT INTO task_logs (id, task_id, event, reason, detail, created_at)
      VALUES (uuid_v7(v_now), p_task, 'PAUSED', 'NO_USER_QUOTA', jsonb_build_object('recipients', c.total, 'reserved', t.reserved, 'missing', v_short), v_now);
    RETURN 'PAUSED';
  END IF;
  UPDATE task_cursors SET active = true, sendable = c.total > 0 WHERE task_id = p_task;
  UPDATE tasks SET state = 'SENDING', reserved = CASE c.total WHEN 0 THEN reserved ELSE c.total END, updated_at = v_now WHERE id = p_task;
  INSERT INTO task_logs (id, task_id, event, detail, created_at)
    VALUES (uuid_v7(v_now), p_task, 'SENDING', jsonb_build_object('recipients', c.total, 'reserved', t.reserved), v_now);
  IF c.total = 0 THEN PERFORM end_tasks(ARRAY[p_task], v_now); RETURN 'FINISHED'; END IF;
  RETURN 'SENDING';
END $$;

-- Many tasks in one transaction: a commit and three round trips for each small task made 5,000 of them take a minute. Adds the next recipients of
-- each, at most p_size apiece, and settles those that are whole and whose reservation fits exactly, which is nearly all of them; the others, and empty
-- ones, are left to settle_task. Users are not touched, so the lock order holds: all cursors, then all tasks. Busy ones are left for the next round.
-- Answers the tasks it looked at, with their state now and whether all their recipients are there.
DROP FUNCTION IF EXISTS prepare_tasks;
CREATE FUNCTION prepare_tasks(p_tasks uuid[], p_size int) RETURNS TABLE (task_id uuid, state text, prepared boolean) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE v_tasks uuid[]; v_now timestamptz := sluice_clock(); v_task uuid; v_whole uuid[];
BEGIN
  SELECT array_agg(k.task_id) INTO v_tasks FROM (SELECT c.task_id FROM task_cursors c WHERE c.task_id = ANY (p_tasks) ORDER BY c.task_id FOR UPDATE SKIP LOCKED) k;
  FOREACH v_task IN ARRAY coalesce(v_tasks, '{}') LOOP
    PERFORM add_recipients(v_task, p_size, v_now);
  END LOOP;
  SELECT array_agg(k.id) INTO v_whole FROM (
    SELECT t.id FROM tasks t JOIN task_cursors c ON c.task_id = t.id
     WHERE t.id = ANY (v_tasks) AND t.state = 'PREPARING' AND c.prepared AND c.total > 0 AND c.total = t.reserved ORDER BY t.id FOR UPDATE OF t) k;
  UPDATE task_cursors SET active = true, sendable = true WHERE task_id = ANY (v_whole);
  UPDATE tasks t SET state = 'SENDING', updated_at = v_now WHERE t.id = ANY (v_whole);
  INSERT INTO task_logs (id, task_id, event, detail, created_at)
    SELECT uuid_v7(v_now), t.id, 'SENDING', jsonb_build_object('recipients', t.reserved, 'reserved', t.reserved), v_now FROM tasks t WHERE t.id = ANY (v_whole);
  RETURN QUERY SELECT t.id, t.state, c.prepared FROM tasks t JOIN task_cursors c ON c.task_id = t.id WHERE t.id = ANY (v_tasks);
END $$;
