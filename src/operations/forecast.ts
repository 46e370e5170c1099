/** A service as far as one task is concerned. Times are epoch milliseconds. */
export interface ForecastService {
  /** Milliseconds from one mail of this task to the next, the other users and tasks of the service being what they are now. */
  intervalMs: number;
  /** When it may send again. */
  fromMs: number;
  /** Mails of its quota that fall to this task: now, and of the next day. */
  left: number;
  daily: number;
  /** By how much each further day's are more than those of the day before, up to `most`: ramp-up. Left out: they stay the same. */
  growth?: number;
  most?: number;
  /** When its quota day ends. */
  resetsMs: number;
}

export interface ForecastAsk {
  mails: number;
  /** Not before: now, the planned time, the opening of the send window. */
  fromMs: number;
  services: readonly ForecastService[];
}

const dayMs = 86_400_000;
/** Beyond this nobody plans, and a date would say more than is known. */
const horizonMs = 10 * 365 * dayMs;
/** Counted in fractions of a mail: less than this is none. */
const none = 1e-6;

interface Source extends ForecastService {
  perMs: number;
}

/**
 * When so many mails will have gone out at this rate, in epoch milliseconds; null when that is more than ten years away, or never. Every service sends at
 * its interval from when it may, until its quota is used up, and again from its reset on; mails are bound to none of them, so whoever may sends.
 * Mails are counted as a flow, which is late by less than one interval. Days on which quotas bind are all alike once each service has begun one,
 * and come to the top of its ramp, so they are jumped over: a million mails at a hundred a day takes as few steps as a thousand.
 */
export function forecastEnd({ mails, fromMs, services }: ForecastAsk): number | null {
  const sources = services.filter((service) => service.intervalMs > 0 && service.daily > none).map((service): Source => begun(service, fromMs));
  if (mails <= none) return fromMs;
  if (sources.length === 0) return null;
  // From here on every day is like the one before.
  const steadyMs = Math.max(...sources.map((source) => Math.max(source.fromMs, source.resetsMs) + growingDays(source, sources.length) * dayMs)) + dayMs;
  const flow = new Flow(sources, mails, fromMs);
  if (flow.runUntil(steadyMs)) return flow.atMs;
  const before = flow.left;
  if (flow.runUntil(steadyMs + dayMs)) return flow.atMs;
  const aDay = before - flow.left;
  if (aDay <= none || (flow.left / aDay) * dayMs > horizonMs) return null;
  flow.skipDays(Math.max(0, Math.floor(flow.left / aDay) - 1), aDay);
  flow.runUntil(Infinity);
  return flow.atMs - fromMs > horizonMs ? null : flow.atMs;
}

/** As it will be when the task begins: a quota day that has ended by then was another's. */
function begun(service: ForecastService, fromMs: number): Source {
  const days = Math.max(0, Math.floor((fromMs - service.resetsMs) / dayMs) + 1);
  return {
    ...service,
    perMs: 1 / service.intervalMs,
    fromMs: Math.max(fromMs, service.fromMs),
    left: days > 0 ? limitOn(service, days) : service.left,
    daily: limitOn(service, days + 1),
    resetsMs: service.resetsMs + days * dayMs,
  };
}

/** The limit after so many resets. */
const limitOn = ({ daily, growth = 0, most = daily }: ForecastService, resets: number): number => Math.min(Math.max(most, daily), daily + growth * Math.max(0, resets - 1));

/**
 * Days until its limit grows no more. Each is gone through, in steps that look at every service: with many services only the first weeks are, and what
 * comes after counts as the last of them, so that the end is rather told too late.
 */
function growingDays({ daily, growth = 0, most = daily }: ForecastService, services: number): number {
  const looked = Math.min(horizonMs / dayMs, Math.max(14, 1e6 / services ** 2));
  return growth > 0 && most > daily ? Math.ceil(Math.min((most - daily) / growth, looked)) : 0;
}

/** What is left, moving from one change of the rate to the next. */
class Flow {
  constructor(
    private readonly sources: Source[],
    public left: number,
    public atMs: number,
  ) {}

  /** Answers whether the last mail has gone out; then `atMs` is when. */
  runUntil(untilMs: number): boolean {
    while (this.atMs < untilMs) {
      const rate = this.sources.filter((source) => this.sends(source)).reduce((sum, source) => sum + source.perMs, 0);
      const nextMs = Math.min(untilMs, ...this.sources.map((source) => this.changesAt(source)));
      if (rate > 0 && this.left / rate <= nextMs - this.atMs) {
        this.atMs += this.left / rate;
        this.left = 0;
        return true;
      }
      this.moveTo(nextMs);
    }
    return this.left <= none;
  }

  skipDays(days: number, aDay: number): void {
    this.atMs += days * dayMs;
    this.left -= days * aDay;
    for (const source of this.sources) {
      source.fromMs += days * dayMs;
      source.resetsMs += days * dayMs;
    }
  }

  private sends(source: Source): boolean {
    return source.fromMs <= this.atMs && source.left > none;
  }

  private changesAt(source: Source): number {
    if (source.fromMs > this.atMs) return Math.min(source.fromMs, source.resetsMs);
    return source.left > none ? Math.min(source.resetsMs, this.atMs + source.left / source.perMs) : source.resetsMs;
  }

  private moveTo(nextMs: number): void {
    for (const source of this.sources) {
      if (this.sends(source)) {
        const sent = Math.min(source.left, source.perMs * (nextMs - this.atMs));
        source.left -= sent;
        this.left -= sent;
      }
      if (source.resetsMs <= nextMs) {
        source.left = source.daily;
        source.daily = limitOn(source, 2);
        source.resetsMs += dayMs;
      }
    }
    this.atMs = nextMs;
  }
}
