-- Removes what the rollups need no more, at most p_most rows of each kind a call: minutes older than two days (hours stay), errors not seen for seven days, and
-- of a service with many codes all but the 50 latest. Answers how many rows it removed. It waits for nobody: a row that a flush holds is left to the next call.
CREATE OR REPLACE FUNCTION tidy_rollups(p_most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_now timestamptz := sluice_clock(); v_minutes int; v_errors int;
BEGIN
  -- An hour behind what count_outcomes may still write to.
  WITH old AS MATERIALIZED (SELECT k.service_id, k.minute FROM service_minutes k WHERE k.minute < v_now - interval '49 hours' ORDER BY k.minute LIMIT p_most FOR UPDATE SKIP LOCKED)
  DELETE FROM service_minutes m USING old WHERE m.service_id = old.service_id AND m.minute = old.minute;
  GET DIAGNOSTICS v_minutes = ROW_COUNT;
  WITH old AS MATERIALIZED (
    SELECT k.service_id, k.code FROM service_errors k
      JOIN (SELECT r.service_id, r.code, row_number() OVER (PARTITION BY r.service_id ORDER BY r.last_at DESC, r.code) AS place FROM service_errors r) n USING (service_id, code)
     WHERE k.last_at < v_now - interval '7 days' OR n.place > 50 LIMIT p_most FOR UPDATE OF k SKIP LOCKED)
  DELETE FROM service_errors e USING old WHERE e.service_id = old.service_id AND e.code = old.code;
  GET DIAGNOSTICS v_errors = ROW_COUNT;
  RETURN greatest(v_minutes, v_errors);
END $$;
