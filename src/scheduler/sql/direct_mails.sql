-- Puts a mail to several recipients, one subtask each, in front of one service (F17.1). Nobody's quota is reserved. What was not taken by p_until is given up
-- (expire_direct_mails). Answers the task. To be called in the transaction of what causes the mail, so that it is queued with it or not at all.
DROP FUNCTION IF EXISTS queue_direct_mail;
CREATE FUNCTION queue_direct_mail(p_service uuid, p_name text, p_recipients text[], p_sender text, p_display text, p_subject text, p_html text, p_text text, p_headers jsonb, p_until timestamptz)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE v_now timestamptz := sluice_clock(); v_task uuid := uuid_v7(v_now); v_n int := cardinality(p_recipients);
BEGIN
  INSERT INTO tasks (id, position, name, kind, state, planned_at, audience, created_at, updated_at, started_at)
    VALUES (v_task, 0, p_name, 'DIRECT', 'SENDING', v_now, '{}', v_now, v_now, v_now);
  INSERT INTO direct_mails (task_id, sender_name, display_name, subject, html, text, headers) VALUES (v_task, p_sender, p_display, p_subject, p_html, p_text, p_headers);
  INSERT INTO subtasks (id, task_id, seq, email) SELECT uuid_v7(v_now), v_task, r.seq, r.email FROM unnest(p_recipients) WITH ORDINALITY AS r(email, seq);
  INSERT INTO task_progress (task_id, total) VALUES (v_task, v_n);
  INSERT INTO task_cursors (task_id, bound_service_id, active, sendable, prepared, total, closes_at) VALUES (v_task, p_service, true, true, true, v_n, p_until);
  INSERT INTO task_logs (id, task_id, event, detail, created_at) VALUES (uuid_v7(v_now), v_task, 'SENDING', jsonb_build_object('recipients', v_n, 'service', p_service), v_now);
  RETURN v_task;
END $$;

-- Gives up direct tasks that no lane took in time: what of them is in flight still ends. Answers how many.
DROP FUNCTION IF EXISTS expire_direct_mails;
CREATE FUNCTION expire_direct_mails() RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_now timestamptz := sluice_clock(); v_tasks uuid[];
BEGIN
  SELECT array_agg(k.task_id) INTO v_tasks FROM (
    SELECT c.task_id FROM task_cursors c WHERE c.bound_service_id IS NOT NULL AND c.sendable AND c.closes_at <= v_now ORDER BY c.task_id LIMIT 100 FOR UPDATE SKIP LOCKED) k;
  IF v_tasks IS NULL THEN RETURN 0; END IF;
  UPDATE task_cursors SET active = false, sendable = false WHERE task_id = ANY (v_tasks);
  UPDATE tasks SET state = 'CANCELLED', ended_at = v_now, updated_at = v_now WHERE id = ANY (v_tasks) AND state = 'SENDING';
  INSERT INTO task_logs (id, task_id, event, reason, created_at) SELECT uuid_v7(v_now), k, 'CANCELLED', 'NOT_TAKEN_IN_TIME', v_now FROM unnest(v_tasks) k;
  RETURN cardinality(v_tasks);
END $$;
