-- Keeps a lane in step with its service; the trigger is in the migrations. What was set holds from here on: also for the quota of the present period (F18.3),
-- whose row follows. A ramp that is set begins with the present period, which is opened for it; one that is edited keeps its day.
CREATE OR REPLACE FUNCTION keep_lane() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v_lane lanes; v_now timestamptz;
BEGIN
  INSERT INTO lanes AS l (service_id, enabled, account, redelivery_s, daily_quota, reset_time, zone, pace_ms, freeze_threshold, freeze_window_s, group_id, thaw_by_probe,
                          ramp_start, ramp_step, ramp_ceiling)
  VALUES (NEW.id, NEW.enabled AND NEW.archived_at IS NULL, NEW.account, NEW.redelivery_s, NEW.daily_quota, NEW.reset_time, NEW.zone, NEW.pace_ms,
          NEW.freeze_threshold, NEW.freeze_window_s, NEW.group_id, NEW.thaw_by_probe, NEW.ramp_start, NEW.ramp_step, NEW.ramp_ceiling)
  ON CONFLICT (service_id) DO UPDATE SET enabled = EXCLUDED.enabled, account = EXCLUDED.account, redelivery_s = EXCLUDED.redelivery_s,
    daily_quota = EXCLUDED.daily_quota, reset_time = EXCLUDED.reset_time, zone = EXCLUDED.zone, pace_ms = EXCLUDED.pace_ms,
    freeze_threshold = EXCLUDED.freeze_threshold, freeze_window_s = EXCLUDED.freeze_window_s, group_id = EXCLUDED.group_id,
    thaw_by_probe = EXCLUDED.thaw_by_probe, ramp_start = EXCLUDED.ramp_start, ramp_step = EXCLUDED.ramp_step, ramp_ceiling = EXCLUDED.ramp_ceiling,
    ramp_day = CASE WHEN EXCLUDED.ramp_start IS NOT NULL THEN l.ramp_day END, version = l.version + 1;
  INSERT INTO service_probes (service_id) VALUES (NEW.id) ON CONFLICT (service_id) DO NOTHING;
  -- What one account reported says nothing of another.
  IF TG_OP = 'UPDATE' AND OLD.account <> NEW.account THEN
    UPDATE service_probes SET reported_limit = NULL, reported_used = NULL, reported_left = NULL, reported_at = NULL, unreported_at = NULL WHERE service_id = NEW.id;
  END IF;

  v_now := sluice_clock();
  SELECT * INTO v_lane FROM lanes WHERE service_id = NEW.id;
  IF v_lane.ramp_start IS NOT NULL AND v_lane.ramp_day IS NULL THEN
    PERFORM open_period(NEW.id, v_now);
    UPDATE lanes SET ramp_day = 0 WHERE service_id = NEW.id RETURNING * INTO v_lane;
  END IF;
  -- More than there was: it may run out, and be said to have run out, again.
  UPDATE service_usages u SET quota_limit = limit_of_period(v_lane, v_lane.period_start),
         announced = u.announced AND (u.exhausted OR limit_of_period(v_lane, v_lane.period_start) <= u.quota_limit)
   WHERE u.service_id = NEW.id AND u.starts_at = v_lane.period_start AND v_lane.period_end > v_now AND u.quota_limit <> limit_of_period(v_lane, v_lane.period_start);
  RETURN NULL;
END $$;
