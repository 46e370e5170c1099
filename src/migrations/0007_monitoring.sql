-- What the monitoring centre shows beside the rollups of 0004: who leads and how sure that is, what failed lately, when a worker last wrote.
--
-- Lock order, at its end (see 0001): … -> user + quota ledger -> service_minutes -> service_hours -> service_errors, each by key. They are written last of
-- all (count_outcomes): whoever holds one of these rows asks for no lock above, and keeps it for the length of a commit. Put where the outcomes are
-- written, before tasks and users, a flush that waits for a user would hold up every flush of the same services. What tidies them away skips locked rows.

-- Redis does not answer, so every scheduler runs the steps: this one leads, but so do others (ARCHITECTURE section 4).
ALTER TABLE processes ADD COLUMN leads_unsure boolean NOT NULL DEFAULT false;

-- When the worker's last flush was applied; null: none yet.
ALTER TABLE workers ADD COLUMN flushed_at timestamptz;

-- The recipient was refused at hand-over (later also: a provider's event says that it bounced). Content that is refused is no bounce.
ALTER TABLE subtasks ADD COLUMN bounced_at timestamptz;

-- What went wrong lately, a row per service and code, kept like the rollups: nothing is looked for in the attempts. Bounded by tidy_rollups: 50 codes a
-- service, 7 days. A code that was not seen for a day is counted anew. The text is the provider's, cut, addresses taken out.
CREATE TABLE service_errors (
  service_id uuid NOT NULL REFERENCES email_services,
  code       text NOT NULL,
  count      bigint NOT NULL,
  text       text,
  first_at   timestamptz NOT NULL,
  last_at    timestamptz NOT NULL,
  PRIMARY KEY (service_id, code)
) WITH (fillfactor = 50);

-- Statistics of all services together read a span of hours.
CREATE INDEX service_hours_hour ON service_hours (hour);
