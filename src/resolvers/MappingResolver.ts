import { Arg, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { User } from '../entities/User.js';
import { saveServiceMapping } from '../operations/saveServiceMapping.js';
import type { ServiceState } from '../operations/serviceStates.js';
import { SaveServiceMappingInput, SaveServiceMappingPayload, ServiceMapping } from '../schema/mapping.js';
import { MappedService, ServiceStateType } from '../schema/service.js';
import { ServiceStatusChangeType } from '../schema/serviceChange.js';
import { mapped, mappingOf } from './mappings.js';
import { Mutates } from './mutates.js';
import { watchServices } from './serviceTopics.js';
import { ownOrAnybodys } from './visible.js';

@Resolver(() => ServiceStatusChangeType)
export class MappingResolver {
  @Authorized()
  @Query(() => ServiceMapping, { nullable: true, description: 'Which services a user may use, and whether they can send now. Operators see their own only.' })
  async serviceMapping(
    @Ctx() ctx: Context,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; left out, the viewer’s.' }) userId?: string | null,
  ): Promise<ServiceMapping | null> {
    const id = ownOrAnybodys(ctx, userId);
    const user = id && (await ctx.em.findOne(User, { id }));
    return user ? mappingOf(ctx, user) : null;
  }

  @Authorized('ADMIN')
  @Mutates(() => SaveServiceMappingPayload, { description: 'Sets which services a user may use, in one act. For administrators.' })
  async saveServiceMapping(
    @Arg('input', () => SaveServiceMappingInput, { description: 'The services.' }) { userId, serviceIds }: SaveServiceMappingInput,
    @Ctx() ctx: Context,
  ): Promise<SaveServiceMappingPayload> {
    await saveServiceMapping(ctx.em, userId, serviceIds);
    ctx.announce((events) => {
      events.mappingChanged(userId);
      events.wakeWorkers();
      events.wakeScheduler();
    });
    return { serviceMapping: await mappingOf(ctx, await ctx.em.findOneOrFail(User, userId)) };
  }

  @Authorized()
  @Subscription(() => ServiceStatusChangeType, {
    description: 'The state of services: as it is now, then after each change. Operators see the services they may use.',
    subscribe: ({ context, args }) => watchServices(context as Context, (args as { serviceId?: string | null }).serviceId ?? null),
  })
  serviceStatusChanged(
    @Root() state: ServiceState,
    @Arg('serviceId', () => ID, { nullable: true, description: 'One service; left out, all that the viewer may see.' }) _serviceId?: string | null,
  ): ServiceState {
    return state;
  }

  @FieldResolver(() => MappedService)
  service(@Root() state: ServiceState): MappedService {
    return mapped(state);
  }

  @FieldResolver(() => ServiceStateType, { nullable: true })
  state(@Root() state: ServiceState, @Ctx() ctx: Context): ServiceState | null {
    return ctx.isAdmin ? state : null;
  }
}
