import { Redis } from 'ioredis';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import Redlock, { ExecutionError, ResourceLockedError, type Lock } from 'redlock';
import type { LeaderLock, LeaderLockOptions, LeaderState } from './leaderLock.js';
import { LeaderStates } from './leaderStates.js';

/** Redlock's own "using" repeats a failed extension without a pause and hides why it failed, so acquire and extend are called here. */
export class RedisLeaderLock implements LeaderLock {
  private readonly states = new LeaderStates('WAITING');
  private readonly redis: Redis;
  private readonly redlock: Redlock;
  private readonly key: string;
  private readonly ttlMs: number;
  private readonly stopping = new AbortController();
  private lock: Lock | null = null;
  private beats: Promise<void> | null = null;

  constructor(url: string, { scope = '', ttlMs = 3_000, warn = () => {} }: LeaderLockOptions) {
    this.ttlMs = ttlMs;
    this.key = `sluice:${scope}:leader`;
    const answerMs = Math.min(1_000, Math.ceil(ttlMs / 3));
    this.redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: answerMs, socketTimeout: 5_000, connectTimeout: 5_000, disconnectTimeout: 200 });
    this.redis.on('error', () => {});
    this.states.onChange((state) => {
      if (state === 'UNREACHABLE') warn('Redis does not answer, so who leads is not known: this scheduler works at a slower beat until it does');
    });
    this.redlock = new Redlock([this.redis], { retryCount: 0 });
  }

  get state(): LeaderState {
    return this.states.current;
  }

  onChange(listener: (state: LeaderState) => void): () => void {
    return this.states.onChange(listener);
  }

  async start(): Promise<void> {
    if (this.beats !== null) return;
    if (this.redis.status !== 'ready') {
      const patience = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(2_000)]);
      await once(this.redis, 'ready', { signal: patience }).catch(() => {});
    }
    await this.beat();
    this.beats = this.keepBeating();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.beats;
    await this.lock?.release().catch(() => {});
    this.lock = null;
    this.redis.disconnect();
    this.states.become('WAITING');
  }

  private async keepBeating(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // Jitter: those who wait should not all ask in the same moment.
      await sleep((this.ttlMs / 4) * (0.8 + 0.4 * Math.random()), undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.beat();
    }
  }

  private async beat(): Promise<void> {
    // After a stall of the process longer than the lock lasts, Redlock would refuse to extend it without asking.
    if (this.lock !== null && hasExpired(this.lock)) this.lock = null;
    try {
      this.lock = this.lock === null ? await this.redlock.acquire([this.key], this.ttlMs) : await this.lock.extend(this.ttlMs);
      this.states.become('LEADING');
    } catch (error) {
      if (await isHeldByAnother(error)) {
        this.lock = null;
        this.states.become('WAITING');
      } else if (this.lock === null || hasExpired(this.lock)) {
        this.lock = null;
        this.states.become('UNREACHABLE');
      }
      // Else Redis is away for a moment, and the lock still ours: nobody else can have it before it expires.
    }
  }
}

// Redlock reckons with the wall clock, so the same one is asked here; the clock of tests has no say in it.
// eslint-disable-next-line no-restricted-syntax
const hasExpired = (lock: Lock): boolean => lock.expiration <= Date.now();

/** Redlock wraps why it failed in one error for all; the votes of the server tell. */
async function isHeldByAnother(error: unknown): Promise<boolean> {
  if (!(error instanceof ExecutionError) || error.attempts.length === 0) return false;
  const attempts = await Promise.all(error.attempts);
  return attempts.every((stats) => [...stats.votesAgainst.values()].every((reason) => reason instanceof ResourceLockedError));
}
