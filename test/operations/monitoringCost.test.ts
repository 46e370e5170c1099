import { beforeAll, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { monitoringNow } from '../../src/operations/monitoring.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase({ keep: true });
const world = new World(db);

/** 1,000 services that all send, 100 users with 20 tasks each and 20 services, three hours of minutes. There are no mails: that they make no difference is proven otherwise. */
beforeAll(async () => {
  const users = Array.from({ length: 100 }, () => v7());
  await world.sql(`INSERT INTO users (id, name, email, role, password_hash, quota_remaining, created_at) SELECT u, u::text, u::text, 'OPERATOR', 'x', 1000, now() FROM unnest($1::uuid[]) u`, [users]);
  await world.sql(
    `INSERT INTO email_services (id, name, provider, domain, account, daily_quota, created_at, updated_at) SELECT uuid_v7(), 'service ' || n, 'SANDBOX', 'example.test', n, 100000, now(), now() FROM generate_series(1, 1000) n`,
  );
  await world.sql(`INSERT INTO user_service_mappings (service_id, user_id) SELECT s.id, ($1::uuid[])[1 + (s.n * k) % 100] FROM (SELECT id, row_number() OVER () AS n FROM email_services) s, generate_series(1, 2) k ON CONFLICT DO NOTHING`, [users]);
  const { id } = await world.task(users[0]!);
  await world.sql(
    `INSERT INTO tasks (id, campaign_id, user_id, position, name, state, pause_reason, paused_from, planned_at, audience, template_set_id, sender_id, created_at, updated_at)
       SELECT uuid_v7(), t.campaign_id, ($1::uuid[])[1 + n % 100], n, 'task ' || n, CASE WHEN n % 4 = 0 THEN 'PAUSED' ELSE 'SENDING' END, CASE WHEN n % 4 = 0 THEN 'MANUAL' END, CASE WHEN n % 4 = 0 THEN 'SENDING' END,
              now(), t.audience, t.template_set_id, t.sender_id, now(), now() FROM tasks t, generate_series(1, 2000) n`,
    [users],
  );
  await world.sql('DELETE FROM tasks WHERE id = $1', [id]);
  await world.sql(`INSERT INTO task_cursors (task_id, user_id, active, sendable, total, next_seq) SELECT id, user_id, state = 'SENDING', state = 'SENDING', 500, 1 FROM tasks`);
  await world.sql(`INSERT INTO task_progress (task_id, total, sent) SELECT id, 500, 100 FROM tasks`);
  const worker = await world.worker();
  await world.sql('UPDATE lanes SET owner = $1', [worker]);
  await world.sql(
    `INSERT INTO claims (task_id, lo, hi, service_id, account, epoch, worker, period_start, first_slot, pace_ms, unsettled, deadline, expires_at, repeat)
       SELECT t.id, 101, 120, s.id, 'a', 1, $1, now(), now(), 0, 20, now(), now() + interval '1 hour', false
         FROM (SELECT id, row_number() OVER () AS n FROM email_services) s JOIN (SELECT id, row_number() OVER () AS n FROM tasks WHERE state = 'SENDING') t USING (n) WHERE n <= 900`,
    [worker],
  );
  await world.sql('SELECT open_period(service_id, now()) FROM lanes');
  await world.sql(`INSERT INTO service_minutes (service_id, minute, sent, failed) SELECT s.id, date_trunc('minute', now()) - n * interval '1 minute', 100, 1 FROM generate_series(0, 179) n, email_services s`);
  await world.sql(`INSERT INTO service_errors (service_id, code, count, text, first_at, last_at) SELECT s.id, '55' || n, 1, 'words', now(), now() FROM email_services s, generate_series(0, 9) n`);
  await world.asOwner('ANALYZE');
}, 240_000);

describe('the cost of the monitoring centre (M1)', () => {
  test('with 1,000 services and 2,000 tasks is less than that of adding up a million numbers, which takes about 100 ms', async () => {
    const best = async (work: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 8; i++) {
        const began = performance.now();
        await work();
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    const ours = await best(async () => {
      const now = await monitoringNow(db.em());
      expect(now.counts.total).toBe(1_000);
      expect(now.tasks.list).toHaveLength(100);
      expect(now.rates.fiveMinutes.sent).toBeGreaterThan(1_000);
    });
    // The same machine, with the same suites beside it, so that the clock need not be believed.
    const yardstick = await best(() => world.sql('SELECT sum(n) FROM generate_series(1, 1000000) n'));
    if (process.env.TEST_LOG) console.log(`monitoringNow: ${ours.toFixed(1)} ms, a million numbers: ${yardstick.toFixed(1)} ms`);
    expect(ours).toBeLessThan(yardstick);
  });

  test('has nothing to do with how many mails there are: what is big is not read', async () => {
    const big = 'subtasks, attempts, retries, contacts, sandbox_mails, task_logs, user_quota_logs, service_status_logs, audit_logs';
    await db.owner.query(`REVOKE SELECT ON ${big} FROM sluice_app`);
    try {
      await expect(world.sql('SELECT FROM subtasks LIMIT 1')).rejects.toThrow('permission denied');
      expect((await monitoringNow(db.em())).tasks.counts).toHaveLength(2);
    } finally {
      await db.owner.query(`GRANT SELECT ON ${big} TO sluice_app`);
    }
  });
});
