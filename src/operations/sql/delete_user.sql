-- Deletes a user for good, unless anything names them: then answers false and has changed nothing (F22.1). What others may have recorded of a user is not listed here:
-- the foreign keys know it, those of tables that come later as well. Only the audit log has none, so that what somebody did outlives them.
-- The caller has locked mappings, then the user.
DROP FUNCTION IF EXISTS delete_user;
CREATE FUNCTION delete_user(p_user uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM audit_logs WHERE actor_id = p_user) THEN RETURN false; END IF;
  DELETE FROM user_service_mappings WHERE user_id = p_user;
  DELETE FROM sessions WHERE user_id = p_user;
  DELETE FROM personal_tokens WHERE user_id = p_user;
  DELETE FROM users WHERE id = p_user;
  RETURN true;
EXCEPTION WHEN foreign_key_violation THEN
  RETURN false;
END $$;
