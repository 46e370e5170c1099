import { Following, type WatchedSet } from './Following.js';
import { Gathering, type Merge } from './Gathering.js';
import { LiveObject, type Pacing, type Sink, type Topic } from './LiveObject.js';
import { Slot } from './Slot.js';

interface TroubleLog {
  warn(details: object, message: string): void;
}

const defaultPacing: Pacing = { coalesceMs: 250, safetyMs: 5_000 };

/** Counted, so that an object is closed when its last follower goes, and not under one who is just coming. */
interface Watched {
  opening: Promise<LiveObject<unknown>>;
  followers: number;
}

/** Every object that somebody in this process watches, each loaded once for all who watch it. */
export class LiveObjects {
  private readonly objects = new Map<string, Watched>();
  private readonly closers = new Set<() => void>();

  constructor(
    private readonly log: TroubleLog,
    private readonly pacing: Pacing = defaultPacing,
  ) {}

  /** The present state first, then the latest one after each change, until the object is gone. */
  watch<T>(topic: Topic<T>): AsyncIterableIterator<T> {
    const slot = this.slot<T>(() => stop());
    const stop = this.follow(topic, {
      next: (value) => slot.put(topic.key, value),
      fail: (error) => slot.fail(error),
      end: () => slot.end(),
    });
    return slot;
  }

  /** The same over a set of objects that itself changes; it ends only with its subscriber. */
  watchAll<T>(watched: WatchedSet<T>): AsyncIterableIterator<T> {
    const following = new Following(watched, (topic, sink) => this.follow(topic, sink), this.pacing, (error) => this.trouble(error));
    const slot = this.slot<T>(() => following.stop());
    following.start(slot).catch((error: unknown) => slot.fail(error));
    return slot;
  }

  /** One value made of all objects of a set, as it is now and after each change of it. */
  watchMerged<T, V>(watched: WatchedSet<T>, merge: Merge<T, V>): AsyncIterableIterator<V> {
    const following = new Following(watched, (topic, sink) => this.follow(topic, sink), this.pacing, (error) => this.trouble(error));
    const slot = this.slot<V>(() => {
      following.stop();
      gathering.stop();
    });
    const gathering = new Gathering(merge, slot, this.pacing.coalesceMs);
    following.start(gathering).catch((error: unknown) => slot.fail(error));
    return slot;
  }

  /** After the bus was away: whatever is shown may be old. */
  reload(): void {
    for (const { opening } of this.objects.values()) {
      opening.then(
        (object) => object.changed(),
        () => undefined,
      );
    }
  }

  private slot<T>(onClose: () => void): Slot<T> {
    const close = (): void => slot.end();
    const slot = new Slot<T>(() => {
      this.closers.delete(close);
      onClose();
    });
    this.closers.add(close);
    return slot;
  }

  /** Ends every subscription, at shutdown. */
  close(): void {
    for (const close of [...this.closers]) close();
  }

  private follow<T>(topic: Topic<T>, sink: Sink<T>): () => void {
    const watched = this.open(topic);
    watched.followers++;
    let isOver = false;
    watched.opening.then(
      (object) => !isOver && object.add(sink as Sink<unknown>),
      (error: unknown) => !isOver && sink.fail(error),
    );
    return () => {
      if (isOver) return;
      isOver = true;
      const isLast = --watched.followers === 0;
      if (isLast) this.objects.delete(topic.key);
      watched.opening.then(
        (object) => (isLast ? object.close() : object.remove(sink as Sink<unknown>)),
        () => undefined,
      );
    };
  }

  private open<T>(topic: Topic<T>): Watched {
    const known = this.objects.get(topic.key);
    if (known) return known;
    const opening = LiveObject.open(topic as Topic<unknown>, topic.pacing ?? this.pacing, (error) => this.trouble(error));
    const made: Watched = { opening, followers: 0 };
    this.objects.set(topic.key, made);
    return made;
  }

  private trouble(error: unknown): void {
    this.log.warn({ err: error }, 'a watched object could not be read; trying again');
  }
}
