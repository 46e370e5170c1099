import type { Bench } from './figures.js';
import { versus } from './versus.js';

/** One unpaced relay, personalised mails of 3 KB, ledger and all. */
export const smtp: Bench = async (options) => {
  const size = options.size ?? 200_000;
  const { perSecond, limit, ratio, more } = await versus({ ...options, kind: 'smtp', bytes: 3_000, mails: size, rawMails: Math.min(size, 60_000), connections: 32 });
  return {
    name: 'smtp', figure: perSecond, unit: 'mails/s', limit, ratio,
    aim: "≥ 8,000 mails/s and ≥ 0.7 of nodemailer's SMTPConnection", met: perSecond >= 8_000 && ratio >= 0.7, size, ...more,
  };
};
