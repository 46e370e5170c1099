import { v7 } from 'uuid';
import { deriveKeys } from '../src/keys.js';
import { encryptCredentials } from '../src/operations/encryptCredentials.js';
import type { RoundPlan } from './plan.js';
import { accounts, password, type Outlet, type Stage } from './stage.js';

export interface RoundService {
  id: string;
  outlet: Outlet;
  paceMs: number;
}

/** What one round is about: its services, users and tasks, made by SQL. */
export interface RoundWorld {
  services: RoundService[];
  users: string[];
  tasks: string[];
  mails: number;
}

export const userQuota = 100_000;
const everything = 1_000_000;

/** How the receivers behave: slow enough that mails are under way at any moment, and the SMTP services so slow that a kill leaves few unknown. */
export async function setReceivers({ receivers }: Stage): Promise<void> {
  for (const { control } of receivers) {
    await control.reset();
    await control.behave('engagelab', { phase: 'recorded', action: { kind: 'delay', ms: 15 } });
    await control.behave('smtp', { phase: 'stored', action: { kind: 'delay', ms: 30 } });
  }
}

export async function makeWorld(stage: Stage, plan: RoundPlan): Promise<RoundWorld> {
  const sql = (text: string, values: unknown[] = []) => stage.postgres.pool.query(text, values);
  const keys = deriveKeys(stage.secret).credentials;
  const services: RoundService[] = [];
  // The end of the first period is the reset that comes next, however near.
  const resetTime = plan.periodEndsAfterMs === null ? '00:00' : new Date(Date.now() + plan.periodEndsAfterMs).toISOString().slice(11, 23);

  for (const [name, set] of Object.entries({
    'engagelab-a': { pace_ms: 0, daily_quota: everything, connections: 6 },
    'engagelab-a-paced': { pace_ms: 5, daily_quota: everything, connections: 6 },
    'engagelab-b-paced': { pace_ms: 4, daily_quota: plan.pacedEngagelabQuota, connections: 8, reset_time: resetTime, zone: 'UTC' },
    'smtp-a': { pace_ms: 0, daily_quota: everything, connections: 1 },
    'smtp-b-paced': { pace_ms: 40, daily_quota: plan.pacedSmtpQuota, connections: 3 },
  })) {
    const outlet = stage.outlets.find((each) => each.name === name)!;
    const account = accounts[outlet.side];
    const id = v7();
    const { connections, ...columns } = set;
    const isHttp = outlet.provider === 'ENGAGELAB';
    const { data, keyId } = encryptCredentials(isHttp ? { apiKey: password } : { password }, id, keys);
    const row: Record<string, unknown> = {
      id, name, provider: outlet.provider, domain: `${name}.example.test`, account: `${outlet.provider}:${account}#1`, redelivery_s: isHttp ? 3_300 : 0,
      settings: isHttp
        ? { apiUser: account, dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${outlet.proxy.port}`, connections }
        : { host: '127.0.0.1', port: outlet.proxy.port, tls: 'NONE', user: account, connections },
      credentials: data, credentials_key_id: keyId, created_at: new Date(), updated_at: new Date(), ...columns,
    };
    await sql(`INSERT INTO email_services (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
    services.push({ id, outlet, paceMs: set.pace_ms });
  }

  const all = services.map((service) => service.id);
  const first = await makeUser(stage, all);
  const second = await makeUser(stage, all.slice(2));
  // The second user has only services whose quota binds, and one slow one.
  const third = await makeUser(stage, [services[2]!.id, services[4]!.id]);
  const tasks = [
    await makeTask(stage, first, 1_400), await makeTask(stage, first, 200),
    await makeTask(stage, second, 300), await makeTask(stage, third, plan.pacedEngagelabQuota),
  ];
  return { services, users: [first, second, third], tasks, mails: 1_400 + 200 + 300 + plan.pacedEngagelabQuota };
}

async function makeUser({ postgres: { pool } }: Stage, services: readonly string[]): Promise<string> {
  const id = v7();
  await pool.query(`INSERT INTO users (id, name, email, role, password_hash, created_at) VALUES ($1, $2::text, $2::text || '@example.com', 'OPERATOR', 'x', now())`, [id, `user-${id}`]);
  await pool.query(`SELECT change_quota($1::uuid, $2, 'ADJUSTED', 'chaos:' || $1::text)`, [id, userQuota]);
  await pool.query('INSERT INTO user_service_mappings (service_id, user_id) SELECT s, $1 FROM unnest($2::uuid[]) s', [id, services]);
  return id;
}

/** A task that is due now, with its quota reserved and recipients of its own, each address used once in the whole round. */
async function makeTask({ postgres: { pool } }: Stage, user: string, mails: number): Promise<string> {
  const [id, campaign, sender, template, version, set, tag] = Array.from({ length: 7 }, () => v7());
  const html = '<p>Dear {{ nickname }}</p><a href="{{ unsubscribe_url }}">unsubscribe</a>';
  await pool.query(`INSERT INTO tags (id, user_id, name) VALUES ($1::uuid, $2, $1::text)`, [tag, user]);
  await pool.query(
    `WITH made AS (INSERT INTO contacts (id, user_id, email, nickname, created_at, updated_at)
       SELECT uuid_v7(clock_timestamp() + n * interval '1 ms'), $1, 'r' || n || '-' || $3::uuid::text || '@example.org', 'No. ' || n, now(), now() FROM generate_series(1, $2::int) n RETURNING id)
     INSERT INTO contact_tags (tag_id, contact_id) SELECT $3::uuid, id FROM made`, [user, mails, tag]);
  await pool.query(`INSERT INTO senders (id, user_id, name, created_at) VALUES ($1, $2, $3, now())`, [sender, user, `s${sender!.replaceAll('-', '')}`]);
  await pool.query(`INSERT INTO templates (id, user_id, name, created_at, updated_at) VALUES ($1, $2, 't', now(), now())`, [template, user]);
  await pool.query(`INSERT INTO template_versions (id, template_id, number, subject, html, created_at) VALUES ($1, $2, 1, 'Hello {{ nickname }}', $3, now())`, [version, template, html]);
  await pool.query(`INSERT INTO template_sets (id, user_id, name, created_at, updated_at) VALUES ($1, $2, 'set', now(), now())`, [set, user]);
  await pool.query(`INSERT INTO campaigns (id, user_id, name, state, start_at, created_at, updated_at) VALUES ($1, $2, 'c', 'ACTIVE', now(), now(), now())`, [campaign, user]);
  await pool.query(
    `INSERT INTO tasks (id, campaign_id, user_id, position, name, state, planned_at, audience, template_set_id, sender_id, reserved, created_at, updated_at)
       VALUES ($1, $2, $3, 0, 'task', 'DRAFT', now(), $4, $5, $6, 0, now(), now())`,
    [id, campaign, user, JSON.stringify({ includeAll: false, includeTagIds: [tag], includeContactIds: [], excludeTagIds: [], excludeContactIds: [] }), set, sender]);
  await pool.query('INSERT INTO campaign_templates (task_id, position, template_version_id) VALUES ($1, 0, $2)', [id, version]);
  await pool.query('INSERT INTO task_cursors (task_id, user_id) VALUES ($1, $2)', [id, user]);
  await pool.query('INSERT INTO task_progress (task_id) VALUES ($1)', [id]);
  await pool.query(`SELECT change_quota($1, $2, 'RESERVED', 'reserve:' || $3::text, $3::uuid)`, [user, -mails, id]);
  await pool.query(`UPDATE tasks SET state = 'SCHEDULED', reserved = $2, planned_at = now() WHERE id = $1`, [id, mails]);
  return id!;
}

/** Everything of the round goes, so that the next one is measured on the same small tables. What the workers still hold of it they find lost. */
export async function clearWorld({ postgres }: Stage): Promise<void> {
  // A worker asks for its lanes all the time: of two that wait for each other one gives up, and this is done again.
  await postgres.rows('TRUNCATE email_services, campaigns, contacts, tags, senders, templates, template_sets, subtasks, attempts, retries, redeliveries, claims CASCADE');
}
