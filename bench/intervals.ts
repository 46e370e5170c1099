import { quantile, round } from './measure.js';

export interface Punctuality {
  mails: number;
  perSecond: number;
  shortestGapMs: number;
  /** Gap minus interval: how long after the first moment at which it was allowed each mail went. */
  meanLateMs: number;
  p99LateMs: number;
  mostLateMs: number;
}

/** How well services kept their interval between two moments. `times`: of each service, in order, in milliseconds. */
export function punctuality(times: Iterable<readonly number[]>, intervalMs: number, fromMs: number, toMs: number): Punctuality {
  const late: number[] = [];
  let mails = 0;
  for (const list of times) {
    for (let i = 0; i < list.length; i++) {
      if (list[i]! < fromMs || list[i]! >= toMs) continue;
      mails++;
      if (i > 0) late.push(list[i]! - list[i - 1]! - intervalMs);
    }
  }
  late.sort((a, b) => a - b);
  return {
    mails, perSecond: round(mails / ((toMs - fromMs) / 1_000), 1), shortestGapMs: round(intervalMs + (late[0] ?? 0), 3),
    meanLateMs: round(late.reduce((sum, value) => sum + value, 0) / Math.max(1, late.length), 2), p99LateMs: round(quantile(late, 0.99), 1), mostLateMs: round(late.at(-1) ?? 0, 1),
  };
}

/** Times by service, each list in order. */
export function byService(rows: readonly { service: string; at: number }[]): number[][] {
  return [...Map.groupBy(rows, (row) => row.service).values()].map((list) => list.map((row) => row.at).sort((a, b) => a - b));
}
