import { AdjustQuotaDocument, CreateEmailServiceDocument, SaveServiceMappingDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import type { TestApi } from './api.js';
import type { TestDatabase } from './database.js';
import { Plans } from './plans.js';

/** One of everything that an operator can have, by its id. */
export interface Things extends Record<string, string> {
  user: string;
  sender: string;
  service: string;
  quotaTask: string;
  contact: string;
  tag: string;
  contactImport: string;
  template: string;
  templateSet: string;
  campaign: string;
  task: string;
  subtask: string;
  session: string;
  token: string;
  alert: string;
}

export interface Owner {
  client: SluiceClient;
  ids: Things;
}

const texts = { campaigns: ['name'], tasks: ['name'], templates: ['name'], template_sets: ['name'], tags: ['name'], contacts: ['nickname'] };

/** Operators with one of everything each; the services are their own. Every text of theirs holds their name, by which it is known again wherever it turns up. */
export async function operatorsWithThings(api: TestApi, database: TestDatabase, names: readonly string[]): Promise<Owner[]> {
  const { client: admin } = await api.signedIn('ADMIN');
  const plans = new Plans(database);
  const owners: Owner[] = [];
  for (const name of names) owners.push(await ownerOf(name));
  return owners;

  async function ownerOf(name: string): Promise<Owner> {
    const { client, user } = await api.signedIn('OPERATOR', name);
    const input = { name: `Service of ${name}`, domain: 'mail.example.com', dailyQuota: 10, sandbox: {} };
    const service = (await admin.execute(CreateEmailServiceDocument, { input })).createEmailService.emailService!.id;
    await admin.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds: [service] } });
    await admin.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'ADD', amount: 10, note: `for ${name}` } });
    const { templateSetId, senderId, templateId } = await plans.means(user.id);
    const { campaignId, taskIds } = await plans.draft(user.id);
    const rows = { quotaTask: newId(), contact: newId(), tag: newId(), contactImport: newId(), subtask: newId(), session: newId(), token: newId(), alert: newId() };
    const sql = (text: string, values: unknown[]) => database.pool.query(text, values);
    await sql(`SELECT change_quota($1, -3, 'RESERVED', $2, $3, $1)`, [user.id, `test ${name}`, rows.quotaTask]);
    await sql(`SELECT change_quota($1, -2, 'RESERVED', $2, $3)`, [user.id, `of a campaign ${name}`, taskIds[0]]);
    await sql(`INSERT INTO contacts (id, user_id, email, nickname, attributes, created_at, updated_at) VALUES ($1, $2, $3, 'Reader', $4, now(), now())`, [
      rows.contact, user.id, `reader@${name}.example.com`, { city: `City of ${name}` },
    ]);
    await sql(`INSERT INTO tags (id, user_id, name) VALUES ($1, $2, 'Readers')`, [rows.tag, user.id]);
    await sql(`INSERT INTO contact_tags (tag_id, contact_id) VALUES ($1, $2)`, [rows.tag, rows.contact]);
    await sql(`INSERT INTO contact_imports (id, user_id, file_name, state, upload_hash, created_at) VALUES ($1, $2, $3, 'WAITING', '', now())`, [rows.contactImport, user.id, `${name}.csv`]);
    await sql(`INSERT INTO contact_import_rejections (import_id, line, reason, value) VALUES ($1, 1, 'EMAIL_INVALID', $2)`, [rows.contactImport, `bad of ${name}`]);
    await sql(`INSERT INTO subtasks (id, task_id, seq, contact_id, email) VALUES ($1, $2, 1, $3, $4)`, [rows.subtask, taskIds[0], rows.contact, `reader@${name}.example.com`]);
    await sql(`INSERT INTO sandbox_mails (id, service_id, subtask_id, attempt, recipient, message, received_at) VALUES ($1, $2, $3, 1, $4, $5, now())`, [
      newId(), service, rows.subtask, `reader@${name}.example.com`, `Subject: Hello of ${name}\r\n\r\nHello`,
    ]);
    await sql(`INSERT INTO sessions (id, user_id, refresh_hash, created_at, last_used_at, expires_at, address, user_agent) VALUES ($1, $2, '', now(), now(), '2999-01-01', '192.0.2.1', $3)`, [
      rows.session, user.id, `Browser of ${name}`,
    ]);
    await sql(`INSERT INTO personal_tokens (id, user_id, name, scope, token_hash, hint, created_at, expires_at) VALUES ($1, $2, $3::text, 'READ', convert_to($3::text, 'UTF8'), 'slu_…', now(), '2999-01-01')`, [
      rows.token, user.id, `Token of ${name}`,
    ]);
    await sql(`INSERT INTO alerts (id, rule, severity, subject_kind, subject_id, user_id, details, raised_at, last_seen_at) VALUES ($1, 'TASK_PAUSED', 'WARNING', 'TASK', $2, $3, $4, now(), now())`, [
      rows.alert, taskIds[0], user.id, { task: 'T', campaign: `of ${name}`, reason: 'LATE' },
    ]);
    // "Autumn", "Letter" and the like are everybody's; afterwards, so that nothing of theirs reads like another's.
    for (const [table, columns] of Object.entries(texts)) {
      const sets = columns.map((column) => `${column} = ${column} || ' of ${name}'`).join(', ');
      await database.owner.query(`UPDATE ${table} SET ${sets} WHERE id = ANY ($1::uuid[])`, [[campaignId, ...taskIds, templateId, templateSetId, senderId, rows.tag, rows.contact]]);
    }
    await database.owner.query(`UPDATE template_versions SET subject = subject || ' of ${name}' WHERE template_id = $1`, [templateId]);
    return { client, ids: { ...rows, user: user.id, sender: senderId, service, template: templateId, templateSet: templateSetId, campaign: campaignId, task: taskIds[0]! } };
  }
}
