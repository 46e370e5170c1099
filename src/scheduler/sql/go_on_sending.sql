-- A task that was shown as PAUSED because its services had no quota left has had a mail taken: it is SENDING again. The caller holds its cursor.
CREATE OR REPLACE FUNCTION go_on_sending(p_task uuid, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tasks SET state = 'SENDING', pause_reason = NULL, paused_from = NULL, updated_at = p_now
   WHERE id = p_task AND state = 'PAUSED' AND pause_reason = 'SERVICE_QUOTA_EXHAUSTED';
  IF FOUND THEN
    INSERT INTO task_logs (id, task_id, event, reason, created_at) VALUES (uuid_v7(p_now), p_task, 'RESUMED', 'SERVICE_QUOTA_EXHAUSTED', p_now);
  END IF;
END $$;
