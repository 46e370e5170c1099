-- Who drives which lane. The lease is one row per worker; a lane belongs to the worker that took it by a conditional UPDATE that raised the
-- epoch. No Redis in it.

-- Renews the lease and answers the worker's claims that must stop. A worker whose lease had run out goes on all the same: what it claimed is
-- its own until the claims expire, and lanes taken from it meanwhile are fenced by their epochs. The row is made when it is missing: at the
-- start, or when it was tidied away while the process slept; p_flushes is the number of the last flush that was answered.
DROP FUNCTION IF EXISTS renew_worker;
CREATE FUNCTION renew_worker(p_worker uuid, p_lease_ms int, p_flushes bigint) RETURNS bigint[] LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO workers AS w (id, expires_at, last_flush) VALUES (p_worker, sluice_clock() + p_lease_ms * interval '1 ms', p_flushes)
    ON CONFLICT (id) DO UPDATE SET expires_at = EXCLUDED.expires_at;
  RETURN claims_to_stop(p_worker);
END $$;

-- Takes up to p_most lanes that nobody living owns, those with work first seen by key order from a point that differs per worker. Everything
-- that decides is in the WHERE of the locking SELECT, so it is looked at again after a wait; the epoch fences what the old owner may still try
-- to claim. The old owner may send until its last deadline, so a paced lane waits for that plus one interval.
DROP FUNCTION IF EXISTS take_lanes;
CREATE FUNCTION take_lanes(p_worker uuid, p_most int) RETURNS TABLE (service_id uuid, epoch bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH free AS (
    SELECT l.service_id FROM lanes l
     WHERE l.owner IS DISTINCT FROM p_worker
       AND NOT EXISTS (SELECT FROM workers w WHERE w.id = l.owner AND w.expires_at > sluice_clock())
     ORDER BY l.service_id LIMIT p_most FOR UPDATE OF l SKIP LOCKED)
  UPDATE lanes l SET owner = p_worker, epoch = l.epoch + 1,
         hold_until = CASE WHEN l.owner IS NULL OR greatest(l.pace_ms, l.slowed_ms) = 0 THEN l.hold_until
                           ELSE greatest(l.hold_until, l.last_deadline + greatest(l.pace_ms, l.slowed_ms) * interval '1 ms') END
    FROM free WHERE l.service_id = free.service_id
  RETURNING l.service_id, l.epoch;
END $$;

-- Lets lanes go that are still ours at that epoch. The caller has handed back or sent everything it had claimed from them, so the next owner
-- need not wait for deadlines; but a mail may have gone out just now, long after its slot, so on a paced lane it waits one interval.
CREATE OR REPLACE FUNCTION release_lanes(p_worker uuid, p_services uuid[], p_epochs bigint[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_n int;
BEGIN
  WITH mine AS (
    SELECT l.service_id FROM unnest(p_services, p_epochs) AS a(service_id, epoch) JOIN lanes l ON l.service_id = a.service_id AND l.epoch = a.epoch
     WHERE l.owner = p_worker ORDER BY l.service_id FOR UPDATE OF l)
  UPDATE lanes l SET owner = NULL, epoch = l.epoch + 1,
         hold_until = CASE WHEN greatest(l.pace_ms, l.slowed_ms) = 0 THEN l.hold_until
                           ELSE greatest(l.hold_until, least(sluice_clock(), l.last_deadline) + greatest(l.pace_ms, l.slowed_ms) * interval '1 ms') END
    FROM mine WHERE l.service_id = mine.service_id;
  GET DIAGNOSTICS v_n = ROW_COUNT;
  RETURN v_n;
END $$;
