import type { Receiver } from './Following.js';
import type { Slot } from './Slot.js';

/** One value made of a set of watched objects. */
export interface Merge<T, V> {
  /** In the order in which the set names its objects. */
  valueOf(parts: T[]): V;
  /** What this subscriber may see of it, and wants to hear of; a change of anything else is not shown. */
  printOf(value: V): string;
}

/**
 * Makes one value of what Following reports object by object, once the present state of each is known, and shows it when it has changed, at most every
 * `coalesceMs`. The objects themselves are loaded once for all who watch them, whatever sets they belong to.
 */
export class Gathering<T, V> implements Receiver<T> {
  private wanted: string[] | null = null;
  private readonly parts = new Map<string, T>();
  private timer: NodeJS.Timeout | null = null;
  private shownAtMs = -Infinity;
  private print: string | null = null;
  private isOver = false;

  constructor(
    private readonly merge: Merge<T, V>,
    private readonly slot: Slot<V>,
    private readonly coalesceMs: number,
  ) {}

  put(key: string, value: T): void {
    this.parts.set(key, value);
    this.soon();
  }

  settle(keys: string[]): void {
    this.wanted = keys;
    for (const key of [...this.parts.keys()]) if (!keys.includes(key)) this.parts.delete(key);
    this.soon();
  }

  fail(error: unknown): void {
    this.slot.fail(error);
  }

  stop(): void {
    this.isOver = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private soon(): void {
    if (this.isOver || this.timer) return;
    this.timer = setTimeout(() => this.show(), Math.max(0, this.shownAtMs + this.coalesceMs - performance.now()));
  }

  private show(): void {
    this.timer = null;
    // Before all are known a total would be wrong, and would be shown for nothing.
    if (!this.wanted?.every((key) => this.parts.has(key))) return;
    const value = this.merge.valueOf(this.wanted.map((key) => this.parts.get(key)!));
    const print = this.merge.printOf(value);
    if (print === this.print) return;
    this.print = print;
    this.shownAtMs = performance.now();
    this.slot.put('merged', value);
  }
}
