-- People: personal access tokens (F22.3), two more reasons why a session ends, and what deleting a user has to look at (F22.1).

ALTER TABLE sessions DROP CONSTRAINT sessions_ended_reason_check;
ALTER TABLE sessions ADD CONSTRAINT sessions_ended_reason_check CHECK (ended_reason IN
  ('SIGNED_OUT', 'ENDED_BY_USER', 'ENDED_BY_ADMIN', 'REFRESH_REUSED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'USER_DISABLED', 'USER_ARCHIVED'));
CREATE INDEX sessions_user_all ON sessions (user_id, id);

-- One row per token for an integration. Only its hash is kept; 192 random bits need no slow one. The hint tells a person which one it is.
CREATE TABLE personal_tokens (
  id                uuid PRIMARY KEY,
  user_id           uuid NOT NULL REFERENCES users,
  name              text NOT NULL,
  scope             text NOT NULL CHECK (scope IN ('READ', 'WRITE')),
  token_hash        bytea NOT NULL,
  hint              text NOT NULL,
  created_at        timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  last_used_at      timestamptz,                  -- to the minute: not a write for each request
  last_used_address text,
  revoked_at        timestamptz,
  revoked_reason    text CHECK (revoked_reason IN ('REVOKED_BY_USER', 'REVOKED_BY_ADMIN', 'PASSWORD_RESET', 'USER_DISABLED', 'USER_ARCHIVED')),
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE UNIQUE INDEX personal_tokens_hash ON personal_tokens (token_hash);
CREATE INDEX personal_tokens_user ON personal_tokens (user_id, id);

-- Foreign keys to users that a deletion would otherwise check by reading whole logs.
CREATE INDEX task_logs_actor ON task_logs (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX service_status_logs_actor ON service_status_logs (actor_id, id) WHERE actor_id IS NOT NULL;
