export const campaignStates = ['DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED'] as const;
export type CampaignState = (typeof campaignStates)[number];

/** The life of a campaign (SPEC section 2); nothing else sets its state. */
export const campaignTransitions: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  DRAFT: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['PAUSED', 'COMPLETED', 'CANCELLED'],
  PAUSED: ['ACTIVE', 'COMPLETED', 'CANCELLED'],
  COMPLETED: [],
  CANCELLED: [],
};

export const mayCampaignMove = (from: CampaignState, to: CampaignState): boolean => campaignTransitions[from].includes(to);
export const hasCampaignEnded = (state: CampaignState): boolean => campaignTransitions[state].length === 0;
