import type { PauseReason, WaitingReason } from '../entities/taskStates.js';

/** The words of SPEC section 2. */
const texts: Readonly<Record<PauseReason | WaitingReason, { zh: string; en: string }>> = {
  MANUAL: { zh: '已手动暂停', en: 'Paused by hand' },
  CAMPAIGN_PAUSED: { zh: '任务组已暂停', en: 'Campaign paused' },
  LATE: { zh: '已错过计划时间，等待确认', en: 'Missed its time, waiting for a person' },
  NO_USER_QUOTA: { zh: '当前没有发信额度', en: 'No sending quota left' },
  NO_AVAILABLE_SERVICE: { zh: '当前没有可用发信服务', en: 'No sending service available' },
  SERVICE_QUOTA_EXHAUSTED: { zh: '当前可用的发信服务额度已用完，请等待第二天恢复', en: "Today's service quota is used up, sending goes on tomorrow" },
  SERVICES_COOLING: { zh: '等待发信间隔', en: 'Waiting for the pace interval' },
  SERVICES_FROZEN: { zh: '发信服务冻结中', en: 'Services frozen' },
  OUTSIDE_WINDOW: { zh: '未到发送时段', en: 'Outside its send window' },
};

export const reasonText = (reason: PauseReason | WaitingReason | null | undefined): { zh: string; en: string } | null => (reason ? texts[reason] : null);
