-- Says why tasks wait (section 2, F20.1): looks at the enabled services mapped to the task's user. None → PAUSED / NO_AVAILABLE_SERVICE, by hand; some
-- with quota left: one of them open → SERVICES_COOLING while nothing is in flight, else SERVICES_FROZEN; none with quota left → PAUSED /
-- SERVICE_QUOTA_EXHAUSTED, which stays claimable: the claim that takes a mail makes it SENDING again. A task that is being sent has no reason.
-- Idempotent; one transaction a task, in the caller. Answers true when something was changed.
DROP FUNCTION IF EXISTS show_waiting;
CREATE FUNCTION show_waiting(p_task uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE c task_cursors; t tasks; v_now timestamptz; s record; v_pause text; v_waiting text; v_flying boolean;
BEGIN
  SELECT * INTO c FROM task_cursors WHERE task_id = p_task FOR UPDATE;
  SELECT * INTO t FROM tasks WHERE id = p_task FOR UPDATE;
  IF NOT FOUND OR t.kind = 'DIRECT' OR NOT (t.state = 'SENDING' OR t.state = 'PAUSED' AND t.pause_reason = 'SERVICE_QUOTA_EXHAUSTED') THEN RETURN false; END IF;
  v_now := sluice_clock();
  SELECT count(*) FILTER (WHERE l.enabled) AS enabled, count(*) FILTER (WHERE l.enabled AND q.left_now > 0) AS with_quota,
         count(*) FILTER (WHERE l.open AND q.left_now > 0) AS open,
         count(*) FILTER (WHERE l.open AND q.left_now > 0 AND greatest(l.next_slot, l.hold_until) <= v_now) AS ready INTO s
    FROM user_service_mappings m JOIN lanes l USING (service_id)
    LEFT JOIN service_usages u ON u.service_id = l.service_id AND u.starts_at = l.period_start AND u.ends_at > v_now
    CROSS JOIN LATERAL (SELECT CASE WHEN u.exhausted THEN 0 ELSE greatest(0, coalesce(u.quota_limit, limit_of_period(l, (present_period(l, v_now)).starts_at))::bigint + coalesce(u.adjustment, 0) - coalesce(u.used, 0)) END AS left_now) q
   WHERE m.user_id = t.user_id;
  v_flying := EXISTS (SELECT FROM claims k WHERE k.task_id = p_task);
  IF NOT c.sendable OR c.next_seq > c.total AND coalesce(c.retry_at, 'infinity') > v_now THEN v_pause := NULL;  -- nothing to take now: in flight, or retries that wait for their time
  ELSIF s.enabled = 0 THEN v_pause := 'NO_AVAILABLE_SERVICE';
  ELSIF s.with_quota = 0 THEN v_pause := CASE WHEN v_flying THEN NULL ELSE 'SERVICE_QUOTA_EXHAUSTED' END;
  ELSIF s.open = 0 THEN v_waiting := 'SERVICES_FROZEN';
  ELSIF c.opens_at > v_now OR c.closes_at <= v_now THEN v_waiting := 'OUTSIDE_WINDOW';
  ELSIF s.ready = 0 AND NOT v_flying THEN v_waiting := 'SERVICES_COOLING';
  END IF;
  IF v_pause IS NOT DISTINCT FROM t.pause_reason AND v_waiting IS NOT DISTINCT FROM t.waiting_reason THEN RETURN false; END IF;
  UPDATE task_cursors SET exhausted = coalesce(v_pause = 'SERVICE_QUOTA_EXHAUSTED', false),
         active = v_pause IS DISTINCT FROM 'NO_AVAILABLE_SERVICE', sendable = c.sendable AND v_pause IS DISTINCT FROM 'NO_AVAILABLE_SERVICE'
   WHERE task_id = p_task;
  UPDATE tasks SET state = CASE WHEN v_pause IS NULL THEN 'SENDING' ELSE 'PAUSED' END, pause_reason = v_pause, waiting_reason = v_waiting,
         paused_from = CASE WHEN v_pause IS NOT NULL THEN 'SENDING' END, updated_at = v_now WHERE id = p_task;
  INSERT INTO task_logs (id, task_id, event, reason, created_at)
    VALUES (uuid_v7(v_now), p_task, CASE WHEN v_pause IS NOT NULL THEN 'PAUSED' WHEN t.state = 'PAUSED' THEN 'RESUMED' WHEN v_waiting IS NOT NULL THEN 'WAITING' ELSE 'SENDING' END,
            coalesce(v_pause, v_waiting), v_now);
  RETURN true;
END $$;
