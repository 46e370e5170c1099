import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { allServiceIds } from './mappedServices.js';
import { query } from './query.js';
import { noRates, type Rates, ratesOfServices, type ServiceRate } from './serviceRates.js';
import { availabilityOf, type Availability, type FrozenReason, type ServiceState, serviceStates } from './serviceStates.js';

export interface MonitoredService {
  id: string;
  name: string;
  domain: string;
  availability: Availability;
  frozenReason: FrozenReason | null;
  frozenDetail: string | null;
  slowedMs: number;
  quotaLimit: number;
  quotaUsed: number;
  quotaRemaining: number;
  inFlight: number;
  rates: Rates<ServiceRate>;
}

/** How many there are of each; a service is in one of the first five. */
export interface ServiceCounts {
  ready: number;
  disabled: number;
  frozen: number;
  exhausted: number;
  cooling: number;
  slowed: number;
  total: number;
}

export interface ServicesNow {
  counts: ServiceCounts;
  /** Those that cannot send first, the gravest cause first. */
  services: MonitoredService[];
}

const gravity = ['FROZEN', 'EXHAUSTED', 'DISABLED', 'COOLING', null] as const;

/** Every service that is not archived. */
export async function monitorServices(em: EntityManager, at: Date): Promise<ServicesNow> {
  const states = await serviceStates(em, await allServiceIds(em));
  const rates = await ratesOfServices(em, at);
  const claims = await query(em, sql<{ id: string; n: number }>`SELECT service_id AS id, sum(unsettled)::int AS n FROM claims GROUP BY 1`);
  const inFlight = new Map(claims.map(({ id, n }) => [id, n]));
  const services = [...states.values()].map((state) => monitored(state, rates.get(state.serviceId) ?? noRates, inFlight.get(state.serviceId) ?? 0));
  const place = ({ availability }: MonitoredService): number => gravity.indexOf(availability.cause);
  services.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
  return { counts: countsOf(services), services };
}

function monitored(state: ServiceState, rates: Rates<ServiceRate>, inFlight: number): MonitoredService {
  const { serviceId: id, name, domain, frozenReason, frozenDetail, slowedMs, quotaLimit, quotaAdjustment, quotaUsed, quotaRemaining } = state;
  const limit = Math.max(0, Math.min(quotaLimit + quotaAdjustment, 2_147_483_647));
  return { id, name, domain, availability: availabilityOf(state), frozenReason, frozenDetail, slowedMs, quotaLimit: limit, quotaUsed, quotaRemaining, inFlight, rates };
}

function countsOf(services: readonly MonitoredService[]): ServiceCounts {
  const of = (cause: Availability['cause']): number => services.filter(({ availability }) => availability.cause === cause).length;
  return {
    ready: of(null), disabled: of('DISABLED'), frozen: of('FROZEN'), exhausted: of('EXHAUSTED'), cooling: of('COOLING'),
    slowed: services.filter(({ slowedMs }) => slowedMs > 0).length, total: services.length,
  };
}
