import { describe, expect, test } from '@jest/globals';
import type { SluiceClient } from '../../client/SluiceClient.js';
import {
  AdjustQuotaDocument, AdjustServiceQuotaDocument, type AuditLogFilter, AuditLogsDocument, CreateContactDocument, CreateEmailServiceDocument, CreateUserDocument, FreezeEmailServiceDocument,
  SaveServiceMappingDocument, UpdateEmailServiceDocument,
} from '../../client/gql/graphql.js';
import { newId } from '../../src/ids.js';
import { AuditMask } from '../../src/operations/auditMask.js';
import { resolvers } from '../../src/resolvers/index.js';
import { buildApiSchema } from '../../src/schema/build.js';
import { documentFor, rootFields, variablesFor } from '../support/anyOperation.js';
import { testApi, testPassword } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

const logs = async (client: SluiceClient, filter: AuditLogFilter = {}) => (await client.execute(AuditLogsDocument, { filter, first: 20 })).auditLogs.edges.map(({ node }) => node);
const values = (row: Awaited<ReturnType<typeof logs>>[number], table: string) =>
  Object.fromEntries(row.changes.findLast((change) => change.table === table)!.values.map(({ name, before, after }) => [name, [before, after].map((text) => (text === null ? undefined : (JSON.parse(text) as unknown)))]));
const smtp = { host: 'relay.example.com', port: 587, tls: 'STARTTLS' as const, user: 'sluice', password: 'a long secret password' };

describe('the audit log (E7)', () => {
  const mutations = rootFields(buildApiSchema(resolvers)).filter(({ kind }) => kind === 'mutation');

  test.each(mutations.map((field) => ({ name: field.name, field })))('$name leaves a row, whatever becomes of it', async ({ name, field }) => {
    const { client, user } = await api.signedIn('ADMIN');
    const anonymous = ['signIn', 'refreshSession'].includes(name);
    const headers = { 'content-type': 'application/json', ...(anonymous ? {} : { authorization: `Bearer ${client.accessToken}` }) };
    await fetch(`${api.address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: documentFor(field), variables: variablesFor(field, {}) }) });
    const { rows } = await database.pool.query<{ action: string; actor_id: string | null; address: string }>('SELECT * FROM audit_logs WHERE action = $1 ORDER BY id DESC LIMIT 1', [name]);
    expect(rows).toMatchObject([{ actor_id: anonymous ? null : user.id, address: '127.0.0.1' }]);
  });

  test('tells who, from where, what, before and after, also of what functions of the database changed', async () => {
    const { client, user } = await api.signedIn('ADMIN', 'root');
    const id = (await client.execute(CreateEmailServiceDocument, { input: { name: 'Relay', domain: 'mail.example.com', dailyQuota: 100, sandbox: {} } })).createEmailService.emailService!.id;
    await client.execute(UpdateEmailServiceDocument, { input: { id, patch: { dailyQuota: 7 } } });
    await client.execute(FreezeEmailServiceDocument, { input: { id, detail: 'moved' } });
    await client.execute(AdjustServiceQuotaDocument, { input: { id, mode: 'ADD', amount: 3, note: 'agreed' } });
    const [adjusted, frozen, edited, made] = await logs(client, { objectId: id });
    expect(made).toMatchObject({ action: 'createEmailService', outcome: 'DONE', actor: { id: user.id, name: 'root' }, address: '127.0.0.1', refusalCodes: [] });
    expect(made!.userAgent).not.toBe('');
    expect(values(edited!, 'email_services')['daily_quota']).toEqual([100, 7]);
    expect(values(frozen!, 'lanes')).toMatchObject({ frozen_reason: [null, 'MANUAL'], frozen_detail: [null, 'moved'] });
    expect(values(adjusted!, 'service_usages')['adjustment']).toEqual([0, 3]);
    expect(JSON.parse(adjusted!.inputJson)).toEqual({ id, mode: 'ADD', amount: 3, note: 'agreed' });
  });

  test('keeps what was refused, with its codes, and nothing of what it had begun', async () => {
    const { client, user } = await api.signedIn('ADMIN');
    await client.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'SUBTRACT', amount: 5, note: 'x' } });
    expect(await logs(client, { outcome: 'REFUSED' })).toMatchObject([{ action: 'adjustQuota', refusalCodes: ['NOT_ENOUGH_QUOTA'], changes: [], changesTotal: 0, actorId: user.id }]);
    expect(await logs(client, { objectId: user.id, actions: ['adjustQuota'] })).toHaveLength(1);
  });

  test('says who signed in, and that somebody could not', async () => {
    const { client, user } = await api.signedIn('ADMIN', 'root');
    await expect(api.client().signIn('root', 'wrong password')).rejects.toThrow();
    const rows = await logs(client, { actions: ['signIn'] });
    expect(rows.map(({ outcome, actorId }) => [outcome, actorId])).toEqual([['REFUSED', null], ['DONE', user.id]]);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`wrong password|${testPassword}`));
  });

  test('has no secret, and of contacts nothing that could be read', async () => {
    const { client, user } = await api.signedIn('ADMIN');
    await client.execute(CreateUserDocument, { input: { name: 'anna', email: 'anna@example.com', password: 'a password to keep' } });
    const service = (await client.execute(CreateEmailServiceDocument, { input: { name: 'S', domain: 'example.com', dailyQuota: 1, smtp } })).createEmailService.emailService!.id;
    await client.execute(UpdateEmailServiceDocument, { input: { id: service, patch: { smtp: { ...smtp, password: 'another long secret' } } } });
    const contact = { email: 'Reader@example.org', nickname: 'Robin', attributes: [{ name: 'city', value: 'Turin' }], tagNames: ['Friends'] };
    await client.execute(CreateContactDocument, { input: contact });
    const { rows } = await database.pool.query('SELECT * FROM audit_logs');
    const text = JSON.stringify(rows);
    expect(text).toContain('anna@example.com');
    expect(text).toContain('Friends');
    expect(text).not.toMatch(/a password to keep|secret|Reader@|reader@|Robin|Turin|argon2/);
    const refused = client.execute(CreateContactDocument, { input: { ...contact, email: 'READER@example.org' } });
    expect((await refused).createContact.userErrors).toMatchObject([{ code: 'TAKEN' }]);
    const [again, first] = await logs(client, { actorId: user.id, actions: ['createContact'] });
    expect((JSON.parse(again!.inputJson) as { email: string }).email).toBe((JSON.parse(first!.inputJson) as { email: string }).email);
    expect(values(first!, 'contacts')['email']![1]).toMatch(/^hash:/);
  });

  test('is for administrators, and pages through what filters leave', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { client: operator, user } = await api.signedIn();
    await expect(operator.execute(AuditLogsDocument)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (let amount = 1; amount <= 3; amount++) await client.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'ADD', amount, note: 'x' } });
    const first = (await client.execute(AuditLogsDocument, { filter: { actions: ['adjustQuota'] }, first: 2 })).auditLogs;
    expect([first.edges.length, first.pageInfo.hasNextPage, first.totalCount]).toEqual([2, true, 3]);
    const rest = (await client.execute(AuditLogsDocument, { filter: { actions: ['adjustQuota'] }, first: 2, after: first.pageInfo.endCursor })).auditLogs;
    expect(rest.edges).toHaveLength(1);
    expect(await logs(client, { until: new Date(Date.now() - 3_600_000) })).toEqual([]);
    expect(await logs(client, { objectId: 'nonsense' })).toEqual([]);
    expect(await logs(client, { objectId: newId() })).toEqual([]);
  });

  test('counts all rows of an act that changes many, and keeps the first hundred', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    await database.pool.query(
      `INSERT INTO email_services (id, name, provider, domain, account, daily_quota, created_at, updated_at)
         SELECT uuid_v7(), 'service ' || n, 'SANDBOX', 'example.com', 'a', 1, now(), now() FROM generate_series(1, 150) n`,
    );
    const serviceIds = (await database.pool.query<{ id: string }>('SELECT id FROM email_services')).rows.map(({ id }) => id);
    await client.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds } });
    const { rows } = await database.pool.query<{ changes: unknown[]; changes_total: number }>(`SELECT changes, changes_total FROM audit_logs WHERE action = 'saveServiceMapping'`);
    expect([rows[0]!.changes.length, rows[0]!.changes_total]).toEqual([100, 150]);
  });
});

describe('append-only by permission (E7)', () => {
  test('the program’s role adds and reads rows; it cannot change, delete or truncate them', async () => {
    const { client } = await api.signedIn('ADMIN');
    expect(await logs(client)).not.toEqual([]);
    for (const statement of [`UPDATE audit_logs SET action = 'x'`, 'DELETE FROM audit_logs', 'TRUNCATE audit_logs', 'ALTER TABLE audit_logs DISABLE TRIGGER ALL', 'DELETE FROM migrations']) {
      await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
      await expect(database.em().execute(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('every table is looked at, or is known not to be', async () => {
    const { rows } = await database.pool.query(
      `SELECT relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL (unaudited_tables())
          AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'note_change')`,
    );
    expect(rows).toEqual([]);
  });
});

describe('what the audit log masks', () => {
  const mask = new AuditMask(new Uint8Array(32));

  test('secrets by the names of their fields, at any depth; not what only names or describes them', () => {
    expect(mask.input({ smtp: { password: 'x', host: 'h' }, list: [{ apiKey: 'x', refreshToken: 'x' }], tokenId: 't', credentialsHint: '••••', dailyQuota: 3 })).toEqual({
      smtp: { password: '***', host: 'h' }, list: [{ apiKey: '***', refreshToken: '***' }], tokenId: 't', credentialsHint: '••••', dailyQuota: 3,
    });
    const row = { password_hash: 'x', refresh_hash: 'x', credentials: 'x', credentials_key_id: 'k', credentials_version: 2, webhook_secret: 'x' };
    expect(mask.change({ table: 'users', id: null, kind: 'UPDATE', before: row, after: {} }).before).toEqual({
      password_hash: '***', refresh_hash: '***', credentials: '***', credentials_key_id: 'k', credentials_version: 2, webhook_secret: '***',
    });
  });

  test('long texts and lists, without tearing a character apart', () => {
    const { text, list } = mask.input({ text: `${'a'.repeat(499)}😀${'b'.repeat(100)}`, list: Array.from({ length: 120 }, (_, i) => i) }) as { text: string; list: unknown[] };
    expect(text.isWellFormed()).toBe(true);
    expect([text.length < 540, list.length]).toEqual([true, 101]);
  });
});
