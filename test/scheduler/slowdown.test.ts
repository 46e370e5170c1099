import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Slowdown } from '../../src/scheduler/slowdown.js';

describe('the slowdown a provider asks for (F18.6)', () => {
  test('halves the rate that was reached, and once for a flood of deferrals', () => {
    const slowdown = new Slowdown(0, 0);
    expect(slowdown.deferred(0, 100)).toBe(true);
    expect(slowdown.slowedMs).toBe(20);
    expect(slowdown.deferred(500, 100)).toBe(false);
    expect(slowdown.deferred(2_000, 50)).toBe(true);
    expect(slowdown.slowedMs).toBe(40);
  });

  test('of a service whose rate is not known yet makes one mail in two seconds', () => {
    const slowdown = new Slowdown(0, 0);
    slowdown.deferred(0, 0);
    expect(slowdown.slowedMs).toBe(2_000);
  });

  test('doubles the interval of a paced service', () => {
    const slowdown = new Slowdown(0, 3_000);
    slowdown.deferred(0, 0.3);
    expect(slowdown.slowedMs).toBe(6_000);
  });

  test('recovers by a fifth after ten clean seconds, down to the pace of the operator and not below', () => {
    const slowdown = new Slowdown(0, 100);
    slowdown.deferred(0, 10);
    expect(slowdown.slowedMs).toBe(200);
    expect(slowdown.accepted(9_999)).toBe(false);
    const seen: number[] = [];
    for (let now = 10_000; slowdown.slowedMs > 0; now += 10_000) {
      expect(slowdown.accepted(now)).toBe(true);
      seen.push(slowdown.slowedMs);
    }
    expect(seen).toEqual([160, 128, 102, 0]);
    expect(slowdown.accepted(1e9)).toBe(false);
  });

  test('property: it is never faster than the operator set, never slower than one mail a minute unless the operator is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.array(fc.record({ accepted: fc.boolean(), waitMs: fc.nat(20_000), rate: fc.double({ min: 0, max: 1e5, noNaN: true }) })), (paceMs, steps) => {
        const slowdown = new Slowdown(0, paceMs);
        let now = 0;
        for (const { accepted, waitMs, rate } of steps) {
          now += waitMs;
          if (accepted) slowdown.accepted(now);
          else slowdown.deferred(now, rate);
          expect(Number.isInteger(slowdown.slowedMs)).toBe(true);
          expect(slowdown.slowedMs === 0 || slowdown.slowedMs > Math.min(paceMs, 60_000) || slowdown.slowedMs === 60_000).toBe(true);
          expect(slowdown.slowedMs).toBeLessThanOrEqual(60_000);
        }
      }),
    );
  });
});
