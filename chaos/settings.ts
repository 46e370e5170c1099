/** Shorter than the defaults (15 s, 60 s, 2 s), so that what a kill leaves open is settled within a round. Printed with every run. */
export const leaseMs = 1_000;
export const environment = {
  SLUICE_LEASE_MS: String(leaseMs),
  SLUICE_PROVIDER_TIMEOUT_MS: '3000',
  SLUICE_CLAIM_MARGIN_MS: '1000',
  SLUICE_FLUSH_MS: '50',
  SLUICE_TICK_MS: '200',
} as const;

export const workers = 3;
export const schedulers = 2;

/** Two processes read the same clock, each from its own start: measured apart by less than a tenth of this. */
export const paceToleranceMs = 1;
/** A round that has not settled after this long counts its open mails as lost. */
export const settleMs = 40_000;
