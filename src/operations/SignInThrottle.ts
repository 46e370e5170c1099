import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../errors.js';
import { addressGroup, limiterKey, type Limiters } from './Limiters.js';

export interface Attempt {
  /** The name as given: whether there is such a user must not show. */
  account: string;
  address: string;
  /** The user signed in from there last: the limit of the account as a whole does not hold, or anybody could lock anybody out. */
  isKnownAddress: boolean;
}

interface Bound {
  limiter: RateLimiterAbstract;
  keyOf(attempt: Attempt): string | null;
}

/**
 * Wrong passwords (F22.2): ten in a quarter of an hour for an account from one address, a hundred from one address whatever the account, a hundred an hour for an
 * account from wherever they come. Only wrong ones count. An empty bucket refuses the right guess as well.
 */
export class SignInThrottle {
  private readonly pair: Bound;
  private readonly bounds: Bound[];

  constructor(limiters: Limiters) {
    this.pair = { limiter: limiters.make('pair', 10, 15 * 60), keyOf: ({ account, address }) => limiterKey(nameOf(account), addressGroup(address)) };
    this.bounds = [
      this.pair,
      { limiter: limiters.make('address', 100, 15 * 60), keyOf: ({ address }) => limiterKey(addressGroup(address)) },
      { limiter: limiters.make('account', 100, 60 * 60), keyOf: ({ account, isKnownAddress }) => (isKnownAddress ? null : limiterKey(nameOf(account))) },
    ];
  }

  /** To be asked before a password is looked at. */
  async check(attempt: Attempt): Promise<void> {
    const waits = this.keysOf(attempt).map(async ([limiter, key]) => {
      const used = await limiter.get(key);
      return used && used.msBeforeNext > 0 && used.consumedPoints >= limiter.points ? used.msBeforeNext : 0;
    });
    demandNoWait(Math.max(...(await Promise.all(waits))));
  }

  /**
   * A wrong one. Refused by another word when a bucket was emptied while it was looked at, by others sent at the same time. The narrowest bucket comes first and
   * ends it: what one address sends in vain must not use up the account's.
   */
  async failed(attempt: Attempt): Promise<void> {
    for (const [limiter, key] of this.keysOf(attempt)) {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        demandNoWait(error.msBeforeNext);
      }
    }
  }

  /** A right one. Asked again first: of a thousand guesses sent at once all pass the first question, and only as many as are left may hear that they are right. */
  async succeeded(attempt: Attempt): Promise<void> {
    await this.check(attempt);
    await this.pair.limiter.delete(this.pair.keyOf(attempt)!);
  }

  private keysOf(attempt: Attempt): [RateLimiterAbstract, string][] {
    return this.bounds.flatMap(({ limiter, keyOf }): [RateLimiterAbstract, string][] => {
      const key = keyOf(attempt);
      return key === null ? [] : [[limiter, key]];
    });
  }
}

function demandNoWait(ms: number): void {
  if (ms > 0) throw new Refusal('TOO_MANY_ATTEMPTS', `Too many wrong passwords. Try again in ${Math.ceil(ms / 60_000)} min.`);
}

const nameOf = (account: string): string => account.normalize('NFC').toLowerCase();
