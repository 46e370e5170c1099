import { afterEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { Dispatch } from '../support/dispatch.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);
const running: Dispatch[] = [];

async function dispatch(): Promise<Dispatch> {
  const started = await Dispatch.start(db);
  running.push(started);
  return started;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  expect(await world.violations()).toEqual([]);
});

const frozen = async (id: string): Promise<string | null> => (await world.one<{ frozen_reason: string | null }>('SELECT frozen_reason FROM lanes WHERE service_id = $1', [id])).frozen_reason;
const state = async (id: string): Promise<string> => (await world.one<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [id])).state;

describe('a service that failures froze, set to be thawed by a probe (F18.6)', () => {
  test('costs one try when it fails again, however many connections it has; and sends everything once it is well', async () => {
    const user = await world.user();
    const service = await world.service({ thaw_by_probe: true, freeze_threshold: 5, settings: { connections: 4, failEvery: 1, failWith: 'UNREACHABLE' } });
    await world.map(user, service);
    await world.contacts(user, 30);
    const { id } = await world.task(user, { reserved: 30 });
    const { until, events } = await dispatch();
    const tries = async (): Promise<number> => (await world.one<{ tries: number }>('SELECT count(*)::int AS tries FROM attempts')).tries;
    const probeNow = async (): Promise<void> => {
      await world.sql('UPDATE service_probes SET due_at = sluice_clock()');
      events.wakeScheduler();
    };
    const freezes = async (): Promise<number> => (await world.one<{ n: number }>(`SELECT count(*)::int AS n FROM service_status_logs WHERE event = 'FROZEN'`)).n;
    await until('serviceStatusChanged', service, async () => (await frozen(service)) === 'FAILURES');
    const before = await tries();
    expect(before).toBeGreaterThanOrEqual(5);
    expect(before).toBeLessThanOrEqual(5 + 4);

    // The sandbox answers probes although its mails fail: thawed, it fails at once.
    await probeNow();
    await until('serviceStatusChanged', service, async () => (await freezes()) === 2);
    expect(await tries()).toBe(before + 1);
    expect((await world.one<{ s: number }>('SELECT thaw_wait_s AS s FROM service_probes')).s).toBe(120);

    await world.sql(`UPDATE email_services SET settings = '{"connections": 4}', updated_at = clock_timestamp()`);
    await probeNow();
    await until('taskProgressed', id, async () => (await state(id)) === 'FINISHED');
    expect(await world.one('SELECT sent FROM task_progress')).toEqual({ sent: 30 });
    const log = await world.sql<{ event: string }>('SELECT event FROM service_status_logs ORDER BY id');
    expect(log.map((row) => row.event)).toEqual(['FROZEN', 'THAWED', 'FROZEN', 'THAWED']);
    expect(await world.one('SELECT on_probation, failed_at FROM lanes')).toEqual({ on_probation: false, failed_at: [] });
  });

  test('F19.1 a service whose settings cannot be used fails its probe', async () => {
    const service = await world.service({ settings: { connections: -1 } });
    const { until, events } = await dispatch();
    await world.sql('UPDATE service_probes SET due_at = sluice_clock()');
    events.wakeScheduler();
    await until('serviceStatusChanged', service, async () => (await world.one<{ ok: boolean | null }>('SELECT ok FROM service_probes')).ok === false);
    expect(await world.one('SELECT event, reason FROM service_status_logs')).toEqual({ event: 'PROBE_FAILED', reason: 'SETTINGS' });
  });
});
