import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isUsable } from './availability.js';
import { allServiceIds } from './mappedServices.js';
import { query } from './query.js';
import { type ServiceState, serviceStates } from './serviceStates.js';

/** All services, and how many users may use each: read once for however many users are suggested something. */
export interface ServiceLoads {
  states: ServiceState[];
  users: Map<string, number>;
}

export type SuggestionReason = 'QUOTA_LEFT' | 'USED_BY_NOBODY' | 'UNPACED' | 'PROBED_WELL';

export interface Suggestion {
  state: ServiceState;
  users: number;
  reasons: SuggestionReason[];
}

const most = 10;

export async function serviceLoads(em: EntityManager): Promise<ServiceLoads> {
  const states = await serviceStates(em, await allServiceIds(em));
  const rows = await query(
    em,
    sql<{ id: string; users: number }>`
      SELECT m.service_id AS id, count(*)::int AS users FROM user_service_mappings m JOIN users u ON u.id = m.user_id
       WHERE u.enabled AND u.archived_at IS NULL GROUP BY m.service_id`,
  );
  return { states: [...states.values()], users: new Map(rows.map((row) => [row.id, row.users])) };
}

/** Which services could be mapped besides (F25.1): those that can send today, most quota left first, then fewest users, then by name. */
export function suggestServices({ states, users }: ServiceLoads, mapped: ReadonlySet<string>): Suggestion[] {
  const usersOf = (state: ServiceState): number => users.get(state.serviceId) ?? 0;
  return states
    .filter((state) => !mapped.has(state.serviceId) && isUsable(state))
    .sort((a, b) => b.quotaRemaining - a.quotaRemaining || usersOf(a) - usersOf(b) || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map((state) => ({ state, users: usersOf(state), reasons: reasonsFor(state, usersOf(state)) }));
}

function reasonsFor(state: ServiceState, users: number): SuggestionReason[] {
  const reasons: SuggestionReason[] = ['QUOTA_LEFT'];
  if (users === 0) reasons.push('USED_BY_NOBODY');
  if (state.intervalMs === 0) reasons.push('UNPACED');
  if (state.probe.isOk) reasons.push('PROBED_WELL');
  return reasons;
}
