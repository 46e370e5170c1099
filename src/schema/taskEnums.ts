import type { CampaignState } from '../entities/campaignStates.js';
import type { AttemptOutcome, SkipReason, SubtaskState } from '../entities/Subtask.js';
import type { RetryWhat, TaskKind } from '../entities/Task.js';
import type { TaskEvent } from '../entities/TaskLog.js';
import type { PauseReason, TaskState, WaitingReason } from '../entities/taskStates.js';
import { enumOf } from './enumOf.js';

export const CampaignStateEnum = enumOf<CampaignState>('CampaignState', 'The state of a campaign.', {
  DRAFT: 'Being planned; holds no quota.',
  ACTIVE: 'On the calendar or under way.',
  PAUSED: 'Paused with its tasks.',
  COMPLETED: 'All its tasks have ended.',
  CANCELLED: 'Ended by hand.',
});

export const TaskStateEnum = enumOf<TaskState>('TaskState', 'The state of a task. FINISHED, FAILED and CANCELLED are ends.', {
  DRAFT: 'Being planned.',
  SCHEDULED: 'Waits for its time; its quota is reserved.',
  PREPARING: 'Its recipients are being found.',
  SENDING: 'Its mails are going out.',
  PAUSED: 'Stopped; the pause reason says why and how it goes on.',
  FINISHED: 'Every mail has ended, failed ones included.',
  FAILED: 'It could not be prepared.',
  CANCELLED: 'Ended by hand.',
});

export const TaskKindEnum = enumOf<TaskKind>('TaskKind', 'What a task is.', {
  NORMAL: 'A part of the plan.',
  RETRY: 'Sends mails of an ended task again.',
});

export const RetryWhatEnum = enumOf<RetryWhat>('RetryWhat', 'Which mails of an ended task are sent again.', {
  FAILED: 'Those that failed.',
  UNKNOWN: 'Those of which nobody can tell whether they arrived: some recipients may get them twice.',
});

export const PauseReasonEnum = enumOf<PauseReason>('PauseReason', 'Why a task is paused.', {
  MANUAL: 'By hand; goes on by hand.',
  CAMPAIGN_PAUSED: 'With its campaign; goes on with it.',
  LATE: 'It missed its time and waits for a person.',
  NO_USER_QUOTA: 'The user’s quota does not suffice; goes on by hand when it does.',
  NO_AVAILABLE_SERVICE: 'No enabled service is mapped to the user; goes on by hand when one is.',
  SERVICE_QUOTA_EXHAUSTED: 'The services have no quota left today; goes on by itself.',
});

export const WaitingReasonEnum = enumOf<WaitingReason>('WaitingReason', 'Why a task that is sending has nothing under way. It goes on by itself.', {
  SERVICES_COOLING: 'Its services are inside their pace interval.',
  SERVICES_FROZEN: 'Its services are frozen.',
  OUTSIDE_WINDOW: 'It is outside its send window.',
});

export const TaskEventEnum = enumOf<TaskEvent>('TaskEvent', 'What became of a task.', {
  CREATED: 'Planned.',
  EDITED: 'Changed before it started.',
  SCHEDULED: 'Put on the calendar; quota was reserved.',
  STARTED: 'Its time had come; recipients are being found.',
  SENDING: 'Its mails go out.',
  WAITING: 'It waits; the reason says for what.',
  PAUSED: 'Stopped; the reason says why.',
  RESUMED: 'Went on; the reason is the one that has ended.',
  FINISHED: 'Every mail has ended.',
  FAILED: 'It could not be prepared.',
  CANCELLED: 'Ended by hand.',
});

export const SubtaskStateEnum = enumOf<SubtaskState>('SubtaskState', 'The state of one mail.', {
  PENDING: 'Waits for a service to take it.',
  SENDING: 'A service has taken it.',
  SENT: 'The provider accepted it.',
  FAILED: 'The provider refused it.',
  UNKNOWN: 'Nobody can tell whether the provider took it; later proof may.',
  SKIPPED: 'Left out on purpose; uses no quota.',
  CANCELLED: 'Its task was cancelled before a service took it.',
});

export const SkipReasonEnum = enumOf<SkipReason>('SkipReason', 'Why a mail was left out.', {
  SUPPRESSED: 'The address must not be mailed: unsubscribed, bounced, complained, or by hand.',
  ERASED: 'The contact no longer exists.',
  STOPPED: 'The contact answered an earlier stage, and the campaign stops there.',
});

export const AttemptOutcomeEnum = enumOf<AttemptOutcome>('AttemptOutcome', 'What came of one try to hand a mail over.', {
  DEFERRED_SERVICE: 'The service asked for patience.',
  DEFERRED_RECIPIENT: 'The recipient’s mailbox asked for patience.',
  UNREACHABLE: 'The service failed before the mail was handed over.',
  UNKNOWN: 'The answer was lost.',
  SENT: 'The provider accepted it.',
  FAILED: 'The provider refused it.',
  SKIPPED: 'Left out on purpose.',
});
