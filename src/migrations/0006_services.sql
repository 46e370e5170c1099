-- Services: ramp-up, the provider's own count of its quota, and a status log that can be searched as a whole.

-- ---------------------------------------------------------------------------------------------------------- ramp-up

-- A new service sends little at first: on day n at most ramp_start + n × ramp_step, up to ramp_ceiling, and never more than its daily quota (F18.1).
ALTER TABLE email_services
  ADD COLUMN ramp_start   int CHECK (ramp_start >= 1),
  ADD COLUMN ramp_step    int CHECK (ramp_step >= 1),
  ADD COLUMN ramp_ceiling int,
  ADD CHECK (num_nulls(ramp_start, ramp_step, ramp_ceiling) IN (0, 3)),
  ADD CHECK (ramp_ceiling >= ramp_start);

ALTER TABLE lanes
  -- from email_services, by trigger
  ADD COLUMN ramp_start   int,
  ADD COLUMN ramp_step    int,
  ADD COLUMN ramp_ceiling int,
  -- the engine's own
  ADD COLUMN ramp_day     int;                                     -- of the period that began last: 0 is the one in which the ramp was set; null without one

-- The limit of a period stands in its row: fixed when it begins, and by whoever edits quota or ramp. So a claim reads it where it reads what is used, and
-- nobody reckons the ramp with every mail.
ALTER TABLE service_usages
  ADD COLUMN quota_limit    int,
  ADD COLUMN raised_by_hand boolean NOT NULL DEFAULT false;        -- an administrator has said that there is more: what the provider reports corrects no more
UPDATE service_usages u SET quota_limit = l.daily_quota FROM lanes l WHERE l.service_id = u.service_id;
ALTER TABLE service_usages ALTER COLUMN quota_limit SET NOT NULL;

-- ------------------------------------------------------------------------------------------- the provider's own count

-- What the provider said last of its quota (F19.4); nulls where it has said nothing. Beside the probe, because it is asked with it.
ALTER TABLE service_probes
  ADD COLUMN reported_limit int,
  ADD COLUMN reported_used  int,
  ADD COLUMN reported_left  int,
  ADD COLUMN reported_at    timestamptz,
  ADD COLUMN unreported_at  timestamptz;                           -- the provider was asked and reports none: it is not asked again with every probe

-- ------------------------------------------------------------------------------------------------------- status log

CREATE INDEX service_status_logs_event ON service_status_logs (event, id);
