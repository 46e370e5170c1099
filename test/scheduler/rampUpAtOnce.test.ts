import { afterEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { type ClaimRow, World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
afterEach(async () => expect(await world.violations()).toEqual([]));

const mails = (rows: readonly ClaimRow[]): number => rows.filter((row) => row.status === 'CLAIMED').reduce((sum, row) => sum + row.hi - row.lo + 1, 0);

describe('the limit of a ramp under concurrency (F17.1, F18.1)', () => {
  test('is never passed, and wholly used, by claims, edits and giving back that happen at once', async () => {
    for (let round = 0; round < 6; round++) {
      const user = await world.user();
      const service = await world.service({ daily_quota: 1_000, ramp_start: 37, ramp_step: 10, ramp_ceiling: 500 });
      await world.map(user, service);
      await world.sending(user, 300);
      const worker = await world.worker();
      const epoch = (await world.take(worker)).get(service)!;
      const claims = Array.from({ length: 12 }, () => world.claim(worker, [[service, epoch, 5]]));
      const edits = [51, 45].map((start) => world.sql('UPDATE email_services SET ramp_start = $2 WHERE id = $1', [service, start]));
      const taken = (await Promise.all(claims)).reduce((sum, rows) => sum + mails(rows), 0);
      await Promise.all(edits);
      const { used, limit } = await world.one<{ used: number; limit: number }>('SELECT used, quota_limit AS "limit" FROM service_usages WHERE service_id = $1', [service]);
      // Whichever edit came last holds; what an earlier, larger limit allowed stays used.
      expect([used, [51, 45].includes(limit), used <= 51]).toEqual([taken, true, true]);
      let more = 0;
      for (let n = 0; n < 3; n++) more += mails(await world.claim(worker, [[service, epoch, 200]]));
      expect(taken + more).toBe(Math.max(taken, limit));
      // violations() compares with the limit of now: let it be the larger one.
      await world.sql('UPDATE email_services SET ramp_start = 51 WHERE id = $1', [service]);
    }
  });

  test('two edits and a first claim at once open one day, not two', async () => {
    for (let round = 0; round < 5; round++) {
      const user = await world.user();
      const service = await world.service({ daily_quota: 1_000 });
      await world.map(user, service);
      await world.sending(user, 50);
      const worker = await world.worker();
      const epoch = (await world.take(worker)).get(service)!;
      const set = (start: number): Promise<unknown> => world.sql('UPDATE email_services SET ramp_start = $2, ramp_step = 1, ramp_ceiling = 100 WHERE id = $1', [service, start]);
      const [, , rows] = await Promise.all([set(30), set(20), world.claim(worker, [[service, epoch, 10]])]);
      expect(mails(rows)).toBe(10);
      const days = await world.sql<{ quota_limit: number; used: number; ramp_day: number }>('SELECT u.quota_limit, u.used, l.ramp_day FROM service_usages u JOIN lanes l USING (service_id) WHERE service_id = $1', [service]);
      expect(days).toEqual([{ quota_limit: expect.any(Number), used: 10, ramp_day: 0 }]);
      expect([20, 30]).toContain(days[0]!.quota_limit);
    }
  });
});
