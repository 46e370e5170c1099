-- The next candidates of a rule beyond p_after, in the order of contact ids, at most p_size, with whether each is mailed: the same people as audience(),
-- found in time that depends on p_size and not on how many the rule reaches. audience() read in chunks would hash every tagged contact
-- again for each chunk: 1.1 to 1.7 s for 20,000 of 200,000 tagged ones, minutes for a million. Here each included tag is walked along its key.
-- Candidates that are excluded or suppressed are answered too (is_mailed false), so that the caller knows how far it has come.
DROP FUNCTION IF EXISTS audience_chunk;
CREATE FUNCTION audience_chunk(p_user uuid, p_rule jsonb, p_after uuid, p_size int) RETURNS TABLE (contact_id uuid, email text, is_mailed boolean)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  v_after uuid := coalesce(p_after, '00000000-0000-0000-0000-000000000000');
  v_tags uuid[] := ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'includeTagIds')::uuid);
  v_contacts uuid[] := ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'includeContactIds')::uuid);
  v_no_contacts uuid[] := ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'excludeContactIds')::uuid);
  v_no_tags uuid[] := ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'excludeTagIds')::uuid);
  v_ids uuid[];
BEGIN
  IF coalesce((p_rule ->> 'includeAll')::boolean, false) THEN
    SELECT array_agg(k.id) INTO v_ids FROM (
      SELECT c.id FROM contacts c WHERE c.user_id = p_user AND c.id > v_after ORDER BY c.id LIMIT p_size) k;
  ELSE
    SELECT array_agg(k.id) INTO v_ids FROM (
      SELECT DISTINCT u.id FROM (
        SELECT t.contact_id AS id FROM unnest(v_tags) AS g(tag_id)
         CROSS JOIN LATERAL (SELECT x.contact_id FROM contact_tags x WHERE x.tag_id = g.tag_id AND x.contact_id > v_after ORDER BY x.contact_id LIMIT p_size) t
        UNION ALL
        SELECT k FROM unnest(v_contacts) k WHERE k > v_after) u
       ORDER BY u.id LIMIT p_size) k;
  END IF;
  RETURN QUERY
    SELECT k.id, c.email,
           c.user_id IS NOT NULL AND k.id <> ALL (v_no_contacts)
             AND NOT EXISTS (SELECT FROM contact_tags x WHERE x.contact_id = k.id AND x.tag_id = ANY (v_no_tags))
             AND NOT EXISTS (SELECT FROM suppressions s WHERE s.user_id = p_user AND s.email = lower(c.email))
      FROM unnest(v_ids) AS k(id) LEFT JOIN contacts c ON c.id = k.id AND c.user_id = p_user;
END $$;
