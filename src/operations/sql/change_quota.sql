-- Every change of a user's remaining quota: balance and ledger row in one statement, one round trip (F23.5).
--   p_delta   mails; negative takes. 0 changes nothing and writes nothing.
--   p_key     unique: a change repeated under the same key changes nothing and answers the balance of now.
-- Answers the new balance. Raises SL001 when the balance would fall below 0 (DETAIL: how many are missing), SL002 when it would pass
-- 2147483647, SL003 when there is no such user. Whether the quota is low now is kept in the same statement, under the same lock (F23.6, low_quota.sql).
CREATE OR REPLACE FUNCTION change_quota(p_user uuid, p_delta int, p_reason text, p_key text,
                                        p_task uuid DEFAULT NULL, p_actor uuid DEFAULT NULL, p_note text DEFAULT NULL)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_balance bigint; v_grant int; v_number bigint; v_now timestamptz;
BEGIN
  -- NO KEY: rows that refer to the user (task logs, campaigns) hold a key share of it, and two transactions of one user that wrote such rows
  -- before they came here would otherwise wait for each other for ever.
  SELECT quota_remaining, last_grant INTO v_balance, v_grant FROM users WHERE id = p_user FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such user' USING ERRCODE = 'SL003'; END IF;
  -- Looked up after the lock: whoever wrote the same key has committed by now or never will.
  IF p_delta = 0 OR EXISTS (SELECT FROM user_quota_logs WHERE key = p_key) THEN RETURN v_balance; END IF;
  v_balance := v_balance + p_delta;
  IF v_balance < 0 THEN
    RAISE EXCEPTION 'not enough quota: % missing', -v_balance USING ERRCODE = 'SL001', DETAIL = (-v_balance)::text;
  ELSIF v_balance > 2147483647 THEN
    RAISE EXCEPTION 'quota too large' USING ERRCODE = 'SL002';
  END IF;
  v_now := sluice_clock();
  IF p_reason = 'ADJUSTED' AND p_delta > 0 THEN v_grant := p_delta; END IF;
  UPDATE users SET quota_remaining = v_balance, quota_version = quota_version + 1, last_grant = v_grant,
         quota_low_since = low_quota_since(quota_low_since, v_balance::int, low_quota_threshold, v_grant, v_now)
   WHERE id = p_user RETURNING quota_version INTO v_number;
  INSERT INTO user_quota_logs (id, user_id, delta, balance_after, reason, note, task_id, actor_id, key, number, created_at)
    VALUES (uuid_v7(v_now), p_user, p_delta, v_balance, p_reason, p_note, p_task, p_actor, p_key, v_number, v_now);
  RETURN v_balance;
END $$;
