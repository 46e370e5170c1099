-- Deletes a service that has never taken a mail (F18.1), with all that was kept about it; false: it has a history, and must be kept for it. Whether a claim was ever
-- made is told by its lane, which keeps the last deadline: looking for its mails would read every mail there is. What refers to the service by a foreign key and is not named
-- here is a history as well. The caller holds the service (FOR UPDATE) and its lane, so no claim and no mapping can come between.
DROP FUNCTION IF EXISTS delete_service;
CREATE FUNCTION delete_service(p_service uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM lanes WHERE service_id = p_service AND last_deadline > '-infinity')
     OR EXISTS (SELECT FROM service_usages WHERE service_id = p_service AND used > 0)
     OR EXISTS (SELECT FROM claims WHERE service_id = p_service) THEN RETURN false; END IF;
  BEGIN
    DELETE FROM lanes WHERE service_id = p_service;
    DELETE FROM service_probes WHERE service_id = p_service;
    DELETE FROM service_usages WHERE service_id = p_service;
    DELETE FROM user_service_mappings WHERE service_id = p_service;
    DELETE FROM service_minutes WHERE service_id = p_service;
    DELETE FROM service_hours WHERE service_id = p_service;
    DELETE FROM service_status_logs WHERE service_id = p_service;
    DELETE FROM email_services WHERE id = p_service;
  EXCEPTION WHEN foreign_key_violation THEN RETURN false;
  END;
  RETURN true;
END $$;
