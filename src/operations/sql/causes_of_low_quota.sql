-- Users whose remaining quota fell below their threshold and has not risen above it since (F23.6; change_quota keeps the mark).
CREATE OR REPLACE FUNCTION causes_of_low_quota(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'USER', u.id, u.id, true, jsonb_build_object('user', u.name, 'remaining', u.quota_remaining)
    FROM users u WHERE u.quota_low_since IS NOT NULL AND u.enabled AND u.archived_at IS NULL
$$;
