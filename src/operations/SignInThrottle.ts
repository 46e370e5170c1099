import { now } from '../clock.js';
import { Refusal } from '../errors.js';

const attempts = 10;
const windowMs = 15 * 60_000;
const mostBuckets = 100_000;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Wrong passwords per account and address: ten, refilled over a quarter of an hour (F22.2). Kept in the process: with n api processes
 * it is n times as many, which still makes guessing hopeless, and a restart forgives.
 */
export class SignInThrottle {
  private readonly buckets = new Map<string, Bucket>();

  /** Refuses when the bucket is empty. To be asked before a password is looked at, so that a right guess is refused as well. */
  check(account: string, address: string): void {
    const bucket = this.refilled(keyOf(account, address));
    if (bucket.tokens >= 1) return;
    const minutes = Math.ceil(((1 - bucket.tokens) * windowMs) / attempts / 60_000);
    throw new Refusal('TOO_MANY_ATTEMPTS', `Too many wrong passwords. Try again in ${minutes} min.`);
  }

  failed(account: string, address: string): void {
    const key = keyOf(account, address);
    const bucket = this.refilled(key);
    this.buckets.delete(key);
    this.buckets.set(key, { ...bucket, tokens: Math.max(0, bucket.tokens - 1) });
    // The oldest go first: whoever fills the table with invented names forgives nobody who guessed lately.
    for (const oldest of this.buckets.keys()) {
      if (this.buckets.size <= mostBuckets) break;
      this.buckets.delete(oldest);
    }
  }

  succeeded(account: string, address: string): void {
    this.buckets.delete(keyOf(account, address));
  }

  private refilled(key: string): Bucket {
    const at = now().getTime();
    const bucket = this.buckets.get(key);
    if (!bucket) return { tokens: attempts, at };
    return { tokens: Math.min(attempts, bucket.tokens + ((at - bucket.at) / windowMs) * attempts), at };
  }
}

/** Cut, or invented names of a megabyte each would fill the memory. */
const keyOf = (account: string, address: string): string => `${account.slice(0, 100).toLowerCase()} ${address}`;
