/**
 * What a receiver is told to do other than its duty, at run time. The first rule that fits acts; "times" counts it down to nothing.
 */
export interface Rule {
  /** See smtpPhases and engagelabPhases. */
  phase: string;
  action: Action;
  /** Only so often; without it, until reset. */
  times?: number;
  /** Only where the recipient contains this. Fits no phase in which the recipient is not known yet. */
  recipient?: string;
}

export type Action =
  /** SMTP: reply code and text. HTTP: status and body, JSON when it looks like it. */
  | { kind: 'refuse'; code: number; text: string; headers?: Record<string, string> }
  /** Never answer; the connection stays open. */
  | { kind: 'stall' }
  /** Close the connection without a word. */
  | { kind: 'drop' }
  /** HTTP only: send the head and half of the body, then close. */
  | { kind: 'cut'; code: number; text: string }
  /** Do one's duty after so long. */
  | { kind: 'delay'; ms: number };

export class Behaviour {
  #rules: Rule[] = [];

  constructor(private readonly phases: readonly string[]) {}

  add(...rules: Rule[]): void {
    for (const { phase } of rules) if (!this.phases.includes(phase)) throw new Error(`no phase ${phase}: ${this.phases.join(', ')}`);
    this.#rules.push(...rules.map((rule) => ({ ...rule })));
  }

  clear(): void {
    this.#rules = [];
  }

  /** What to do now, null = one's duty. */
  next(phase: string, recipient: string | null = null): Action | null {
    if (this.#rules.length === 0) return null;
    const rule = this.#rules.find((each) => each.phase === phase && (each.recipient === undefined || recipient?.includes(each.recipient)));
    if (rule === undefined) return null;
    if (rule.times !== undefined && --rule.times <= 0) this.#rules.splice(this.#rules.indexOf(rule), 1);
    return rule.action;
  }
}
