import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase({ poolSize: 1 });
const world = new World(db);
afterEach(async () => expect(await world.violations()).toEqual([]));
beforeEach(() => world.setClock('2027-03-26T12:00:00Z'));

const ramp = { ramp_start: 50, ramp_step: 20, ramp_ceiling: 130 };
let epochs = new Map<string, number>();
let worker = '';
let service = '';

/** A service with a ramp, a task with more mails than it may send, and a worker that drives it. */
async function begin(set: Record<string, unknown> = {}): Promise<void> {
  const user = await world.user();
  service = await world.service({ daily_quota: 1_000, zone: 'Europe/Berlin', ...ramp, ...set });
  await world.map(user, service);
  await world.sending(user, 3_000);
  worker = await world.worker();
  epochs = await world.take(worker);
}

/** Takes until nothing is left; answers how many that were. */
async function takeAll(): Promise<number> {
  let taken = 0;
  for (;;) {
    const rows = await world.claim(worker, [[service, epochs.get(service)!, 200]]);
    const mails = rows.filter((row) => row.status === 'CLAIMED').reduce((sum, row) => sum + row.hi - row.lo + 1, 0);
    if (mails === 0) return taken;
    taken += mails;
  }
}
const limits = async (): Promise<number[]> => (await world.sql<{ quota_limit: number }>('SELECT quota_limit FROM service_usages ORDER BY starts_at')).map((row) => row.quota_limit);
const edit = (set: string): Promise<unknown> => world.sql(`UPDATE email_services SET ${set} WHERE id = $1`, [service]);
const events = async (): Promise<string[]> => (await world.sql<{ event: string }>('SELECT event FROM service_status_logs ORDER BY created_at, event DESC')).map((row) => row.event);

describe('ramp-up of a new service (F18.1)', () => {
  test('grows by its step each day, up to the ceiling, across the change of the clocks', async () => {
    await begin();
    const taken = [];
    // The day of 28 March has 23 hours in Berlin.
    for (const day of ['26', '27', '28', '29', '30', '31']) {
      await world.setClock(`2027-03-${day}T12:00:00Z`);
      taken.push(await takeAll());
    }
    expect(taken).toEqual([50, 70, 90, 110, 130, 130]);
    expect(await limits()).toEqual(taken);
    expect(await events()).toEqual(['EXHAUSTED', ...Array<string[]>(5).fill(['RESET', 'EXHAUSTED']).flat()]);
  });

  test('never passes the daily quota', async () => {
    await begin({ daily_quota: 60 });
    const taken = [await takeAll()];
    await world.setClock('2027-03-27T12:00:00Z');
    expect([...taken, await takeAll()]).toEqual([50, 60]);
  });

  test('advances by the calendar of its zone on days without a mail, autumn’s day of 25 hours counting as one', async () => {
    await world.setClock('2027-10-30T21:30:00Z');
    await begin();
    await world.setClock('2027-11-01T22:30:00Z');
    // 30 October 23:30 in Berlin is day 0; 1 November 23:30 is day 2, fifty hours later.
    expect(await takeAll()).toBe(90);
  });

  test('counts from the day on which it was set, although nothing has been sent since', async () => {
    await begin();
    await world.setClock('2027-03-29T12:00:00Z');
    expect(await takeAll()).toBe(110);
  });

  test('holds the limit of a day that has begun until somebody edits quota or ramp; then at once, never below what was used', async () => {
    await begin();
    expect(await takeAll()).toBe(50);
    await edit('pace_ms = 0, freeze_threshold = 7');
    expect(await takeAll()).toBe(0);
    await edit('ramp_start = 80');
    expect(await takeAll()).toBe(30);
    await edit('daily_quota = 10');
    expect(await takeAll()).toBe(0);
    await edit('daily_quota = 100');
    expect([await takeAll(), ...(await limits())]).toEqual([0, 80]);
  });

  test('that is edited keeps its day; taken away the quota holds; set again it begins anew', async () => {
    await begin();
    await world.setClock('2027-03-28T12:00:00Z');
    expect(await takeAll()).toBe(90);
    await edit('ramp_step = 30');
    expect(await takeAll()).toBe(20);
    await edit('ramp_start = NULL, ramp_step = NULL, ramp_ceiling = NULL');
    expect(await limits()).toEqual([50, 1_000]);
    await edit('ramp_start = 120, ramp_step = 5, ramp_ceiling = 500');
    expect([await takeAll(), (await limits()).at(-1)]).toEqual([10, 120]);
    await world.setClock('2027-03-29T12:00:00Z');
    expect(await takeAll()).toBe(125);
  });

  test('set on a service whose last day is over begins with a day of its own, not in the past', async () => {
    await begin({ ramp_start: null, ramp_step: null, ramp_ceiling: null });
    expect(await takeAll()).toBe(1_000);
    await world.setClock('2027-03-29T12:00:00Z');
    await edit('ramp_start = 50, ramp_step = 20, ramp_ceiling = 130');
    expect(await limits()).toEqual([1_000, 50]);
    expect(await takeAll()).toBe(50);
  });

  test('is not taken back by another zone, nor by an earlier reset time', async () => {
    await begin({ zone: 'Pacific/Kiritimati', reset_time: '23:00' });
    await world.setClock('2027-03-28T12:00:00Z');
    const before = await takeAll();
    await edit(`zone = 'America/New_York', reset_time = '01:00'`);
    expect(await takeAll()).toBe(0);
    await world.setClock('2027-03-29T12:00:00Z');
    const after = await takeAll();
    expect([before, after >= before]).toEqual([90, true]);
    expect(await limits()).toEqual([50, 90, after]);
  });

  test('is reckoned with by whoever says why a task waits: exhausted at the limit of its day', async () => {
    await begin();
    const show = async (): Promise<string | null> => {
      await world.sql('SELECT show_waiting(id) FROM tasks');
      return (await world.one<{ pause_reason: string | null }>('SELECT pause_reason FROM tasks')).pause_reason;
    };
    await takeAll();
    await world.sql('DELETE FROM claims');
    expect(await show()).toBe('SERVICE_QUOTA_EXHAUSTED');
    await world.setClock('2027-03-27T12:00:00Z');
    expect(await show()).toBeNull();
  });

  test('the database refuses half a ramp, one that never grows, and a ceiling below its start', async () => {
    for (const wrong of [{ ramp_ceiling: null }, { ramp_step: 0 }, { ramp_start: 0 }, { ramp_ceiling: 49 }]) {
      await expect(world.service({ ...ramp, ...wrong })).rejects.toThrow(/check constraint/);
    }
  });
});
