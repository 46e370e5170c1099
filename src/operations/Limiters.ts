import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

interface Options {
  /** Tells installations on one Redis apart. */
  scope?: string;
  warn?: (line: string) => void;
}

/**
 * Makes counters of what may be done so many times in so many seconds: in memory, or in Redis for all api processes together. With Redis away each process counts for
 * itself, from what it remembers: nobody is locked out by an outage, and nobody gets more than once as much per process by one.
 */
export class Limiters {
  readonly redis: Redis | null;
  private readonly scope: string;
  private wasAway = false;

  constructor(redisUrl: string | null = null, { scope = '', warn = () => {} }: Options = {}) {
    this.scope = scope;
    // Not asked twice, and not for long: who signs in waits for it.
    this.redis = redisUrl === null ? null : new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 500, disconnectTimeout: 200 });
    this.redis?.on('error', (error) => {
      if (!this.wasAway) warn(`Redis does not answer; each process counts wrong passwords and requests for itself: ${error.message}`);
      this.wasAway = true;
    });
    this.redis?.on('ready', () => (this.wasAway = false));
  }

  make(name: string, points: number, seconds: number): RateLimiterAbstract {
    const memory = new RateLimiterMemory({ points, duration: seconds });
    return this.shared(name, points, seconds, memory) ?? memory;
  }

  /** The counter in Redis; null without Redis. */
  shared(name: string, points: number, seconds: number, insuranceLimiter?: RateLimiterMemory): RateLimiterRedis | null {
    if (!this.redis) return null;
    return new RateLimiterRedis({ storeClient: this.redis, keyPrefix: `sluice:${this.scope}:${name}`, points, duration: seconds, insuranceLimiter, rejectIfRedisNotReady: true });
  }

  close(): void {
    this.redis?.disconnect();
  }
}

/** A key of fixed length: nobody fills the memory with names of a megabyte, and no name can be read in Redis. */
export const limiterKey = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

/** Who has one IPv6 address has 2^64 of them: a /64 counts as one. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
