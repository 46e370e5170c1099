import { RateLimiterMemory, RateLimiterRes, type RateLimiterRedis } from 'rate-limiter-flexible';
import { addressGroup, type Limiters } from './Limiters.js';

const windowSeconds = 60;
/** How often a process tells the others what it has let through. */
const shareMs = 1_000;

interface Asker {
  id: string;
  tokenId: string | null;
}

/**
 * How many operations somebody may ask for in a minute (A5), over HTTP and WebSocket together: a user in all their sessions, each personal token, and for those who are not signed
 * in their address. Counted in memory, so that a request costs some microseconds; with Redis each process tells it once a second what it has let through and hears
 * the sum. A round trip for each request would cost more than most requests; what this costs is that several processes may let through a second's worth too much.
 */
export class RequestRates {
  private readonly signedIn: Rate | null;
  private readonly anonymous: Rate | null;
  private readonly timer: NodeJS.Timeout | null;

  /** 0: no limit. */
  constructor(limiters: Limiters, { perMinute, anonymousPerMinute }: { perMinute: number; anonymousPerMinute: number }) {
    this.signedIn = perMinute > 0 ? new Rate(limiters, 'requests', perMinute) : null;
    this.anonymous = anonymousPerMinute > 0 ? new Rate(limiters, 'anonymous', anonymousPerMinute) : null;
    this.timer = limiters.redis ? setInterval(() => void this.share(), shareMs).unref() : null;
  }

  /** Takes one operation. Answers 0, or for how many seconds there are no more. */
  async take(asker: Asker | null, address: string): Promise<number> {
    if (!asker) return (await this.anonymous?.take(addressGroup(address))) ?? 0;
    return (await this.signedIn?.take(asker.tokenId ?? asker.id)) ?? 0;
  }

  /** Tells the other processes now. */
  async share(): Promise<void> {
    await Promise.all([this.signedIn?.share(), this.anonymous?.share()]);
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }
}

class Rate {
  private readonly local: RateLimiterMemory;
  private readonly everywhere: RateLimiterRedis | null;
  private untold = new Map<string, number>();

  constructor(limiters: Limiters, name: string, points: number) {
    this.local = new RateLimiterMemory({ points, duration: windowSeconds });
    this.everywhere = limiters.shared(name, points, windowSeconds);
  }

  async take(key: string): Promise<number> {
    try {
      await this.local.consume(key);
      if (this.everywhere) this.untold.set(key, (this.untold.get(key) ?? 0) + 1);
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw error;
    }
  }

  /** With Redis away what was not told is forgotten: each process then counts for itself. */
  async share(): Promise<void> {
    const told = this.untold;
    this.untold = new Map();
    await Promise.all(
      [...told].map(async ([key, count]) => {
        const sum = await this.everywhere?.penalty(key, count).catch(() => null);
        if (sum && sum.consumedPoints >= this.local.points && sum.msBeforeNext > 0) await this.local.block(key, sum.msBeforeNext / 1000);
      }),
    );
  }
}
