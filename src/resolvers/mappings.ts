import type { Batch, Context } from '../context.js';
import type { User } from '../entities/User.js';
import { isUsable, summaryOf, warningOf } from '../operations/availability.js';
import { mappedServiceIdsOf } from '../operations/mappedServices.js';
import { availabilityOf, type ServiceState } from '../operations/serviceStates.js';
import { type ServiceLoads, serviceLoads } from '../operations/suggestServices.js';
import type { AvailabilityChange, ServiceMapping } from '../schema/mapping.js';
import type { MappedService } from '../schema/service.js';
import { serviceStateById } from './EmailServiceResolver.js';

const mappedIdsByUser: Batch<string, string[]> = async (ctx, userIds) => {
  const found = await mappedServiceIdsOf(ctx.em, userIds);
  return userIds.map((id) => found.get(id)!);
};

/** All there are: the key says no more than that they are read once a request. */
export const allServiceLoads: Batch<'all', ServiceLoads> = async (ctx, keys) => {
  const loads = await serviceLoads(ctx.em);
  return keys.map(() => loads);
};

export const mapped = (state: ServiceState): MappedService => ({ id: state.serviceId, name: state.name, domain: state.domain, availability: availabilityOf(state) });

/** What a viewer may know of the services of a user: counts of mails are for administrators (F22.6). */
export function shownServices(states: readonly ServiceState[], isAdmin: boolean): Omit<AvailabilityChange, 'userId'> {
  const { quotaRemaining, ...counts } = summaryOf(states);
  return {
    services: states.map(mapped),
    isAnyAvailable: states.some(isUsable),
    summary: { ...counts, quotaRemaining: isAdmin ? quotaRemaining : null },
    warning: warningOf(states),
  };
}

export async function mappingOf(ctx: Context, user: User): Promise<ServiceMapping> {
  const ids = await ctx.loader(mappedIdsByUser).load(user.id);
  const states = await Promise.all(ids.map((id) => ctx.loader(serviceStateById).load(id)));
  return { user, ...shownServices(states, ctx.isAdmin) } as ServiceMapping;
}
