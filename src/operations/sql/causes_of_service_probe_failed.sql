-- Enabled services whose last probe failed.
CREATE OR REPLACE FUNCTION causes_of_service_probe_failed(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'SERVICE', s.id, NULL::uuid, true, jsonb_build_object('service', s.name, 'code', p.code, 'text', left(p.text, 300))
    FROM service_probes p JOIN lanes l ON l.service_id = p.service_id JOIN email_services s ON s.id = p.service_id WHERE NOT p.ok AND l.enabled
$$;
