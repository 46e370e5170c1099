import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Topic } from '../../src/live/LiveObject.js';
import { LiveObjects } from '../../src/live/LiveObjects.js';

/** A counter that can be watched, as a test wants it: slow, failing, gone. */
class Watched {
  value = 0;
  loads = 0;
  delayMs = 0;
  listeners = new Set<() => void>();
  failure: Error | null = null;
  isGone = false;

  constructor(readonly key = 'counter') {}

  readonly topic: Topic<{ key: string; n: number }> = {
    key: '',
    listen: async (changed) => {
      this.listeners.add(changed);
      return async () => void this.listeners.delete(changed);
    },
    load: async () => {
      this.loads++;
      const { value, failure, isGone } = this;
      if (this.delayMs) await sleep(this.delayMs);
      if (failure) throw failure;
      return isGone ? null : { key: this.key, n: value };
    },
  };

  get asTopic(): Topic<{ key: string; n: number }> {
    return { ...this.topic, key: this.key };
  }

  set(n: number): void {
    this.value = n;
    for (const changed of this.listeners) changed();
  }
}

let warnings: unknown[] = [];
let live: LiveObjects;
const make = (safetyMs = 60_000): void => {
  live = new LiveObjects({ warn: (details) => void warnings.push(details) }, { coalesceMs: 60, safetyMs });
};
beforeEach(() => {
  warnings = [];
  make();
});
afterEach(() => live.close());

const first = async (values: AsyncIterator<{ n: number }>): Promise<number | undefined> => (await values.next()).value?.n;

describe('a watched object', () => {
  test('is heard of before it is read, so that no change falls between', async () => {
    const counter = new Watched();
    const order: string[] = [];
    const values = live.watch({ ...counter.asTopic, listen: async () => (order.push('listen'), async () => {}), load: async () => (order.push('load'), { n: 1 }) });
    await values.next();
    expect(order).toEqual(['listen', 'load']);
  });

  test('is read once for all who come together, and once for all after a change', async () => {
    const counter = new Watched();
    counter.delayMs = 20;
    const watchers = Array.from({ length: 50 }, () => live.watch(counter.asTopic));
    expect(await Promise.all(watchers.map(first))).toEqual(Array(50).fill(0));
    expect(counter.loads).toBeLessThanOrEqual(2);
    const before = counter.loads;
    counter.set(7);
    expect(await Promise.all(watchers.map(first))).toEqual(Array(50).fill(7));
    expect(counter.loads).toBe(before + 1);
  });

  test('is never shown to a newcomer as it was before he came', async () => {
    const counter = new Watched();
    counter.delayMs = 50;
    const early = first(live.watch(counter.asTopic));
    await sleep(20);
    counter.value = 1;
    const late = live.watch(counter.asTopic);
    expect(await early).toBe(0);
    expect(await first(late)).toBe(1);
  });

  test('is shown to a slow reader as it is when he reads, not as a queue', async () => {
    const counter = new Watched();
    const values = live.watch(counter.asTopic);
    await first(values);
    for (let n = 1; n <= 5; n++) {
      counter.set(n);
      await sleep(80);
    }
    expect(await first(values)).toBe(5);
    const next = first(values);
    counter.set(6);
    expect(await next).toBe(6);
  });

  test('is read at most once in the interval however often it changes', async () => {
    const counter = new Watched();
    const values = live.watch(counter.asTopic);
    await first(values);
    for (let n = 1; n <= 60; n++) {
      counter.set(n);
      await sleep(5);
    }
    await sleep(100);
    expect(counter.loads).toBeLessThanOrEqual(1 + Math.ceil(400 / 60) + 3);
    expect(await first(values)).toBe(60);
  });

  test('that changes while it is read is read again', async () => {
    const counter = new Watched();
    counter.delayMs = 30;
    const values = live.watch(counter.asTopic);
    await first(values);
    counter.set(1);
    await sleep(90);
    counter.set(2);
    let seen = 0;
    while (seen !== 2) seen = (await first(values))!;
  });

  test('is read now and then although nobody said that it changed, and shown only if it did', async () => {
    make(50);
    const counter = new Watched();
    const values = live.watch(counter.asTopic);
    await first(values);
    const next = first(values);
    await sleep(160);
    expect(counter.loads).toBeGreaterThan(2);
    counter.value = 3;
    expect(await next).toBe(3);
  });

  test('that cannot be read at first refuses the newcomer; later it is tried again', async () => {
    make(50);
    const counter = new Watched();
    counter.failure = new Error('database away');
    await expect(live.watch(counter.asTopic).next()).rejects.toThrow('database away');
    counter.failure = null;
    const values = live.watch(counter.asTopic);
    await first(values);
    counter.failure = new Error('database away');
    counter.set(4);
    await sleep(80);
    counter.failure = null;
    expect(await first(values)).toBe(4);
    expect(warnings.length).toBeGreaterThanOrEqual(2);
  });

  test('ends when it is gone, and is let go when nobody watches any more', async () => {
    const counter = new Watched();
    const [a, b] = [live.watch(counter.asTopic), live.watch(counter.asTopic)];
    await Promise.all([first(a), first(b)]);
    await a.return!();
    expect(counter.listeners.size).toBe(1);
    counter.isGone = true;
    counter.set(0);
    expect((await b.next()).done).toBe(true);
    await sleep(0);
    expect(counter.listeners.size).toBe(0);
  });

  test('goes on for who comes at the moment in which the last one leaves', async () => {
    const counter = new Watched();
    const a = live.watch(counter.asTopic);
    await first(a);
    const leaving = a.return!();
    const b = live.watch(counter.asTopic);
    await leaving;
    expect(await first(b)).toBe(0);
    counter.set(1);
    expect(await first(b)).toBe(1);
  });

  test('is read again for everybody when the bus comes back', async () => {
    const counter = new Watched();
    const values = live.watch(counter.asTopic);
    await first(values);
    counter.value = 8;
    live.reload();
    expect(await first(values)).toBe(8);
  });
});

describe('a watched set', () => {
  test('keeps one place per object for a slow reader, each with the latest', async () => {
    const [a, b] = [new Watched('a'), new Watched('b')];
    const values = live.watchAll<{ key: string; n: number }>({ topics: async () => [a.asTopic, b.asTopic], listen: async () => async () => {} });
    await sleep(30);
    for (let n = 1; n <= 4; n++) {
      a.set(n);
      b.set(n * 10);
      await sleep(80);
    }
    const seen = [(await values.next()).value, (await values.next()).value];
    expect(seen).toEqual([{ key: 'a', n: 4 }, { key: 'b', n: 40 }]);
    await values.return!();
    await sleep(0);
    expect(a.listeners.size + b.listeners.size).toBe(0);
  });

  test('follows its set, and hides changes that the subscriber may not see', async () => {
    const [a, b] = [new Watched('a'), new Watched('b')];
    let members = [a];
    let changed = (): void => {};
    const values = live.watchAll<{ key: string; n: number }>({
      topics: async () => members.map((member) => member.asTopic),
      listen: async (heard) => ((changed = heard), async () => {}),
      printOf: ({ key, n }) => `${key} ${n >= 100}`,
    });
    expect((await values.next()).value).toEqual({ key: 'a', n: 0 });
    a.set(5);
    await sleep(100);
    members = [a, b];
    changed();
    expect((await values.next()).value).toEqual({ key: 'b', n: 0 });
    members = [b];
    changed();
    await sleep(120);
    a.set(100);
    b.set(100);
    expect((await values.next()).value).toEqual({ key: 'b', n: 100 });
    expect(a.listeners.size).toBe(0);
  });
});
