import type { EntityManager } from '@mikro-orm/postgresql';
import type { AudienceRule } from '../entities/AudienceRule.js';
import { countAudience } from './audience.js';

/** Counting a million contacts takes up to a second (audience.sql). */
const most = { counts: 20, ms: 5_000 } as const;

/**
 * Counts audiences for one request, each rule once, one after another so that one request takes one connection, and within bounds: what comes after them is not
 * counted, and null.
 */
export class AudienceCounts {
  private readonly known = new Map<string, Promise<number | null>>();
  private last: Promise<unknown> = Promise.resolve();
  private counted = 0;
  private spentMs = 0;

  constructor(
    private readonly em: EntityManager,
    private readonly bounds: { counts: number; ms: number } = most,
  ) {}

  of(userId: string, rule: AudienceRule): Promise<number | null> {
    const key = `${userId} ${JSON.stringify(rule)}`;
    const known = this.known.get(key);
    if (known) return known;
    const count = this.last.then(() => this.count(userId, rule));
    this.known.set(key, count);
    this.last = count.catch(() => undefined);
    return count;
  }

  private async count(userId: string, rule: AudienceRule): Promise<number | null> {
    if (this.counted >= this.bounds.counts || this.spentMs >= this.bounds.ms) return null;
    this.counted++;
    const began = performance.now();
    const count = await countAudience(this.em, userId, rule);
    this.spentMs += performance.now() - began;
    return count;
  }
}
