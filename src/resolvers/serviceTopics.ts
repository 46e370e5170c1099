import type { Context } from '../context.js';
import type { Topic } from '../live/LiveObject.js';
import { allServiceIds, mappedServiceIds } from '../operations/mappedServices.js';
import { availabilityOf, type ServiceState, serviceStates } from '../operations/serviceStates.js';
import { nothingToWatch } from './watch.js';

/** The whole state is loaded once for all who watch it; what an operator is shown of it is decided field by field. */
export const stateOf = (ctx: Context, serviceId: string): Topic<ServiceState> => ({
  key: `service ${serviceId}`,
  listen: (changed) => ctx.runtime.events.on('serviceStatusChanged', serviceId, changed),
  load: async () => (await serviceStates(ctx.runtime.database.em(), [serviceId])).get(serviceId) ?? null,
});

/**
 * The states of one service, or of all that the viewer may see. Which those are is asked again whenever it may have changed: who may no
 * longer use a service no longer hears of it. An operator hears only of changes of what he may see, for the rest would tell the counts.
 */
export async function watchServices(ctx: Context, serviceId: string | null): Promise<AsyncIterable<ServiceState>> {
  const { database, events } = ctx.runtime;
  const { id: viewerId, role } = ctx.viewer;
  const isAdmin = role === 'ADMIN';
  const visible = async (): Promise<string[]> => {
    const ids = await (isAdmin ? allServiceIds(database.em()) : mappedServiceIds(database.em(), viewerId));
    return serviceId === null ? ids : ids.filter((id) => id === serviceId.toLowerCase());
  };
  if (serviceId !== null && (await visible()).length === 0) throw nothingToWatch();
  return ctx.live.watchAll<ServiceState>({
    topics: async () => (await visible()).map((id) => stateOf(ctx, id)),
    listen: (changed) => (isAdmin ? events.on('serviceStatusChanged', null, changed) : events.on('mappingChanged', viewerId, changed)),
    ...(isAdmin ? {} : { printOf: (state) => JSON.stringify([state.name, state.domain, availabilityOf(state)]) }),
  });
}
