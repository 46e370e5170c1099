import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import type { Topic } from '../live/LiveObject.js';
import type { MonitoredService as ServiceNow } from '../operations/monitorServices.js';
import { type MonitoringNow, monitoringNow } from '../operations/monitoring.js';
import { MonitoredQuota, MonitoredTasks, Monitoring } from '../schema/monitoring.js';
import { MonitoredService, MonitoredServiceCounts } from '../schema/monitoredService.js';
import { withMessage } from './TaskResolver.js';
import { watch, type Watch } from './watch.js';

/** Nearly everything in it changes by time alone, so nobody tells: it is loaded once a second, for all who watch it, and only while somebody does. */
const everyMs = 1_000;
const mostServices = 1_000;

function monitoringTopic(ctx: Context): Promise<Topic<MonitoringNow>> {
  ctx.demandAdmin();
  const { database } = ctx.runtime;
  return Promise.resolve({
    key: 'monitoring',
    pacing: { coalesceMs: everyMs, safetyMs: everyMs },
    listen: async () => async () => {},
    load: () => monitoringNow(database.em()),
  });
}

@Resolver(() => Monitoring)
export class MonitoringResolver {
  @Authorized('ADMIN')
  @Query(() => Monitoring, { description: 'The whole installation as it is now. For administrators.' })
  monitoring(@Ctx() ctx: Context): Promise<MonitoringNow> {
    return monitoringNow(ctx.em);
  }

  @Authorized('ADMIN')
  @Subscription(() => Monitoring, {
    description: 'The whole installation: as it is now, then the latest state once a second while it changes. For administrators.',
    subscribe: watch(({ ctx }) => monitoringTopic(ctx)),
  })
  monitoringChanged(@Root() now: Watch<MonitoringNow>): MonitoringNow {
    return now;
  }

  @FieldResolver(() => MonitoredServiceCounts)
  serviceCounts(@Root() { counts }: MonitoringNow): MonitoredServiceCounts {
    return { ...counts, enabled: counts.total - counts.disabled };
  }

  @FieldResolver(() => [MonitoredService], { description: 'Services, at most 1,000; those that cannot send first, the gravest cause first.' })
  services(
    @Root() { services }: MonitoringNow,
    @Arg('onlyUnavailable', () => Boolean, { defaultValue: false, description: 'Only those that cannot send now.' }) onlyUnavailable: boolean,
  ): ServiceNow[] {
    return (onlyUnavailable ? services.filter(({ availability }) => !availability.isAvailable) : services).slice(0, mostServices);
  }

  @FieldResolver(() => MonitoredQuota)
  quota(@Root() { services, users }: MonitoringNow): MonitoredQuota {
    const sending = services.filter(({ availability: { cause } }) => cause !== 'DISABLED' && cause !== 'FROZEN');
    return { services: sending.reduce((sum, { quotaRemaining }) => sum + quotaRemaining, 0), users: users.quotaRemaining };
  }

  @FieldResolver(() => MonitoredTasks)
  tasks(@Root() { tasks }: MonitoringNow): MonitoredTasks {
    return { counts: tasks.counts, list: tasks.list.map((task) => ({ ...task, progress: withMessage(task.progress) })) };
  }
}
