-- The part of a flush that takes mails out of their claims: handed back, skipped, unrenderable, or unknown where the provider de-duplicates.
-- Answers the results that remain to be written (with those that a give-back turned into results: a recipient deferred too often is FAILED,
-- a mail that was not attempted after the reaper made it UNKNOWN is FAILED / NOT_ATTEMPTED), and what goes back to the quota of users whose
-- task was cancelled meanwhile: [{task, user, n, key}], to be booked by end_tasks, because users come last in the lock order; and what came back with
-- the words of why, for count_outcomes.
-- What each kind does to mail and usage is the table of outcomes in the scheduler's README.
DROP FUNCTION IF EXISTS flush_backs;
CREATE FUNCTION flush_backs(p_results jsonb, p_backs jsonb, p_number bigint, p_now timestamptz, OUT results jsonb, OUT refunds jsonb, OUT counts jsonb)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE k record;
BEGIN
  results := p_results; refunds := '[]'; counts := '[]';
  CREATE TEMP TABLE IF NOT EXISTS back (claim_id bigint, task_id uuid, seq int, kind text, attempt int, service_id uuid, account text, period_start timestamptz,
    repeat boolean, until timestamptz, code text, text text, at timestamptz, not_before timestamptz, stands boolean) ON COMMIT DELETE ROWS;
  -- Everything that leaves its claim, and whether the claim still stands for it. What the reaper settled is no longer anybody's to give back.
  INSERT INTO back
    SELECT x.claim, x.task, x.seq, x.kind, x.attempt, x.service, c.account, c.period_start, c.repeat, c.redeliver_until, x.code, x.text, to_timestamp(x.at / 1000),
           p_now, c.id IS NOT NULL AND x.seq <> ALL (c.returned)
      FROM (SELECT claim, task, seq, kind, code, text, attempt, service, at
              FROM jsonb_to_recordset(p_backs) AS b(claim bigint, task uuid, seq int, kind text, code text, text text, attempt int, service uuid, at float8)
            UNION ALL
            SELECT claim, task, seq, CASE WHEN state = 'UNKNOWN' THEN 'UNKNOWN' ELSE 'FREE_' || state END, code, text, attempt, service, at
              FROM jsonb_to_recordset(p_results) AS r(claim bigint, task uuid, seq int, state text, code text, text text, attempt int, service uuid, at float8, free boolean, final boolean)
             WHERE free OR state = 'UNKNOWN' AND final IS NOT TRUE) x
      LEFT JOIN claims c ON c.id = x.claim;

  -- A mail whose end is known is nobody's to take again, whatever a confused worker says.
  UPDATE back b SET stands = false FROM subtasks s WHERE s.task_id = b.task_id AND s.seq = b.seq AND s.state <> 'PENDING' AND b.kind NOT LIKE 'FREE%';

  -- An unknown mail that may be repeated is not a result yet.
  UPDATE back SET kind = 'REDELIVERED' WHERE kind = 'UNKNOWN' AND stands AND until > p_now;
  -- Nor is it one when the reaper has given the mail to its account meanwhile (a worker that slept reports its time-outs late): written down, it
  -- would end a mail that is about to be repeated.
  UPDATE back b SET kind = 'WAITS' WHERE kind = 'UNKNOWN' AND NOT stands AND (
    EXISTS (SELECT FROM lanes l JOIN redeliveries d ON d.account = l.account AND d.task_id = b.task_id AND d.seq = b.seq WHERE l.service_id = b.service_id)
    OR EXISTS (SELECT FROM claims c WHERE c.task_id = b.task_id AND c.repeat AND b.seq = ANY (c.seqs) AND b.seq <> ALL (c.returned)));
  -- Nor a skip: another may be repeating the mail by now, and a task that ended without it would have its quota back although it is sent.
  UPDATE back SET kind = 'WAITS' WHERE kind = 'FREE_SKIPPED' AND NOT stands;
  DELETE FROM back WHERE kind = 'UNKNOWN';
  IF EXISTS (SELECT FROM back WHERE kind IN ('REDELIVERED', 'WAITS')) THEN
    SELECT coalesce(jsonb_agg(r), '[]') INTO results FROM jsonb_array_elements(results) r
     WHERE NOT EXISTS (SELECT FROM back b WHERE b.kind IN ('REDELIVERED', 'WAITS') AND b.claim_id = (r ->> 'claim')::bigint AND b.seq = (r ->> 'seq')::int);
    DELETE FROM back WHERE kind = 'WAITS';
  END IF;

  -- Too often deferred: 1, 5, 30, 120 minutes with jitter, then no more; nor after 24 hours.
  FOR k IN SELECT b.task_id, b.seq, count(a.*)::int AS before, min(a.at) AS first_at FROM back b
             LEFT JOIN attempts a ON a.task_id = b.task_id AND a.seq = b.seq AND a.outcome = 'DEFERRED_RECIPIENT'
            WHERE b.kind = 'DEFERRED_RECIPIENT' AND b.stands GROUP BY 1, 2 LOOP
    IF k.before >= 4 OR k.first_at < p_now - interval '24 hours' THEN
      results := results || (SELECT jsonb_build_object('claim', claim_id, 'task', task_id, 'seq', seq, 'state', 'FAILED', 'code', code, 'text', text, 'attempt', attempt,
                                                       'service', service_id, 'at', extract(epoch FROM at) * 1000, 'bounced', true) FROM back WHERE task_id = k.task_id AND seq = k.seq);
      DELETE FROM back WHERE task_id = k.task_id AND seq = k.seq;
    ELSE
      UPDATE back SET not_before = p_now + (ARRAY[1, 5, 30, 120])[k.before + 1] * interval '1 minute' * (0.9 + 0.2 * random()) WHERE task_id = k.task_id AND seq = k.seq;
    END IF;
  END LOOP;
  -- Handed back after the reaper had given it up: it never went out, unless this was to be a redelivery: of the first try that says nothing. A mail
  -- waiting for redelivery stays there.
  results := results || (SELECT coalesce(jsonb_agg(jsonb_build_object('claim', NULL, 'task', b.task_id, 'seq', b.seq, 'state', 'FAILED', 'code', 'NOT_ATTEMPTED', 'attempt', b.attempt,
      'service', b.service_id, 'at', extract(epoch FROM b.at) * 1000)), '[]')
    FROM back b JOIN subtasks s ON s.task_id = b.task_id AND s.seq = b.seq AND s.state = 'UNKNOWN' AND s.service_id = b.service_id
   WHERE b.kind = 'NOT_ATTEMPTED' AND NOT b.stands
     AND NOT EXISTS (SELECT FROM attempts a WHERE a.task_id = b.task_id AND a.seq = b.seq AND a.number = b.attempt AND a.outcome = 'UNKNOWN'));
  DELETE FROM back WHERE NOT stands;

  -- The service's usage: given back, to the period it was taken from, for what never reached the provider.
  PERFORM 1 FROM service_usages u WHERE (u.service_id, u.starts_at) IN (SELECT service_id, period_start FROM back WHERE kind IN ('NOT_ATTEMPTED', 'UNREACHABLE') OR kind LIKE 'FREE%')
    ORDER BY u.service_id, u.starts_at FOR UPDATE;
  UPDATE service_usages u SET used = u.used - n.n
    FROM (SELECT service_id, period_start, count(*)::int AS n FROM back WHERE kind IN ('NOT_ATTEMPTED', 'UNREACHABLE') OR kind LIKE 'FREE%' GROUP BY 1, 2) n
   WHERE u.service_id = n.service_id AND u.starts_at = n.period_start;

  SELECT coalesce(jsonb_agg(k.c), '[]') INTO counts FROM (
    SELECT jsonb_build_object('service', service_id, 'returned', count(*) FILTER (WHERE kind <> 'REDELIVERED')) AS c FROM back
     WHERE kind IN ('DEFERRED_SERVICE', 'DEFERRED_RECIPIENT', 'UNREACHABLE', 'REDELIVERED') GROUP BY service_id
    UNION ALL
    SELECT jsonb_build_object('service', service_id, 'code', code, 'text', max(text), 'errors', count(*)) FROM back
     WHERE kind IN ('DEFERRED_SERVICE', 'DEFERRED_RECIPIENT', 'UNREACHABLE', 'REDELIVERED') GROUP BY service_id, code) k;
  PERFORM 1 FROM task_cursors t WHERE t.task_id IN (SELECT task_id FROM back) ORDER BY t.task_id FOR UPDATE;
  INSERT INTO attempts (task_id, seq, number, at, service_id, outcome, code, text)
    SELECT task_id, seq, attempt, at, service_id, CASE kind WHEN 'REDELIVERED' THEN 'UNKNOWN' ELSE kind END, code, left(text, 500) FROM back
     WHERE kind IN ('DEFERRED_SERVICE', 'DEFERRED_RECIPIENT', 'UNREACHABLE', 'REDELIVERED') ON CONFLICT DO NOTHING;
  -- What may be repeated goes back only to its account, with the same attempt number; the longer it stays unknown the longer the wait.
  INSERT INTO redeliveries (account, task_id, seq, not_before, until, attempt, service_id)
    SELECT b.account, b.task_id, b.seq, p_now + CASE b.kind WHEN 'NOT_ATTEMPTED' THEN interval '0' ELSE least(300, 2 ^ (SELECT count(*) FROM attempts a
             WHERE a.task_id = b.task_id AND a.seq = b.seq AND a.number = b.attempt)) * interval '1 s' END, b.until, b.attempt, b.service_id
      FROM back b WHERE b.kind = 'REDELIVERED' OR b.repeat AND b.kind NOT LIKE 'FREE%';
  UPDATE claims c SET returned = c.returned || n.seqs, unsettled = c.unsettled - cardinality(n.seqs)
    FROM (SELECT claim_id, array_agg(seq) AS seqs FROM back WHERE kind NOT LIKE 'FREE%' GROUP BY 1) n WHERE c.id = n.claim_id;
  DELETE FROM back WHERE kind = 'REDELIVERED' OR kind LIKE 'FREE%' AND kind <> 'FREE_SKIPPED' OR repeat;

  -- The rest leaves the task's account: to be taken again, or (skipped) never. "claimed" moves with the mail; a cancelled task keeps nothing.
  WITH n AS (SELECT b.task_id, count(*)::int AS n, min(b.not_before) FILTER (WHERE b.kind <> 'FREE_SKIPPED' AND t.state <> 'CANCELLED') AS not_before
               FROM back b JOIN tasks t ON t.id = b.task_id GROUP BY 1)
  UPDATE task_cursors c SET claimed = c.claimed - n.n, retry_at = least(c.retry_at, n.not_before), sendable = c.sendable OR c.active AND n.not_before IS NOT NULL
    FROM n WHERE c.task_id = n.task_id;
  INSERT INTO retries (task_id, seq, not_before, attempt)       -- a conflict here is a bug: let it fail
    SELECT b.task_id, b.seq, b.not_before, b.attempt + CASE b.kind WHEN 'NOT_ATTEMPTED' THEN 0 ELSE 1 END
      FROM back b JOIN tasks t ON t.id = b.task_id WHERE b.kind <> 'FREE_SKIPPED' AND t.state <> 'CANCELLED';
  SELECT coalesce(jsonb_agg(jsonb_build_object('task', k.task_id, 'user', k.user_id, 'n', k.n, 'key', 'back:' || k.task_id || ':' || k.claim_id || ':' || p_number)), '[]') INTO refunds
    FROM (SELECT b.task_id, t.user_id, b.claim_id, count(*) AS n FROM back b JOIN tasks t ON t.id = b.task_id AND t.state = 'CANCELLED' GROUP BY 1, 2, 3) k;
END $$;
