import { MemoryLeaderLock } from './memoryLeaderLock.js';
import { RedisLeaderLock } from './redisLeaderLock.js';

/**
 * LEADING: the work is ours. WAITING: somebody else leads. UNREACHABLE: the lock cannot be asked, so nobody knows who leads; the work,
 * which two may do at once without harm, is then done by everybody, at a slower and jittered beat.
 */
export type LeaderState = 'LEADING' | 'WAITING' | 'UNREACHABLE';

/** Saves work, permits nothing: whoever leads may have lost it a moment ago without knowing. */
export interface LeaderLock {
  readonly state: LeaderState;
  /** Begins to stand for leader, for good; resolves when it is known how the first try went. */
  start(): Promise<void>;
  /** Calls the listener with every new state. Gives what ends it. */
  onChange(listener: (state: LeaderState) => void): () => void;
  /** Steps down at once, so that another may lead. */
  stop(): Promise<void>;
}

export interface LeaderLockOptions {
  /** Tells installations on one Redis apart. */
  scope?: string;
  /** Kept so long when its holder no longer renews it (it does so every quarter of that). */
  ttlMs?: number;
  warn?: (line: string) => void;
}

/** The one place that chooses the driver. */
export function createLeaderLock(redisUrl: string | null, options: LeaderLockOptions = {}): LeaderLock {
  return redisUrl === null ? new MemoryLeaderLock(options) : new RedisLeaderLock(redisUrl, options);
}
