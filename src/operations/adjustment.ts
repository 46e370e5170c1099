import { Refusal } from '../errors.js';

export const adjustmentModes = ['ADD', 'SUBTRACT', 'SET'] as const;
export type AdjustmentMode = (typeof adjustmentModes)[number];

/** How an administrator changes a number of mails. */
export interface Adjustment {
  mode: AdjustmentMode;
  amount: number;
}

/** The number after the change; below 0 it is the caller's to refuse. */
export function adjusted(before: number, { mode, amount }: Adjustment): number {
  if (!Number.isInteger(amount) || amount < 0) throw new Refusal('INVALID', 'The amount is a whole number, not below 0.', ['amount']);
  if (mode === 'SET') return amount;
  return mode === 'ADD' ? before + amount : before - amount;
}
