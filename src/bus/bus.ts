import { MemoryBus } from './memoryBus.js';
import { RedisBus } from './redisBus.js';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };
export type BusListener = (payload: JsonObject) => void;

/**
 * Carries live events between processes. An event arrives at most once or more often, late, out of order, or never: it says "look again",
 * and whoever listens reads the database.
 */
export interface Bus {
  readonly kind: 'MEMORY' | 'REDIS';
  /** False: events do not get to other processes, or not from them, until the connection is back. */
  readonly connected: boolean;
  /** Never throws or rejects: an event that is lost is lost. */
  publish(channel: string, payload: JsonObject): void;
  /** Resolves when events of this channel arrive (or, with Redis away, after a moment: they arrive once it is back). Gives what ends it. */
  subscribe(channel: string, listener: BusListener): Promise<() => Promise<void>>;
  /** Called when events may have been missed and the connection stands again: time to read everything again. Gives what ends it. */
  onRestored(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface BusOptions {
  /** Tells installations on one Redis apart. */
  scope?: string;
  warn?: (line: string) => void;
}

/** The one place that chooses the driver. */
export function createBus(redisUrl: string | null, options: BusOptions = {}): Bus {
  return redisUrl === null ? new MemoryBus(options) : new RedisBus(redisUrl, options);
}
