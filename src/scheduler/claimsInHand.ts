import type { Claim } from './claims.js';

type Known = Pick<Claim, 'id' | 'serviceId' | 'size' | 'stopped'>;

/**
 * The claims this process knows, until a flush that ends them has been answered: to mark those that must stop, and to tell claims whose answer
 * was lost from these. A claim dropped sooner would be taken for a lost one, and its mails handed back although they were sent.
 */
export class ClaimsInHand {
  private readonly claims = new Map<number, { claim: Known; left: number }>();

  add(claim: Known): void {
    this.claims.set(claim.id, { claim, left: claim.size });
  }

  /** One mail of the claim was settled or handed back, and the database has said so. */
  ended(claimId: number): void {
    const entry = this.claims.get(claimId);
    if (entry && --entry.left <= 0) this.claims.delete(claimId);
  }

  /** Marks claims as stopped; answers the services whose queues hold mails of them. */
  stop(ids: readonly number[]): Set<string> {
    const services = new Set<string>();
    for (const id of ids) {
      const entry = this.claims.get(id);
      if (!entry || entry.claim.stopped) continue;
      entry.claim.stopped = true;
      services.add(entry.claim.serviceId);
    }
    return services;
  }

  get size(): number {
    return this.claims.size;
  }

  get ids(): number[] {
    return [...this.claims.keys()];
  }
}
