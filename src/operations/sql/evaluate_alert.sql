-- Whoever changes alerts holds this first, before any row: evaluators do not wait for each other crosswise, and alert_events are numbered in the order of commits.
CREATE OR REPLACE FUNCTION lock_alerts() RETURNS void LANGUAGE sql VOLATILE AS $$ SELECT pg_advisory_xact_lock(5127160508) $$;

-- Evaluates one rule: raises what has a cause and no alert, resolves what has had no cause for p_clear_s. That an alert is raised once is the unique index's doing; the lock only
-- keeps evaluators out of each other's way. An open alert whose cause stays is written once a minute. Answers what happened, oldest first.
DROP FUNCTION IF EXISTS evaluate_alert;
CREATE FUNCTION evaluate_alert(p_rule text, p_enabled boolean, p_severity text, p_threshold float8, p_window_s int, p_at_least int, p_clear_s int, p_quiet_s int)
RETURNS TABLE (number bigint, alert_id uuid, event text) LANGUAGE plpgsql AS $$
DECLARE v_now timestamptz;
BEGIN
  PERFORM lock_alerts();
  v_now := sluice_clock();
  RETURN QUERY EXECUTE format($q$
    WITH causes AS MATERIALIZED (SELECT * FROM %I($2, $5, $6, $7) WHERE $3),
    kept AS (
      UPDATE alerts a SET last_seen_at = $2, absent_since = NULL, details = c.details FROM causes c
       WHERE a.rule = $1 AND a.resolved_at IS NULL AND a.subject_kind = c.subject_kind AND a.subject_id = c.subject_id
         AND (a.absent_since IS NOT NULL OR a.last_seen_at <= $2 - interval '1 min' OR a.details ->> 'reason' IS DISTINCT FROM c.details ->> 'reason')),
    -- A rule that is switched off has no causes, and nobody waits to see whether they come back.
    gone AS (
      UPDATE alerts a SET absent_since = coalesce(a.absent_since, $2),
             resolved_at = CASE WHEN NOT $3 OR coalesce(a.absent_since, $2) <= $2 - $8 * interval '1 s' THEN $2 END
       WHERE a.rule = $1 AND a.resolved_at IS NULL AND (NOT $3 OR a.absent_since IS NULL OR a.absent_since <= $2 - $8 * interval '1 s')
         AND NOT EXISTS (SELECT FROM causes c WHERE c.subject_kind = a.subject_kind AND c.subject_id = a.subject_id)
      RETURNING a.id, a.user_id, a.resolved_at),
    raised AS (
      INSERT INTO alerts AS a (id, rule, severity, subject_kind, subject_id, user_id, details, raised_at, last_seen_at)
        SELECT uuid_v7($2), $1, $4, c.subject_kind, c.subject_id, c.user_id, c.details, $2, $2 FROM causes c
         WHERE c.raises AND NOT EXISTS (
                 SELECT FROM alerts o WHERE o.rule = $1 AND o.subject_kind = c.subject_kind AND o.subject_id = c.subject_id
                    AND (o.resolved_at IS NULL OR o.resolved_at > $2 - $9 * interval '1 s'))
         ORDER BY c.subject_kind, c.subject_id
      ON CONFLICT (rule, subject_kind, subject_id) WHERE resolved_at IS NULL DO NOTHING
      RETURNING a.id, a.user_id),
    happened AS (
      INSERT INTO alert_events AS e (alert_id, user_id, event, created_at)
        SELECT g.id, g.user_id, 'RESOLVED', $2 FROM gone g WHERE g.resolved_at IS NOT NULL UNION ALL SELECT r.id, r.user_id, 'RAISED', $2 FROM raised r
      RETURNING e.number, e.alert_id, e.event)
    SELECT * FROM happened ORDER BY 1 $q$, 'causes_of_' || lower(p_rule))
  USING p_rule, v_now, p_enabled, p_severity, p_threshold, p_window_s, p_at_least, p_clear_s, p_quiet_s;
END $$;
