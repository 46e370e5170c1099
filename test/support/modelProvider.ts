import type { Outcome } from '../../src/providers/provider.js';

/** What becomes of one mail at the provider, decided by the test. */
export const fates = [
  'accepted',
  'rejected',
  'taken',
  'lost',
  'unreachable',
  'deferredService',
  'deferredRecipient',
  'exhausted',
  'credentials',
  'balance',
] as const;
export type Fate = (typeof fates)[number];

/** For so long a provider that de-duplicates knows a request id. */
const memoryMs = 3_600_000;
const words = (code: string): { code: string; text: string } => ({ code, text: code });

export interface Handed {
  subtask: string;
  attempt: number;
  service: string;
  account: string;
  /** The account de-duplicates. */
  remembers: boolean;
  at: number;
}

/** Stands for all providers: knows who got how many copies. */
export class FakeProvider {
  /** Effective copies by subtask. */
  readonly copies = new Map<string, number>();
  /** Repeats that a provider recognised by their id, counted apart. */
  repeats = 0;
  /** Everything that was handed over or tried, in order. */
  readonly handed: Handed[] = [];
  private readonly taken = new Map<string, number>();
  private readonly refused = new Set<string>();

  hand(mail: Handed, fate: Fate): Outcome {
    this.handed.push(mail);
    switch (fate) {
      case 'unreachable':
        return { kind: 'unreachable', ...words('ECONNREFUSED') };
      case 'credentials':
        return { kind: 'unreachable', freeze: 'CREDENTIALS', ...words('535') };
      case 'balance':
        return { kind: 'unreachable', freeze: 'BALANCE', ...words('30011') };
      case 'deferredService':
        return { kind: 'deferredService', ...words('429') };
      case 'exhausted':
        return { kind: 'deferredService', exhausted: true, ...words('536') };
      case 'deferredRecipient':
        return this.refused.has(mail.subtask) ? this.decide(mail, true) : { kind: 'deferredRecipient', ...words('450') };
      case 'lost':
        return { kind: 'unknown', ...words('TIMEOUT') };
      case 'taken':
        this.decide(mail, false);
        return { kind: 'unknown', ...words('HTTP_503') };
      case 'accepted':
      case 'rejected':
        return this.decide(mail, fate === 'rejected');
    }
  }

  /** A mailbox that does not exist once does not exist ever; what was taken under an id is taken. */
  private decide(mail: Handed, reject: boolean): Outcome {
    const id = `${mail.account} ${mail.subtask}-${mail.attempt}`;
    const first = mail.remembers ? this.taken.get(id) : undefined;
    if (first !== undefined && mail.at - first <= memoryMs) {
      this.repeats++;
      return { kind: 'accepted', providerId: id };
    }
    if ((reject && !this.copies.has(mail.subtask)) || this.refused.has(mail.subtask)) {
      this.refused.add(mail.subtask);
      return { kind: 'rejected', ...words('550') };
    }
    this.taken.set(id, mail.at);
    this.copies.set(mail.subtask, (this.copies.get(mail.subtask) ?? 0) + 1);
    return { kind: 'accepted', providerId: id };
  }
}
