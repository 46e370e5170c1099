-- How a mutation learns what it changed, whatever way it changed it, by the ORM or by a function (SPEC E7). A trigger on every table notes rows before and
-- after while the transaction of a mutation runs (begin_act), and nothing else: dispatch, imports and jobs are not mutations. What was noted is read, masked and written
-- to audit_logs by src/operations/auditLog.ts before the commit. (Rejected: the ORM's change sets, which do not see what SQL functions do; before and
-- after given by each mutation, which can be forgotten.) Rows of these tables are written in numbers, by dispatch, and are not looked at at all:
CREATE OR REPLACE FUNCTION unaudited_tables() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['migrations', 'audit_logs', 'processes', 'workers', 'claims', 'retries', 'redeliveries', 'attempts', 'subtasks', 'sandbox_mails',
               'contact_import_rejections', 'service_minutes', 'service_hours', 'service_errors', 'service_status_logs', 'task_logs', 'user_quota_logs',
               'job_runners', 'alert_events', 'alert_deliveries', 'alert_delivery_attempts', 'task_engagement']
$$;

-- Begins the transaction of a mutation: its time limit, and that changes are noted. The first 100 are kept, all are counted.
DROP FUNCTION IF EXISTS begin_act;
CREATE FUNCTION begin_act(p_timeout_ms int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('statement_timeout', p_timeout_ms::text, true), set_config('sluice.act', 'on', true), set_config('sluice.noted', '0', true);
  IF to_regclass('pg_temp.noted_changes') IS NULL THEN
    CREATE TEMP TABLE noted_changes (n int, table_name text, kind text, id text, before jsonb, after jsonb) ON COMMIT DELETE ROWS;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v_old jsonb := '{}'; v_new jsonb := '{}'; v_row jsonb; v_n int;
BEGIN
  IF TG_OP <> 'INSERT' THEN v_old := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN v_new := to_jsonb(NEW); END IF;
  v_row := CASE TG_OP WHEN 'DELETE' THEN v_old ELSE v_new END;
  IF TG_OP = 'UPDATE' THEN
    SELECT coalesce(jsonb_object_agg(o.key, o.value), '{}'), coalesce(jsonb_object_agg(o.key, v_new -> o.key), '{}') INTO v_old, v_new
      FROM jsonb_each(v_old) o WHERE v_new -> o.key IS DISTINCT FROM o.value;
    IF v_old = '{}' THEN RETURN NULL; END IF;
  END IF;
  v_n := current_setting('sluice.noted')::int + 1;
  PERFORM set_config('sluice.noted', v_n::text, true);
  IF v_n <= 100 THEN
    INSERT INTO pg_temp.noted_changes VALUES (v_n, TG_TABLE_NAME, TG_OP, coalesce(v_row ->> 'id', v_row ->> 'task_id', v_row ->> 'service_id', v_row ->> 'user_id', v_row ->> 'template_set_id',
      v_row ->> 'contact_id'), v_old, v_new);
  END IF;
  RETURN NULL;
END $$;

-- Puts the trigger on every table that has none. Called after each migration, so that a new table cannot be forgotten. The condition is looked at before
-- anything is called: without a mutation it costs a row about 0.2 µs.
CREATE OR REPLACE FUNCTION audit_tables() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL (unaudited_tables())
              AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'note_change') LOOP
    EXECUTE format('CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW WHEN (current_setting(''sluice.act'', true) = ''on'') EXECUTE FUNCTION note_change()', t);
  END LOOP;
END $$;
