import type { Outcome } from '../providers/provider.js';

/** What an outcome does to its mail: a result that is written, or a give-back that another claim may take. */
export type Verdict =
  | { to: 'result'; state: 'SENT' | 'FAILED' | 'UNKNOWN'; code: string | null; text: string | null; providerId: string | null; bounced?: true }
  | { to: 'back'; kind: BackKind; code: string | null; text: string | null };

export type BackKind = 'NOT_ATTEMPTED' | 'UNREACHABLE' | 'DEFERRED_SERVICE' | 'DEFERRED_RECIPIENT';

/** What an outcome says about the service. */
export interface Opinion {
  /** CLEAR: consecutive failures are forgotten; FAILURE: one more; PATIENCE: a deferral, a failure only when it lasts; NONE: nothing. */
  about: 'CLEAR' | 'FAILURE' | 'PATIENCE' | 'NONE';
  freeze?: 'CREDENTIALS' | 'BALANCE';
  exhausted?: boolean;
  retryAfterMs?: number;
  detail?: string;
}

/** The table of outcomes of ARCHITECTURE section 2, mail side. */
export function verdictOf(outcome: Outcome): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return { to: 'result', state: 'SENT', code: null, text: null, providerId: outcome.providerId };
    case 'rejected':
      return { to: 'result', state: 'FAILED', code: outcome.code, text: outcome.text, providerId: null, ...(outcome.bounced ? { bounced: true } : {}) };
    case 'unknown':
      return { to: 'result', state: 'UNKNOWN', code: outcome.code, text: outcome.text, providerId: null };
    case 'unreachable':
      return { to: 'back', kind: 'UNREACHABLE', code: outcome.code, text: outcome.text };
    case 'deferredService':
      return { to: 'back', kind: 'DEFERRED_SERVICE', code: outcome.code, text: outcome.text };
    case 'deferredRecipient':
      return { to: 'back', kind: 'DEFERRED_RECIPIENT', code: outcome.code, text: outcome.text };
    case 'notAttempted':
      return { to: 'back', kind: 'NOT_ATTEMPTED', code: null, text: null };
  }
}

/** The table of outcomes, service side. "Quota reached" is the end of a day's quota, never a failure (F19.4). */
export function opinionOf(outcome: Outcome): Opinion {
  switch (outcome.kind) {
    case 'accepted':
      return { about: 'CLEAR' };
    case 'unreachable':
      return { about: 'FAILURE', freeze: outcome.freeze, detail: `${outcome.code} ${outcome.text}` };
    case 'unknown':
      return { about: 'FAILURE', detail: `${outcome.code} ${outcome.text}` };
    case 'deferredService':
      return outcome.exhausted
        ? { about: 'NONE', exhausted: true, detail: `${outcome.code} ${outcome.text}` }
        : { about: 'PATIENCE', retryAfterMs: outcome.retryAfterMs, detail: `${outcome.code} ${outcome.text}` };
    case 'rejected':
    case 'deferredRecipient':
    case 'notAttempted':
      return { about: 'NONE' };
  }
}
