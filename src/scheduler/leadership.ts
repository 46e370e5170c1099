import type pg from 'pg';
import type { Logger } from 'pino';
import type { LeaderLock, LeaderState } from '../lock/leaderLock.js';
import { monotonicMs, Wakeable } from './monotonic.js';

/** One UPDATE of one row a second: who looks may hold a leader for gone that was silent for a few of them. */
const beatMs = 1_000;

/**
 * Says in this process's row that it leads, since when, and whether that is sure, for the monitoring centre and the alert "without a leader" (M1, M4). It says
 * what the lock said; the steps go by the lock itself. When the row cannot be written it grows old, and then nobody leads: which is what it looks like.
 */
export class Leadership {
  private readonly bell = new Wakeable();
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private isSaid = false;
  private stopListening: () => void = () => {};

  constructor(
    private readonly pool: pg.Pool,
    private readonly processId: string,
    private readonly lock: LeaderLock,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.stopListening = this.lock.onChange(() => this.bell.wake());
    this.running = this.keepSaying();
  }

  /** To be called before the lock is let go: the next leader must not be seen beside us. */
  async stop(): Promise<void> {
    this.stopListening();
    this.stopping = true;
    this.bell.wake();
    await this.running;
    await this.say('WAITING').catch(() => {});
  }

  private async keepSaying(): Promise<void> {
    while (!this.stopping) {
      await this.say(this.lock.state).catch((error: unknown) => this.log.warn({ err: error }, 'who leads could not be written down; trying again'));
      await this.bell.sleepUntil(monotonicMs() + beatMs);
    }
  }

  private async say(state: LeaderState): Promise<void> {
    if (state === 'WAITING') {
      if (!this.isSaid) return;
      await this.pool.query({
        name: 'leads-no-more',
        text: 'UPDATE processes SET leads_since = NULL, led_at = NULL, leads_unsure = false WHERE id = $1',
        values: [this.processId],
      });
      this.isSaid = false;
      return;
    }
    this.isSaid = true;
    await this.pool.query({
      name: 'leads',
      text: 'UPDATE processes SET leads_since = coalesce(leads_since, clock_timestamp()), led_at = clock_timestamp(), leads_unsure = $2 WHERE id = $1',
      values: [this.processId, state === 'UNREACHABLE'],
    });
  }
}
