/** SENDING and CANCELLED are derived: the view subtask_states is the one definition. */
export const subtaskStates = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'SKIPPED', 'CANCELLED'] as const;
export type SubtaskState = (typeof subtaskStates)[number];

export const skipReasons = ['SUPPRESSED', 'ERASED', 'STOPPED'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** One mail to one recipient, as the view subtask_states shows it. Not an entity of the ORM: it is written by dispatch only, in sets. */
export interface Subtask {
  id: string;
  taskId: string;
  seq: number;
  contactId: string;
  email: string;
  state: SubtaskState;
  skipReason: SkipReason | null;
  attempt: number;
  serviceId: string | null;
  templateVersionId: string | null;
  fromAddress: string | null;
  messageId: string | null;
  providerId: string | null;
  code: string | null;
  text: string | null;
  attemptedAt: Date | null;
  settledAt: Date | null;
  /** The mail of an ended task that this one sends again. */
  retryOfId: string | null;
}

export const attemptOutcomes = ['DEFERRED_SERVICE', 'DEFERRED_RECIPIENT', 'UNREACHABLE', 'UNKNOWN', 'SENT', 'FAILED', 'SKIPPED'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** One try to hand a subtask to a service: those that settled nothing, and the one that did. */
export interface Attempt {
  taskId: string;
  seq: number;
  number: number;
  at: Date;
  serviceId: string | null;
  outcome: AttemptOutcome;
  code: string | null;
  text: string | null;
}
