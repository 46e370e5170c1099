import { reasonText } from './reasonTexts.js';
import { availabilityOf, type ServiceState } from './serviceStates.js';

/** How many of a user's services can send, and of the others what keeps them from it: each counted once, by its gravest cause. */
export interface AvailabilitySummary {
  services: number;
  available: number;
  cooling: number;
  exhausted: number;
  frozen: number;
  disabled: number;
  /** Mails that those which can send, or will in a moment, have left today. For administrators. */
  quotaRemaining: number;
}

/** The words of SPEC section 2 for a task that waits for a service, and that nothing is mapped at all. */
export type AvailabilityWarningCode = 'NO_SERVICE_MAPPED' | 'NO_AVAILABLE_SERVICE' | 'SERVICES_FROZEN' | 'SERVICE_QUOTA_EXHAUSTED';

export interface AvailabilityWarning {
  code: AvailabilityWarningCode;
  text: { zh: string; en: string };
  /** When the first of them can send again by itself; null when a person must do something. */
  until: Date | null;
}

export function summaryOf(states: readonly ServiceState[]): AvailabilitySummary {
  const causes = states.map((state) => availabilityOf(state).cause);
  const count = (cause: string | null): number => causes.filter((each) => each === cause).length;
  return {
    services: states.length,
    available: count(null),
    cooling: count('COOLING'),
    exhausted: count('EXHAUSTED'),
    frozen: count('FROZEN'),
    disabled: count('DISABLED'),
    quotaRemaining: states.filter(isUsable).reduce((sum, state) => sum + state.quotaRemaining, 0),
  };
}

/** Can send now, or when its pace interval is over. */
export function isUsable(state: ServiceState): boolean {
  const { cause } = availabilityOf(state);
  return cause === null || cause === 'COOLING';
}

/** Null while at least one can send (F25.1). Judged like a task that waits (show_waiting.sql): by the enabled services only, quota before freezes. */
export function warningOf(states: readonly ServiceState[]): AvailabilityWarning | null {
  if (states.some(isUsable)) return null;
  const enabled = states.filter((state) => state.isEnabled && !state.isArchived);
  const resets = enabled.filter((state) => !state.frozenReason).map((state) => state.periodEndsAt.getTime());
  const until = resets.length === 0 ? null : new Date(Math.min(...resets));
  if (states.length === 0) return { code: 'NO_SERVICE_MAPPED', text: { zh: '尚未关联发信服务', en: 'No sending service is mapped' }, until };
  const code = enabled.length === 0 ? 'NO_AVAILABLE_SERVICE' : enabled.every((state) => state.quotaRemaining === 0) ? 'SERVICE_QUOTA_EXHAUSTED' : 'SERVICES_FROZEN';
  return { code, text: reasonText(code)!, until };
}
