import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Topic } from '../../src/live/LiveObject.js';
import { LiveObjects } from '../../src/live/LiveObjects.js';

type Counted = { n: number };

let live: LiveObjects;
let warnings: unknown[];
let numbers: Map<string, number>;
let loads: number;
let heard: Map<string, Set<() => void>>;
let members: string[];
let membersChanged: Set<() => void>;

beforeEach(() => {
  warnings = [];
  numbers = new Map();
  loads = 0;
  heard = new Map();
  members = [];
  membersChanged = new Set();
  live = new LiveObjects({ warn: (details) => void warnings.push(details) }, { coalesceMs: 60, safetyMs: 60_000 });
});
afterEach(() => live.close());

const listening = (listeners: Set<() => void>) => async (changed: () => void) => {
  listeners.add(changed);
  return async () => void listeners.delete(changed);
};

const topic = (key: string): Topic<Counted> => {
  if (!heard.has(key)) heard.set(key, new Set());
  return {
    key,
    listen: listening(heard.get(key)!),
    load: async () => {
      loads++;
      if (!numbers.has(key)) throw new Error(`no ${key}`);
      return { n: numbers.get(key)! };
    },
  };
};

const set = (key: string, n: number): void => {
  numbers.set(key, n);
  for (const changed of heard.get(key) ?? []) changed();
};

const become = (...keys: string[]): void => {
  members = keys;
  for (const changed of membersChanged) changed();
};

/** The numbers in order; below 0 all are the same to this subscriber. */
const all = () =>
  live.watchMerged<Counted, number[]>(
    { topics: async () => members.map(topic), listen: listening(membersChanged) },
    { valueOf: (parts) => parts.map(({ n }) => n), printOf: (value) => JSON.stringify(value.map((n) => Math.max(n, 0))) },
  );
const next = async (values: AsyncIterator<number[]>): Promise<number[] | undefined> => (await values.next()).value as number[] | undefined;

describe('one value made of a set of watched objects', () => {
  test('is shown when all of them are known, in the order of the set, and also of none', async () => {
    expect(await next(all())).toEqual([]);
    set('a', 1);
    set('b', 2);
    members = ['b', 'a'];
    expect(await next(all())).toEqual([2, 1]);
  });

  test('follows its objects and its set, and is never made of an object that has left and come back as it was before', async () => {
    set('a', 1);
    set('b', 2);
    members = ['a'];
    const values = all();
    expect(await next(values)).toEqual([1]);
    become('a', 'b');
    expect(await next(values)).toEqual([1, 2]);
    become('b');
    expect(await next(values)).toEqual([2]);
    set('a', 10);
    become('a', 'b');
    expect(await next(values)).toEqual([10, 2]);
    become();
    expect(await next(values)).toEqual([]);
  });

  test('loads each object once for all who watch it, whatever they make of it', async () => {
    set('a', 1);
    members = ['a'];
    const watchers = Array.from({ length: 30 }, all);
    await Promise.all(watchers.map(next));
    const before = loads;
    set('a', 2);
    expect(await Promise.all(watchers.map(next))).toEqual(Array(30).fill([2]));
    expect(loads).toBe(before + 1);
  });

  test('is shown at most once in the interval, and not for what the subscriber may not see', async () => {
    for (const key of ['a', 'b', 'c', 'd']) set(key, 0);
    members = ['a', 'b', 'c', 'd'];
    const values = all();
    await next(values);
    let shown = 0;
    const reading = (async () => {
      for await (const value of values) {
        shown++;
        if (value.every((n) => n === 7)) return;
      }
    })();
    const began = performance.now();
    for (let n = 1; n <= 7; n++) {
      for (const key of members) {
        set(key, n);
        await sleep(10);
      }
    }
    await reading;
    expect(shown).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 60) + 1);
    // Another subscriber, because the one above has left: below 0 nothing is told.
    set('a', -1);
    const others = all();
    await next(others);
    set('a', -2);
    await sleep(150);
    set('a', 5);
    expect(await next(others)).toEqual([5, 7, 7, 7]);
  });

  test('lets go of everything when its subscriber leaves, and fails when an object cannot be read at first', async () => {
    set('a', 1);
    members = ['a'];
    const values = all();
    await next(values);
    await values.return!();
    await sleep(0);
    expect([heard.get('a')!.size, membersChanged.size]).toEqual([0, 0]);
    members = ['missing'];
    await expect(next(all())).rejects.toThrow('no missing');
  });
});
