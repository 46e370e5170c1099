import type pg from 'pg';

/**
 * What the program works as. Migrations run as the owner of the tables; this role may read and write their rows, but of what must stay as it was
 * written (audit log, list of migrations) it may change nothing (SPEC E7): append-only by permission, not by habit. One name for a whole cluster, so that a
 * database can be copied or restored with its grants.
 */
export const applicationRole = 'sluice_app';

/** What the application may only add to, and what it may only read. */
const appendOnly = ['audit_logs'];
const readOnly = ['migrations'];

/** The rights of the role that must not be there: of anything it finds here a start refuses to go on. */
const tooMuch = `
  SELECT t.name || ': ' || p.name AS found
    FROM unnest($1::text[]) AS t(name), unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS p(name)
   WHERE has_table_privilege(current_user, t.name, p.name)`;

/** Makes the role where it is missing, lets the owner become it, and gives it its rights. To be run as the owner, after the tables are there. */
export async function grantApplicationRole(client: pg.ClientBase): Promise<void> {
  await makeRole(client);
  const { rows } = await client.query<{ lacking: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname IN ('public', 'graphile_worker') AND c.relkind IN ('r', 'p', 'v') AND c.relname <> ALL ($2)
                       AND NOT (has_table_privilege($1, c.oid, 'SELECT') AND (c.relkind = 'v' OR has_table_privilege($1, c.oid, 'INSERT'))
                                AND (c.relkind = 'v' OR c.relname = ANY ($3) OR has_table_privilege($1, c.oid, 'DELETE'))))
         OR EXISTS (SELECT FROM unnest($2::text[] || $3::text[]) AS t(name) WHERE has_table_privilege($1, t.name, 'UPDATE,DELETE,TRUNCATE')) AS lacking`,
    [applicationRole, readOnly, appendOnly],
  );
  // Granting again what is granted writes the catalogue anew, under every process that starts.
  if (rows[0]!.lacking) await client.query(grants);
}

/** Throws when the connection's role could change what must stay as it was written. */
export async function demandAppendOnly(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ found: string }>(tooMuch, [[...appendOnly, ...readOnly]]);
  if (rows.length === 0) return;
  throw new Error(`The database role that Sluice works as could rewrite what must stay as it was written (${rows.map((row) => row.found).join(', ')}). Revoke that from the role "${applicationRole}".`);
}

async function makeRole(client: pg.ClientBase): Promise<void> {
  try {
    await client.query(`DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${applicationRole}') THEN
          -- Another database of this cluster may be making it at this moment.
          BEGIN CREATE ROLE ${applicationRole} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
        END IF;
        IF NOT pg_has_role(current_user, '${applicationRole}', 'SET') THEN GRANT ${applicationRole} TO CURRENT_USER; END IF;
      END $$`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    const { rows } = await client.query<{ name: string }>('SELECT quote_ident(current_user) AS name');
    const name = rows[0]!.name;
    throw new Error(
      `The database role ${name} may not make the role "${applicationRole}", which Sluice works as so that it cannot rewrite its audit log. ` +
        `Run once, as a superuser: CREATE ROLE ${applicationRole} NOLOGIN; GRANT ${applicationRole} TO ${name};`,
      { cause: error },
    );
  }
}

const grants = `DO $$
  DECLARE t record;
  BEGIN
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO ${applicationRole}', current_database());
    GRANT USAGE ON SCHEMA public, graphile_worker TO ${applicationRole};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, graphile_worker TO ${applicationRole};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, graphile_worker TO ${applicationRole};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${appendOnly.join(', ')} FROM ${applicationRole}, PUBLIC;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${readOnly.join(', ')} FROM ${applicationRole}, PUBLIC;
    -- graphile-worker closes its tables to everybody but their owner by row-level security.
    FOR t IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity
                AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = '${applicationRole}') LOOP
      EXECUTE format('CREATE POLICY ${applicationRole} ON %s TO ${applicationRole} USING (true) WITH CHECK (true)', t.name);
    END LOOP;
  END $$`;
