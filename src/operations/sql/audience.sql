-- Who a task mails: the one definition, for previews, for scheduling and for preparing (F15.3, F16.1, F23.2). Suppressed addresses are left out (E4).
--   p_rule  {"includeAll": bool, "includeTagIds": [], "includeContactIds": [], "excludeTagIds": [], "excludeContactIds": []}; what is absent is empty.
-- A plain SQL function, so that the planner sees through it: a caller's "contact_id > x ORDER BY contact_id LIMIT n" becomes a range of an index.
-- Everybody and the chosen few are two branches, of which one is never run: with one condition for both, ten tagged contacts among a million
-- would be looked for one by one. What is excluded is a CASE, not a pair of NOT EXISTS, which the planner would turn into joins that lose the
-- order: chunks then cost two to three times as much. Contacts of other users are out of reach whatever ids the rule names.
-- Measured with 1,000,000 contacts of one user among 1,200,000, 2 cores: everybody counted in 0.2 s, a tag of 200,000 in 0.9 s, a tag of 1,000 in 40 ms;
-- a chunk of 20,000 of everybody 0.25 s.
CREATE OR REPLACE FUNCTION audience(p_user uuid, p_rule jsonb) RETURNS TABLE (contact_id uuid, email text) LANGUAGE sql STABLE AS $$
  SELECT a.id, a.email
    FROM (SELECT c.id, c.email FROM contacts c
           WHERE c.user_id = p_user AND coalesce((p_rule ->> 'includeAll')::boolean, false)
          UNION ALL
          SELECT c.id, c.email FROM contacts c
           WHERE c.user_id = p_user AND NOT coalesce((p_rule ->> 'includeAll')::boolean, false)
             AND c.id IN (SELECT i.contact_id FROM contact_tags i
                           WHERE i.tag_id = ANY (ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'includeTagIds')::uuid))
                          UNION ALL
                          SELECT jsonb_array_elements_text(p_rule -> 'includeContactIds')::uuid)) a
   WHERE a.id <> ALL (ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'excludeContactIds')::uuid))
     AND CASE WHEN EXISTS (SELECT FROM contact_tags x WHERE x.contact_id = a.id
                              AND x.tag_id = ANY (ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'excludeTagIds')::uuid))) THEN false
              ELSE NOT EXISTS (SELECT FROM suppressions s WHERE s.user_id = p_user AND s.email = lower(a.email)) END
$$;
