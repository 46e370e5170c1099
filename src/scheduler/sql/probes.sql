-- Probes of services (F19.1) and the thaw that a probe brings (F18.6).

-- Takes services whose probe is due; p_lease_s later another leader may take them again, should this one die. Those of disabled services wait until
-- they are enabled, unless an administrator asked. Answers what the probe is about: a service that is edited, or frozen anew, meanwhile is not
-- judged by it. Times as text: JavaScript would cut off their microseconds. With it what record_quota must know, should the provider be asked for its quota as
-- well: one that was found to report none is asked again when an administrator asks for a probe, and once a day.
DROP FUNCTION IF EXISTS take_probes;
CREATE FUNCTION take_probes(p_most int, p_lease_s int) RETURNS TABLE (service_id uuid, edited_at text, frozen_at text, ask_quota boolean, period text, used int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE v_now timestamptz := sluice_clock();
BEGIN
  RETURN QUERY
  WITH due AS (
    SELECT p.service_id, s.updated_at, l.frozen_at, p.asked OR coalesce(p.unreported_at < v_now - interval '1 day', true) AS ask_quota, l.period_start, coalesce(u.used, 0) AS used
      FROM service_probes p JOIN email_services s ON s.id = p.service_id JOIN lanes l ON l.service_id = p.service_id
      LEFT JOIN service_usages u ON u.service_id = l.service_id AND u.starts_at = l.period_start
     WHERE p.due_at <= v_now AND s.archived_at IS NULL AND (p.asked OR l.enabled)
     ORDER BY p.due_at LIMIT p_most FOR UPDATE OF p SKIP LOCKED)
  UPDATE service_probes p SET due_at = v_now + p_lease_s * interval '1 s' FROM due d WHERE p.service_id = d.service_id
  RETURNING p.service_id, d.updated_at::text, d.frozen_at::text, d.ask_quota, d.period_start::text, d.used;
END $$;

-- Writes down what a probe found. Where the service is set so, and failures froze it, a success thaws it and with it those of its group that were
-- frozen with it: on probation, with one failure missing to the threshold. Their workers must read that anew, or they would begin with as many mails
-- in flight as ever; they look every second, so nothing is claimed for two. Answers {known: false} when the service was edited meanwhile, else {known, changed: services, thawed: services}.
DROP FUNCTION IF EXISTS record_probe;
CREATE FUNCTION record_probe(p_service uuid, p_edited_at text, p_frozen_at text, p_ok boolean, p_latency_ms int, p_code text, p_text text, p_period_s int)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE l lanes; p service_probes; v_now timestamptz; v_held uuid[]; v_thawed uuid[] := '{}';
BEGIN
  v_held := ARRAY(SELECT m.service_id FROM lanes k JOIN lanes m ON m.service_id = k.service_id OR m.group_id = k.group_id WHERE k.service_id = p_service);
  PERFORM 1 FROM lanes m WHERE m.service_id = ANY (v_held) ORDER BY m.service_id FOR UPDATE;
  SELECT * INTO l FROM lanes WHERE service_id = p_service;
  SELECT * INTO p FROM service_probes WHERE service_id = p_service FOR UPDATE;
  v_now := sluice_clock();
  IF (SELECT s.updated_at::text FROM email_services s WHERE s.id = p_service) IS DISTINCT FROM p_edited_at THEN
    UPDATE service_probes SET due_at = v_now WHERE service_id = p_service;
    RETURN jsonb_build_object('known', false);
  END IF;

  IF p_ok AND l.frozen_reason = 'FAILURES' AND l.thaw_by_probe AND l.frozen_at::text = p_frozen_at THEN
    WITH thawed AS (
      UPDATE lanes m SET frozen_reason = NULL, frozen_detail = NULL, frozen_at = NULL, frozen_with = NULL, on_probation = true, relearn_at = v_now,
             hold_until = greatest(m.hold_until, v_now + interval '2 s'), failed_at = array_fill(v_now, ARRAY[m.freeze_threshold - 1])
       WHERE m.service_id = ANY (v_held) AND coalesce(m.frozen_with, m.service_id) = coalesce(l.frozen_with, p_service) AND m.frozen_reason = 'FAILURES' AND m.thaw_by_probe RETURNING m.service_id),
    logged AS (
      INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at)
        SELECT uuid_v7(v_now), k.service_id, 'THAWED', 'PROBE', 'after a probe of ' || p_latency_ms || ' ms', v_now FROM thawed k)
    SELECT array_agg(k.service_id ORDER BY k.service_id) INTO v_thawed FROM thawed k;
  END IF;
  UPDATE lanes SET version = version + 1 WHERE service_id = p_service OR service_id = ANY (v_thawed);

  IF coalesce(p.ok, true) <> p_ok THEN
    INSERT INTO service_status_logs (id, service_id, event, reason, detail, created_at)
      VALUES (uuid_v7(v_now), p_service, CASE WHEN p_ok THEN 'PROBE_RECOVERED' ELSE 'PROBE_FAILED' END, CASE WHEN NOT p_ok THEN nullif(p_code, '') END,
              left(CASE WHEN p_ok THEN p_latency_ms || ' ms' ELSE p_text END, 500), v_now);
  END IF;
  UPDATE service_probes SET asked = false, probed_at = v_now, ok = p_ok, latency_ms = p_latency_ms,
         code = CASE WHEN NOT p_ok THEN nullif(p_code, '') END, text = CASE WHEN NOT p_ok THEN left(nullif(p_text, ''), 500) END,
         due_at = CASE WHEN l.frozen_reason IN ('CREDENTIALS', 'BALANCE') THEN 'infinity'
                       WHEN l.frozen_reason = 'FAILURES' AND l.thaw_by_probe AND v_thawed = '{}' THEN v_now + thaw_wait_s * interval '1 s'
                       ELSE v_now + p_period_s * interval '1 s' END
   WHERE service_id = p_service;
  RETURN jsonb_build_object('known', true, 'changed', to_jsonb(ARRAY(SELECT DISTINCT k FROM unnest(v_thawed || p_service) k)), 'thawed', to_jsonb(v_thawed));
END $$;
