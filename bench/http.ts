import type { Bench } from './figures.js';
import { versus } from './versus.js';

/** One unpaced EngageLab service, personalised mails of 3 KB, ledger and all. */
export const http: Bench = async (options) => {
  const size = options.size ?? 200_000;
  const { perSecond, limit, ratio, more } = await versus({ ...options, kind: 'http', bytes: 3_000, mails: size, rawMails: Math.min(size, 100_000), connections: 64 });
  return {
    name: 'http', figure: perSecond, unit: 'mails/s', limit, ratio,
    aim: '≥ 10,000 mails/s and ≥ 0.5 of a raw undici client', met: perSecond >= 10_000 && ratio >= 0.5, size, ...more,
  };
};
