export const taskStates = ['DRAFT', 'SCHEDULED', 'PREPARING', 'SENDING', 'PAUSED', 'FINISHED', 'FAILED', 'CANCELLED'] as const;
export type TaskState = (typeof taskStates)[number];

/** States that a pause can interrupt, and to which a resume goes back. */
export const pausableStates = ['SCHEDULED', 'PREPARING', 'SENDING'] as const;
export type PausableState = (typeof pausableStates)[number];

/**
 * The life of a task (SPEC section 2). PAUSED → FINISHED: the last outcomes of a paused task come in. An empty audience passes
 * through SENDING within one transaction. Ended tasks never reopen.
 */
export const taskTransitions: Readonly<Record<TaskState, readonly TaskState[]>> = {
  DRAFT: ['SCHEDULED', 'CANCELLED'],
  SCHEDULED: ['PREPARING', 'PAUSED', 'CANCELLED'],
  PREPARING: ['SENDING', 'PAUSED', 'FAILED', 'CANCELLED'],
  SENDING: ['PAUSED', 'FINISHED', 'CANCELLED'],
  PAUSED: ['SCHEDULED', 'PREPARING', 'SENDING', 'FINISHED', 'CANCELLED'],
  FINISHED: [],
  FAILED: [],
  CANCELLED: [],
};

export const mayTaskMove = (from: TaskState, to: TaskState): boolean => taskTransitions[from].includes(to);
export const hasTaskEnded = (state: TaskState): boolean => taskTransitions[state].length === 0;
export const isPausable = (state: TaskState): state is PausableState => (pausableStates as readonly TaskState[]).includes(state);
/** A task may be edited only before it starts. */
export const isEditable = (state: TaskState): boolean => state === 'DRAFT' || state === 'SCHEDULED';

export const pauseReasons = ['MANUAL', 'CAMPAIGN_PAUSED', 'LATE', 'NO_USER_QUOTA', 'NO_AVAILABLE_SERVICE', 'SERVICE_QUOTA_EXHAUSTED'] as const;
export type PauseReason = (typeof pauseReasons)[number];

export const waitingReasons = ['SERVICES_COOLING', 'SERVICES_FROZEN', 'OUTSIDE_WINDOW'] as const;
export type WaitingReason = (typeof waitingReasons)[number];
