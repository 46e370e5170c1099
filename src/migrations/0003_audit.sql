-- Who did what: one row a mutation (SPEC E7). The application's role may add rows and read them, nothing else (applicationRole.ts). No reference to users:
-- what somebody did outlives them, and a foreign key would lock users at the end of every mutation, against the lock order.
CREATE TABLE audit_logs (
  id            uuid PRIMARY KEY,
  action        text NOT NULL,                    -- the mutation
  outcome       text NOT NULL CHECK (outcome IN ('DONE', 'REFUSED')),
  refusal_codes text[] NOT NULL DEFAULT '{}',
  actor_id      uuid,                             -- null: nobody was signed in
  session_id    uuid,
  token_id      uuid,                             -- the personal access token, where one was used
  address       text NOT NULL,
  user_agent    text NOT NULL,
  request_id    uuid NOT NULL,                    -- stands in the log lines of the request as well
  input         jsonb NOT NULL,                   -- as given; secrets masked, personal values of contacts as keyed hashes
  changes       jsonb NOT NULL,                   -- [{table, id, kind, before, after}], only columns that differ; masked likewise
  changes_total int NOT NULL,                     -- how many rows changed; of many, the first stand in "changes"
  object_ids    uuid[] NOT NULL,
  created_at    timestamptz NOT NULL
);
CREATE INDEX audit_logs_actor ON audit_logs (actor_id, id);
CREATE INDEX audit_logs_action ON audit_logs (action, id);
CREATE INDEX audit_logs_objects ON audit_logs USING gin (object_ids);
