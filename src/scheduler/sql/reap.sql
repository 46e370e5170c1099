-- The leader's: settles what nobody will report any more. Call until claims is 0. One claim a transaction, so that progress rows are never
-- locked out of order. Mails a claim handed back are no longer its own. What the provider de-duplicates goes to the redeliveries of its account, the
-- rest becomes UNKNOWN; the service's usage stays used, the user's quota stays charged. Safe to run twice at once: SKIP LOCKED.
-- Answers {claims, task, ended, users}.
DROP FUNCTION IF EXISTS reap_claim;
CREATE FUNCTION reap_claim() RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE c claims; v_now timestamptz := sluice_clock(); v_seqs int[]; v_ended uuid[] := '{}'; v_n int := 0;
BEGIN
  SELECT * INTO c FROM claims WHERE expires_at < v_now ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN jsonb_build_object('claims', 0); END IF;
  SELECT array_agg(k.seq ORDER BY k.seq) INTO v_seqs FROM (
    SELECT s.seq FROM subtasks s WHERE s.task_id = c.task_id AND s.state = 'PENDING'
       AND (s.seq BETWEEN c.lo AND c.hi OR s.seq = ANY (c.seqs)) AND s.seq <> ALL (c.returned) ORDER BY s.seq FOR UPDATE) k;
  IF c.redeliver_until > v_now THEN
    INSERT INTO redeliveries (account, task_id, seq, not_before, until, attempt, service_id)
      SELECT c.account, c.task_id, q, v_now, c.redeliver_until, coalesce(c.attempts[array_position(c.seqs, q)], 1), c.service_id FROM unnest(v_seqs) q;
    INSERT INTO attempts (task_id, seq, number, at, service_id, outcome, code)
      SELECT c.task_id, q, coalesce(c.attempts[array_position(c.seqs, q)], 1), c.first_slot, c.service_id, 'UNKNOWN', 'NO_ANSWER' FROM unnest(v_seqs) q
      ON CONFLICT DO NOTHING;
  ELSIF v_seqs IS NOT NULL THEN
    UPDATE subtasks SET state = 'UNKNOWN', code = 'NO_ANSWER', service_id = c.service_id, attempt = coalesce(c.attempts[array_position(c.seqs, seq)], 1),
           attempted_at = c.first_slot, settled_at = v_now
     WHERE task_id = c.task_id AND seq = ANY (v_seqs);
    UPDATE task_progress SET unknown = unknown + cardinality(v_seqs), version = version + 1 WHERE task_id = c.task_id RETURNING 1 INTO v_n;
    v_ended := end_tasks(ARRAY[c.task_id], v_now);
    PERFORM count_outcomes(unanswered(c.service_id, cardinality(v_seqs)), v_now);
  END IF;
  DELETE FROM claims WHERE id = c.id;
  RETURN jsonb_build_object('claims', 1, 'mails', coalesce(cardinality(v_seqs), 0), 'task', c.task_id, 'service', c.service_id, 'ended', to_jsonb(v_ended));
END $$;

-- Redeliveries that no lane of the account took in time become UNKNOWN. One task a call; answers {tasks: 0 or 1, task, ended}.
DROP FUNCTION IF EXISTS reap_redeliveries;
CREATE FUNCTION reap_redeliveries() RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_now timestamptz := sluice_clock(); v_task uuid; v_seqs int[]; v_moved int; v_counts jsonb; v_ended uuid[];
BEGIN
  SELECT task_id INTO v_task FROM redeliveries WHERE until <= v_now ORDER BY task_id LIMIT 1;
  IF NOT FOUND THEN RETURN jsonb_build_object('tasks', 0); END IF;
  WITH gone AS (DELETE FROM redeliveries WHERE task_id = v_task AND until <= v_now RETURNING seq, service_id, attempt),
  held AS (SELECT s.seq, g.service_id, g.attempt FROM subtasks s JOIN gone g ON g.seq = s.seq WHERE s.task_id = v_task ORDER BY s.seq FOR UPDATE OF s),
  moved AS (UPDATE subtasks s SET state = 'UNKNOWN', code = 'NO_ANSWER', service_id = h.service_id, attempt = h.attempt, settled_at = v_now
    FROM held h WHERE s.task_id = v_task AND s.seq = h.seq AND s.state = 'PENDING' RETURNING h.service_id),
  counts AS (SELECT k.service_id, count(*)::int AS n FROM moved k GROUP BY 1)
  SELECT coalesce(sum(k.n), 0), jsonb_path_query_array(jsonb_agg(unanswered(k.service_id, k.n)), '$[*][*]') INTO v_moved, v_counts FROM counts k;
  UPDATE task_progress SET unknown = unknown + v_moved, version = version + 1 WHERE task_id = v_task;
  v_ended := end_tasks(ARRAY[v_task], v_now);
  IF v_moved > 0 THEN PERFORM count_outcomes(v_counts, v_now); END IF;
  RETURN jsonb_build_object('tasks', 1, 'mails', v_moved, 'task', v_task, 'ended', to_jsonb(v_ended));
END $$;

-- What the rollups are told of mails that nobody reported.
CREATE OR REPLACE FUNCTION unanswered(p_service uuid, p_n int) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_array(jsonb_build_object('service', p_service, 'unknown', p_n), jsonb_build_object('service', p_service, 'code', 'NO_ANSWER', 'errors', p_n))
$$;
