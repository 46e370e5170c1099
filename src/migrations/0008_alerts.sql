-- Background jobs, alerts, and who is told of them.

-- --------------------------------------------------------------------------------------------------- background jobs

-- Who takes jobs out of graphile-worker's queue. It frees the jobs of a process that died after four hours; here a runner says that it lives, and the
-- living free what those hold who say so no more (src/operations/jobRunners.ts).
CREATE TABLE job_runners (
  pool       text PRIMARY KEY,                   -- as graphile-worker names it in locked_by
  process_id uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

-- ------------------------------------------------------------------------------------------------------------ alerts

-- What an administrator set otherwise than src/operations/alertRules.ts has it. A rule without a row is as it stands there.
CREATE TABLE alert_settings (
  rule       text PRIMARY KEY,
  enabled    boolean NOT NULL,
  severity   text NOT NULL CHECK (severity IN ('INFO', 'WARNING', 'CRITICAL')),
  threshold  double precision,                   -- null in these three: the rule knows no such thing
  window_s   int,
  at_least   int,
  clear_s    int NOT NULL CHECK (clear_s >= 0),  -- the cause must be gone for so long before the alert is resolved
  quiet_s    int NOT NULL CHECK (quiet_s >= 0),  -- and for so long after that the same cause raises no new one
  updated_at timestamptz NOT NULL
);

-- No references to users, services and tasks: what happened outlives them, and to raise an alert must lock none of them.
CREATE TABLE alerts (
  id              uuid PRIMARY KEY,
  rule            text NOT NULL,
  severity        text NOT NULL CHECK (severity IN ('INFO', 'WARNING', 'CRITICAL')),
  subject_kind    text NOT NULL CHECK (subject_kind IN ('SERVICE', 'TASK', 'CAMPAIGN', 'USER', 'SYSTEM')),
  subject_id      uuid NOT NULL,                 -- of the installation the nil UUID: by NULL nothing can be looked up or hashed
  user_id         uuid,                          -- whose it is; null: for administrators only
  details         jsonb NOT NULL,                -- what its words are made of; as it was when last seen
  raised_at       timestamptz NOT NULL,
  last_seen_at    timestamptz NOT NULL,          -- to the minute: an open alert is not written each time its cause is looked at
  absent_since    timestamptz,                   -- the cause was gone then, and has been since
  resolved_at     timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid
);
-- Raised once, however many evaluators run.
CREATE UNIQUE INDEX alerts_open ON alerts (rule, subject_kind, subject_id) WHERE resolved_at IS NULL;
CREATE INDEX alerts_user ON alerts (user_id, id);
CREATE INDEX alerts_subject ON alerts (subject_id, id);

-- The stream of what happened to alerts. Whoever writes one holds lock_alerts(), so that numbers become visible in their order: a reader that has seen
-- n never misses what is smaller.
CREATE TABLE alert_events (
  number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id   uuid NOT NULL,
  user_id    uuid,                               -- the alert's
  event      text NOT NULL CHECK (event IN ('RAISED', 'ACKNOWLEDGED', 'RESOLVED')),
  mail_due   boolean NOT NULL DEFAULT false,     -- still to be told by mail
  created_at timestamptz NOT NULL
);
CREATE INDEX alert_events_user ON alert_events (user_id, number);
CREATE INDEX alert_events_mail ON alert_events (number) WHERE mail_due;

-- Opens per task, kept by tracking: how many mails arrived and how many of those were opened by people. No row: nothing is known, no alert.
CREATE TABLE task_engagement (
  task_id   uuid PRIMARY KEY REFERENCES tasks ON DELETE CASCADE,
  delivered int NOT NULL DEFAULT 0 CHECK (delivered >= 0),
  opened    int NOT NULL DEFAULT 0 CHECK (opened >= 0)
) WITH (fillfactor = 50);

-- ---------------------------------------------------------------------------------------------------------- channels

CREATE TABLE alert_webhooks (
  id                 uuid PRIMARY KEY,
  name               text NOT NULL,
  url                text NOT NULL,
  enabled            boolean NOT NULL,
  disabled_reason    text CHECK (disabled_reason IN ('GONE')),   -- null: not by itself
  rules              text[],                     -- null: all
  severities         text[],                     -- null: all
  credentials        bytea NOT NULL,             -- the signing secrets, encrypted and named as in email_services, so that keys rotate alike
  credentials_key_id text NOT NULL,
  credentials_hint   text NOT NULL,
  previous_until     timestamptz,                -- so long the secret before this one signs as well
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL
);
CREATE UNIQUE INDEX alert_webhooks_name ON alert_webhooks (lower(name));

-- A message to a webhook. Its id is its webhook-id, the same over all tries, by which the receiver knows a repetition.
CREATE TABLE alert_deliveries (
  id              uuid PRIMARY KEY,
  webhook_id      uuid NOT NULL REFERENCES alert_webhooks ON DELETE CASCADE,
  alert_id        uuid,                          -- null: a test
  type            text NOT NULL,
  body            text NOT NULL,                 -- as it is sent: a repetition must not differ
  state           text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED', 'DROPPED')),
  attempts        int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  created_at      timestamptz NOT NULL,
  ended_at        timestamptz
);
CREATE INDEX alert_deliveries_webhook ON alert_deliveries (webhook_id, id);

CREATE TABLE alert_delivery_attempts (
  delivery_id uuid NOT NULL REFERENCES alert_deliveries ON DELETE CASCADE,
  number      int NOT NULL,
  at          timestamptz NOT NULL,
  status      int,                               -- null: no answer
  latency_ms  int NOT NULL,
  error       text,
  PRIMARY KEY (delivery_id, number)
);

-- At most one row.
CREATE TABLE alert_mail_settings (
  id                uuid PRIMARY KEY,
  only_one          boolean NOT NULL DEFAULT true UNIQUE CHECK (only_one),
  enabled           boolean NOT NULL,
  service_id        uuid REFERENCES email_services,
  sender_local_part text NOT NULL,
  display_name      text,
  to_administrators boolean NOT NULL,
  recipients        text[] NOT NULL,
  rules             text[],
  severities        text[],
  updated_at        timestamptz NOT NULL
);
