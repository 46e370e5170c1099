import type { Pacing, Sink, Topic } from './LiveObject.js';

/** A set of watched objects that itself may change: all my services. */
export interface WatchedSet<T> {
  /** The objects that belong to it now. */
  topics(): Promise<Topic<T>[]>;
  /** Hears that the set may have changed; it is asked for again every `safetyMs` in any case. */
  listen(changed: () => void): Promise<() => Promise<void>>;
  /** What this subscriber may see of a value; a change of anything else is not shown. Left out: all of it. */
  printOf?(value: T): string;
}

/** Who is told of the objects of a set: a subscriber's slot, or what makes one value of them. */
export interface Receiver<T> {
  put(key: string, value: T): void;
  fail(error: unknown): void;
  /** The objects that belong to the set from now on, in its order. */
  settle?(keys: string[]): void;
}

/** Keeps one subscriber's slot following exactly the objects of a set. */
export class Following<T> {
  private readonly stops = new Map<string, () => void>();
  private readonly prints = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;
  private dueAtMs = Infinity;
  private stopListening: (() => Promise<void>) | null = null;
  private isOver = false;
  private isStale = false;
  private isRefreshing = false;

  constructor(
    private readonly set: WatchedSet<T>,
    private readonly follow: (topic: Topic<T>, sink: Sink<T>) => () => void,
    private readonly pacing: Pacing,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  async start(slot: Receiver<T>): Promise<void> {
    this.stopListening = await this.set.listen(() => this.refreshWithin(slot, this.pacing.coalesceMs));
    if (this.isOver) return this.stop();
    await this.refresh(slot);
  }

  stop(): void {
    this.isOver = true;
    if (this.timer) clearTimeout(this.timer);
    for (const stop of this.stops.values()) stop();
    this.stops.clear();
    const stop = this.stopListening;
    this.stopListening = null;
    stop?.().catch(this.onTrouble);
  }

  /** Sets the timer, unless it is to ring sooner already. */
  private refreshWithin(slot: Receiver<T>, ms: number): void {
    if (this.isOver) return;
    if (this.isRefreshing) {
      this.isStale = true;
      return;
    }
    const dueAtMs = performance.now() + ms;
    if (this.timer && this.dueAtMs <= dueAtMs) return;
    if (this.timer) clearTimeout(this.timer);
    this.dueAtMs = dueAtMs;
    this.timer = setTimeout(() => void this.refresh(slot).catch(this.onTrouble), ms);
  }

  /** One at a time, or an older answer could overtake a newer one and bring back what was taken away. */
  private async refresh(slot: Receiver<T>): Promise<void> {
    this.isRefreshing = true;
    this.isStale = false;
    this.timer = null;
    try {
      const wanted = new Map((await this.set.topics()).map((topic) => [topic.key, topic]));
      if (this.isOver) return;
      for (const key of [...this.stops.keys()]) if (!wanted.has(key)) this.drop(key);
      slot.settle?.([...wanted.keys()]);
      for (const [key, topic] of wanted) if (!this.stops.has(key)) this.stops.set(key, this.follow(topic, this.sink(key, slot)));
    } finally {
      this.isRefreshing = false;
      this.refreshWithin(slot, this.isStale ? this.pacing.coalesceMs : this.pacing.safetyMs);
    }
  }

  private sink(key: string, slot: Receiver<T>): Sink<T> {
    return {
      next: (value) => {
        const print = this.set.printOf?.(value);
        if (print !== undefined && this.prints.get(key) === print) return;
        if (print !== undefined) this.prints.set(key, print);
        slot.put(key, value);
      },
      fail: (error) => slot.fail(error),
      end: () => this.drop(key),
    };
  }

  private drop(key: string): void {
    this.stops.get(key)?.();
    this.stops.delete(key);
    this.prints.delete(key);
  }
}
