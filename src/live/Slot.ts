/**
 * What one subscriber is still to be shown: at most one value per object, the latest. A slow client so costs one value, not a queue,
 * and is never shown an old state after a new one. Read by `for await`; graphql-ws asks for the next one when the last is written out.
 */
export class Slot<T> implements AsyncIterableIterator<T> {
  private readonly pending = new Map<string, T>();
  private waiting: PromiseWithResolvers<IteratorResult<T, undefined>> | null = null;
  private failure: { error: unknown } | null = null;
  private closed = false;

  /** `onClose` is called once, when the subscriber goes away or the last object has ended. */
  constructor(private readonly onClose: () => void) {}

  put(key: string, value: T): void {
    if (this.closed) return;
    if (this.waiting) {
      this.waiting.resolve({ value, done: false });
      this.waiting = null;
    } else this.pending.set(key, value);
  }

  /** Values that are pending are still read; then the subscription completes. */
  end(): void {
    if (this.closed) return;
    this.closed = true;
    this.waiting?.resolve({ value: undefined, done: true });
    this.waiting = null;
    this.onClose();
  }

  fail(error: unknown): void {
    if (this.closed) return;
    if (this.waiting) this.waiting.reject(error);
    else this.failure = { error };
    this.waiting = null;
    this.closed = true;
    this.onClose();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    for (const [key, value] of this.pending) {
      this.pending.delete(key);
      return Promise.resolve({ value, done: false });
    }
    if (this.failure) {
      const { error } = this.failure;
      this.failure = null;
      return Promise.reject(error);
    }
    if (this.closed) return Promise.resolve({ value: undefined, done: true });
    this.waiting ??= Promise.withResolvers();
    return this.waiting.promise;
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.pending.clear();
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  throw(error: unknown): Promise<IteratorResult<T, undefined>> {
    void this.return();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
