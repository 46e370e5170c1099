-- Enabled services that are frozen, by failures or by hand. A disabled one sends nothing anyway.
CREATE OR REPLACE FUNCTION causes_of_service_frozen(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'SERVICE', s.id, NULL::uuid, true, jsonb_build_object('service', s.name, 'reason', l.frozen_reason, 'detail', left(l.frozen_detail, 300))
    FROM lanes l JOIN email_services s ON s.id = l.service_id WHERE l.frozen_reason IS NOT NULL AND l.enabled
$$;
