-- Enabled services whose quota of this period is used up, by our count or by the provider's word.
CREATE OR REPLACE FUNCTION causes_of_service_exhausted(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'SERVICE', s.id, NULL::uuid, true,
         jsonb_build_object('service', s.name, 'used', u.used, 'byProvider', CASE WHEN u.exhausted THEN 1 ELSE 0 END,
                            'until', to_char(u.ends_at AT TIME ZONE l.zone, 'YYYY-MM-DD HH24:MI'), 'zone', l.zone)
    FROM lanes l JOIN service_usages u ON u.service_id = l.service_id AND u.starts_at = l.period_start JOIN email_services s ON s.id = l.service_id
   WHERE l.enabled AND l.period_end > p_at AND (u.exhausted OR u.used >= u.quota_limit::bigint + u.adjustment)
$$;
