-- Writes what a worker learned since its last flush. Flushes of one worker are numbered and sent one at a time: repeating one whose
-- answer was lost changes nothing (without the number, a give-back repeated after somebody else has claimed the mail again would put it
-- into the retry set a second time: sent twice).
--   p_results   mails that ended, never fenced: a late "sent" is the only truth about that mail:
--               claim, task, seq, state (SENT FAILED UNKNOWN SKIPPED), skip (reason), code, text, attempt, service, template, from,
--               message, provider, at (epoch ms), free (the service's usage is given back: skipped, unrenderable), final (an UNKNOWN that
--               must not be repeated although the provider would de-duplicate it), bounced (FAILED because of its recipient)
--   p_backs     mails handed back: claim, task, seq, kind (NOT_ATTEMPTED UNREACHABLE DEFERRED_SERVICE DEFERRED_RECIPIENT), code, text,
--               attempt, service, at (epoch ms). Fenced by the claim row, which the reaper deletes.
--   p_lanes     only lanes whose count changes (a flush that locks every lane makes the worker's own next claim wait): service, reset
--               (something was accepted: earlier failures are forgotten), failures (epoch ms of those since, oldest first), failed (how many there
--               were in all, for the rollups), freeze (reason,
--               at once, or null), detail (words for the freeze), exhausted (the provider says "quota reached"), slowed_ms (null: as it is),
--               hold_ms (nothing before so long: Retry-After)
-- All three are JSON arrays of objects: three parameters instead of 33 arrays.
-- Answers {applied, stop: open claims of the worker that must stop, tasks: those whose progress moved, ended, services: those whose state
-- changed, frozen, users: those whose quota changed}.
DROP FUNCTION IF EXISTS flush;
CREATE FUNCTION flush(p_worker uuid, p_number bigint, p_results jsonb, p_backs jsonb, p_lanes jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz; v_claims bigint[]; v_tasks uuid[] := '{}'; v_complete uuid[]; v_ended uuid[] := '{}'; v_services uuid[] := '{}'; v_frozen uuid[] := '{}'; v_refunds jsonb := '[]';
  v_counts jsonb := '[]'; v_moved record; v_number bigint;
BEGIN
  SELECT last_flush INTO v_number FROM workers WHERE id = p_worker FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no worker %', p_worker USING ERRCODE = 'SL010'; END IF;
  IF v_number >= p_number THEN RETURN jsonb_build_object('applied', false, 'stop', to_jsonb(claims_to_stop(p_worker))); END IF;   -- applied before
  IF v_number <> p_number - 1 THEN RAISE EXCEPTION 'flush % of worker % is out of order: last was %', p_number, p_worker, v_number USING ERRCODE = 'SL011'; END IF;
  UPDATE workers SET last_flush = p_number, flushed_at = sluice_clock() WHERE id = p_worker;

  SELECT array_agg(DISTINCT k.claim) INTO v_claims FROM (
    SELECT claim FROM jsonb_to_recordset(p_results) AS x(claim bigint) UNION ALL SELECT claim FROM jsonb_to_recordset(p_backs) AS x(claim bigint)) k;
  PERFORM 1 FROM claims c WHERE c.id = ANY (v_claims) ORDER BY c.id FOR UPDATE;
  v_now := sluice_clock();

  IF jsonb_array_length(p_lanes) > 0 THEN
    SELECT k.services, k.frozen INTO v_services, v_frozen FROM flush_lanes(p_lanes, v_now) k;
  END IF;
  IF jsonb_array_length(p_backs) > 0 OR jsonb_path_exists(p_results, '$[*] ? (@.free == true || @.state == "UNKNOWN")') THEN
    SELECT k.results, k.refunds, k.counts INTO p_results, v_refunds, v_counts FROM flush_backs(p_results, p_backs, p_number, v_now) k;
  END IF;

  IF jsonb_array_length(p_results) > 0 THEN
    WITH results AS (
      SELECT * FROM jsonb_to_recordset(p_results) AS x(claim bigint, task uuid, seq int, state text, skip text, code text, text text, attempt int,
                                                       service uuid, template uuid, "from" text, message text, provider text, at float8, bounced boolean)),
    k AS (             -- lock in key order, keep the old state (PostgreSQL 18 has RETURNING old.state; 16 has not)
      SELECT s.task_id, s.seq, s.state AS was, s.attempt AS old_attempt, s.service_id AS old_service, s.code AS old_code, s.text AS old_text,
             s.attempted_at AS old_at, s.settled_at AS old_settled, s.bounced_at AS old_bounced, r.bounced, r.state, r.skip, r.code, r.text, r.attempt, r.service, r.template, r."from", r.message, r.provider, r.at
        FROM results r JOIN subtasks s ON s.task_id = r.task AND s.seq = r.seq
       WHERE state_rank(r.state) > state_rank(s.state)
       ORDER BY s.task_id, s.seq FOR UPDATE OF s),
    moved AS (
      UPDATE subtasks s SET state = k.state, skip_reason = k.skip, code = k.code, text = left(k.text, 500), attempt = k.attempt, service_id = k.service,
             template_version_id = k.template, from_address = k."from", message_id = k.message, provider_id = left(k.provider, 500),
             attempted_at = to_timestamp(k.at / 1000), settled_at = v_now, bounced_at = CASE WHEN k.bounced THEN to_timestamp(k.at / 1000) END
        FROM k WHERE s.task_id = k.task_id AND s.seq = k.seq AND state_rank(k.state) > state_rank(s.state)
      RETURNING s.task_id, k.was, s.state, s.service_id, s.code, s.text, s.bounced_at, k.old_service, k.old_settled, k.old_bounced),
    kept AS (          -- what the row said before a later proof is an attempt of its own
      INSERT INTO attempts (task_id, seq, number, at, service_id, outcome, code, text)
        SELECT k.task_id, k.seq, k.old_attempt, coalesce(k.old_at, v_now), k.old_service, 'UNKNOWN', k.old_code, k.old_text FROM k
         WHERE k.was = 'UNKNOWN' AND k.old_service IS NOT NULL AND k.at IS DISTINCT FROM extract(epoch FROM k.old_at) * 1000
      ON CONFLICT DO NOTHING),
    -- counters move by the rows that really changed, never by the length of the array
    sums AS (SELECT task_id, count(*) FILTER (WHERE state = 'SENT') AS sent,
                    count(*) FILTER (WHERE state = 'FAILED') - count(*) FILTER (WHERE was = 'FAILED') AS failed,
                    count(*) FILTER (WHERE state = 'UNKNOWN') - count(*) FILTER (WHERE was = 'UNKNOWN') AS unknown,
                    count(*) FILTER (WHERE state = 'SKIPPED') - count(*) FILTER (WHERE was = 'SKIPPED') AS skipped
               FROM moved GROUP BY task_id),
    held AS (SELECT p.task_id FROM task_progress p JOIN sums USING (task_id) ORDER BY p.task_id FOR UPDATE OF p),
    counted AS (
      UPDATE task_progress p SET version = p.version + 1, sent = p.sent + sums.sent, failed = p.failed + sums.failed,
             unknown = p.unknown + sums.unknown, skipped = p.skipped + sums.skipped
        FROM sums JOIN held USING (task_id) WHERE p.task_id = sums.task_id
      RETURNING p.task_id, p.sent + p.failed + p.unknown + p.skipped = p.total AS complete),
    settled AS (
      UPDATE claims c SET unsettled = c.unsettled - n.n FROM (SELECT claim, count(*)::int AS n FROM results GROUP BY 1) n WHERE c.id = n.claim),
    -- for the rollups: what is new, what it takes the place of, and the words of what went wrong (count_outcomes)
    rollups AS (
      SELECT jsonb_build_object('service', service_id, 'sent', count(*) FILTER (WHERE state = 'SENT'), 'failed', count(*) FILTER (WHERE state = 'FAILED'),
                                'unknown', count(*) FILTER (WHERE state = 'UNKNOWN'), 'bounced', count(bounced_at)) AS c FROM moved GROUP BY service_id
      UNION ALL
      SELECT jsonb_build_object('service', old_service, 'at', date_trunc('minute', old_settled), 'failed', -count(*) FILTER (WHERE was = 'FAILED'),
                                'unknown', -count(*) FILTER (WHERE was = 'UNKNOWN'), 'bounced', -count(old_bounced))
        FROM moved WHERE was IN ('FAILED', 'UNKNOWN') GROUP BY old_service, date_trunc('minute', old_settled)
      UNION ALL
      SELECT jsonb_build_object('service', service_id, 'code', code, 'text', max(text), 'errors', count(*)) FROM moved WHERE state IN ('FAILED', 'UNKNOWN') GROUP BY service_id, code)
    SELECT array_agg(task_id) AS tasks, array_agg(task_id) FILTER (WHERE complete) AS complete, (SELECT jsonb_agg(c) FROM rollups) AS counts INTO v_moved FROM counted;
    v_tasks := coalesce(v_moved.tasks, '{}');
    v_complete := v_moved.complete;
    v_counts := v_counts || coalesce(v_moved.counts, '[]');
  END IF;
  IF v_complete IS NOT NULL OR v_refunds <> '[]' THEN v_ended := end_tasks(v_complete, v_now, v_refunds); END IF;
  IF jsonb_array_length(p_lanes) > 0 THEN
    v_counts := v_counts || coalesce((SELECT jsonb_agg(jsonb_build_object('service', x.service, 'failures', coalesce(x.failed, jsonb_array_length(x.failures))))
                                        FROM jsonb_to_recordset(p_lanes) AS x(service uuid, failures jsonb, failed int)), '[]');
  END IF;
  IF v_counts <> '[]' THEN PERFORM count_outcomes(v_counts, v_now); END IF;      -- nothing is locked after it
  DELETE FROM claims c WHERE c.id = ANY (v_claims) AND c.unsettled <= 0;

  RETURN jsonb_build_object('applied', true, 'stop', to_jsonb(claims_to_stop(p_worker)), 'ended', to_jsonb(v_ended), 'frozen', to_jsonb(v_frozen),
    'services', to_jsonb(v_services),
    'tasks', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'campaign', t.campaign_id)), '[]') FROM tasks t WHERE t.id = ANY (v_tasks)),
    'users', (SELECT coalesce(jsonb_agg(DISTINCT u), '[]') FROM (SELECT (x ->> 'user')::uuid FROM jsonb_array_elements(v_refunds) x UNION SELECT t.user_id FROM tasks t WHERE t.id = ANY (v_ended) AND t.user_id IS NOT NULL) AS k(u)));
END $$;

-- The worker's open claims whose mails must not go out: task no longer active, or lane closed.
CREATE OR REPLACE FUNCTION claims_to_stop(p_worker uuid) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(c.id), '{}') FROM claims c JOIN task_cursors t USING (task_id) JOIN lanes l USING (service_id)
   WHERE c.worker = p_worker AND NOT ((t.active OR c.repeat) AND l.open)
$$;
