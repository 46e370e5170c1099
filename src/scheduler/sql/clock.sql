-- The database's clock, settable in tests (ALTER DATABASE … SET sluice.now = '2027-03-28T00:59:59Z', or SET in one session). Not the
-- start of the transaction: after a lock wait that lies in the past.
CREATE OR REPLACE FUNCTION sluice_clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('sluice.now', true), '')::timestamptz, clock_timestamp())
$$;
