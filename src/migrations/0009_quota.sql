-- User quota: low since when, and indexes for the ledger and for what has not ended.

-- Counts edits of the threshold. The ledger's numbers are quota_version, without a gap, so it cannot count these as well; what subscribers are shown has
-- the sum of both as its version.
ALTER TABLE users ADD COLUMN quota_edits bigint NOT NULL DEFAULT 0;

-- Before this nobody kept the last grant, nor since when a quota is low: who is below now has been so from now on.
UPDATE users u SET last_grant = g.delta
  FROM (SELECT DISTINCT ON (user_id) user_id, delta FROM user_quota_logs WHERE reason = 'ADJUSTED' AND delta > 0 ORDER BY user_id, number DESC) g
 WHERE g.user_id = u.id;
UPDATE users SET quota_low_since = clock_timestamp()
 WHERE quota_low_since IS NULL AND last_grant IS NOT NULL AND quota_remaining < coalesce(low_quota_threshold, greatest(ceil(last_grant / 10.0)::int, 100));

CREATE INDEX user_quota_logs_task ON user_quota_logs (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX user_quota_logs_actor ON user_quota_logs (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX user_quota_logs_created ON user_quota_logs (created_at);

-- What a user has under way must not be looked for among all that has ended. (State stands in the conditions of other indexes already, so its updates are no dearer.)
CREATE INDEX tasks_user_open ON tasks (user_id, id) WHERE state NOT IN ('FINISHED', 'FAILED', 'CANCELLED');
CREATE INDEX campaigns_user_draft ON campaigns (user_id, start_at, id) WHERE state = 'DRAFT';
