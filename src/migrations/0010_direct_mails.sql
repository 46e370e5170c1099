-- Mails that are bound to one service: alert mails, and whatever else leaves through a service without being part of a campaign (F17.1). Each is a task of
-- kind DIRECT, without campaign, audience or template, so that claims, outcomes, attempts and the reaper know it like any other; it is claimed by
-- its service's lane only, ahead of campaign mail, and uses that service's quota and pace.
ALTER TABLE tasks
  DROP CONSTRAINT tasks_kind_check,
  ADD CONSTRAINT tasks_kind_check CHECK (kind IN ('NORMAL', 'RETRY', 'DIRECT')),
  ALTER COLUMN campaign_id DROP NOT NULL,
  ALTER COLUMN user_id DROP NOT NULL,               -- null: the system's, which uses nobody's quota
  ALTER COLUMN template_set_id DROP NOT NULL,
  ALTER COLUMN sender_id DROP NOT NULL,
  ADD CHECK ((kind = 'DIRECT') = (campaign_id IS NULL)),
  ADD CHECK (kind = 'DIRECT' OR (user_id IS NOT NULL AND template_set_id IS NOT NULL AND sender_id IS NOT NULL));

-- What a direct task says. Kept, like everything that was sent.
CREATE TABLE direct_mails (
  task_id      uuid PRIMARY KEY REFERENCES tasks ON DELETE CASCADE,
  sender_name  text NOT NULL,                       -- the local part of the From address; the domain is the service's
  display_name text,
  subject      text NOT NULL,
  html         text NOT NULL,
  text         text NOT NULL,
  headers      jsonb NOT NULL DEFAULT '{}'
);

-- No contact stands behind a direct mail.
ALTER TABLE subtasks ALTER COLUMN contact_id DROP NOT NULL;

ALTER TABLE task_cursors
  ALTER COLUMN user_id DROP NOT NULL,
  ADD COLUMN bound_service_id uuid REFERENCES email_services;   -- the only service that may take it; null: any that is mapped to its user
DROP INDEX task_cursors_turn;
CREATE INDEX task_cursors_turn ON task_cursors (user_id) WHERE sendable AND bound_service_id IS NULL;
CREATE INDEX task_cursors_direct ON task_cursors (bound_service_id) WHERE sendable AND bound_service_id IS NOT NULL;
