-- What several parts of administration share: rollups, low quota, who leads.

-- ---------------------------------------------------------------------------------------------------------- rollups

-- What became of mails, per service, kept by the flush and the reaper in the transaction that writes the outcomes: the monitoring centre, statistics
-- and alerts never count the big tables. Counted under the minute (hour) in which the outcome was written. Minutes are tidied away after two days, hours stay.
--   bounced: recipients refused at hand-over, and later what the provider's events say.  returned: handed back without an outcome (deferred, unreachable).
CREATE TABLE service_minutes (
  service_id uuid NOT NULL REFERENCES email_services,
  minute     timestamptz NOT NULL,
  sent       int NOT NULL DEFAULT 0,
  failed     int NOT NULL DEFAULT 0,
  unknown    int NOT NULL DEFAULT 0,
  bounced    int NOT NULL DEFAULT 0,
  returned   int NOT NULL DEFAULT 0,
  failures   int NOT NULL DEFAULT 0,              -- that speak about the service (F18.6)
  PRIMARY KEY (service_id, minute)
) WITH (fillfactor = 50);
CREATE INDEX service_minutes_minute ON service_minutes (minute);
CREATE TABLE service_hours (
  service_id uuid NOT NULL REFERENCES email_services,
  hour       timestamptz NOT NULL,
  sent       int NOT NULL DEFAULT 0,
  failed     int NOT NULL DEFAULT 0,
  unknown    int NOT NULL DEFAULT 0,
  bounced    int NOT NULL DEFAULT 0,
  returned   int NOT NULL DEFAULT 0,
  failures   int NOT NULL DEFAULT 0,
  PRIMARY KEY (service_id, hour)
) WITH (fillfactor = 50);

-- -------------------------------------------------------------------------------------------------------- low quota

ALTER TABLE users
  ADD COLUMN low_quota_threshold int CHECK (low_quota_threshold >= 0),   -- null: the larger of 10 % of the last grant and 100 (F23.6)
  ADD COLUMN last_grant          int,                                    -- what an administrator added last; null: nothing yet
  ADD COLUMN quota_low_since     timestamptz;                            -- crossed the threshold downwards then, and not upwards since

-- ------------------------------------------------------------------------------------------------------- leadership

-- The leader says so in its row at every tick: that nobody leads is seen by whoever looks (M1, M4).
ALTER TABLE processes
  ADD COLUMN leads_since timestamptz,
  ADD COLUMN led_at      timestamptz;
