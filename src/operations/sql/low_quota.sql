-- Below how many mails a user's quota is low (F23.6): what was set, else the larger of 10 % of the last grant, rounded up, and 100. The one definition.
CREATE OR REPLACE FUNCTION low_quota_limit(p_threshold int, p_last_grant int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_threshold, greatest(ceil(p_last_grant / 10.0)::int, 100))
$$;

-- Since when it is low, after a change that is made at p_now; null when it is not. It stays while the balance stays below, so each value stands for one crossing:
-- who reminds of a value once reminds once per crossing. Who was never granted anything is not low: a new user is no alarm.
CREATE OR REPLACE FUNCTION low_quota_since(p_since timestamptz, p_balance int, p_threshold int, p_last_grant int, p_now timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p_last_grant IS NOT NULL AND p_balance < low_quota_limit(p_threshold, p_last_grant) THEN coalesce(p_since, p_now) END
$$;
