import type { Context } from '../context.js';
import { mappedServiceIds } from '../operations/mappedServices.js';
import { quotaFigures } from '../operations/quotaFigures.js';
import type { ServiceState } from '../operations/serviceStates.js';
import type { AvailabilityChange } from '../schema/mapping.js';
import { shownServices } from './mappings.js';
import { stateOf } from './serviceTopics.js';
import { ownOrAnybodys } from './visible.js';
import { nothingToWatch } from './watch.js';

/**
 * The services of a user together. Each service is loaded once for all who watch it, and totals are made in memory: read user by user, a service of a
 * thousand users that sends would be read four thousand times a second.
 */
export async function watchAvailability(ctx: Context, userId?: string | null): Promise<AsyncIterable<AvailabilityChange>> {
  const { database, events } = ctx.runtime;
  const { isAdmin } = ctx;
  const id = ownOrAnybodys(ctx, userId);
  if (!id || !(await quotaFigures(database.em(), [id])).has(id)) throw nothingToWatch();
  return ctx.live.watchMerged<ServiceState, AvailabilityChange>(
    {
      topics: async () => (await mappedServiceIds(database.em(), id)).map((serviceId) => stateOf(ctx, serviceId)),
      listen: (changed) => events.on('mappingChanged', id, changed),
    },
    { valueOf: (states) => ({ userId: id, ...shownServices(states, isAdmin) }), printOf },
  );
}

/** A paced service moves the end of its interval with every mail. */
const printOf = (change: AvailabilityChange): string =>
  JSON.stringify(change, (_name, value: unknown) => (isCooling(value) ? { ...value, until: null } : value));

const isCooling = (value: unknown): value is { cause: 'COOLING'; until: Date } => (value as { cause?: unknown } | null)?.cause === 'COOLING';
