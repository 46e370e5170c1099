import { v7 } from 'uuid';
import type { TestDatabase } from './database.js';

/** Rows for tests of dispatch, made by SQL where the API would be a detour. Times are the database's. */
export class World {
  constructor(private readonly db: TestDatabase) {}

  /** Sets the database's clock; needs testDatabase({ poolSize: 1 }), because a setting belongs to one connection. Null: the real one. */
  async setClock(at: string | null): Promise<void> {
    await this.sql(`SELECT set_config('sluice.now', $1, false)`, [at ?? '']);
  }

  async sql<Row extends object = Record<string, never>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.db.pool.query(text, values)).rows as Row[];
  }

  /** For what the program may not do: VACUUM, ANALYZE. */
  async asOwner(text: string): Promise<void> {
    await this.db.owner.query(text);
  }

  /** Like sql(), for what is asked again and again: PostgreSQL parses it once. */
  async often<Row extends object>(name: string, text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.db.pool.query({ name, text, values })).rows as Row[];
  }

  async user(quota = 1_000_000, name = `user-${v7()}`, id: string = v7()): Promise<string> {
    await this.sql(`INSERT INTO users (id, name, email, role, password_hash, created_at) VALUES ($1, $2::text, $2::text || '@example.com', 'OPERATOR', 'x', now())`, [id, name]);
    if (quota > 0) await this.sql(`SELECT change_quota($1::uuid, $2, 'ADJUSTED', 'test:' || $1::text)`, [id, quota]);
    return id;
  }

  async administrator(): Promise<string> {
    const id = await this.user(0);
    await this.sql(`UPDATE users SET role = 'ADMIN' WHERE id = $1`, [id]);
    return id;
  }

  async service(set: Record<string, unknown> = {}): Promise<string> {
    const id = v7();
    const row = {
      id,
      name: `service-${id}`,
      provider: 'SANDBOX',
      domain: 'example.test',
      settings: {},
      account: id,
      daily_quota: 1_000_000,
      created_at: new Date(),
      updated_at: new Date(),
      ...set,
    };
    const columns = Object.keys(row);
    await this.sql(`INSERT INTO email_services (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
    return id;
  }

  async map(user: string, ...services: string[]): Promise<void> {
    await this.sql('INSERT INTO user_service_mappings (service_id, user_id) SELECT s, $1 FROM unnest($2::uuid[]) s', [user, services]);
  }

  async contacts(user: string, count: number, prefix = 'r'): Promise<void> {
    await this.sql(
      `INSERT INTO contacts (id, user_id, email, nickname, created_at, updated_at)
         SELECT uuid_v7(clock_timestamp() + n * interval '1 ms'), $1, $3::text || n || '@example.org', 'No. ' || n, now(), now() FROM generate_series(1, $2::int) n`,
      [user, count, prefix],
    );
  }

  /** A task that is due, of all contacts of the user, with its quota reserved; to be started by the scheduler's steps. */
  async task(user: string, { reserved = 0, plannedAt = 'now' }: { reserved?: number; plannedAt?: string } = {}): Promise<{ id: string; campaign: string }> {
    const [id, campaign, sender, template, version, set] = Array.from({ length: 6 }, () => v7());
    const html = '<p>Dear {{ nickname }}</p><a href="{{ unsubscribe_url }}">unsubscribe</a>';
    await this.sql(`INSERT INTO senders (id, user_id, name, created_at) VALUES ($1, $2, $3, now())`, [sender, user, `s${sender!.replaceAll('-', '')}`]);
    await this.sql(`INSERT INTO templates (id, user_id, name, created_at, updated_at) VALUES ($1, $2, 't', now(), now())`, [template, user]);
    await this.sql(`INSERT INTO template_versions (id, template_id, number, subject, html, created_at) VALUES ($1, $2, 1, 'Hello {{ nickname }}', $3, now())`, [version, template, html]);
    await this.sql(`INSERT INTO template_sets (id, user_id, name, created_at, updated_at) VALUES ($1, $2, 'set', now(), now())`, [set, user]);
    await this.sql(
      `INSERT INTO campaigns (id, user_id, name, state, start_at, created_at, updated_at) VALUES ($1, $2, 'c', 'ACTIVE', sluice_clock(), now(), now())`,
      [campaign, user],
    );
    await this.sql(
      `INSERT INTO tasks (id, campaign_id, user_id, position, name, state, planned_at, audience, template_set_id, sender_id, reserved, created_at, updated_at)
         VALUES ($1, $2, $3, 0, 'task', 'SCHEDULED', CASE $7::text WHEN 'now' THEN sluice_clock() ELSE $7::timestamptz END, '{"includeAll": true}', $4, $5, $6, now(), now())`,
      [id, campaign, user, set, sender, reserved, plannedAt],
    );
    await this.sql('INSERT INTO campaign_templates (task_id, position, template_version_id) VALUES ($1, 0, $2)', [id, version]);
    await this.sql('INSERT INTO task_cursors (task_id, user_id) VALUES ($1, $2)', [id, user]);
    await this.sql('INSERT INTO task_progress (task_id) VALUES ($1)', [id]);
    if (reserved > 0) await this.sql(`SELECT change_quota($1, $2, 'RESERVED', 'reserve:' || $3::text, $3::uuid)`, [user, -reserved, id]);
    return { id: id!, campaign: campaign! };
  }

  /** A task of `count` recipients, prepared and SENDING. */
  async sending(user: string, count: number): Promise<string> {
    await this.contacts(user, count, `c${v7()}-`);
    const { id } = await this.task(user);
    await this.prepare(id);
    return id;
  }

  /** Runs start, preparation and settlement of due tasks. */
  async prepare(task: string): Promise<string | null> {
    await this.sql('SELECT start_due_tasks(1000)');
    for (;;) {
      const [chunk] = await this.sql<{ done: boolean }>('SELECT * FROM prepare_chunk($1, 1000)', [task]);
      if (chunk!.done) break;
    }
    const [settled] = await this.sql<{ state: string | null }>('SELECT settle_task($1) AS state', [task]);
    return settled!.state;
  }

  async worker(leaseMs = 3_600_000): Promise<string> {
    const id = v7();
    await this.sql('SELECT renew_worker($1, $2, 0)', [id, leaseMs]);
    return id;
  }

  /** Takes every free lane for the worker: epoch by service. */
  async take(worker: string): Promise<Map<string, number>> {
    const rows = await this.sql<{ service_id: string; epoch: number }>('SELECT * FROM take_lanes($1, 1000)', [worker]);
    return new Map(rows.map((row) => [row.service_id, row.epoch]));
  }

  async claim(worker: string, lanes: [service: string, epoch: number, want: number][], leadMs = 250): Promise<ClaimRow[]> {
    return this.sql<ClaimRow>('SELECT * FROM claim($1, $2, $3, $4, $5)', [worker, lanes.map((l) => l[0]), lanes.map((l) => l[1]), lanes.map((l) => l[2]), leadMs]);
  }

  async flush(worker: string, number: number, { results = [], backs = [], lanes = [] }: { results?: object[]; backs?: object[]; lanes?: object[] }): Promise<FlushRow> {
    const rows = await this.sql<{ answer: FlushRow }>('SELECT flush($1, $2, $3, $4, $5) AS answer', [
      worker,
      number,
      JSON.stringify(results),
      JSON.stringify(backs),
      JSON.stringify(lanes),
    ]);
    return rows[0]!.answer;
  }

  /** One row, or null. */
  async one<Row extends object>(text: string, values: unknown[] = []): Promise<Row> {
    return (await this.sql<Row>(text, values))[0]!;
  }

  /**
   * What must hold at any moment, whatever happened. Answers the violations, in words. `quotaEdited`: a daily quota was lowered below what was used, so
   * that usage and limit of now cannot be compared.
   */
  async violations({ quotaEdited = false } = {}): Promise<string[]> {
    const rows = await this.often<{ what: string }>(
      'violations',
      `
      SELECT 'ledger of ' || u.id || ' is ' || coalesce(sum(l.delta), 0) || ', balance ' || u.quota_remaining AS what
        FROM users u LEFT JOIN user_quota_logs l ON l.user_id = u.id GROUP BY u.id HAVING coalesce(sum(l.delta), 0) <> u.quota_remaining
      UNION ALL
      SELECT 'quota of ' || id || ' is ' || quota_remaining || ', low since ' || coalesce(quota_low_since::text, 'never') FROM users
       WHERE (quota_low_since IS NOT NULL) <> (last_grant IS NOT NULL AND quota_remaining < coalesce(low_quota_threshold, greatest(ceil(last_grant / 10.0), 100)))
      UNION ALL
      SELECT 'task ' || t.id || ' holds ' || t.reserved || ' but the ledger says ' || coalesce(-sum(l.delta), 0)
        FROM tasks t LEFT JOIN user_quota_logs l ON l.task_id = t.id GROUP BY t.id HAVING coalesce(-sum(l.delta), 0) <> t.reserved
      UNION ALL
      SELECT 'progress of ' || p.task_id || ' differs from its rows' FROM task_progress p
       WHERE (p.total, p.sent, p.failed, p.unknown, p.skipped) IS DISTINCT FROM
             (SELECT (count(*)::int, (count(*) FILTER (WHERE state = 'SENT'))::int, (count(*) FILTER (WHERE state = 'FAILED'))::int,
                      (count(*) FILTER (WHERE state = 'UNKNOWN'))::int, (count(*) FILTER (WHERE state = 'SKIPPED'))::int) FROM subtasks s WHERE s.task_id = p.task_id)
      UNION ALL
      SELECT 'service ' || u.service_id || ' used ' || u.used || ' of ' || (u.quota_limit + u.adjustment) FROM service_usages u
       WHERE u.used > u.quota_limit + u.adjustment AND NOT $1::boolean
      UNION ALL
      SELECT 'ended task ' || t.id || ' holds more than it used' FROM tasks t JOIN task_progress p ON p.task_id = t.id
       WHERE t.state = 'FINISHED' AND t.user_id IS NOT NULL AND t.reserved <> p.sent + p.failed + p.unknown
      UNION ALL
      SELECT 'rollups of service ' || service_id || ' are ' || coalesce(h.counts::text, 'none') || ', its rows ' || coalesce(s.counts::text, 'none')
        FROM (SELECT service_id, ARRAY[sum(sent), sum(failed), sum(unknown), sum(bounced)]::int[] AS counts FROM service_hours GROUP BY 1) h
        FULL JOIN (SELECT service_id, ARRAY[count(*) FILTER (WHERE state = 'SENT'), count(*) FILTER (WHERE state = 'FAILED'), count(*) FILTER (WHERE state = 'UNKNOWN'), count(bounced_at)]::int[] AS counts
                     FROM subtasks WHERE state IN ('SENT', 'FAILED', 'UNKNOWN') GROUP BY 1) s USING (service_id)
       WHERE coalesce(h.counts, '{0,0,0,0}') <> coalesce(s.counts, '{0,0,0,0}')`,
      [quotaEdited],
    );
    return rows.map((row) => row.what);
  }
}

export interface ClaimRow {
  service_id: string;
  status: string;
  claim_id: number | null;
  task_id: string;
  lo: number;
  hi: number;
  seqs: number[] | null;
  attempts: number[] | null;
  slot_in_ms: number;
  pace_ms: number;
  deadline_in_ms: number;
  again_in_ms: number | null;
  quota_left: number;
  account: string;
  repeat: boolean;
}

export interface FlushRow {
  applied: boolean;
  stop: number[];
  tasks: { id: string }[];
  ended: string[];
  services: string[];
  frozen: string[];
  users: string[];
}

/** The result entry of one claimed mail. */
export const result = (claim: ClaimRow, seq: number, state: string, more: object = {}): object => ({
  claim: claim.claim_id,
  task: claim.task_id,
  seq,
  state,
  attempt: 1,
  service: claim.service_id,
  at: 1_700_000_000_000 + seq,
  ...more,
});

/** The give-back entry of one claimed mail. */
export const back = (claim: ClaimRow, seq: number, kind: string, more: object = {}): object => ({
  claim: claim.claim_id,
  task: claim.task_id,
  seq,
  kind,
  attempt: 1,
  service: claim.service_id,
  at: 1_700_000_000_000 + seq,
  ...more,
});
