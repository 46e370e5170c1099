-- Takes mails for those of a worker's lanes that may send now or within p_lead_ms (F17, F20.1, F21.1). The heart of dispatch.
--   p_services, p_epochs, p_wants   parallel arrays: lane, epoch it was taken with, free in-flight places (1..200).
--                                   At most 50 lanes a call; the caller names them by quota left, descending (F20.2).
--   p_lead_ms      how far ahead slots are given out: the time to the next tick and one call, with some to spare
--   p_window_ms    what one claim covers on a paced lane (bounds what a crash leaves unknown, and how long a stop takes)
--   p_margin_ms    last slot -> deadline            p_timeout_ms   deadline -> expires_at: the provider's full timeout
-- One row per claim, and one per lane that got none. status:
--   CLAIMED    times are milliseconds from the database's clock at the end of the locks. The worker counts slots from the RECEIPT of the
--              answer and the deadline from the SENDING of the call: never early, never past the deadline.
--   BUSY       there is work, but its cursors are locked by another call: ask again after again_in_ms (jitter it)
--   EMPTY      no work for this service; again_in_ms: when the next retry or redelivery is due, else null
--   CLOSED     disabled, frozen, archived     EXHAUSTED  no quota until again_in_ms
--   COOLING    next slot in again_in_ms       LOST     not ours any more: forget the lane; its open claims run on
--
-- Mails bound to one service (alert mails: F17.1) go ahead of campaign mail; they have nobody's turn.
-- Locks: all its lanes in key order, then all their usage rows, then cursors one by one with SKIP LOCKED (it never waits for a
-- cursor), and never the user's account: quota was reserved when the task was scheduled. Virtual times of a mapping are only
-- written under the lane's lock. Measured on a prototype (2 cores, fsync on): 1 lane 0.8-1.0 ms a call, half of it the commit; 50 lanes of 50
-- users 10 ms; 1,000 lanes in one call are no cheaper per lane and hold their cursors for 150 ms, hence the cap of 50.
-- Rejected: one virtual time per user (hot row, and unfair per service); waiting for cursors (deadlocks between calls of many lanes).
DROP FUNCTION IF EXISTS claim;
CREATE FUNCTION claim(p_worker uuid, p_services uuid[], p_epochs bigint[], p_wants int[], p_lead_ms int DEFAULT 250,
                      p_window_ms int DEFAULT 1000, p_margin_ms int DEFAULT 2000, p_timeout_ms int DEFAULT 60000)
RETURNS TABLE (service_id uuid, status text, claim_id bigint, task_id uuid, lo int, hi int, seqs int[], attempts int[],
               slot_in_ms int, pace_ms int, deadline_in_ms int, again_in_ms int, quota_left int, account text, repeat boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz; v_many int;
  -- lanes, in key order
  l_id uuid[]; l_open boolean[]; l_account text[]; l_epoch bigint[]; l_want int[]; l_pace int[]; l_slot timestamptz[];
  l_vtime bigint[]; l_start timestamptz[]; l_end timestamptz[]; l_deadline timestamptz[]; l_seed bigint[]; l_dedupe int[];
  u_left int[]; u_announced boolean[]; l_took int[];
  -- claims made, written together at the end
  c_lane int[] := '{}'; c_task uuid[] := '{}'; c_lo int[] := '{}'; c_hi int[] := '{}'; c_seqs text[] := '{}'; c_attempts text[] := '{}';
  c_slot timestamptz[] := '{}'; c_deadline timestamptz[] := '{}'; c_until timestamptz[] := '{}'; c_repeat boolean[] := '{}';
  v_redeliver text[]; v_direct uuid[];
  i int; v_n int; v_budget int; v_picks int; v_slot timestamptz; v_deadline timestamptz;
  v_from timestamptz; v_until timestamptz; v_seqs int[]; v_attempts int[]; r record;
BEGIN
  IF cardinality(p_services) > 50 THEN RAISE EXCEPTION 'at most 50 lanes a call, not %', cardinality(p_services); END IF;

  -- 1. Lanes, all of them, in key order. Owner and epoch stand in the WHERE of the locking statement, so PostgreSQL checks them
  --    again after a wait: a lane taken over meanwhile is simply not in the answer.
  WITH mine AS (
    SELECT l.*, a.want FROM unnest(p_services, p_epochs, p_wants) AS a(service_id, epoch, want)
      JOIN lanes l ON l.service_id = a.service_id AND l.epoch = a.epoch
     WHERE l.owner = p_worker
     ORDER BY l.service_id FOR UPDATE OF l)
  SELECT array_agg(m.service_id), array_agg(m.open), array_agg(m.account), array_agg(m.epoch), array_agg(m.want),
         array_agg(greatest(m.pace_ms, m.slowed_ms)),
         array_agg(greatest(m.next_slot, m.hold_until)), array_agg(m.vtime),
         array_agg(m.period_start), array_agg(m.period_end), array_agg(m.last_deadline),
         array_agg(uuid_hash_extended(m.service_id, 0)), array_agg(m.redelivery_s)
    INTO l_id, l_open, l_account, l_epoch, l_want, l_pace, l_slot, l_vtime, l_start, l_end, l_deadline, l_seed, l_dedupe
    FROM mine m;
  v_many := coalesce(cardinality(l_id), 0);
  IF v_many < cardinality(p_services) THEN
    RETURN QUERY SELECT s, 'LOST', NULL::bigint, NULL::uuid, NULL::int, NULL::int, NULL::int[], NULL::int[], NULL::int, NULL::int, NULL::int, NULL::int, NULL::int, NULL::text, NULL::boolean
                   FROM unnest(p_services) s WHERE v_many = 0 OR s <> ALL (l_id);
  END IF;
  IF v_many = 0 THEN RETURN; END IF;
  v_now := sluice_clock();

  -- 2. Their quota periods; a new one begins here.
  FOR i IN 1..v_many LOOP
    IF l_end[i] <= v_now THEN
      SELECT p.starts_at, p.ends_at INTO v_from, v_until FROM open_period(l_id[i], v_now) p;
      l_start[i] := v_from; l_end[i] := v_until;
    END IF;
  END LOOP;
  WITH mine AS (
    SELECT k.n, u.announced, CASE WHEN u.exhausted THEN 0 ELSE greatest(0, u.quota_limit::bigint + u.adjustment - u.used)::int END AS quota_left
      FROM unnest(l_id, l_start) WITH ORDINALITY AS k(service_id, starts_at, n)
      JOIN service_usages u ON u.service_id = k.service_id AND u.starts_at = k.starts_at
     ORDER BY u.service_id FOR UPDATE OF u)
  SELECT array_agg(m.quota_left ORDER BY m.n), array_agg(m.announced ORDER BY m.n) INTO u_left, u_announced FROM mine m;
  l_took := array_fill(0, ARRAY[v_many]);

  -- Almost always empty: one look per call instead of one per lane.
  SELECT array_agg(DISTINCT d.account) INTO v_redeliver FROM redeliveries d WHERE d.account = ANY (l_account) AND d.until > v_now AND d.not_before <= v_now;

  SELECT array_agg(DISTINCT c.bound_service_id) INTO v_direct FROM task_cursors c
   WHERE c.bound_service_id = ANY (l_id) AND c.sendable AND c.closes_at > v_now AND (c.next_seq <= c.total OR c.retry_at <= v_now);

  -- 3. Turns, lane by lane, in the caller's order.
  FOR i IN SELECT array_position(l_id, s.id) FROM unnest(p_services) WITH ORDINALITY AS s(id, n) WHERE s.id = ANY (l_id) ORDER BY s.n LOOP
    service_id := l_id[i]; claim_id := NULL; again_in_ms := NULL; quota_left := u_left[i]; account := l_account[i]; repeat := false;
    IF NOT l_open[i]  THEN status := 'CLOSED'; RETURN NEXT; CONTINUE; END IF;
    IF u_left[i] <= 0 THEN status := 'EXHAUSTED'; again_in_ms := least(2e9, extract(epoch FROM l_end[i] - v_now) * 1000); RETURN NEXT; CONTINUE; END IF;
    v_slot := greatest(l_slot[i], v_now);
    IF v_slot > v_now + p_lead_ms * interval '1 ms' THEN
      status := 'COOLING'; again_in_ms := least(2e9, extract(epoch FROM v_slot - v_now) * 1000 - p_lead_ms / 2); RETURN NEXT; CONTINUE;
    END IF;
    v_budget := least(l_want[i], u_left[i], 200);
    IF l_pace[i] > 0 THEN
      v_budget := least(v_budget, greatest(1, p_window_ms / l_pace[i]));
      -- no slot at or after the reset: those mails belong to the next period's quota
      v_budget := least(v_budget, ceil(extract(epoch FROM l_end[i] - v_slot) * 1000 / l_pace[i])::int);
    END IF;
    v_picks := 0;

    WHILE v_budget > 0 AND v_picks < 8 LOOP           -- several small tasks fill one budget; 8 bounds the call
      v_picks := v_picks + 1;

      -- 3a. Redeliveries of this account go first: they hold up the end of their task. They have had their turn.
      IF l_account[i] = ANY (v_redeliver) THEN
        WITH one AS (SELECT d.task_id FROM redeliveries d WHERE d.account = l_account[i] AND d.until > v_now AND d.not_before <= v_now LIMIT 1),
             -- Chosen once: as a subquery of the DELETE, a nested loop runs it again for each row, and each time it skips those that are gone.
             k AS MATERIALIZED (
                       SELECT x.task_id, x.seq FROM redeliveries x, one
                        WHERE x.account = l_account[i] AND x.task_id = one.task_id AND x.until > v_now AND x.not_before <= v_now
                        ORDER BY x.seq LIMIT v_budget FOR UPDATE OF x SKIP LOCKED),
             del AS (DELETE FROM redeliveries d USING k
                      WHERE d.account = l_account[i] AND d.task_id = k.task_id AND d.seq = k.seq RETURNING d.task_id, d.seq, d.until, d.attempt)
        SELECT (array_agg(del.task_id))[1] AS task_id, array_agg(del.seq ORDER BY del.seq) AS seqs,
               array_agg(del.attempt ORDER BY del.seq) AS attempts, min(del.until) AS until INTO r FROM del;
        IF r.task_id IS NULL THEN
          v_redeliver := array_remove(v_redeliver, l_account[i]);
        ELSE
          v_n := cardinality(r.seqs);
          v_deadline := least(v_slot + (v_n - 1) * l_pace[i] * interval '1 ms' + p_margin_ms * interval '1 ms', l_end[i], r.until);
          c_lane := c_lane || i; c_task := c_task || r.task_id; c_lo := c_lo || NULL::int; c_hi := c_hi || NULL::int;
          c_seqs := c_seqs || r.seqs::text; c_attempts := c_attempts || r.attempts::text; c_slot := c_slot || v_slot;
          c_deadline := c_deadline || v_deadline; c_until := c_until || r.until; c_repeat := c_repeat || true;
          l_deadline[i] := greatest(l_deadline[i], v_deadline);
          v_slot := v_slot + v_n * l_pace[i] * interval '1 ms'; v_budget := v_budget - v_n; l_took[i] := l_took[i] + v_n;
        END IF;
        CONTINUE;
      END IF;

      -- 3b. Mails bound to this service. Else whose turn: user by virtual time on this lane, then that user's task by virtual time. Who was idle starts at the virtual
      --     time of whoever was served last (start-time fair queueing): no credit for idling, and no "rejoin" event to miss.
      --     The nested loop stops at the first user who has a task that can be locked.
      IF l_id[i] = ANY (v_direct) THEN
        SELECT NULL::uuid AS user_id, c.task_id, c.vtime AS task_turn, c.next_seq, c.total, c.retry_at, c.closes_at, false AS exhausted INTO r
          FROM task_cursors c
         WHERE c.bound_service_id = l_id[i] AND c.sendable AND c.closes_at > v_now AND (c.next_seq <= c.total OR c.retry_at <= v_now)
         ORDER BY c.task_id LIMIT 1 FOR UPDATE OF c SKIP LOCKED;
        IF NOT FOUND THEN v_direct := array_remove(v_direct, l_id[i]); CONTINUE; END IF;
      ELSE
      SELECT m.user_id, m.turn AS user_turn, t.* INTO r
        FROM (SELECT m.user_id, greatest(m.vtime, l_vtime[i]) AS turn, m.task_vtime, m.served_at FROM user_service_mappings m
               WHERE m.service_id = l_id[i]
               ORDER BY 2, m.served_at NULLS FIRST, uuid_hash_extended(m.user_id, l_seed[i])) m
        CROSS JOIN LATERAL (
          SELECT c.task_id, greatest(c.vtime, m.task_vtime) AS task_turn, c.next_seq, c.total, c.retry_at, c.closes_at, c.exhausted
            FROM task_cursors c
           WHERE c.user_id = m.user_id AND c.sendable AND c.bound_service_id IS NULL AND c.opens_at <= v_now AND c.closes_at > v_now
             AND (c.next_seq <= c.total OR c.retry_at <= v_now)
           ORDER BY 2, c.task_id LIMIT 1 FOR UPDATE OF c SKIP LOCKED) t
       LIMIT 1;
      EXIT WHEN NOT FOUND;
      END IF;

      -- 3c. Its mails: retries that are due, else the next range.
      v_seqs := NULL; v_attempts := NULL;
      IF r.retry_at <= v_now THEN
        WITH del AS (DELETE FROM retries d WHERE d.task_id = r.task_id AND d.seq IN (
                       SELECT x.seq FROM retries x WHERE x.task_id = r.task_id AND x.not_before <= v_now
                        ORDER BY x.seq LIMIT v_budget) RETURNING d.seq, d.attempt)
        SELECT array_agg(del.seq ORDER BY del.seq), array_agg(del.attempt ORDER BY del.seq) INTO v_seqs, v_attempts FROM del;
      END IF;
      IF v_seqs IS NOT NULL THEN
        v_n := cardinality(v_seqs);
        UPDATE task_cursors c SET claimed = c.claimed + v_n, vtime = r.task_turn + v_n, retry_at = q.next, exhausted = false,
               sendable = (c.next_seq <= c.total OR q.next IS NOT NULL)
          FROM (SELECT min(not_before) AS next FROM retries x WHERE x.task_id = r.task_id) q WHERE c.task_id = r.task_id;
      ELSIF r.next_seq > r.total THEN          -- retry_at was stale: put it right and ask again
        UPDATE task_cursors c SET retry_at = q.next, sendable = q.next IS NOT NULL
          FROM (SELECT min(not_before) AS next FROM retries x WHERE x.task_id = r.task_id) q WHERE c.task_id = r.task_id;
        CONTINUE;
      ELSE
        v_n := least(v_budget, r.total - r.next_seq + 1);
        UPDATE task_cursors c SET next_seq = c.next_seq + v_n, claimed = c.claimed + v_n, vtime = r.task_turn + v_n, exhausted = false,
               sendable = (c.next_seq + v_n <= c.total OR c.retry_at IS NOT NULL)
         WHERE c.task_id = r.task_id;
      END IF;
      IF r.exhausted THEN PERFORM go_on_sending(r.task_id, v_now); END IF;
      IF r.user_id IS NOT NULL THEN
        UPDATE user_service_mappings m SET vtime = r.user_turn + v_n, task_vtime = r.task_turn, served_at = v_now
         WHERE m.service_id = l_id[i] AND m.user_id = r.user_id;
        l_vtime[i] := r.user_turn;
      END IF;

      v_deadline := least(v_slot + (v_n - 1) * l_pace[i] * interval '1 ms' + p_margin_ms * interval '1 ms', l_end[i], r.closes_at);
      c_lane := c_lane || i; c_task := c_task || r.task_id; c_seqs := c_seqs || v_seqs::text; c_attempts := c_attempts || v_attempts::text;
      c_lo := c_lo || CASE WHEN v_seqs IS NULL THEN r.next_seq END;
      c_hi := c_hi || CASE WHEN v_seqs IS NULL THEN r.next_seq + v_n - 1 END;
      c_slot := c_slot || v_slot; c_deadline := c_deadline || v_deadline;
      c_until := c_until || CASE WHEN l_dedupe[i] > 0 THEN v_now + l_dedupe[i] * interval '1 s' END; c_repeat := c_repeat || false;
      l_deadline[i] := greatest(l_deadline[i], v_deadline);
      v_slot := v_slot + v_n * l_pace[i] * interval '1 ms'; v_budget := v_budget - v_n; l_took[i] := l_took[i] + v_n;
    END LOOP;
    l_slot[i] := v_slot;

    IF l_took[i] = 0 THEN
      SELECT least(min(c.retry_at), (SELECT min(d.not_before) FROM redeliveries d WHERE d.account = l_account[i] AND d.until > v_now)) AS again,
             bool_or(c.next_seq <= c.total OR c.retry_at <= v_now) AS work INTO r
        FROM (SELECT c.* FROM user_service_mappings m JOIN task_cursors c ON c.user_id = m.user_id AND c.bound_service_id IS NULL WHERE m.service_id = l_id[i] AND c.sendable
              UNION ALL SELECT c.* FROM task_cursors c WHERE c.bound_service_id = l_id[i] AND c.sendable) c
       WHERE c.opens_at <= v_now AND c.closes_at > v_now;
      IF r.work THEN status := 'BUSY'; again_in_ms := 5;
      ELSE status := 'EMPTY'; again_in_ms := least(2e9, greatest(1, extract(epoch FROM r.again - v_now) * 1000));
      END IF;
      RETURN NEXT;
    END IF;
  END LOOP;

  -- 4. Write it down: claims, usage and slots commit with the cursors or not at all.
  IF cardinality(c_lane) > 0 THEN
    UPDATE lanes l SET next_slot = k.slot, vtime = k.vtime, last_deadline = k.deadline
      FROM unnest(l_id, l_slot, l_vtime, l_deadline, l_took) AS k(service_id, slot, vtime, deadline, took)
     WHERE l.service_id = k.service_id AND k.took > 0;
    WITH spent AS (
      UPDATE service_usages u SET used = u.used + k.took, announced = u.announced OR k.took >= k.quota_left
        FROM unnest(l_id, l_start, l_took, u_left, u_announced) AS k(service_id, starts_at, took, quota_left, announced)
       WHERE u.service_id = k.service_id AND u.starts_at = k.starts_at AND k.took > 0
      RETURNING u.service_id, u.used, k.took >= k.quota_left AND NOT k.announced AS ran_out)
    INSERT INTO service_status_logs (id, service_id, event, detail, created_at)
      SELECT uuid_v7(v_now), s.service_id, 'EXHAUSTED', s.used || ' mails taken', v_now FROM spent s WHERE s.ran_out;
    RETURN QUERY
      WITH made AS (
        INSERT INTO claims (task_id, lo, hi, seqs, attempts, service_id, account, epoch, worker, period_start, first_slot, pace_ms, unsettled, deadline, expires_at, redeliver_until, repeat)
        SELECT k.task, k.lo, k.hi, k.seqs::int[], k.attempts::int[], l_id[k.lane], l_account[k.lane], l_epoch[k.lane], p_worker, l_start[k.lane],
               k.slot, l_pace[k.lane], coalesce(cardinality(k.seqs::int[]), k.hi - k.lo + 1), k.deadline, k.deadline + p_timeout_ms * interval '1 ms', k.until, k.repeat
          FROM unnest(c_lane, c_task, c_lo, c_hi, c_seqs, c_attempts, c_slot, c_deadline, c_until, c_repeat)
               AS k(lane, task, lo, hi, seqs, attempts, slot, deadline, until, repeat)
        RETURNING *)
      SELECT m.service_id, 'CLAIMED', m.id, m.task_id, m.lo, m.hi, m.seqs, m.attempts,
             (extract(epoch FROM m.first_slot - v_now) * 1000)::int, m.pace_ms,
             (extract(epoch FROM m.deadline - v_now) * 1000)::int, NULL::int, u_left[array_position(l_id, m.service_id)] - l_took[array_position(l_id, m.service_id)], m.account, m.repeat
        FROM made m;
  END IF;
END $$;
