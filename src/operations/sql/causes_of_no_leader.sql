-- No process has said within p_window_s that it leads. Not before an api process has lived that long itself: at a start nobody leads yet.
CREATE OR REPLACE FUNCTION causes_of_no_leader(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'SYSTEM', '00000000-0000-0000-0000-000000000000'::uuid, NULL::uuid, true, jsonb_build_object('seconds', p_window_s)
   WHERE NOT EXISTS (SELECT FROM processes WHERE led_at > p_at - p_window_s * interval '1 s')
     AND EXISTS (SELECT FROM processes WHERE 'api' = ANY (roles) AND expires_at > p_at AND started_at < p_at - p_window_s * interval '1 s')
$$;
