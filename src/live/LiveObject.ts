/** An object that is watched: how to hear of its changes, and how to read its present state. */
export interface Topic<T> {
  /** Unique in the process: kind and id. */
  key: string;
  /** Hears of changes; the bus carries ids only and may lose, repeat and reorder. */
  listen(changed: () => void): Promise<() => Promise<void>>;
  /** Reads the state; null when the object is gone. A plain value: all subscribers share it. */
  load(): Promise<T | null>;
  /** Where it differs from that of all others. */
  pacing?: Pacing;
}

export interface Sink<T> {
  next(value: T): void;
  end(): void;
  fail(error: unknown): void;
}

export interface Pacing {
  /** Least time between the beginnings of two loads. */
  coalesceMs: number;
  /** While somebody watches it is loaded at least this often: the bus may lose messages, and some states change by time alone. */
  safetyMs: number;
}

/**
 * One watched object: loaded once for all its subscribers, at most every `coalesceMs`. A subscriber is shown the state of a load
 * that began after it came, then every state that differs from the last it was shown.
 */
export class LiveObject<T> {
  private readonly shown = new Map<Sink<T>, string | null>();
  private timer: NodeJS.Timeout | null = null;
  private dueAtMs = Infinity;
  private lastLoadAtMs = -Infinity;
  private isLoading = false;
  private isStale = false;
  private stopListening: (() => Promise<void>) | null = null;

  private constructor(
    private readonly topic: Topic<T>,
    private readonly pacing: Pacing,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** Subscribes to the bus before anything is loaded, so that no change falls between. */
  static async open<T>(topic: Topic<T>, pacing: Pacing, onTrouble: (error: unknown) => void): Promise<LiveObject<T>> {
    const object = new LiveObject(topic, pacing, onTrouble);
    object.stopListening = await topic.listen(() => object.changed());
    return object;
  }

  add(sink: Sink<T>): void {
    this.shown.set(sink, null);
    this.loadWithin(0);
  }

  remove(sink: Sink<T>): void {
    this.shown.delete(sink);
  }

  changed(): void {
    this.loadWithin(this.lastLoadAtMs + this.pacing.coalesceMs - performance.now());
  }

  close(): void {
    this.shown.clear();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const stop = this.stopListening;
    this.stopListening = null;
    stop?.().catch(this.onTrouble);
  }

  /** Sets the timer, unless it is to ring sooner already. What comes while a load runs makes it run again. */
  private loadWithin(ms: number): void {
    if (this.isLoading) {
      this.isStale = true;
      return;
    }
    const dueAtMs = performance.now() + Math.max(0, ms);
    if (this.timer && this.dueAtMs <= dueAtMs) return;
    if (this.timer) clearTimeout(this.timer);
    this.dueAtMs = dueAtMs;
    this.timer = setTimeout(() => void this.load(), Math.max(0, ms));
  }

  private async load(): Promise<void> {
    this.timer = null;
    this.isLoading = true;
    this.isStale = false;
    this.lastLoadAtMs = performance.now();
    const audience = [...this.shown.keys()];
    try {
      const value = await this.topic.load();
      const print = JSON.stringify(value);
      for (const sink of audience) this.show(sink, value, print);
    } catch (error) {
      this.onTrouble(error);
      // Who has been shown nothing yet learns of it; the others keep what they have until the next load.
      for (const sink of audience) if (this.shown.get(sink) === null) this.drop(sink, () => sink.fail(error));
    }
    this.isLoading = false;
    if (this.shown.size === 0) return;
    const hasNewcomers = [...this.shown.values()].includes(null);
    this.loadWithin(hasNewcomers ? 0 : this.isStale ? this.pacing.coalesceMs : this.pacing.safetyMs);
  }

  private show(sink: Sink<T>, value: T | null, print: string): void {
    if (!this.shown.has(sink)) return;
    if (value === null) return this.drop(sink, () => sink.end());
    if (this.shown.get(sink) === print) return;
    this.shown.set(sink, print);
    sink.next(value);
  }

  private drop(sink: Sink<T>, tell: () => void): void {
    tell();
    this.remove(sink);
  }
}
