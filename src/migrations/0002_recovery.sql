-- Recovery of services by probe, services that freeze together, and retries of mails that failed or are unknown.

-- ------------------------------------------------------------------------------------------------ groups and probes

-- Services on one provider account: freeze, slowdown and "quota reached" hold for all of them; quota and pace stay per service.
CREATE TABLE service_groups (
  id         uuid PRIMARY KEY,
  name       text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX service_groups_name ON service_groups (lower(name));

ALTER TABLE email_services
  ADD COLUMN group_id uuid REFERENCES service_groups,
  ADD COLUMN thaw_by_probe boolean NOT NULL DEFAULT false;      -- what failures froze is thawed by a probe that succeeds
CREATE INDEX email_services_group ON email_services (group_id) WHERE group_id IS NOT NULL;

ALTER TABLE lanes
  -- from email_services, by trigger
  ADD COLUMN group_id uuid,
  ADD COLUMN thaw_by_probe boolean NOT NULL DEFAULT false,
  -- the engine's own
  ADD COLUMN frozen_with uuid,                                   -- the service whose trouble froze this one: itself, or one of its group
  ADD COLUMN on_probation boolean NOT NULL DEFAULT false,        -- thawed by a probe, nothing accepted since: the first failure freezes again
  ADD COLUMN relearn_at timestamptz;                             -- changes when the worker must read the lane anew: what it counts itself is out of date
CREATE INDEX lanes_group ON lanes (group_id) WHERE group_id IS NOT NULL;

-- When a service is probed, and what came of it last (F19.1). Not in lanes: a lane's row is written with every claim, and the words of a provider
-- would be written with it. Locked after the lane.
CREATE TABLE service_probes (
  service_id  uuid PRIMARY KEY REFERENCES email_services,
  -- Spread over the period, or every start of a thousand services would be a thousand log-ins at once.
  due_at      timestamptz NOT NULL DEFAULT clock_timestamp() + random() * interval '5 minutes',
  asked       boolean NOT NULL DEFAULT false,                    -- by an administrator, whatever the state of the service
  thaw_wait_s int NOT NULL DEFAULT 60,                           -- from a freeze to the probe that may thaw it
  probed_at   timestamptz,
  ok          boolean,
  latency_ms  int,
  code        text,
  text        text
) WITH (fillfactor = 70);
CREATE INDEX service_probes_due ON service_probes (due_at);
INSERT INTO service_probes (service_id) SELECT id FROM email_services;

ALTER TABLE service_status_logs DROP CONSTRAINT service_status_logs_event_check;
ALTER TABLE service_status_logs ADD CONSTRAINT service_status_logs_event_check CHECK (event IN ('CREATED', 'EDITED', 'ENABLED', 'DISABLED', 'ARCHIVED',
  'FROZEN', 'THAWED', 'SLOWED', 'EXHAUSTED', 'RESET', 'ADJUSTED', 'PROBE_FAILED', 'PROBE_RECOVERED'));

CREATE OR REPLACE FUNCTION keep_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lanes AS l (service_id, enabled, account, redelivery_s, daily_quota, reset_time, zone, pace_ms, freeze_threshold, freeze_window_s, group_id, thaw_by_probe)
  VALUES (NEW.id, NEW.enabled AND NEW.archived_at IS NULL, NEW.account, NEW.redelivery_s, NEW.daily_quota, NEW.reset_time, NEW.zone, NEW.pace_ms,
          NEW.freeze_threshold, NEW.freeze_window_s, NEW.group_id, NEW.thaw_by_probe)
  ON CONFLICT (service_id) DO UPDATE SET enabled = EXCLUDED.enabled, account = EXCLUDED.account, redelivery_s = EXCLUDED.redelivery_s,
    daily_quota = EXCLUDED.daily_quota, reset_time = EXCLUDED.reset_time, zone = EXCLUDED.zone, pace_ms = EXCLUDED.pace_ms,
    freeze_threshold = EXCLUDED.freeze_threshold, freeze_window_s = EXCLUDED.freeze_window_s, group_id = EXCLUDED.group_id,
    thaw_by_probe = EXCLUDED.thaw_by_probe, version = l.version + 1;
  INSERT INTO service_probes (service_id) VALUES (NEW.id) ON CONFLICT (service_id) DO NOTHING;
  RETURN NULL;
END $$;

-- ---------------------------------------------------------------------------------------------------------- retries

-- A retry is a task of its own: its subtasks point at the old ones (section 2: ended tasks never reopen).
ALTER TABLE tasks
  ADD COLUMN retry_of uuid REFERENCES tasks,
  ADD COLUMN retry_what text CHECK (retry_what IN ('FAILED', 'UNKNOWN')),
  ADD CHECK ((kind = 'RETRY') = (retry_of IS NOT NULL)),
  ADD CHECK ((retry_what IS NULL) = (retry_of IS NULL));
CREATE INDEX tasks_retry_of ON tasks (retry_of) WHERE retry_of IS NOT NULL;

ALTER TABLE subtasks ADD COLUMN retry_of uuid;
CREATE INDEX subtasks_retry_of ON subtasks (retry_of) WHERE retry_of IS NOT NULL;

-- The view again, because s.* was what it was when the view was made.
DROP VIEW subtask_states;
CREATE VIEW subtask_states AS
  SELECT s.*, CASE
      WHEN s.state <> 'PENDING' THEN s.state
      WHEN EXISTS (SELECT FROM claims c WHERE c.task_id = s.task_id AND s.seq <> ALL (c.returned)
                      AND (s.seq BETWEEN c.lo AND c.hi OR s.seq = ANY (c.seqs))) THEN 'SENDING'
      WHEN t.state = 'CANCELLED' AND NOT EXISTS (SELECT FROM redeliveries d WHERE d.task_id = s.task_id AND d.seq = s.seq) THEN 'CANCELLED'
      ELSE 'PENDING' END AS shown_state
    FROM subtasks s JOIN tasks t ON t.id = s.task_id;
