import type { Link } from './proxy.js';

/**
 * The named points at which a process is killed, or an answer lost:
 *   claimCommitted   the claim function has committed; its answer does not arrive
 *   requestWritten   a mail has left the worker for the provider; no answer has come back
 *   providerAccepted the provider's answer has arrived; the flush that would say so does not reach the database
 *   flushCommitted   the flush has committed; its answer does not arrive
 * All four are seen from outside, in the bytes that pass the proxies, so the program under test holds no hooks.
 */
export const pointNames = ['claimCommitted', 'requestWritten', 'providerAccepted', 'flushCommitted'] as const;
export type PointName = (typeof pointNames)[number];

/** Who is at the point: the connection, and where known which process. */
export interface Hit {
  link: Link;
  slot: number | null;
  subtask: string | null;
  /** Passes on what was kept back. */
  goOn(): void;
}

/** Points that are waited for. The first process that comes by is taken. */
export class Points {
  private readonly armed = new Map<PointName, (hit: Hit) => void>();

  isArmed(point: PointName): boolean {
    return this.armed.has(point);
  }

  /** The next passing of this point, or null when none came in time. */
  wait(point: PointName, patienceMs: number): Promise<Hit | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.armed.delete(point);
        resolve(null);
      }, patienceMs);
      this.armed.set(point, (hit) => {
        clearTimeout(timer);
        this.armed.delete(point);
        resolve(hit);
      });
    });
  }

  hit(point: PointName, hit: Hit): void {
    this.armed.get(point)?.(hit);
  }
}
