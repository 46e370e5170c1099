-- The part of a flush that concerns lanes: consecutive failures, the freeze (F18.6), "quota reached at the provider" (F19.4), the slowed pace.
-- A lane freezes when its last freeze_threshold consecutive failures lie within freeze_window_s; only so many of them are kept.
DROP FUNCTION IF EXISTS flush_lanes;
CREATE FUNCTION flush_lanes(p_lanes jsonb, p_now timestamptz, OUT services uuid[], OUT frozen uuid[]) LANGUAGE plpgsql AS $$
DECLARE f record; l lanes; v_at timestamptz[]; v_reason text; v_detail text;
BEGIN
  services := '{}'; frozen := '{}';
  FOR f IN SELECT * FROM jsonb_to_recordset(p_lanes) AS x(service uuid, reset boolean, failures jsonb, "freeze" text, detail text, exhausted boolean, slowed_ms int, hold_ms int)
            ORDER BY x.service LOOP
    SELECT * INTO l FROM lanes WHERE service_id = f.service FOR UPDATE;
    SELECT coalesce(array_agg(to_timestamp(v::float8 / 1000) ORDER BY n), '{}') INTO v_at FROM jsonb_array_elements_text(f.failures) WITH ORDINALITY AS a(v, n);
    v_at := CASE WHEN f.reset THEN v_at ELSE l.failed_at || v_at END;
    v_at := v_at[greatest(1, cardinality(v_at) - l.freeze_threshold + 1):];
    v_reason := coalesce(f."freeze", CASE WHEN cardinality(v_at) >= l.freeze_threshold
      AND (l.freeze_window_s IS NULL OR v_at[cardinality(v_at)] - v_at[1] <= l.freeze_window_s * interval '1 s') THEN 'FAILURES' END);
    IF l.frozen_reason IS NOT NULL THEN v_reason := NULL; END IF;             -- frozen before: keeps its first reason
    v_detail := left(CASE WHEN v_reason = 'FAILURES' THEN cardinality(v_at) || ' × ' ELSE '' END || coalesce(f.detail, ''), 500);
    UPDATE lanes SET failed_at = v_at, slowed_ms = coalesce(f.slowed_ms, slowed_ms),
           hold_until = greatest(hold_until, p_now + coalesce(f.hold_ms, 0) * interval '1 ms'),
           frozen_reason = coalesce(frozen_reason, v_reason),
           frozen_detail = CASE WHEN v_reason IS NULL THEN frozen_detail ELSE v_detail END,
           frozen_at = CASE WHEN v_reason IS NULL THEN frozen_at ELSE p_now END,
           version = version + 1
     WHERE service_id = f.service;
    IF v_reason IS NOT NULL THEN
      frozen := frozen || f.service;
      INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at) VALUES (uuid_v7(p_now), f.service, 'FROZEN', v_reason, v_detail, p_now);
    END IF;
    IF coalesce(f.slowed_ms, 0) > l.slowed_ms THEN
      INSERT INTO service_status_logs (id, service_id, event, detail, created_at) VALUES (uuid_v7(p_now), f.service, 'SLOWED', f.slowed_ms || ' ms between mails; ' || coalesce(f.detail, ''), p_now);
    END IF;
    IF v_reason IS NOT NULL OR f.exhausted OR f.slowed_ms IS NOT NULL THEN services := services || f.service; END IF;
  END LOOP;
  FOR f IN SELECT x.service, x.detail, u.starts_at, u.announced FROM jsonb_to_recordset(p_lanes) AS x(service uuid, detail text, exhausted boolean)
             JOIN lanes k ON k.service_id = x.service JOIN service_usages u ON u.service_id = x.service AND u.starts_at = k.period_start
            WHERE x.exhausted AND NOT u.exhausted ORDER BY x.service FOR UPDATE OF u LOOP
    UPDATE service_usages SET exhausted = true, announced = true WHERE service_id = f.service AND starts_at = f.starts_at;
    INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at)
      VALUES (uuid_v7(p_now), f.service, 'EXHAUSTED', 'PROVIDER', f.detail, p_now);
  END LOOP;
END $$;
