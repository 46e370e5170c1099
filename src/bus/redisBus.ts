import { RedisPubSub } from 'graphql-redis-subscriptions';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus, BusListener, BusOptions, JsonObject } from './bus.js';
import { guarded } from './listeners.js';

/** How long a subscriber waits for Redis to confirm, in ms, before it goes on without; the subscription then holds from its return on. */
const patienceMs = 2_000;

export class RedisBus implements Bus {
  readonly kind = 'REDIS';
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly pubSub: RedisPubSub;
  private readonly prefix: string;
  private readonly warn: (line: string) => void;
  private readonly restored = new Set<() => void>();
  private reachable = true;
  private publishes = true;
  private closed = false;

  constructor(url: string, { scope = '', warn = () => {} }: BusOptions) {
    this.prefix = `sluice:${scope}:`;
    this.warn = warn;
    // Publishing does not wait for a Redis that is away: by then the event is old.
    this.publisher = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 2_000, socketTimeout: 5_000, disconnectTimeout: 200 });
    // Subscribing does: ioredis repeats what is outstanding, and every subscription there was, when the connection is back.
    const subscriber = new ForgivingRedis(url, { maxRetriesPerRequest: null, disconnectTimeout: 200 });
    subscriber.refused = (error) => this.closed || this.warn(`Events do not arrive: ${error.message}`);
    this.subscriber = subscriber;
    // Said by what is published; without a listener ioredis prints it.
    this.publisher.on('error', () => {});
    this.subscriber.on('error', (error) => this.noteLoss(error));
    this.subscriber.on('close', () => this.noteLoss());
    this.subscriber.on('ready', () => void this.noteReturn());
    this.pubSub = new RedisPubSub({ publisher: this.publisher, subscriber: this.subscriber });
  }

  get connected(): boolean {
    return this.publisher.status === 'ready' && this.subscriber.status === 'ready';
  }

  publish(channel: string, payload: JsonObject): void {
    this.pubSub.publish(this.prefix + channel, payload).then(
      () => (this.publishes = true),
      (error: unknown) => {
        // A loss that this bus is allowed. Said once, not for each event.
        if (this.publishes && this.reachable && !this.closed) this.warn(`Events are not published: ${(error as Error).message}`);
        this.publishes = false;
      },
    );
  }

  async subscribe(channel: string, listener: BusListener): Promise<() => Promise<void>> {
    let ended = false;
    const deliver = guarded(listener, channel, this.warn);
    // Never answered when the connection is closed for good.
    const id = this.pubSub.subscribe(this.prefix + channel, (payload: unknown) => void (ended || deliver(payload)));
    const impatience = new AbortController();
    await Promise.race([id, sleep(patienceMs, undefined, { signal: impatience.signal, ref: false }).catch(() => {})]);
    impatience.abort();
    return async () => {
      // Twice would end somebody else's: the package counts, it does not look.
      if (ended) return;
      ended = true;
      void id.then((known) => void (this.closed || this.pubSub.unsubscribe(known)));
    };
  }

  onRestored(listener: () => void): () => void {
    this.restored.add(listener);
    return () => void this.restored.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.restored.clear();
    this.publisher.disconnect();
    this.subscriber.disconnect();
  }

  private noteLoss(error?: Error): void {
    if (!this.reachable || this.closed) return;
    this.reachable = false;
    this.warn(`Redis does not answer; live events and wake-ups are late until it does${error ? `: ${error.message}` : ''}`);
  }

  private async noteReturn(): Promise<void> {
    if (this.reachable) return;
    this.reachable = true;
    this.warn('Redis answers again');
    // Answered after the subscriptions, which ioredis renewed on this connection first.
    await this.subscriber.ping().catch(() => {});
    for (const listener of this.restored) guarded(listener, 'restored', this.warn)({});
  }
}

/**
 * The packages leave promises of these to themselves (ioredis those of the subscriptions it renews after a reconnect); with Redis away
 * their rejection would end the process.
 */
class ForgivingRedis extends Redis {
  refused: (error: Error) => void = () => {};
  // graphql-redis-subscriptions passes a callback, and rejects a promise that nobody can reach when it is told of an error: it is told of none.
  override subscribe = (...given: unknown[]): Promise<unknown> => {
    const channels = given.filter((one) => typeof one !== 'function');
    const callback = given.find((one) => typeof one === 'function') as ((error: null, count: unknown) => void) | undefined;
    const asked = handled((super.subscribe as Command).apply(this, channels));
    asked.then(
      (count) => callback?.(null, count),
      (error: unknown) => this.refused(error as Error),
    );
    return asked;
  };
  override psubscribe = (...patterns: unknown[]): Promise<unknown> => handled((super.psubscribe as Command).apply(this, patterns));
  override unsubscribe = (...channels: unknown[]): Promise<unknown> => (super.unsubscribe as Command).apply(this, channels).catch(() => 0);
  override punsubscribe = (...patterns: unknown[]): Promise<unknown> => (super.punsubscribe as Command).apply(this, patterns).catch(() => 0);
}
type Command = (...args: unknown[]) => Promise<unknown>;

/** Still rejects for whoever waits for it. */
function handled(promise: Promise<unknown>): Promise<unknown> {
  promise.catch(() => {});
  return promise;
}
