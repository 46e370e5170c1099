export const campaignStates = ['DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED'] as const;
export type CampaignState = (typeof campaignStates)[number];

/**
 * The life of a campaign (SPEC section 2); nothing else sets its state. COMPLETED means that all its tasks have ended, and a retry is a new task: while it
 * runs the campaign is ACTIVE again, so that it can be paused and cancelled (docs/decisions/0005).
 */
export const campaignTransitions: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  DRAFT: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['PAUSED', 'COMPLETED', 'CANCELLED'],
  PAUSED: ['ACTIVE', 'COMPLETED', 'CANCELLED'],
  COMPLETED: ['ACTIVE'],
  CANCELLED: [],
};

export const mayCampaignMove = (from: CampaignState, to: CampaignState): boolean => campaignTransitions[from].includes(to);
export const hasCampaignEnded = (state: CampaignState): boolean => state === 'COMPLETED' || state === 'CANCELLED';
