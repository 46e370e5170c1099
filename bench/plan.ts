import { newId } from '../src/ids.js';
import { deriveKeys } from '../src/keys.js';
import { encryptCredentials } from '../src/operations/encryptCredentials.js';
import { domain, senderName, type Template } from './content.js';
import { apiKey, apiUser } from './raw.js';
import { secret } from './sluice.js';
import type { Stage } from './stage.js';

/** Somebody who mails: with contacts, a sender, a template set. */
export interface Operator {
  userId: string;
  senderId: string;
  setId: string;
  versionId: string;
}

let serial = 0;

/** An operator with so many contacts, made by SQL: planning is not what is measured. */
export async function addOperator(stage: Stage, contacts: number, template: Template): Promise<Operator> {
  const number = ++serial;
  const [userId, senderId, setId, templateId, versionId] = [newId(), newId(), newId(), newId(), newId()];
  await stage.rows(`INSERT INTO users (id, name, email, role, password_hash, created_at) VALUES ($1, $2, $2 || '@bench', 'OPERATOR', 'x', now())`, [userId, `operator-${number}`]);
  await stage.rows(
    `INSERT INTO contacts (id, user_id, email, nickname, created_at, updated_at)
       SELECT uuid_v7(clock_timestamp()), $1, 'r' || n || '@example.org', 'No. ' || n, now(), now() FROM generate_series(1, $2::int) n`,
    [userId, contacts],
  );
  await stage.rows(`INSERT INTO senders (id, user_id, name, created_at) VALUES ($1, $2, $3, now())`, [senderId, userId, number === 1 ? senderName : `${senderName}${number}`]);
  await stage.rows(`INSERT INTO templates (id, user_id, name, created_at, updated_at) VALUES ($1, $2, 'template', now(), now())`, [templateId, userId]);
  await stage.rows(`INSERT INTO template_versions (id, template_id, number, subject, html, text, created_at) VALUES ($1, $2, 1, $3, $4, $5, now())`, [versionId, templateId, template.subject, template.html, template.text]);
  await stage.rows(`INSERT INTO template_sets (id, user_id, name, created_at, updated_at) VALUES ($1, $2, 'set', now(), now())`, [setId, userId]);
  await stage.rows(`INSERT INTO template_set_members (template_set_id, template_id, position) VALUES ($1, $2, 0)`, [setId, templateId]);
  return { userId, senderId, setId, versionId };
}

export interface ServiceOptions {
  kind: 'http' | 'smtp';
  connections: number;
  paceMs?: number;
}

/** An email service on the receivers, mapped to these operators. */
export async function addService(stage: Stage, operators: readonly Operator[], { kind, connections, paceMs = 0 }: ServiceOptions): Promise<string> {
  const id = newId();
  const { engagelabPort, smtpPort } = stage.receivers;
  const settings =
    kind === 'http'
      ? { apiUser, dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${engagelabPort}`, connections }
      : { host: '127.0.0.1', port: smtpPort, tls: 'NONE', connections };
  const credentials = kind === 'http' ? encryptCredentials({ apiKey }, id, deriveKeys(secret).credentials) : null;
  await stage.rows(
    `INSERT INTO email_services (id, name, provider, domain, settings, credentials, credentials_key_id, account, daily_quota, pace_ms, redelivery_s, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $2, 2000000000, $8, $9, now(), now())`,
    [id, `service-${++serial}`, kind === 'http' ? 'ENGAGELAB' : 'SMTP', domain, settings, credentials?.data ?? null, credentials?.keyId ?? null, paceMs, kind === 'http' ? 3300 : 0],
  );
  await stage.rows(`INSERT INTO user_service_mappings (service_id, user_id) SELECT $1, unnest($2::uuid[])`, [id, operators.map((operator) => operator.userId)]);
  return id;
}

export interface TaskOptions {
  /** Mails to reserve: the number of recipients. */
  mails: number;
  audience?: object;
  plannedAt?: Date;
  /** Prepared, but not sent before release(): outside its window, as the engine sees it. */
  held?: boolean;
}

/** Scheduled tasks, `each` for every operator, each in a campaign of its own. Answers their ids. */
export async function addTasks(stage: Stage, operators: readonly Operator[], each: number, { mails, audience = { includeAll: true }, plannedAt = new Date(), held = false }: TaskOptions): Promise<string[]> {
  const rows = operators.flatMap((operator) => Array.from({ length: each }, () => ({ operator, task: newId(), campaign: newId() })));
  const [tasks, campaigns, users] = [rows.map((row) => row.task), rows.map((row) => row.campaign), rows.map((row) => row.operator.userId)];
  const from = `FROM unnest($1::uuid[], $2::uuid[]) AS k(id, user_id)`;
  await stage.rows(`SELECT change_quota(k.user_id, $3, 'ADJUSTED', 'grant:' || k.id) ${from}`, [tasks, users, mails]);
  await stage.rows(`INSERT INTO campaigns (id, user_id, name, state, start_at, created_at, updated_at) SELECT k.id, k.user_id, 'campaign', 'ACTIVE', $3, now(), now() ${from}`, [campaigns, users, plannedAt]);
  await stage.rows(
    `INSERT INTO tasks (id, campaign_id, user_id, position, name, state, planned_at, audience, template_set_id, sender_id, reserved, created_at, updated_at)
       SELECT k.id, k.campaign, k.user_id, 0, 'task', 'DRAFT', $6, $7, k.set, k.sender, $8, now(), now()
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) AS k(id, campaign, user_id, set, sender)`,
    [tasks, campaigns, users, rows.map((row) => row.operator.setId), rows.map((row) => row.operator.senderId), plannedAt, audience, mails],
  );
  await stage.rows(`SELECT change_quota(k.user_id, -$3::int, 'RESERVED', 'reserve:' || k.id, k.id) ${from}`, [tasks, users, mails]);
  await stage.rows(`INSERT INTO campaign_templates (task_id, position, template_version_id) SELECT k.id, 0, k.version ${from.replace('user_id', 'version')}`, [tasks, rows.map((row) => row.operator.versionId)]);
  await stage.rows(`INSERT INTO task_cursors (task_id, user_id, opens_at) SELECT k.id, k.user_id, $3::timestamptz ${from}`, [tasks, users, held ? 'infinity' : '-infinity']);
  await stage.rows(`INSERT INTO task_progress (task_id) SELECT unnest($1::uuid[])`, [tasks]);
  await stage.rows(`UPDATE tasks SET state = 'SCHEDULED' WHERE id = ANY ($1)`, [tasks]);
  return tasks;
}

/** One scheduled task. Answers its id. */
export async function addTask(stage: Stage, operator: Operator, options: TaskOptions): Promise<string> {
  return (await addTasks(stage, [operator], 1, options))[0]!;
}

/** Held tasks may be sent from now on. */
export async function release(stage: Stage, tasks: readonly string[]): Promise<void> {
  await stage.rows(`UPDATE task_cursors SET opens_at = '-infinity' WHERE task_id = ANY ($1)`, [tasks]);
}

/** What autovacuum would have done for tables that were not filled a moment ago. */
export async function analyze(stage: Stage): Promise<void> {
  await stage.rows('VACUUM ANALYZE');
}
