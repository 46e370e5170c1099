import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase({ poolSize: 1 });
const world = new World(db);

const start = Date.parse('2027-03-01T10:00:00Z');
const clockAt = (second: number): Promise<void> => world.setClock(new Date(start + second * 1_000).toISOString());
beforeEach(() => clockAt(0));
afterEach(async () => expect(await world.violations()).toEqual([]));

interface Taken {
  service_id: string;
  edited_at: string;
  frozen_at: string | null;
}

const take = (): Promise<Taken[]> => world.sql<Taken>('SELECT * FROM take_probes(20, 120)');
const record = async ({ service_id, edited_at, frozen_at }: Taken, ok: boolean): Promise<{ known: boolean; thawed?: string[] }> =>
  (await world.one<{ answer: { known: boolean; thawed?: string[] } }>('SELECT record_probe($1, $2, $3, $4, 12, $5, $6, 300) AS answer', [service_id, edited_at, frozen_at, ok, ok ? '' : '535', ok ? '' : 'no'])).answer;
/** The service's probe is made due, taken and recorded. */
async function probe(service: string, ok: boolean): Promise<{ known: boolean; thawed?: string[] }> {
  await world.sql('UPDATE service_probes SET due_at = sluice_clock() WHERE service_id = $1', [service]);
  const [taken] = await take();
  return record(taken!, ok);
}
const events = async (service: string): Promise<string[]> =>
  (await world.sql<{ event: string; reason: string | null }>('SELECT event, reason FROM service_status_logs WHERE service_id = $1 ORDER BY id', [service])).map((row) => `${row.event} ${row.reason ?? ''}`.trim());
const lane = (service: string): Promise<{ frozen_reason: string | null; failures: number; on_probation: boolean }> =>
  world.one('SELECT frozen_reason, cardinality(failed_at) AS failures, on_probation FROM lanes WHERE service_id = $1', [service]);
/** Seconds from now to the next probe; null: not by itself. */
const wait = async (service: string): Promise<number | null> =>
  (await world.one<{ s: number | null }>(`SELECT extract(epoch FROM nullif(due_at, 'infinity') - sluice_clock())::float8 AS s FROM service_probes WHERE service_id = $1`, [service])).s;

let flushes = 0;
let worker = '';
async function service(set: Record<string, unknown> = {}): Promise<string> {
  const id = await world.service({ thaw_by_probe: true, freeze_threshold: 3, ...set });
  worker = await world.worker();
  flushes = 0;
  return id;
}
const report = (id: string, given: object): Promise<unknown> =>
  world.flush(worker, ++flushes, { lanes: [{ service: id, reset: false, failures: [], freeze: null, detail: '535 no', exhausted: false, slowed_ms: null, hold_ms: 0, ...given }] });
const fail = (id: string, times = 1): Promise<unknown> => report(id, { failures: Array.from({ length: times }, (_, i) => start + i) });

describe('probes (F19.1)', () => {
  test('are taken when due, by one leader only, and come again after the period', async () => {
    const id = await service();
    expect(await take()).toEqual([expect.objectContaining({ service_id: id, frozen_at: null })]);
    expect(await take()).toEqual([]);
    expect(await wait(id)).toBe(120);
    await probe(id, true);
    expect(await wait(id)).toBe(300);
    expect(await world.one('SELECT ok, latency_ms, code, asked FROM service_probes')).toEqual({ ok: true, latency_ms: 12, code: null, asked: false });
  });

  test('of a disabled service wait until it is enabled, unless an administrator asked; of an archived one never', async () => {
    const id = await service({ enabled: false });
    await world.sql('UPDATE service_probes SET due_at = sluice_clock()');
    expect(await take()).toEqual([]);
    await world.sql('UPDATE service_probes SET asked = true');
    expect(await take()).toHaveLength(1);
    await world.sql(`UPDATE email_services SET archived_at = now() WHERE id = $1`, [id]);
    await world.sql('UPDATE service_probes SET due_at = sluice_clock()');
    expect(await take()).toEqual([]);
  });

  test('F19.2 that fail and recover are each one row of the status log', async () => {
    const id = await service();
    for (const [second, ok] of [true, false, false, true, true].entries()) {
      await clockAt(second);
      await probe(id, ok);
    }
    expect(await events(id)).toEqual(['PROBE_FAILED 535', 'PROBE_RECOVERED']);
  });

  test('do not judge a service that was edited meanwhile: they come again at once', async () => {
    const id = await service();
    await world.sql('UPDATE service_probes SET due_at = sluice_clock()');
    const [taken] = await take();
    await world.sql(`UPDATE email_services SET updated_at = updated_at + interval '1 s' WHERE id = $1`, [id]);
    expect(await record(taken!, false)).toEqual({ known: false });
    expect(await events(id)).toEqual([]);
    expect(await wait(id)).toBe(0);
  });
});

describe('a thaw by probe (F18.6)', () => {
  test('ends a freeze by failures after a minute, where the service is set so', async () => {
    const id = await service();
    await fail(id, 3);
    expect(await wait(id)).toBe(60);
    await clockAt(59);
    expect(await take()).toEqual([]);
    await clockAt(60);
    const [taken] = await take();
    expect(await record(taken!, true)).toMatchObject({ thawed: [id] });
    expect(await lane(id)).toEqual({ frozen_reason: null, failures: 2, on_probation: true });
    expect(await events(id)).toEqual(['FROZEN FAILURES', 'THAWED PROBE']);
  });

  test.each(['CREDENTIALS', 'BALANCE', 'MANUAL'])('does not end a freeze by %s', async (reason) => {
    const id = await service();
    if (reason === 'MANUAL') await world.sql(`UPDATE lanes SET frozen_reason = 'MANUAL', frozen_at = sluice_clock(), frozen_with = service_id`);
    else await report(id, { freeze: reason });
    expect(await wait(id)).toEqual(reason === 'MANUAL' ? expect.any(Number) : null);
    expect((await probe(id, true)).thawed).toEqual([]);
    expect((await lane(id)).frozen_reason).toBe(reason);
    expect(await wait(id)).toBe(reason === 'MANUAL' ? 300 : null);
  });

  test('does not happen where the service is not set so, nor for a freeze that came after the probe began', async () => {
    const id = await service({ thaw_by_probe: false });
    await fail(id, 3);
    expect((await probe(id, true)).thawed).toEqual([]);
    await world.sql('UPDATE email_services SET thaw_by_probe = true');
    await world.sql('UPDATE service_probes SET due_at = sluice_clock()');
    const [taken] = await take();
    await clockAt(1);
    await world.sql('UPDATE lanes SET frozen_at = sluice_clock()');
    expect((await record(taken!, true)).thawed).toEqual([]);
  });

  test('a probe that fails leaves it frozen, and the next comes after the same wait', async () => {
    const id = await service();
    await fail(id, 3);
    await clockAt(60);
    const [taken] = await take();
    expect(await record(taken!, false)).toMatchObject({ thawed: [] });
    expect((await lane(id)).frozen_reason).toBe('FAILURES');
    expect(await wait(id)).toBe(60);
  });

  test('after it the first failure freezes again, and the next probe waits twice as long, 1 to 30 minutes', async () => {
    const id = await service();
    const waits: (number | null)[] = [];
    await fail(id, 3);
    for (let i = 0; i < 7; i++) {
      waits.push(await wait(id));
      await probe(id, true);
      expect((await lane(id)).frozen_reason).toBeNull();
      await fail(id);
      expect((await lane(id)).frozen_reason).toBe('FAILURES');
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1800, 1800]);
  });

  test('the first failure freezes again also long after the window of its policy, and with a threshold of 1', async () => {
    for (const set of [{ freeze_window_s: 60 }, { freeze_threshold: 1 }]) {
      await clockAt(0);
      const id = await service(set);
      await fail(id, 3);
      await probe(id, true);
      await clockAt(900);
      await report(id, { failures: [start + 900_000] });
      expect([await lane(id), await wait(id)]).toMatchObject([{ frozen_reason: 'FAILURES' }, 120]);
    }
  });

  test('an accepted mail ends the trial: the whole threshold counts again, and the wait begins anew', async () => {
    const id = await service();
    await fail(id, 3);
    await probe(id, true);
    await fail(id);
    await probe(id, true);
    await report(id, { reset: true });
    expect(await lane(id)).toEqual({ frozen_reason: null, failures: 0, on_probation: false });
    await fail(id, 2);
    expect((await lane(id)).frozen_reason).toBeNull();
    await fail(id);
    expect([(await lane(id)).frozen_reason, await wait(id)]).toEqual(['FAILURES', 60]);
  });
});
