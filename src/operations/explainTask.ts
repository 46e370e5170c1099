import { hasTaskEnded, type PauseReason } from '../entities/taskStates.js';
import { forecastEnd } from './forecast.js';
import type { ServiceFacts, TaskFacts } from './taskFacts.js';

/** What keeps a task from sending, besides single services. */
export type LimitKind =
  | 'NOT_SCHEDULED' | 'PLANNED_LATER' | 'PREPARING' | 'PAUSED_BY_HAND' | 'CAMPAIGN_PAUSED' | 'MISSED_ITS_TIME' | 'USER_QUOTA' | 'SEND_WINDOW' | 'NO_SERVICE' | 'SERVICES'
  | 'RECIPIENTS_DEFERRED' | 'IN_FLIGHT' | 'ENDED';

export interface TaskLimit {
  kind: LimitKind;
  /** When it ends by itself; null when a person must end it, or nobody can tell. */
  until: Date | null;
  /** Mails of quota that are missing; null where quota is not the matter. */
  missing: number | null;
}

/** What keeps one service from sending, or slows it. Several may hold at once; the gravest comes first. */
export type ServiceLimitKind = 'DISABLED' | 'FROZEN' | 'EXHAUSTED' | 'COOLING' | 'SLOWED';

export interface ServiceLimit {
  kind: ServiceLimitKind;
  until: Date | null;
}

/** Why no end can be told. */
export type ForecastGap = 'ENDED' | 'NOT_SCHEDULED' | 'WAITS_FOR_PERSON' | 'NO_SERVICE' | 'SERVICES_FROZEN' | 'RATE_UNKNOWN' | 'WINDOW_TOO_SHORT' | 'TOO_FAR';

export interface Forecast {
  endsAt: Date | null;
  gap: ForecastGap | null;
  mailsLeft: number;
}

const byPause: Readonly<Record<PauseReason, LimitKind>> = {
  MANUAL: 'PAUSED_BY_HAND',
  CAMPAIGN_PAUSED: 'CAMPAIGN_PAUSED',
  LATE: 'MISSED_ITS_TIME',
  NO_USER_QUOTA: 'USER_QUOTA',
  NO_AVAILABLE_SERVICE: 'NO_SERVICE',
  SERVICE_QUOTA_EXHAUSTED: 'SERVICES',
};

/** The limits that bind a task now (F20.3). A task that simply sends has none. */
export function limitsOf(facts: TaskFacts): TaskLimit[] {
  const limit = (kind: LimitKind, until: Date | null = null, missing: number | null = null): TaskLimit[] => [{ kind, until, missing }];
  switch (facts.state) {
    case 'DRAFT':
      return limit('NOT_SCHEDULED');
    case 'SCHEDULED':
      return limit('PLANNED_LATER', facts.plannedAt);
    case 'PREPARING':
      return limit('PREPARING');
    case 'PAUSED': {
      const kind = byPause[facts.pauseReason!];
      if (kind === 'USER_QUOTA') return limit(kind, null, Math.max(0, facts.total - facts.reserved - facts.quotaRemaining));
      return limit(kind, kind === 'SERVICES' ? firstFree(facts) : null);
    }
    case 'SENDING':
      return sendingLimits(facts);
    default:
      return limit('ENDED');
  }
}

/** Looked at anew rather than taken from the waiting reason, which is written once a second. */
function sendingLimits(facts: TaskFacts): TaskLimit[] {
  const { at, inFlight, ready, retryAt, opensAt, closesAt } = facts;
  const limits: TaskLimit[] = [];
  const isOutside = (opensAt !== null && opensAt > at) || (closesAt !== null && closesAt <= at);
  if (ready === 0) {
    if (inFlight > 0) limits.push({ kind: 'IN_FLIGHT', until: null, missing: null });
    if (retryAt && retryAt > at) limits.push({ kind: 'RECIPIENTS_DEFERRED', until: retryAt, missing: null });
    return limits;
  }
  if (isOutside) limits.push({ kind: 'SEND_WINDOW', until: opensAt !== null && opensAt > at ? opensAt : null, missing: null });
  if (!facts.services.some((service) => service.isEnabled)) limits.push({ kind: 'NO_SERVICE', until: null, missing: null });
  else if (inFlight === 0 && facts.services.every((service) => limitsOfService(service).some(({ kind }) => kind !== 'SLOWED'))) {
    limits.push({ kind: 'SERVICES', until: firstFree(facts), missing: null });
  }
  return limits;
}

/** When the first of the services may send again by itself; null when none will. */
function firstFree({ services }: TaskFacts): Date | null {
  const times = services.flatMap((service) => {
    const limits = limitsOfService(service).filter(({ kind }) => kind !== 'SLOWED');
    return limits.length === 0 || limits.some(({ until }) => until === null) ? [] : [Math.max(...limits.map(({ until }) => until!.getTime()))];
  });
  return times.length === 0 ? null : new Date(Math.min(...times));
}

export function limitsOfService(service: ServiceFacts): ServiceLimit[] {
  const limits: ServiceLimit[] = [];
  if (!service.isEnabled) limits.push({ kind: 'DISABLED', until: null });
  // A probe may end it sooner, or may not: no time to be relied on.
  if (service.frozenReason) limits.push({ kind: 'FROZEN', until: null });
  if (service.quotaLeft === 0) limits.push({ kind: 'EXHAUSTED', until: service.periodEndsAt });
  if (service.coolingUntil) limits.push({ kind: 'COOLING', until: service.coolingUntil });
  if (service.slowedMs > 0) limits.push({ kind: 'SLOWED', until: null });
  return limits;
}

/** When the task will end at this rate: services as they are, shares as they are, quotas renewed day by day. */
export function forecastOf(facts: TaskFacts): Forecast {
  const isFound = facts.state === 'SENDING' || facts.state === 'PAUSED';
  const mailsLeft = hasTaskEnded(facts.state) ? 0 : isFound && facts.total > 0 ? facts.left : Math.max(facts.reserved, facts.left);
  const gap = (reason: ForecastGap): Forecast => ({ endsAt: null, gap: reason, mailsLeft });
  if (hasTaskEnded(facts.state)) return gap('ENDED');
  if (facts.state === 'DRAFT') return gap('NOT_SCHEDULED');
  if (facts.state === 'PAUSED' && facts.pauseReason !== 'SERVICE_QUOTA_EXHAUSTED') return gap('WAITS_FOR_PERSON');
  const usable = facts.services.filter((service) => service.isEnabled);
  if (usable.length === 0 && mailsLeft > 0) return gap('NO_SERVICE');
  const open = usable.filter((service) => !service.frozenReason);
  if (open.length === 0 && mailsLeft > 0) return gap('SERVICES_FROZEN');
  // An unpaced service at which no mail of this task was seen yet counts for nothing: the end is rather told too late.
  const known = open.filter((service) => ownInterval(service) !== null);
  if (known.length === 0 && mailsLeft > 0) return gap('RATE_UNKNOWN');
  const fromMs = Math.max(facts.at.getTime(), facts.state === 'SCHEDULED' ? facts.plannedAt.getTime() : 0, facts.opensAt?.getTime() ?? 0);
  const endMs = forecastEnd({
    mails: mailsLeft,
    fromMs,
    services: known.map((service) => {
      const share = service.users * service.tasks;
      return {
        intervalMs: ownInterval(service)!,
        fromMs: service.coolingUntil?.getTime() ?? fromMs,
        left: service.quotaLeft / share,
        daily: service.nextLimit / share,
        growth: service.limitGrowth / share,
        most: service.mostLimit / share,
        resetsMs: service.periodEndsAt.getTime(),
      };
    }),
  });
  if (endMs === null) return gap('TOO_FAR');
  const endsAt = new Date(Math.ceil(Math.max(endMs, facts.lastRetryAt?.getTime() ?? 0)));
  return facts.closesAt && facts.closesAt < endsAt ? gap('WINDOW_TOO_SHORT') : { endsAt, gap: null, mailsLeft };
}

/** A pace is shared by all who wait; what was seen of this task is its share already. */
function ownInterval({ intervalMs, users, tasks, seenIntervalMs }: ServiceFacts): number | null {
  if (intervalMs > 0) return intervalMs * users * tasks;
  return seenIntervalMs === null ? null : Math.max(seenIntervalMs, 0.01);
}
