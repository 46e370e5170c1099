-- Truth moves one way: PENDING < SKIPPED < UNKNOWN < FAILED < SENT. A late "accepted" wins over whatever was written meanwhile.
CREATE OR REPLACE FUNCTION state_rank(state text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE state WHEN 'PENDING' THEN 0 WHEN 'SKIPPED' THEN 1 WHEN 'UNKNOWN' THEN 2 WHEN 'FAILED' THEN 3 WHEN 'SENT' THEN 4 END
$$;
