-- The functions causes_of_* find what raises the alerts of a rule (SPEC M4), one a file, all of one shape. Arguments: the time, and what is set for the rule, nulls where it
-- knows no such thing. Answers: what the alert is about, whose it is (null: administrators only), whether it is enough to raise one, or only to keep one that is open, and what
-- its words are made of. They read small tables only: they run every few seconds.

-- Services that too much comes back from. Counted against all mails that were tried: what is refused at hand-over was never sent. Below four fifths of the threshold it is over.
CREATE OR REPLACE FUNCTION causes_of_service_bounce_rate(p_at timestamptz, p_threshold float8, p_window_s int, p_at_least int)
RETURNS TABLE (subject_kind text, subject_id uuid, user_id uuid, raises boolean, details jsonb) LANGUAGE sql STABLE AS $$
  SELECT 'SERVICE', s.id, NULL::uuid, h.bounced > p_threshold * h.tried,
         jsonb_build_object('service', s.name, 'percent', round(100.0 * h.bounced / h.tried, 1)::float8, 'bounced', h.bounced, 'tried', h.tried, 'hours', p_window_s / 3600)
    FROM (SELECT service_id, sum(bounced) AS bounced, sum(sent + failed) AS tried FROM service_hours WHERE hour > p_at - p_window_s * interval '1 s' GROUP BY service_id) h
    JOIN email_services s ON s.id = h.service_id
   WHERE s.archived_at IS NULL AND h.tried >= greatest(p_at_least, 1) AND h.bounced > 0.8 * p_threshold * h.tried
$$;
