-- Services with failures that speak about them, however they are spread, unlike the freeze, which wants them in a row. To the minute.
CREATE OR REPLACE FUNCTION causes_of_service_failures(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'SERVICE', s.id, NULL::uuid, true, jsonb_build_object('service', s.name, 'failures', m.failures, 'minutes', p_window_s / 60)
    FROM (SELECT service_id, sum(failures) AS failures FROM service_minutes WHERE minute > p_at - (p_window_s + 60) * interval '1 s' AND failures > 0 GROUP BY service_id) m
    JOIN email_services s ON s.id = m.service_id
   WHERE s.archived_at IS NULL AND m.failures >= p_threshold
$$;
