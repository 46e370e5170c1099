-- The quota period that contains "at" (F18.4). It begins at the last reset, or where the previous one ended if that is later; it ends
-- at the next reset that lies at least 20 hours after its beginning (a day has 23 to 25 hours), so that moving the reset time
-- never gives two quotas within a day. The first period of a service ends at the next reset, however near.
CREATE OR REPLACE FUNCTION quota_period(at timestamptz, zone text, reset_time time, previous_end timestamptz,
                                        OUT starts_at timestamptz, OUT ends_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
DECLARE d date := (at AT TIME ZONE zone)::date; r timestamptz; earliest timestamptz;
BEGIN
  r := (d + reset_time) AT TIME ZONE zone;                  -- a time in a DST gap is moved forward by PostgreSQL
  IF r > at THEN r := ((d - 1) + reset_time) AT TIME ZONE zone; END IF;
  starts_at := greatest(r, previous_end);
  earliest  := CASE WHEN previous_end = '-infinity' THEN at ELSE greatest(at, starts_at + interval '20 hours') END;
  d := (earliest AT TIME ZONE zone)::date;
  ends_at := (d + reset_time) AT TIME ZONE zone;
  IF ends_at <= earliest THEN ends_at := ((d + 1) + reset_time) AT TIME ZONE zone; END IF;
END $$;

-- Makes sure that the present period of a service exists; the caller holds the lane's lock. A new one begins here, with the first claim
-- or adjustment after the reset: no job, nothing to miss or to run twice.
CREATE OR REPLACE FUNCTION open_period(p_service uuid, p_at timestamptz, OUT starts_at timestamptz, OUT ends_at timestamptz)
LANGUAGE plpgsql AS $$
DECLARE l lanes;
BEGIN
  SELECT * INTO l FROM lanes WHERE service_id = p_service;
  starts_at := l.period_start; ends_at := l.period_end;
  IF ends_at > p_at THEN RETURN; END IF;
  SELECT p.starts_at, p.ends_at INTO starts_at, ends_at FROM quota_period(p_at, l.zone, l.reset_time, l.period_end) p;
  INSERT INTO service_usages (service_id, starts_at, ends_at) VALUES (p_service, starts_at, ends_at);
  UPDATE lanes SET period_start = starts_at, period_end = ends_at, version = version + 1 WHERE service_id = p_service;
  IF l.period_end > '-infinity' THEN
    INSERT INTO service_status_logs (id, service_id, event, detail, created_at)
      VALUES (uuid_v7(p_at), p_service, 'RESET', 'until ' || to_char(ends_at AT TIME ZONE l.zone, 'YYYY-MM-DD HH24:MI ') || l.zone, p_at);
  END IF;
END $$;
