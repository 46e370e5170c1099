import { round } from './measure.js';
import type { Bench } from './figures.js';
import { versus } from './versus.js';

/** Mails of 26 KB, over both channels. */
export const big: Bench = async (options) => {
  const size = options.size ?? 50_000;
  const rawMails = Math.min(size, 10_000);
  const http = await versus({ ...options, kind: 'http', bytes: 26_000, mails: size, rawMails, connections: 64 });
  const smtp = await versus({ ...options, kind: 'smtp', bytes: 26_000, mails: size, rawMails, connections: 32 });
  return {
    name: 'big', figure: http.perSecond, unit: 'mails/s over HTTP', limit: http.limit, ratio: http.ratio, aim: 'reported for both channels', met: null, size,
    smtp: { figure: smtp.perSecond, limit: smtp.limit, ratio: smtp.ratio, megabytesPerSecond: round((smtp.perSecond * 26_000) / 1e6), ...smtp.more }, http: http.more,
  };
};
