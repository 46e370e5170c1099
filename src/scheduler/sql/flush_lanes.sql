-- The part of a flush that concerns lanes: consecutive failures, the freeze (F18.6), "quota reached at the provider" (F19.4), the slowed pace.
-- A lane freezes when its last freeze_threshold consecutive failures lie within freeze_window_s; only so many of them are kept. One that a probe has
-- thawed is on probation until a mail is accepted: its first failure freezes it again, and the next probe waits twice as long, 1 to 30 minutes.
-- What is said about one service of a group (freeze, slowdown, Retry-After, "quota reached") holds for all of it; by hand each is frozen alone. The
-- lanes of the groups are locked with those of the report, in key order, before anything is changed: a freeze found in the middle could not go back
-- for a smaller key. A service put into the group meanwhile is not frozen with it. Recovering from a slowdown is each service's own affair.
DROP FUNCTION IF EXISTS flush_lanes;
CREATE FUNCTION flush_lanes(p_lanes jsonb, p_now timestamptz, OUT services uuid[], OUT frozen uuid[]) LANGUAGE plpgsql AS $$
DECLARE f record; l lanes; v_held uuid[]; v_at timestamptz[]; v_reason text; v_detail text; v_name text; v_trial boolean; v_wait int; v_with uuid[];
BEGIN
  services := '{}'; frozen := '{}';
  SELECT array_agg(x.service) INTO v_held FROM jsonb_to_recordset(p_lanes) AS x(service uuid);
  v_held := v_held || ARRAY(SELECT m.service_id FROM lanes m
                             WHERE m.group_id IN (SELECT k.group_id FROM lanes k WHERE k.service_id = ANY (v_held) AND k.group_id IS NOT NULL));
  PERFORM 1 FROM lanes k WHERE k.service_id = ANY (v_held) ORDER BY k.service_id FOR UPDATE;

  FOR f IN SELECT * FROM jsonb_to_recordset(p_lanes) AS x(service uuid, reset boolean, failures jsonb, "freeze" text, detail text, exhausted boolean, slowed_ms int, hold_ms int)
            ORDER BY x.service LOOP
    SELECT * INTO l FROM lanes WHERE service_id = f.service;
    SELECT coalesce(array_agg(to_timestamp(v::float8 / 1000) ORDER BY n), '{}') INTO v_at FROM jsonb_array_elements_text(f.failures) WITH ORDINALITY AS a(v, n);
    -- With a threshold of 1 there is no failure that an accept could clear, so the worker has nothing to say: such a trial ends with time.
    v_trial := l.on_probation AND NOT f.reset AND (l.freeze_threshold > 1 OR l.relearn_at > p_now - interval '30 minutes');
    v_reason := CASE WHEN v_trial AND cardinality(v_at) > 0 THEN 'FAILURES' END;
    v_at := CASE WHEN f.reset THEN v_at ELSE l.failed_at || v_at END;
    v_at := v_at[greatest(1, cardinality(v_at) - l.freeze_threshold + 1):];
    v_reason := coalesce(f."freeze", v_reason, CASE WHEN cardinality(v_at) >= l.freeze_threshold
      AND (l.freeze_window_s IS NULL OR v_at[cardinality(v_at)] - v_at[1] <= l.freeze_window_s * interval '1 s') THEN 'FAILURES' END);
    IF l.frozen_reason IS NOT NULL THEN v_reason := NULL; END IF;             -- frozen before: keeps its first reason
    v_detail := left(CASE WHEN v_reason = 'FAILURES' THEN CASE WHEN v_trial THEN 'again after a probe: ' ELSE cardinality(v_at) || ' × ' END ELSE '' END
                     || coalesce(f.detail, ''), 500);
    UPDATE lanes SET failed_at = v_at, slowed_ms = coalesce(f.slowed_ms, slowed_ms), on_probation = on_probation AND NOT f.reset AND v_reason IS NULL,
           hold_until = greatest(hold_until, p_now + coalesce(f.hold_ms, 0) * interval '1 ms'),
           frozen_reason = coalesce(frozen_reason, v_reason),
           frozen_detail = CASE WHEN v_reason IS NULL THEN frozen_detail ELSE v_detail END,
           frozen_at = CASE WHEN v_reason IS NULL THEN frozen_at ELSE p_now END,
           frozen_with = CASE WHEN v_reason IS NULL THEN frozen_with ELSE f.service END,
           version = version + 1
     WHERE service_id = f.service;
    IF f.slowed_ms IS NOT NULL THEN services := services || f.service; END IF;

    IF l.group_id IS NOT NULL AND (v_reason IS NOT NULL OR f.slowed_ms > l.slowed_ms OR f.hold_ms > 0) THEN
      SELECT 'with ' || s.name || ': ' INTO v_name FROM email_services s WHERE s.id = f.service;
      -- Their workers count for themselves, so they must read anew how slow they are.
      WITH slower AS (
        UPDATE lanes m SET slowed_ms = greatest(m.slowed_ms, CASE WHEN f.slowed_ms > l.slowed_ms THEN f.slowed_ms ELSE 0 END),
               hold_until = greatest(m.hold_until, p_now + coalesce(f.hold_ms, 0) * interval '1 ms'),
               relearn_at = CASE WHEN f.slowed_ms > l.slowed_ms AND f.slowed_ms > m.slowed_ms THEN p_now ELSE m.relearn_at END, version = m.version + 1
         WHERE m.group_id = l.group_id AND m.service_id = ANY (v_held) AND m.service_id <> f.service RETURNING m.service_id, m.relearn_at IS NOT DISTINCT FROM p_now AS slowed),
      logged AS (
        INSERT INTO service_status_logs (id, service_id, event, detail, created_at)
          SELECT uuid_v7(p_now), k.service_id, 'SLOWED', left(v_name || f.slowed_ms || ' ms between mails; ' || coalesce(f.detail, ''), 500), p_now FROM slower k WHERE k.slowed)
      SELECT services || coalesce(array_agg(k.service_id) FILTER (WHERE k.slowed), '{}') INTO services FROM slower k;
    END IF;
    IF coalesce(f.slowed_ms, 0) > l.slowed_ms THEN
      INSERT INTO service_status_logs (id, service_id, event, detail, created_at) VALUES (uuid_v7(p_now), f.service, 'SLOWED', f.slowed_ms || ' ms between mails; ' || coalesce(f.detail, ''), p_now);
    END IF;

    IF v_reason IS NOT NULL THEN
      WITH along AS (
        UPDATE lanes m SET frozen_reason = v_reason, frozen_detail = left(v_name || v_detail, 500), frozen_at = p_now, frozen_with = f.service, on_probation = false, version = m.version + 1
         WHERE m.group_id = l.group_id AND m.service_id = ANY (v_held) AND m.service_id <> f.service AND m.frozen_reason IS NULL RETURNING m.service_id)
      SELECT f.service || coalesce(array_agg(k.service_id ORDER BY k.service_id), '{}') INTO v_with FROM along k;
      INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at)
        SELECT uuid_v7(p_now), k, 'FROZEN', v_reason, left(CASE WHEN k = f.service THEN '' ELSE v_name END || v_detail, 500), p_now FROM unnest(v_with) k;
      frozen := frozen || v_with;
      services := services || v_with;
      -- A log-in that is refused again and again may lock the account: what only a person can put right is not probed by itself.
      PERFORM 1 FROM service_probes p WHERE p.service_id = ANY (v_with) ORDER BY p.service_id FOR UPDATE;
      SELECT CASE WHEN v_trial THEN least(1800, p.thaw_wait_s * 2) ELSE 60 END INTO v_wait FROM service_probes p WHERE p.service_id = f.service;
      UPDATE service_probes p SET thaw_wait_s = v_wait,
             due_at = CASE WHEN v_reason <> 'FAILURES' THEN 'infinity' WHEN m.thaw_by_probe THEN p_now + v_wait * interval '1 s' ELSE p.due_at END
        FROM lanes m WHERE m.service_id = p.service_id AND p.service_id = ANY (v_with);
    END IF;
  END LOOP;

  -- "Quota reached": the present period of the service that was told so, and of its group.
  FOR f IN SELECT DISTINCT ON (m.service_id) m.service_id AS service, m.period_end, CASE WHEN m.service_id = k.service_id THEN x.detail ELSE 'with ' || s.name || ': ' || coalesce(x.detail, '') END AS detail,
                  m.service_id = k.service_id AS own
             FROM jsonb_to_recordset(p_lanes) AS x(service uuid, detail text, exhausted boolean)
             JOIN lanes k ON k.service_id = x.service JOIN email_services s ON s.id = k.service_id
             JOIN lanes m ON m.service_id = k.service_id OR m.group_id = k.group_id AND m.service_id = ANY (v_held)
            WHERE x.exhausted ORDER BY m.service_id, m.service_id = k.service_id DESC LOOP
    IF NOT f.own AND f.period_end <= p_now THEN PERFORM open_period(f.service, p_now); END IF;
    UPDATE service_usages u SET exhausted = true, announced = true
      FROM lanes m WHERE m.service_id = f.service AND u.service_id = f.service AND u.starts_at = m.period_start AND NOT u.exhausted;
    IF FOUND THEN
      INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at)
        VALUES (uuid_v7(p_now), f.service, 'EXHAUSTED', 'PROVIDER', left(f.detail, 500), p_now);
      UPDATE lanes m SET version = m.version + 1 WHERE m.service_id = f.service AND NOT f.own;
    END IF;
    services := services || f.service;
  END LOOP;
  services := ARRAY(SELECT DISTINCT k FROM unnest(services) k ORDER BY k);
END $$;
