import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { EmailService } from '../entities/EmailService.js';
import { ServiceStatusLog } from '../entities/ServiceStatusLog.js';
import type { User } from '../entities/User.js';
import { isId } from '../ids.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { EmailServiceType, ServiceStatusLogConnection, ServiceStatusLogFilter, ServiceStatusLogType } from '../schema/service.js';
import { UserType } from '../schema/user.js';
import { serviceById } from './EmailServiceResolver.js';
import { findPage } from './page.js';
import { userById } from './UserResolver.js';

@Resolver(() => ServiceStatusLogType)
export class ServiceStatusLogResolver {
  @Authorized('ADMIN')
  @Query(() => ServiceStatusLogConnection, { description: 'What happened to services, newest first. For administrators.' })
  serviceStatusLogs(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => ServiceStatusLogFilter, { nullable: true, description: 'Which rows; left out, all.' }) filter?: ServiceStatusLogFilter | null,
  ): Promise<Page<ServiceStatusLog>> {
    return findPage(ctx.em, ServiceStatusLog, { where: rowsOf(filter ?? {}), newestFirst: true, page });
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who did it; null when the system did.' })
  actor(@Root() row: ServiceStatusLog, @Ctx() ctx: Context): Promise<User> | null {
    return row.actorId ? ctx.loader(userById).load(row.actorId) : null;
  }

  @FieldResolver(() => EmailServiceType, { description: 'The service.' })
  service(@Root() row: ServiceStatusLog, @Ctx() ctx: Context): Promise<EmailService> {
    return ctx.loader(serviceById).load(row.serviceId);
  }
}

function rowsOf({ serviceIds, events, actorId, since, until }: ServiceStatusLogFilter): FilterQuery<ServiceStatusLog> {
  if (actorId && !isId(actorId)) return { id: { $in: [] } };
  return {
    ...(serviceIds ? { serviceId: { $in: serviceIds.filter(isId) } } : {}),
    ...(events ? { event: { $in: events } } : {}),
    ...(actorId ? { actorId } : {}),
    ...(since || until ? { createdAt: { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) } } : {}),
  };
}
