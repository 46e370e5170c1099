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
    return this.watchAll(async () => [topic]);
  }

  /**
   * The same over a set of objects that itself may change (all my services): `topics` is asked again after every change of `heard`
   * and every `safetyMs`. It ends when nothing is left only if nothing could come back, so with `heard` never.
   */
  watchAll<T>(topics: () => Promise<Topic<T>[]>, heard?: (changed: () => void) => Promise<() => Promise<void>>): AsyncIterableIterator<T> {
    const following = new Map<string, () => void>();
    const clean: (() => void)[] = [];
    const slot = new Slot<T>(() => {
      this.closers.delete(close);
      for (const undo of [...clean, ...following.values()]) undo();
      following.clear();
    });
    const close = (): void => slot.end();
    this.closers.add(close);
    let isOver = false;
    clean.push(() => (isOver = true));

    const refresh = async (): Promise<void> => {
      const wanted = new Map((await topics()).map((topic) => [topic.key, topic]));
      if (isOver) return;
      for (const [key, stop] of following) if (!wanted.has(key) && following.delete(key)) stop();
      for (const [key, topic] of wanted) if (!following.has(key)) following.set(key, this.follow(topic, sinkFor(key)));
    };
    const sinkFor = (key: string): Sink<T> => ({
      next: (value) => slot.put(key, value),
      fail: (error) => slot.fail(error),
      end: () => {
        following.get(key)?.();
        following.delete(key);
        if (!heard && following.size === 0) slot.end();
      },
    });
    const again = (): void => void refresh().catch((error: unknown) => this.trouble(error));
    const start = async (): Promise<void> => {
      if (heard) {
        const stop = await heard(again);
        const timer = setInterval(again, this.pacing.safetyMs);
        const undo = (): void => {
          clearInterval(timer);
          stop().catch((error: unknown) => this.trouble(error));
        };
        if (isOver) undo();
        else clean.push(undo);
      }
      await refresh();
    };
    start().catch((error: unknown) => slot.fail(error));
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
    const opening = LiveObject.open(topic as Topic<unknown>, this.pacing, (error) => this.trouble(error));
    const made: Watched = { opening, followers: 0 };
    this.objects.set(topic.key, made);
    return made;
  }

  private trouble(error: unknown): void {
    this.log.warn({ err: error }, 'a watched object could not be read; trying again');
  }
}
