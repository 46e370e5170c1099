import { Dice } from './dice.js';
import { pointNames, type PointName } from './points.js';

/** What happens in one round, and when: drawn before it begins, so that a seed gives the same plan again. */
export type Step = { atMs: number; pick: number } & (
  | { kind: 'kill'; role: 'worker' | 'scheduler'; againAfterMs: number }
  | { kind: 'point'; point: PointName; then: 'kill' | 'cut'; deliver: boolean; againAfterMs: number }
  | { kind: 'stop'; role: 'worker' | 'scheduler'; forMs: number; lonelyMs: number }
  | { kind: 'redis'; awayMs: number }
  | { kind: 'postgres'; mode: 'fast' | 'immediate' | 'kill' }
  | { kind: 'cut'; what: 'postgres' | 'redis' | 'provider'; share: number; reset: boolean }
);

export interface RoundPlan {
  seed: number;
  steps: Step[];
  /** Quotas that bind, and whether the day of one service ends in the middle of the round. */
  pacedEngagelabQuota: number;
  pacedSmtpQuota: number;
  periodEndsAfterMs: number | null;
}

export const chaosMs = 5_000;

export function drawPlan(seed: number, leaseMs: number): RoundPlan {
  const dice = new Dice(seed);
  const steps: Step[] = [];
  const add = (fromMs: number, toMs: number, step: Omit<Step, 'atMs' | 'pick'>): void =>
    void steps.push({ atMs: dice.between(fromMs, toMs), pick: dice.next(), ...step } as Step);
  // Every named point in every round: two by a kill, two by a lost answer that the process survives.
  dice.shuffled(pointNames).forEach((point, i) =>
    add(300 + i * 1_000, 1_300 + i * 1_000, { kind: 'point', point, then: i % 2 === 0 ? 'kill' : 'cut', deliver: dice.chance(0.5), againAfterMs: dice.between(0, 400) } as never),
  );
  add(500, chaosMs - 500, { kind: 'kill', role: 'worker', againAfterMs: dice.between(0, 600) } as never);
  if (dice.chance(0.4)) add(1_000, chaosMs, { kind: 'kill', role: 'worker', againAfterMs: dice.between(0, 300) } as never);
  if (dice.chance(0.5)) add(300, chaosMs, { kind: 'kill', role: 'scheduler', againAfterMs: dice.between(0, 600) } as never);
  // Just over a lease: awake again, it has mails left whose deadline has not come, and somebody else has its lanes. It finds that out
  // within milliseconds, unless it cannot ask: then only its deadlines keep it apart from the new owner. Or for long.
  add(300, chaosMs - 1_500, { kind: 'stop', role: 'worker', forMs: leaseMs + dice.between(150, 500), lonelyMs: dice.chance(0.7) ? dice.between(200, 600) : 0 } as never);
  if (dice.chance(0.6)) add(300, chaosMs - 1_500, { kind: 'stop', role: dice.chance(0.7) ? 'worker' : 'scheduler', forMs: leaseMs + dice.between(450, 2_800), lonelyMs: 0 } as never);
  if (dice.chance(0.6)) add(500, chaosMs - 500, { kind: 'redis', awayMs: dice.between(0, 800) } as never);
  if (dice.chance(0.6)) add(500, chaosMs - 500, { kind: 'postgres', mode: dice.oneOf(['fast', 'immediate', 'kill'] as const) } as never);
  const cuts = dice.between(2, 4);
  for (let i = 0; i < cuts; i++) {
    add(300, chaosMs, { kind: 'cut', what: dice.oneOf(['postgres', 'redis', 'provider', 'provider'] as const), share: dice.oneOf([0.3, 1]), reset: dice.chance(0.5) } as never);
  }
  return {
    seed,
    steps: steps.sort((a, b) => a.atMs - b.atMs),
    pacedEngagelabQuota: dice.between(400, 700),
    pacedSmtpQuota: dice.between(30, 90),
    periodEndsAfterMs: dice.chance(0.5) ? dice.between(1_500, 4_000) : null,
  };
}

export function tell(step: Step): string {
  switch (step.kind) {
    case 'kill':
      return `kill -9 of a ${step.role}`;
    case 'point':
      return `${step.then} at "${step.point}"${step.point === 'requestWritten' ? (step.deliver ? ', delivered' : ', not delivered') : ''}`;
    case 'stop':
      return `SIGSTOP of a ${step.role} for ${step.forMs} ms${step.lonelyMs > 0 ? `, then ${step.lonelyMs} ms without PostgreSQL` : ''}`;
    case 'redis':
      return `restart of Redis, away ${step.awayMs} ms`;
    case 'postgres':
      return `restart of PostgreSQL, ${step.mode}`;
    case 'cut':
      return `${step.reset ? 'reset' : 'end'} of ${step.share < 1 ? 'some' : 'all'} connections to ${step.what}`;
  }
}
