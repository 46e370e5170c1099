import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { domainToASCII } from 'node:url';
import type { EmailService, Provider } from '../entities/EmailService.js';
import { Refusal } from '../errors.js';
import { query } from './query.js';

/**
 * For how long a mail of unknown outcome may be handed over again under the same id. EngageLab remembers ids for an hour; five minutes are kept
 * for clocks and for the send itself. The sandbox remembers for ever. SMTP remembers nothing.
 */
export const redeliverySeconds: Record<Provider, number> = { ENGAGELAB: 3_300, SMTP: 0, SANDBOX: 3_300 };

export const mostQuota = 1_000_000_000;
const longestPaceMs = 24 * 3_600_000;

export function checkDomain(domain: string): string {
  const ascii = domainToASCII(domain.trim()).toLowerCase();
  const labels = ascii.split('.');
  const isValid = ascii.length <= 253 && labels.length >= 2 && labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  if (!isValid || /^\d+$/.test(labels.at(-1)!)) throw new Refusal('INVALID', 'This is not a domain name.', ['domain']);
  return ascii;
}

/** F18.1: at least 1. */
export const checkDailyQuota = (quota: number): number => inRange(quota, 1, mostQuota, ['dailyQuota'], 'The daily quota');

/** 0 = unpaced. */
export const checkPaceMs = (paceMs: number): number => inRange(paceMs, 0, longestPaceMs, ['paceMs'], 'The pace');

export const checkFreezeThreshold = (threshold: number): number => inRange(threshold, 1, 10_000, ['freezeThreshold'], 'The freeze threshold');

export const checkFreezeWindow = (seconds: number | null): number | null =>
  seconds === null ? null : inRange(seconds, 1, 30 * 86_400, ['freezeWindowSeconds'], 'The freeze window');

/** A new service sends little at first: so many on the day the ramp is set, so many more each day, up to the ceiling (F18.1). */
export interface RampUp {
  start: number;
  stepPerDay: number;
  ceiling: number;
}

type RampColumns = Pick<EmailService, 'rampStart' | 'rampStep' | 'rampCeiling'>;

/** null: none. One that begins with nothing, or never grows, would only hold the service back. */
export function checkRampUp(ramp: RampUp | null): RampColumns {
  if (!ramp) return { rampStart: null, rampStep: null, rampCeiling: null };
  const number = (name: keyof RampUp, least: number, what: string): number => inRange(ramp[name], least, mostQuota, ['rampUp', name], what);
  const start = number('start', 1, 'The start of a ramp');
  return { rampStart: start, rampStep: number('stepPerDay', 1, 'The step of a ramp'), rampCeiling: number('ceiling', start, 'The ceiling of a ramp') };
}

/** Known to both who reckon with it, PostgreSQL and this program, under the same spelling. Offsets like "+08:00" mean opposite things to the two. */
export async function checkZone(em: EntityManager, zone: string): Promise<string> {
  const isKnownHere = /^[A-Za-z]/.test(zone) && isIntlZone(zone);
  const known = isKnownHere ? await query(em, sql<{ name: string }>`SELECT name FROM pg_timezone_names WHERE lower(name) = lower(${zone})`) : [];
  if (known[0]) return known[0].name;
  throw new Refusal('INVALID', `There is no time zone "${zone.slice(0, 60)}"; it is named like Asia/Shanghai.`, ['zone']);
}

function isIntlZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

function inRange(value: number, least: number, most: number, field: string[], what: string): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Refusal('INVALID', `${what} is a whole number from ${least} to ${most}, not ${value}.`, field);
}
