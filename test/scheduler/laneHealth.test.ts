import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LaneHealth } from '../../src/scheduler/laneHealth.js';
import type { Opinion } from '../../src/scheduler/verdict.js';

const failure: Opinion = { about: 'FAILURE', detail: '535 no' };
const clear: Opinion = { about: 'CLEAR' };
const patience: Opinion = { about: 'PATIENCE' };

describe('the health of a lane (F18.6)', () => {
  test('lets all connections work while nothing fails, then only as many mails fly as are missing to the threshold', () => {
    const health = new LaneHealth({ threshold: 3, windowMs: null }, []);
    expect(health.mayBeInFlight(10)).toBe(10);
    health.note(failure, 1);
    expect(health.mayBeInFlight(10)).toBe(2);
    health.note(failure, 2);
    expect(health.mayBeInFlight(10)).toBe(1);
    expect(health.mustStop()).toBe(false);
    health.note(failure, 3);
    expect(health.mayBeInFlight(10)).toBe(0);
    expect(health.mustStop()).toBe(true);
  });

  test('an accept forgets the failures, and says so once', () => {
    const health = new LaneHealth({ threshold: 3, windowMs: null }, [1, 2]);
    expect(health.mayBeInFlight(10)).toBe(1);
    health.note(clear, 3);
    expect(health.mayBeInFlight(10)).toBe(10);
    expect(health.takeReport()).toMatchObject({ reset: true, failures: [] });
    health.note(clear, 4);
    expect(health.takeReport()).toBeNull();
  });

  test('F19.3 tells the rollups of every failure, also of those that an accept has forgotten', () => {
    const health = new LaneHealth({ threshold: 5, windowMs: null }, [1]);
    for (const opinion of [failure, failure, clear, failure]) health.note(opinion, 2);
    expect(health.takeReport()).toMatchObject({ reset: true, failures: [2], failed: 3 });
    health.note(failure, 3);
    expect(health.takeReport()).toMatchObject({ failures: [3], failed: 1 });
  });

  test('failures count within the window of the latest only', () => {
    const health = new LaneHealth({ threshold: 3, windowMs: 100 }, []);
    for (const at of [0, 90, 200]) health.note(failure, at);
    expect(health.mustStop()).toBe(false);
    health.note(failure, 210);
    expect(health.mayBeInFlight(10)).toBe(1);
    health.note(failure, 215);
    expect(health.mustStop()).toBe(true);
  });

  test('refused credentials and an unpaid account stop it at once', () => {
    const health = new LaneHealth({ threshold: 10, windowMs: null }, []);
    health.note({ about: 'FAILURE', freeze: 'CREDENTIALS', detail: '535 authentication failed' }, 1);
    expect(health.mustStop()).toBe(true);
    expect(health.takeReport()).toMatchObject({ freeze: 'CREDENTIALS', detail: '535 authentication failed', failures: [1] });
  });

  test('F19.4 "quota reached" stops it without being a failure', () => {
    const health = new LaneHealth({ threshold: 1, windowMs: null }, []);
    health.note({ about: 'NONE', exhausted: true, detail: 'quota reached' }, 1);
    expect(health.mustStop()).toBe(true);
    expect(health.takeReport()).toMatchObject({ exhausted: true, failures: [], freeze: null });
  });

  test('a service that only asks for patience fails once in threshold times, and Retry-After is passed on', () => {
    const health = new LaneHealth({ threshold: 3, windowMs: null }, []);
    health.note({ ...patience, retryAfterMs: 700 }, 1);
    health.note(patience, 2);
    expect(health.takeReport()).toMatchObject({ failures: [], hold_ms: 700 });
    health.note(patience, 3);
    expect(health.takeReport()).toMatchObject({ failures: [3] });
    health.note(clear, 4);
    health.note(patience, 5);
    health.note(patience, 6);
    expect(health.mayBeInFlight(10)).toBe(10);
  });

  test('what fails after the stop was reported is not reported again: the service may have been thawed meanwhile', () => {
    const health = new LaneHealth({ threshold: 10, windowMs: null }, []);
    health.note({ about: 'FAILURE', freeze: 'CREDENTIALS', detail: '535' }, 1);
    expect(health.takeReport()).toMatchObject({ freeze: 'CREDENTIALS' });
    health.note({ about: 'FAILURE', freeze: 'CREDENTIALS', detail: '535' }, 2);
    expect(health.hasReport).toBe(false);
    expect(health.takeReport()).toBeNull();
  });

  test('what speaks about a recipient neither adds nor resets', () => {
    const health = new LaneHealth({ threshold: 3, windowMs: null }, [1]);
    health.note({ about: 'NONE' }, 2);
    expect(health.mayBeInFlight(10)).toBe(2);
    expect(health.takeReport()).toBeNull();
  });

  test('property: it stops exactly when the last failures without an accept between them reach the threshold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.constantFrom(failure, clear, { about: 'NONE' } as Opinion), { maxLength: 40 }), (threshold, opinions) => {
        const health = new LaneHealth({ threshold, windowMs: null }, []);
        let inARow = 0;
        opinions.forEach((opinion, i) => {
          health.note(opinion, i);
          if (opinion.about === 'FAILURE') inARow++;
          else if (opinion.about === 'CLEAR') inARow = 0;
          expect(health.mustStop()).toBe(inARow >= threshold);
          expect(health.mayBeInFlight(100)).toBe(inARow === 0 ? 100 : Math.max(0, threshold - inARow));
        });
      }),
    );
  });

  test('property: reports put together give the same list of failures as one report would', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ fails: fc.boolean(), report: fc.boolean() }), { maxLength: 40 }), (steps) => {
        const health = new LaneHealth({ threshold: 1_000, windowMs: null }, []);
        let known: number[] = [];
        let truth: number[] = [];
        steps.forEach(({ fails, report }, at) => {
          health.note(fails ? failure : clear, at);
          truth = fails ? [...truth, at] : [];
          if (!report) return;
          const said = health.takeReport();
          if (said) known = said.reset ? said.failures : [...known, ...said.failures];
          expect(known).toEqual(truth);
        });
      }),
    );
  });
});
