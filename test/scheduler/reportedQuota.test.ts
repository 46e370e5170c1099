import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { adjustServiceQuota } from '../../src/operations/adjustServiceQuota.js';
import { testDatabase } from '../support/database.js';
import { Plans } from '../support/plans.js';
import { World } from '../support/world.js';

const db = testDatabase({ poolSize: 1 });
const world = new World(db);
const plans = new Plans(db);
afterEach(async () => expect(await world.violations()).toEqual([]));

interface Asked {
  edited_at: string;
  ask_quota: boolean;
  period: string;
  used: number;
}
let service = '';
let user = '';
let worker = '';
beforeEach(async () => {
  await world.setClock('2027-03-01T10:00:00Z');
  user = await world.user();
  service = await world.service({ daily_quota: 100 });
  await world.map(user, service);
  await world.sending(user, 300);
  worker = await world.worker();
});
const ask = async (): Promise<Asked> => {
  await world.sql('UPDATE service_probes SET due_at = sluice_clock()');
  return world.one<Asked>('SELECT * FROM take_probes(1, 120)');
};
const record = async ({ edited_at, period, used }: Asked, left: number | null, limit: number | null = 100): Promise<unknown> =>
  (await world.one<{ answer: unknown }>('SELECT record_quota($1, $2, $3, $4, $5, $6, $7) AS answer', [service, edited_at, period, used, limit, left === null ? null : (limit ?? left) - left, left])).answer;
const report = async (left: number | null, limit: number | null = 100): Promise<unknown> => record(await ask(), left, limit);
/** Mails taken; fewer than wanted when no more are left. */
async function take(want: number): Promise<number> {
  const epoch = (await world.take(worker)).get(service) ?? (await world.one<{ epoch: number }>('SELECT epoch FROM lanes')).epoch;
  const rows = await world.claim(worker, [[service, epoch, want]]);
  return rows.filter((row) => row.status === 'CLAIMED').reduce((sum, row) => sum + row.hi - row.lo + 1, 0);
}
const adjust = (mode: 'ADD' | 'SET', amount: number): Promise<unknown> =>
  plans.act(async (em) => {
    await em.execute(`SELECT set_config('sluice.now', '2027-03-01T10:00:00Z', true)`);
    await adjustServiceQuota(em, service, { mode, amount, note: 'test' }, user);
  });
const log = async (): Promise<string[]> =>
  (await world.sql<{ row: string }>(`SELECT concat_ws(' ', event, reason, detail) AS row FROM service_status_logs WHERE event IN ('ADJUSTED', 'EXHAUSTED') ORDER BY created_at, event`)).map(({ row }) => row);
const corrected = { known: true, corrected: true };
const shown = { known: true, corrected: false };

describe('what a provider reports of its quota (F19.4)', () => {
  test('corrects downwards what is left, once per change, and says so in the log', async () => {
    expect(await take(10)).toBe(10);
    expect([await report(60), await report(60)]).toEqual([corrected, shown]);
    expect(await log()).toEqual(['ADJUSTED PROVIDER 90 → 60: it reports 40 of 100 used']);
    expect(await take(200)).toBe(60);
  });

  test('never corrects upwards', async () => {
    await report(30);
    expect([await report(100), await take(200)]).toEqual([shown, 30]);
    expect(await world.one('SELECT reported_limit, reported_used, reported_left FROM service_probes')).toEqual({ reported_limit: 100, reported_used: 0, reported_left: 100 });
  });

  test('of 0 left is exhausted until the reset, whoever adds to it goes on', async () => {
    await report(0);
    expect(await take(5)).toBe(0);
    expect(await log()).toEqual(['ADJUSTED PROVIDER 100 → 0: it reports 100 of 100 used', 'EXHAUSTED PROVIDER by its own count']);
    await adjust('ADD', 7);
    expect(await take(200)).toBe(7);
    await world.setClock('2027-03-01T16:00:00Z');
    expect(await take(200)).toBe(100);
  });

  test('does not fight an administrator who said that there is more: shown, but nothing corrected until the reset; one who lowered is no obstacle', async () => {
    await adjust('SET', 80);
    expect(await report(50)).toEqual(corrected);
    await adjust('ADD', 20);
    expect([await report(50), await report(0)]).toEqual([shown, shown]);
    expect((await world.one<{ left: number }>('SELECT reported_left AS left FROM service_probes')).left).toBe(0);
    expect(await take(200)).toBe(70);
    await world.setClock('2027-03-01T16:00:00Z');
    expect([await report(50), await take(200)]).toEqual([corrected, 50]);
  });

  test('is compared with what was counted when it was asked: mails taken meanwhile are not in its answer', async () => {
    expect(await take(20)).toBe(20);
    const asked = await ask();
    expect(await take(30)).toBe(30);
    // It had 80 left, as we had: agreed. And 70: then 40 are left now.
    expect(await record(asked, 80)).toEqual(shown);
    expect(await record(asked, 70)).toEqual(corrected);
    expect(await take(200)).toBe(40);
  });

  test('is compared with a day that began meanwhile by what was taken of it', async () => {
    expect(await take(20)).toBe(20);
    const asked = await ask();
    await world.setClock('2027-03-01T16:00:00Z');
    expect(await take(30)).toBe(30);
    expect([await record(asked, 75), await take(200)]).toEqual([corrected, 45]);
  });

  test('opens the day when it is the first that says something of it, else not', async () => {
    expect(await report(100)).toEqual(shown);
    expect(await world.sql('SELECT FROM service_usages')).toHaveLength(0);
    expect(await report(99)).toEqual(corrected);
    expect(await world.one('SELECT used, adjustment FROM service_usages')).toEqual({ used: 0, adjustment: -1 });
  });

  test('knows the limit of a ramp: a report above it corrects nothing', async () => {
    await world.sql('UPDATE email_services SET ramp_start = 10, ramp_step = 5, ramp_ceiling = 50');
    expect([await report(11), await report(9), await take(200)]).toEqual([shown, corrected, 9]);
    await world.setClock('2027-03-01T16:00:00Z');
    expect(await take(200)).toBe(15);
  });

  test('that a provider reports none is remembered: it is asked again the next day, on demand, or when it has another account', async () => {
    expect((await ask()).ask_quota).toBe(true);
    expect(await report(null, null)).toEqual(shown);
    expect((await ask()).ask_quota).toBe(false);
    await world.sql('UPDATE service_probes SET asked = true');
    expect((await ask()).ask_quota).toBe(true);
    await world.sql('UPDATE service_probes SET asked = false');
    await world.setClock('2027-03-02T10:00:01Z');
    expect((await ask()).ask_quota).toBe(true);
    await report(40);
    await world.sql(`UPDATE email_services SET account = 'another'`);
    expect(await world.one('SELECT reported_left, reported_at, unreported_at FROM service_probes')).toEqual({ reported_left: null, reported_at: null, unreported_at: null });
  });

  test('is not taken for what it was said of when the service was edited or deleted meanwhile', async () => {
    const asked = await ask();
    await world.sql(`UPDATE email_services SET updated_at = updated_at + interval '1 s'`);
    expect(await record(asked, 0)).toEqual({ known: false });
    await world.sql('SELECT delete_service($1)', [service]);
    expect(await record(asked, 0)).toEqual({ known: false });
    expect(await log()).toEqual([]);
  });
});
