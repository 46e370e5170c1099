import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LaneHealth } from '../../src/scheduler/laneHealth.js';
import { testDatabase } from '../support/database.js';
import { holds, propertyTimeoutMs } from '../support/modelRuns.js';
import { World } from '../support/world.js';

const SECOND_MS = 1_000;

describe('the freeze rule (F18.6)', () => {
  const db = testDatabase({ poolSize: 1 });
  const world = new World(db);
  const begin = Date.parse('2027-03-01T10:00:00Z');

  beforeEach(() => world.setClock(new Date(begin).toISOString()));

  /** The rule in its own words: the last `threshold` failures with no accept between them lie within the window. */
  function mustFreeze(failures: readonly number[], threshold: number, windowS: number | null): boolean {
    const last = failures.slice(-threshold);
    return last.length === threshold && (windowS === null || last.at(-1)! - last[0]! <= windowS * SECOND_MS);
  }

  const outcome = fc.record({
    about: fc.oneof({ weight: 4, arbitrary: fc.constant('FAILURE' as const) }, { weight: 1, arbitrary: fc.constantFrom('CLEAR' as const, 'NONE' as const) }),
    afterMs: fc.oneof(fc.nat(500), fc.nat(30 * SECOND_MS)),
    flush: fc.boolean(),
  });

  const name = 'the worker stops, and the database freezes, at the failure at which the rule says so, however the reports are cut';
  test(
    name,
    () =>
      holds(
        name,
        fc.asyncProperty(
          fc.integer({ min: 2, max: 5 }),
          fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
          fc.array(outcome, { minLength: 1, maxLength: 30, size: 'max' }),
          async (threshold, windowS, outcomes) => {
            await db.truncate();
            const service = await world.service({ freeze_threshold: threshold, freeze_window_s: windowS });
            const worker = await world.worker();
            const health = new LaneHealth({ threshold, windowMs: windowS === null ? null : windowS * SECOND_MS }, []);
            const isFrozen = async (): Promise<boolean> =>
              (await world.one<{ open: boolean }>('SELECT open FROM lanes WHERE service_id = $1', [service])).open === false;
            let failures: number[] = [];
            let at = begin;
            let number = 0;
            const report = async (): Promise<void> => {
              const said = health.takeReport();
              if (said) await world.flush(worker, ++number, { lanes: [{ ...said, service, slowed_ms: null }] });
            };
            for (const { about, afterMs, flush } of outcomes) {
              at += afterMs;
              health.note({ about }, at);
              failures = about === 'CLEAR' ? [] : about === 'FAILURE' ? [...failures, at] : failures;
              expect(health.mustStop()).toBe(mustFreeze(failures, threshold, windowS));
              const stops = health.mustStop();
              if (flush || stops) await report();
              expect(await isFrozen()).toBe(stops);
              if (stops) break;
            }
          },
        ),
        120,
      ),
    propertyTimeoutMs,
  );
});
