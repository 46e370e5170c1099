import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { applicationRole, demandAppendOnly, migrateDatabase, openDatabase } from '../../src/database.js';
import { testDatabase } from '../support/database.js';

/** Roles belong to the whole server: names of this file's own. */
const worker = process.env.JEST_WORKER_ID ?? '1';
const roles = { owner: `role_owner_${worker}`, login: `role_login_${worker}`, poor: `role_poor_${worker}` };
const name = `role_test_${worker}`;

describe('the role that Sluice works as (E7)', () => {
  const database = testDatabase();
  const as = (role: string): string => database.url.replace(/\/\/[^@]*@/, `//${role}:pw@`).replace(/[^/]+$/, name);
  const sql = (text: string) => database.owner.query(text);

  beforeAll(async () => {
    await sql(`CREATE ROLE ${roles.owner} LOGIN PASSWORD 'pw' CREATEROLE`);
    await sql(`CREATE ROLE ${roles.login} LOGIN PASSWORD 'pw' IN ROLE ${applicationRole}`);
    await sql(`CREATE ROLE ${roles.poor} LOGIN PASSWORD 'pw'`);
    await sql(`GRANT ${applicationRole} TO ${roles.owner} WITH ADMIN OPTION, SET FALSE`);
    await sql(`CREATE DATABASE ${name} OWNER ${roles.owner}`);
  });
  afterAll(async () => {
    const admin = new pg.Client({ connectionString: process.env.SLUICE_TEST_POSTGRES });
    await admin.connect();
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    for (const role of Object.values(roles)) await admin.query(`DROP ROLE IF EXISTS ${role}`);
    await admin.end();
  });

  const inApp = async <T>(url: string, work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> => {
    const opened = await openDatabase({ url, role: applicationRole, poolSize: 1 });
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  };

  test('is given to an owner who is no superuser, and works for a login of its own', async () => {
    await migrateDatabase(as(roles.owner));
    await migrateDatabase(as(roles.owner));
    for (const url of [as(roles.owner), as(roles.login)]) {
      await inApp(url, async (db) => {
        await demandAppendOnly(db.pool);
        expect((await db.pool.query('SELECT current_user AS me')).rows).toEqual([{ me: applicationRole }]);
        expect((await db.pool.query('SELECT * FROM users')).rows).toEqual([]);
        // The queue of jobs, which closes its tables by row-level security.
        await db.pool.query(`SELECT graphile_worker.add_job('test')`);
        expect((await db.pool.query('SELECT task_identifier FROM graphile_worker.jobs')).rows).toContainEqual({ task_identifier: 'test' });
        await expect(db.pool.query('DELETE FROM audit_logs')).rejects.toMatchObject({ code: '42501' });
        await expect(db.pool.query('CREATE TABLE mine (n int)')).rejects.toMatchObject({ code: '42501' });
      });
    }
  });

  test('that could rewrite the audit log ends the start; the next migration puts it right', async () => {
    await sql('SELECT 1');
    const owner = new pg.Client({ connectionString: as(roles.owner) });
    await owner.connect();
    await owner.query(`GRANT UPDATE, DELETE ON audit_logs TO ${applicationRole}`);
    await owner.end();
    await inApp(as(roles.login), (db) => expect(demandAppendOnly(db.pool)).rejects.toThrow(/could rewrite .*audit_logs: UPDATE, audit_logs: DELETE/));
    await migrateDatabase(as(roles.owner));
    await inApp(as(roles.login), (db) => demandAppendOnly(db.pool));
  });

  test('that may neither be made nor taken is an error that says what to do', async () => {
    await sql(`ALTER DATABASE ${name} OWNER TO ${roles.poor}`);
    const poor = new pg.Client({ connectionString: database.url.replace(/[^/]+$/, name) });
    await poor.connect();
    await poor.query(`REASSIGN OWNED BY ${roles.owner} TO ${roles.poor}`);
    await poor.end();
    await expect(migrateDatabase(as(roles.poor))).rejects.toThrow(new RegExp(`may not make the role "${applicationRole}".*Run once, as a superuser: .*GRANT ${applicationRole} TO ${roles.poor}`));
  });
});
