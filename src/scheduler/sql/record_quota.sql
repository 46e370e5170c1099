-- Writes down what a provider reports of its own quota, and corrects what is left today to it: downwards only (F19.4). Beside the adjustments of administrators, which it does
-- not fight: after one that raised what is left the report is shown, and corrects nothing for the rest of that day. Not by the flag "exhausted": that is what a provider said to a
-- mail, and a count that is a little behind would shut the service for the day.
--   p_period, p_used   the period, and what was used in it, before the provider was asked: what was taken since is not in its answer
--   p_left             null: it reports none
-- Answers {known: false} when the service was edited or deleted meanwhile, else {known, corrected}. Repeated it changes nothing: what is left is no longer more.
DROP FUNCTION IF EXISTS record_quota;
CREATE FUNCTION record_quota(p_service uuid, p_edited_at text, p_period text, p_used int, p_limit int, p_reported_used int, p_left int) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE l lanes; u service_usages; v_now timestamptz; v_counted bigint; v_left bigint;
BEGIN
  SELECT * INTO l FROM lanes WHERE service_id = p_service FOR UPDATE;
  IF NOT FOUND OR (SELECT s.updated_at::text FROM email_services s WHERE s.id = p_service) IS DISTINCT FROM p_edited_at THEN RETURN jsonb_build_object('known', false); END IF;
  v_now := sluice_clock();
  UPDATE service_probes SET reported_limit = p_limit, reported_used = p_reported_used, reported_left = p_left, reported_at = CASE WHEN p_left IS NOT NULL THEN v_now END,
         unreported_at = CASE WHEN p_left IS NULL THEN v_now END
   WHERE service_id = p_service;
  UPDATE lanes SET version = version + 1 WHERE service_id = p_service;
  IF p_left IS NULL THEN RETURN jsonb_build_object('known', true, 'corrected', false); END IF;

  SELECT * INTO u FROM service_usages WHERE service_id = p_service AND starts_at = l.period_start AND l.period_end > v_now FOR UPDATE;
  v_left := greatest(0, p_left::bigint - greatest(0, coalesce(u.used, 0) - CASE WHEN p_period = l.period_start::text THEN p_used ELSE 0 END));
  v_counted := greatest(0, coalesce(u.quota_limit, limit_of_period(l, (present_period(l, v_now)).starts_at))::bigint + coalesce(u.adjustment, 0) - coalesce(u.used, 0));
  IF v_counted <= v_left OR u.exhausted OR u.raised_by_hand THEN RETURN jsonb_build_object('known', true, 'corrected', false); END IF;

  PERFORM open_period(p_service, v_now);
  UPDATE service_usages m SET adjustment = m.adjustment - (v_counted - v_left)::int, announced = m.announced OR v_left = 0
    FROM lanes k WHERE k.service_id = p_service AND m.service_id = p_service AND m.starts_at = k.period_start;
  INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at)
    VALUES (uuid_v7(v_now), p_service, 'ADJUSTED', 'PROVIDER', v_counted || ' → ' || v_left || coalesce(': it reports ' || p_reported_used || ' of ' || p_limit || ' used', ''), v_now);
  IF v_left = 0 AND u.announced IS NOT TRUE THEN
    INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at) VALUES (uuid_v7(v_now), p_service, 'EXHAUSTED', 'PROVIDER', 'by its own count', v_now);
  END IF;
  RETURN jsonb_build_object('known', true, 'corrected', true);
END $$;
