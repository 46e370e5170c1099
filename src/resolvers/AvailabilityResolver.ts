import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { isId } from '../ids.js';
import { MappedUsers } from '../operations/mappedUsers.js';
import { suggestServices } from '../operations/suggestServices.js';
import { badInput } from '../schema/denied.js';
import { checkPageSize, decodeCursor, type Page, PageArgs, pageOf } from '../schema/connection.js';
import { AvailabilityChange, ServiceMapping, ServiceMappingConnection, ServiceMappingFilter, ServiceSuggestion } from '../schema/mapping.js';
import { watchAvailability } from './availabilityTopic.js';
import { allServiceLoads, mapped, mappingOf } from './mappings.js';
import { userById } from './UserResolver.js';
import type { Watch } from './watch.js';

@Resolver(() => ServiceMapping)
export class AvailabilityResolver {
  @Authorized('ADMIN')
  @Query(() => ServiceMappingConnection, { description: 'Which services users may use, by the name of the user; who has none is among them. For administrators.' })
  async serviceMappings(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => ServiceMappingFilter, { nullable: true, description: 'Which; left out, all.' }) filter?: ServiceMappingFilter | null,
  ): Promise<Page<ServiceMapping>> {
    checkPageSize(first);
    const { serviceId = null, isAnyAvailable = null } = filter ?? {};
    if (serviceId !== null && !isId(serviceId)) return pageOf<ServiceMapping>([], first, () => [], async () => 0);
    const users = await MappedUsers.of(ctx.em, { serviceId, isAnyAvailable });
    const rows = await users.page(after ? placeOf(after) : null, first + 1);
    const mappings = await Promise.all(rows.map(async ({ id }) => mappingOf(ctx, await ctx.loader(userById).load(id))));
    return pageOf(
      mappings,
      first,
      ({ user }) => [user.name, user.id],
      () => users.count(),
    );
  }

  @FieldResolver(() => [ServiceSuggestion], {
    nullable: true,
    description: 'Services that could be mapped besides: able to send and with quota left today, most quota first, then fewest users; at most 10. Null for operators.',
  })
  async suggestions(@Root() mapping: ServiceMapping, @Ctx() ctx: Context): Promise<ServiceSuggestion[] | null> {
    if (!ctx.isAdmin) return null;
    const loads = await ctx.loader(allServiceLoads).load('all');
    const found = suggestServices(loads, new Set(mapping.services.map(({ id }) => id)));
    return found.map(({ state, users, reasons }) => ({
      service: mapped(state),
      quotaRemaining: state.quotaRemaining,
      users,
      intervalMs: state.intervalMs,
      reasons,
    }));
  }

  @Authorized()
  @Subscription(() => AvailabilityChange, {
    description: 'Which services a user may use and whether they can send: as it is now, then after each change. The end of a pace interval that only moves on is no change.',
    subscribe: ({ context, args }) => watchAvailability(context as Context, (args as { userId?: string | null }).userId),
  })
  availabilityChanged(
    @Root() change: Watch<AvailabilityChange>,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; operators see their own only. Left out, the viewer’s.' }) _userId?: string | null,
  ): AvailabilityChange {
    return change;
  }
}

function placeOf(cursor: string): { name: string; id: string } {
  const [name, id] = decodeCursor(cursor, ['string', 'string']) as [string, string];
  if (!isId(id)) throw badInput('"after" is not a cursor of this list');
  return { name, id };
}
