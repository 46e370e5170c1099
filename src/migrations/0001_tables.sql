-- The tables of Sluice. Ids are UUID v7 made by the application, or by uuid_v7() where rows are made by the set.
--
-- Lock order, everywhere; within one table in key order; nobody goes back up:
--   worker -> claim -> email service -> lane -> usage -> mapping -> cursor -> subtask -> progress -> task -> campaign -> user + quota ledger

-- RFC 9562 UUID v7: 48 bits of milliseconds, then 12 bits of their fraction (section 6.2, method 3), so that rows made after one another sort so.
CREATE FUNCTION uuid_v7(at timestamptz DEFAULT clock_timestamp()) RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(overlay(overlay(uuid_send(gen_random_uuid())
           PLACING substring(int8send(us / 1000) FROM 3) FROM 1 FOR 6)
           PLACING substring(int4send((28672 + (us % 1000) * 4096 / 1000)::int) FROM 3) FROM 7 FOR 2), 'hex')::uuid
    FROM (SELECT (extract(epoch FROM at) * 1000000)::bigint AS us) k
$$;

-- ------------------------------------------------------------------------------------------------------- processes

-- Every living process, so that a second one without Redis refuses to start, and for the monitoring centre.
CREATE TABLE processes (
  id          uuid PRIMARY KEY,
  host        text NOT NULL,
  pid         int NOT NULL,
  roles       text[] NOT NULL,
  bus         text NOT NULL CHECK (bus IN ('MEMORY', 'REDIS')),
  version     text NOT NULL,
  started_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL
);

-- ------------------------------------------------------------------------------------------------ people and quota

CREATE TABLE users (
  id                   uuid PRIMARY KEY,
  name                 text NOT NULL,
  email                text NOT NULL,
  role                 text NOT NULL CHECK (role IN ('ADMIN', 'OPERATOR')),
  password_hash        text NOT NULL,
  enabled              boolean NOT NULL DEFAULT true,
  archived_at          timestamptz,
  quota_remaining      int NOT NULL DEFAULT 0 CHECK (quota_remaining >= 0),
  quota_version        bigint NOT NULL DEFAULT 0,
  created_at           timestamptz NOT NULL,
  last_sign_in_at      timestamptz,
  last_sign_in_address text
);
CREATE UNIQUE INDEX users_name ON users (lower(name));
CREATE UNIQUE INDEX users_email ON users (lower(email));

-- One row per signed-in device. Only hashes of refresh tokens are kept; generation counts the rotations.
CREATE TABLE sessions (
  id            uuid PRIMARY KEY,
  user_id       uuid NOT NULL REFERENCES users,
  refresh_hash  bytea NOT NULL,
  generation    int NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  ended_at      timestamptz,
  ended_reason  text CHECK (ended_reason IN ('SIGNED_OUT', 'ENDED_BY_USER', 'ENDED_BY_ADMIN', 'REFRESH_REUSED', 'PASSWORD_RESET', 'USER_DISABLED')),
  address       text NOT NULL,
  user_agent    text NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;

-- The quota ledger: every change of a user's remaining quota. "key" makes a repeated change change nothing.
CREATE TABLE user_quota_logs (
  id            uuid PRIMARY KEY,
  user_id       uuid NOT NULL REFERENCES users,
  delta         int NOT NULL,
  balance_after int NOT NULL CHECK (balance_after >= 0),
  reason        text NOT NULL CHECK (reason IN ('ADJUSTED', 'RESERVED', 'SETTLED', 'RETURNED')),
  note          text,
  task_id       uuid,
  actor_id      uuid REFERENCES users,
  key           text NOT NULL UNIQUE,
  number        bigint NOT NULL,                -- 1, 2, 3 … for each user, without a gap: the order of the changes
  created_at    timestamptz NOT NULL,
  UNIQUE (user_id, number)
);
CREATE INDEX user_quota_logs_user ON user_quota_logs (user_id, id);

-- A deleted sender keeps its name for ever; only its former owner may take it again.
CREATE TABLE senders (
  id           uuid PRIMARY KEY,
  user_id      uuid NOT NULL REFERENCES users,
  name         text NOT NULL,
  display_name text,
  created_at   timestamptz NOT NULL,
  deleted_at   timestamptz
);
CREATE UNIQUE INDEX senders_name ON senders (lower(name));
CREATE INDEX senders_user ON senders (user_id);

-- --------------------------------------------------------------------------------------------------- email services

-- What an administrator sets. What the engine knows is in lanes, kept in step by a trigger.
CREATE TABLE email_services (
  id                       uuid PRIMARY KEY,
  name                     text NOT NULL,
  provider                 text NOT NULL CHECK (provider IN ('ENGAGELAB', 'SMTP', 'SANDBOX')),
  domain                   text NOT NULL,
  settings                 jsonb NOT NULL DEFAULT '{}',   -- readable: host, port, TLS mode, API user, base URL, connections
  credentials              bytea,                         -- AES-256-GCM: nonce, tag, ciphertext
  credentials_key_id       text,
  credentials_hint         text,
  credentials_version      int NOT NULL DEFAULT 0,
  account                  text NOT NULL,                 -- provider account + credential version: the scope in which request ids repeat
  enabled                  boolean NOT NULL DEFAULT true,
  archived_at              timestamptz,
  daily_quota              int NOT NULL CHECK (daily_quota >= 1),
  reset_time               time NOT NULL DEFAULT '00:00',
  zone                     text NOT NULL DEFAULT 'Asia/Shanghai',
  pace_ms                  int NOT NULL DEFAULT 0 CHECK (pace_ms >= 0),
  freeze_threshold         int NOT NULL DEFAULT 10 CHECK (freeze_threshold >= 1),
  freeze_window_s          int CHECK (freeze_window_s >= 1),  -- null: however long ago
  redelivery_s             int NOT NULL DEFAULT 0 CHECK (redelivery_s >= 0),
  created_at               timestamptz NOT NULL,
  updated_at               timestamptz NOT NULL
);
CREATE UNIQUE INDEX email_services_name ON email_services (lower(name)) WHERE archived_at IS NULL;

-- All that a claim must know about a service, in one row, so that freeze, disable, a new pace or quota take effect by this
-- row's lock. (Joined from email_services it would be read from the snapshot taken before the lock wait: stale.)
CREATE TABLE lanes (
  service_id       uuid PRIMARY KEY REFERENCES email_services,
  -- from email_services, by trigger
  enabled          boolean NOT NULL,
  account          text NOT NULL,
  redelivery_s     int NOT NULL,
  daily_quota      int NOT NULL,
  reset_time       time NOT NULL,
  zone             text NOT NULL,
  pace_ms          int NOT NULL,
  freeze_threshold int NOT NULL,
  freeze_window_s  int,
  -- the engine's own
  frozen_reason    text CHECK (frozen_reason IN ('FAILURES', 'CREDENTIALS', 'BALANCE', 'MANUAL')),
  frozen_detail    text,
  frozen_at        timestamptz,
  open             boolean GENERATED ALWAYS AS (enabled AND frozen_reason IS NULL) STORED,
  slowed_ms        int NOT NULL DEFAULT 0 CHECK (slowed_ms >= 0),     -- interval the provider has slowed us to; 0 = not slowed
  owner            uuid,
  epoch            bigint NOT NULL DEFAULT 0,
  next_slot        timestamptz NOT NULL DEFAULT '-infinity',
  hold_until       timestamptz NOT NULL DEFAULT '-infinity',          -- after a change of owner: last deadline of the old one + interval
  last_deadline    timestamptz NOT NULL DEFAULT '-infinity',
  vtime            bigint NOT NULL DEFAULT 0,                          -- virtual time of the user served last
  failed_at        timestamptz[] NOT NULL DEFAULT '{}',                -- consecutive failures that speak about the service, oldest first
  period_start     timestamptz NOT NULL DEFAULT '-infinity',
  period_end       timestamptz NOT NULL DEFAULT '-infinity',
  version          bigint NOT NULL DEFAULT 0                           -- of what subscribers are shown
) WITH (fillfactor = 50);

-- A quota period. Its end is fixed when it begins, so an edit of zone or reset time cannot give a second quota on one day.
CREATE TABLE service_usages (
  service_id uuid NOT NULL REFERENCES email_services,
  starts_at  timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  used       int NOT NULL DEFAULT 0 CHECK (used >= 0),
  adjustment int NOT NULL DEFAULT 0,
  exhausted  boolean NOT NULL DEFAULT false,   -- said so by the provider: a flag, so that mails handed back do not reopen it
  announced  boolean NOT NULL DEFAULT false,   -- EXHAUSTED stands in the status log
  PRIMARY KEY (service_id, starts_at)
) WITH (fillfactor = 50);

CREATE TABLE service_status_logs (
  id         uuid PRIMARY KEY,
  service_id uuid NOT NULL REFERENCES email_services,
  event      text NOT NULL CHECK (event IN ('CREATED', 'EDITED', 'ENABLED', 'DISABLED', 'ARCHIVED', 'FROZEN', 'THAWED', 'SLOWED', 'EXHAUSTED', 'RESET', 'ADJUSTED')),
  reason     text,
  detail     text,
  actor_id   uuid REFERENCES users,
  created_at timestamptz NOT NULL
);
CREATE INDEX service_status_logs_service ON service_status_logs (service_id, id);

-- Which users may use which service, and whose turn it is there. Virtual time is per service: F21.1 gives each waiting user
-- 1/k of a service. (One virtual time per user over all services would starve, on a shared one, the user who has another.)
CREATE TABLE user_service_mappings (
  service_id uuid NOT NULL REFERENCES email_services,
  user_id    uuid NOT NULL REFERENCES users,
  vtime      bigint NOT NULL DEFAULT 0,
  task_vtime bigint NOT NULL DEFAULT 0,        -- virtual time of the task served last here: floor for tasks that (re)join
  served_at  timestamptz,                      -- breaks ties: served longest ago first
  PRIMARY KEY (service_id, user_id)
) WITH (fillfactor = 50);
CREATE INDEX user_service_mappings_user ON user_service_mappings (user_id);

-- ---------------------------------------------------------------------------------------------- contacts, templates

CREATE TABLE contacts (
  id         uuid PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES users,
  email      text NOT NULL,
  nickname   text,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX contacts_email ON contacts (user_id, lower(email));
CREATE INDEX contacts_user ON contacts (user_id, id);

CREATE TABLE tags (
  id      uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  name    text NOT NULL
);
CREATE UNIQUE INDEX tags_name ON tags (user_id, lower(name));
CREATE TABLE contact_tags (
  tag_id     uuid NOT NULL REFERENCES tags ON DELETE CASCADE,
  contact_id uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  PRIMARY KEY (tag_id, contact_id)
);
CREATE INDEX contact_tags_contact ON contact_tags (contact_id);

-- An address of one user that must not be mailed again. No reference to contacts: it outlives them.
CREATE TABLE suppressions (
  id         uuid PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES users,
  email      text NOT NULL,                    -- lower case
  reason     text NOT NULL CHECK (reason IN ('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED', 'MANUAL')),
  subtask_id uuid,
  created_at timestamptz NOT NULL,
  UNIQUE (user_id, email)
);

CREATE TABLE contact_imports (
  id           uuid PRIMARY KEY,
  user_id      uuid NOT NULL REFERENCES users,
  file_name    text NOT NULL,
  state        text NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'COMPLETED', 'FAILED')),
  tag_names    text[] NOT NULL DEFAULT '{}',
  upload_hash  bytea NOT NULL,                 -- of the one-time upload token
  rows_read    int NOT NULL DEFAULT 0,
  created      int NOT NULL DEFAULT 0,
  updated      int NOT NULL DEFAULT 0,
  rejected     int NOT NULL DEFAULT 0,
  failure      text,
  created_at   timestamptz NOT NULL,
  ended_at     timestamptz
);
CREATE INDEX contact_imports_user ON contact_imports (user_id, id);
CREATE TABLE contact_import_rejections (
  import_id uuid NOT NULL REFERENCES contact_imports ON DELETE CASCADE,
  line      int NOT NULL,
  reason    text NOT NULL,
  value     text NOT NULL,
  PRIMARY KEY (import_id, line)
);

CREATE TABLE templates (
  id          uuid PRIMARY KEY,
  user_id     uuid NOT NULL REFERENCES users,
  name        text NOT NULL,
  version     int NOT NULL DEFAULT 1,           -- number of the current template_versions row
  archived_at timestamptz,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL
);
CREATE INDEX templates_user ON templates (user_id, id);
CREATE TABLE template_versions (
  id           uuid PRIMARY KEY,
  template_id  uuid NOT NULL REFERENCES templates,
  number       int NOT NULL,
  subject      text NOT NULL,
  html         text NOT NULL,
  text         text,                            -- null: derived from the HTML
  preview_line text,
  created_at   timestamptz NOT NULL,
  UNIQUE (template_id, number)
);
CREATE TABLE template_sets (
  id          uuid PRIMARY KEY,
  user_id     uuid NOT NULL REFERENCES users,
  name        text NOT NULL,
  archived_at timestamptz,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL
);
CREATE INDEX template_sets_user ON template_sets (user_id, id);
CREATE TABLE template_set_members (
  template_set_id uuid NOT NULL REFERENCES template_sets,
  template_id     uuid NOT NULL REFERENCES templates,
  position        int NOT NULL,
  PRIMARY KEY (template_set_id, template_id)
);

-- ----------------------------------------------------------------------------------------------- campaigns and tasks

CREATE TABLE campaigns (
  id            uuid PRIMARY KEY,
  user_id       uuid NOT NULL REFERENCES users,
  name          text NOT NULL,
  state         text NOT NULL CHECK (state IN ('DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED')),
  start_at      timestamptz NOT NULL,
  interval_days int NOT NULL DEFAULT 1 CHECK (interval_days >= 0),
  zone          text NOT NULL DEFAULT 'Asia/Shanghai',
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  ended_at      timestamptz
);
CREATE INDEX campaigns_user ON campaigns (user_id, id);

CREATE TABLE tasks (
  id              uuid PRIMARY KEY,
  campaign_id     uuid NOT NULL REFERENCES campaigns,
  user_id         uuid NOT NULL REFERENCES users,
  position        int NOT NULL,
  name            text NOT NULL,
  kind            text NOT NULL DEFAULT 'NORMAL' CHECK (kind IN ('NORMAL', 'RETRY')),
  state           text NOT NULL CHECK (state IN ('DRAFT', 'SCHEDULED', 'PREPARING', 'SENDING', 'PAUSED', 'FINISHED', 'FAILED', 'CANCELLED')),
  pause_reason    text CHECK (pause_reason IN ('MANUAL', 'CAMPAIGN_PAUSED', 'LATE', 'NO_USER_QUOTA', 'NO_AVAILABLE_SERVICE', 'SERVICE_QUOTA_EXHAUSTED')),
  waiting_reason  text CHECK (waiting_reason IN ('SERVICES_COOLING', 'SERVICES_FROZEN', 'OUTSIDE_WINDOW')),
  paused_from     text CHECK (paused_from IN ('SCHEDULED', 'PREPARING', 'SENDING')),
  planned_at      timestamptz NOT NULL,
  planned_by_hand boolean NOT NULL DEFAULT false,
  late_after_h    int CHECK (late_after_h >= 0),  -- wait for a person when started more than this late; null: start at once
  audience        jsonb NOT NULL,                -- the rule: {"includeAll": bool, "includeTagIds": [], "includeContactIds": [], "excludeTagIds": [], "excludeContactIds": []}
  template_set_id uuid NOT NULL REFERENCES template_sets,
  sender_id       uuid NOT NULL REFERENCES senders,
  reserved        int NOT NULL DEFAULT 0 CHECK (reserved >= 0),  -- mails of the user's quota held or used by this task
  failure         text,                          -- why the state is FAILED
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  started_at      timestamptz,                   -- left SCHEDULED
  ended_at        timestamptz,
  UNIQUE (campaign_id, position) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((state = 'PAUSED') = (pause_reason IS NOT NULL)),
  CHECK ((state = 'PAUSED') = (paused_from IS NOT NULL)),
  CHECK (waiting_reason IS NULL OR state = 'SENDING')
);
CREATE INDEX tasks_due ON tasks (planned_at) WHERE state = 'SCHEDULED';
CREATE INDEX tasks_running ON tasks (state) WHERE state IN ('PREPARING', 'SENDING', 'PAUSED');
CREATE INDEX tasks_user ON tasks (user_id, id);
CREATE INDEX tasks_sender ON tasks (sender_id) WHERE state NOT IN ('FINISHED', 'FAILED', 'CANCELLED');
CREATE INDEX tasks_template_set ON tasks (template_set_id) WHERE state NOT IN ('FINISHED', 'FAILED', 'CANCELLED');

-- The versions of its template set that a task draws from, frozen when it is scheduled.
CREATE TABLE campaign_templates (
  task_id             uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
  position            int NOT NULL,
  template_version_id uuid NOT NULL REFERENCES template_versions,
  PRIMARY KEY (task_id, position)
);

CREATE TABLE task_logs (
  id         uuid PRIMARY KEY,
  task_id    uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
  event      text NOT NULL,
  reason     text,
  detail     jsonb NOT NULL DEFAULT '{}',
  actor_id   uuid REFERENCES users,
  created_at timestamptz NOT NULL
);
CREATE INDEX task_logs_task ON task_logs (task_id, id);

-- The small, hot part of a task; made with it. "sendable" is the only indexed condition and changes rarely, so updates stay HOT.
-- Cursor (claims) and progress (flushes) are two rows: in one, each flush would make the claims of other lanes skip the task.
CREATE TABLE task_cursors (
  task_id     uuid PRIMARY KEY REFERENCES tasks ON DELETE CASCADE,
  user_id     uuid NOT NULL,
  active      boolean NOT NULL DEFAULT false,  -- the task is SENDING, or PAUSED only because services had no quota
  exhausted   boolean NOT NULL DEFAULT false,  -- shown as PAUSED / SERVICE_QUOTA_EXHAUSTED: the claim that takes a mail makes it SENDING
  sendable    boolean NOT NULL DEFAULT false,  -- active, and mails left to claim
  next_seq    int NOT NULL DEFAULT 1,
  total       int NOT NULL DEFAULT 0,
  claimed     int NOT NULL DEFAULT 0,          -- taken and neither handed back nor skipped
  retry_at    timestamptz,                     -- earliest not_before of this task's retries; null = none
  opens_at    timestamptz NOT NULL DEFAULT '-infinity',
  closes_at   timestamptz NOT NULL DEFAULT 'infinity',
  vtime       bigint NOT NULL DEFAULT 0,
  -- preparing: where the next chunk goes on
  prepared_to uuid,
  prepared    boolean NOT NULL DEFAULT false,
  CHECK (claimed BETWEEN 0 AND total),
  CHECK (next_seq BETWEEN 1 AND total + 1)
) WITH (fillfactor = 50);
CREATE INDEX task_cursors_turn ON task_cursors (user_id) WHERE sendable;

CREATE TABLE task_progress (
  task_id  uuid PRIMARY KEY REFERENCES tasks ON DELETE CASCADE,
  total    int NOT NULL DEFAULT 0,
  version  bigint NOT NULL DEFAULT 0,
  sent     int NOT NULL DEFAULT 0,
  failed   int NOT NULL DEFAULT 0,
  unknown  int NOT NULL DEFAULT 0,
  skipped  int NOT NULL DEFAULT 0,
  CHECK (least(sent, failed, unknown, skipped) >= 0 AND sent + failed + unknown + skipped <= total)
) WITH (fillfactor = 50);

-- One mail to one recipient. Written twice: when prepared and when its outcome is known. Stored states only; SENDING and CANCELLED are
-- derived (view subtask_states). What the settling attempt did is here; attempts that settled nothing are in "attempts".
CREATE TABLE subtasks (
  id                  uuid PRIMARY KEY,
  task_id             uuid NOT NULL,
  seq                 int NOT NULL,
  contact_id          uuid NOT NULL,
  email               text NOT NULL,
  state               text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'SKIPPED', 'UNKNOWN', 'FAILED', 'SENT')),
  skip_reason         text CHECK (skip_reason IN ('SUPPRESSED', 'ERASED', 'STOPPED')),
  attempt             int NOT NULL DEFAULT 0,   -- number of the attempt that settled it; 0 = none
  service_id          uuid,
  template_version_id uuid,
  from_address        text,
  message_id          text,                     -- Message-ID header
  provider_id         text,                     -- the provider's own id, or its last answer
  code                text,
  text                text,
  attempted_at        timestamptz,
  settled_at          timestamptz,
  UNIQUE (task_id, seq)
) WITH (fillfactor = 60);

-- Attempts that did not settle their subtask (deferred, unreachable, unknown before a redelivery). Every attempt is kept: these and,
-- in the subtask's row, the one that settled it.
CREATE TABLE attempts (
  task_id      uuid NOT NULL,
  seq          int NOT NULL,
  number       int NOT NULL,
  at           timestamptz NOT NULL,
  service_id   uuid NOT NULL,
  outcome      text NOT NULL CHECK (outcome IN ('DEFERRED_SERVICE', 'DEFERRED_RECIPIENT', 'UNREACHABLE', 'UNKNOWN')),
  code         text,
  text         text,
  PRIMARY KEY (task_id, seq, at)
);

-- Mails that came back: deferred, not attempted, unreachable. Any lane may take them once not_before has come.
CREATE TABLE retries (
  task_id    uuid NOT NULL,
  seq        int NOT NULL,
  not_before timestamptz NOT NULL,
  attempt    int NOT NULL,                      -- number of the next attempt
  PRIMARY KEY (task_id, seq)
);

-- Mails of unknown outcome that the provider de-duplicates: only a lane of the same account may repeat them, with the same attempt
-- number, and only until the provider forgets it. Past that the reaper makes them UNKNOWN.
CREATE TABLE redeliveries (
  account    text NOT NULL,
  task_id    uuid NOT NULL,
  seq        int NOT NULL,
  not_before timestamptz NOT NULL,
  until      timestamptz NOT NULL,
  attempt    int NOT NULL,
  service_id uuid NOT NULL,                     -- the service of the first try
  PRIMARY KEY (account, task_id, seq)
);
CREATE INDEX redeliveries_task ON redeliveries (task_id);

-- --------------------------------------------------------------------------------------------------- workers, claims

-- One row per worker. The lease is the worker's, not the lane's: renewing 1,000 lanes is one row.
CREATE TABLE workers (
  id         uuid PRIMARY KEY,                   -- the id of its process
  expires_at timestamptz NOT NULL,
  last_flush bigint NOT NULL DEFAULT 0           -- number of the last flush applied: a repeated flush changes nothing
) WITH (fillfactor = 50);

CREATE TABLE claims (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id         uuid NOT NULL,
  lo              int,
  hi              int,
  seqs            int[],                         -- a range, or a list (retries, redeliveries)
  attempts        int[],                         -- parallel to seqs
  returned        int[] NOT NULL DEFAULT '{}',   -- handed back by a flush: no longer this claim's
  service_id      uuid NOT NULL,
  account         text NOT NULL,
  epoch           bigint NOT NULL,
  worker          uuid NOT NULL,
  period_start    timestamptz NOT NULL,          -- whose usage a give-back belongs to
  first_slot      timestamptz NOT NULL,
  pace_ms         int NOT NULL,
  unsettled       int NOT NULL,                  -- results and give-backs still to come; 0 deletes the row
  deadline        timestamptz NOT NULL,          -- nothing is sent after it
  expires_at      timestamptz NOT NULL,          -- deadline + the provider's full timeout: the reaper's
  repeat          boolean NOT NULL,              -- a redelivery: what comes back may go to the same account only
  redeliver_until timestamptz,                   -- counted from the first attempt; null = the provider does not de-duplicate
  CHECK ((seqs IS NULL) = (lo IS NOT NULL AND hi >= lo))
);
CREATE INDEX claims_worker ON claims (worker);
CREATE INDEX claims_task ON claims (task_id);
CREATE INDEX claims_expires ON claims (expires_at);

-- --------------------------------------------------------------------------------------------------------- sandbox

-- The mailbox of SANDBOX services.
CREATE TABLE sandbox_mails (
  id          uuid PRIMARY KEY,
  service_id  uuid NOT NULL REFERENCES email_services,
  subtask_id  uuid NOT NULL,
  attempt     int NOT NULL,
  recipient   text NOT NULL,
  message     bytea NOT NULL,                    -- the whole message as RFC 5322 text
  received_at timestamptz NOT NULL,
  UNIQUE (subtask_id, attempt)
);
CREATE INDEX sandbox_mails_service ON sandbox_mails (service_id, id);

-- ------------------------------------------------------------------------------------------------ views and triggers

-- The one definition of a subtask's state, for API, filters, exports and counts.
CREATE VIEW subtask_states AS
  SELECT s.*, CASE
      WHEN s.state <> 'PENDING' THEN s.state
      WHEN EXISTS (SELECT FROM claims c WHERE c.task_id = s.task_id AND s.seq <> ALL (c.returned)
                      AND (s.seq BETWEEN c.lo AND c.hi OR s.seq = ANY (c.seqs))) THEN 'SENDING'
      WHEN t.state = 'CANCELLED' AND NOT EXISTS (SELECT FROM redeliveries d WHERE d.task_id = s.task_id AND d.seq = s.seq) THEN 'CANCELLED'
      ELSE 'PENDING' END AS shown_state
    FROM subtasks s JOIN tasks t ON t.id = s.task_id;

CREATE FUNCTION keep_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lanes AS l (service_id, enabled, account, redelivery_s, daily_quota, reset_time, zone, pace_ms, freeze_threshold, freeze_window_s)
  VALUES (NEW.id, NEW.enabled AND NEW.archived_at IS NULL, NEW.account, NEW.redelivery_s, NEW.daily_quota, NEW.reset_time, NEW.zone, NEW.pace_ms,
          NEW.freeze_threshold, NEW.freeze_window_s)
  ON CONFLICT (service_id) DO UPDATE SET enabled = EXCLUDED.enabled, account = EXCLUDED.account, redelivery_s = EXCLUDED.redelivery_s,
    daily_quota = EXCLUDED.daily_quota, reset_time = EXCLUDED.reset_time, zone = EXCLUDED.zone, pace_ms = EXCLUDED.pace_ms,
    freeze_threshold = EXCLUDED.freeze_threshold, freeze_window_s = EXCLUDED.freeze_window_s, version = l.version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_lane AFTER INSERT OR UPDATE ON email_services FOR EACH ROW EXECUTE FUNCTION keep_lane();
