import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { EmailService } from '../entities/EmailService.js';
import { ServiceGroup } from '../entities/ServiceGroup.js';
import { createServiceGroup } from '../operations/serviceGroups.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { EmailServiceConnection } from '../schema/service.js';
import { CreateServiceGroupInput, CreateServiceGroupPayload, ServiceGroupConnection, ServiceGroupType } from '../schema/serviceGroup.js';
import { Mutates } from './mutates.js';
import { byId } from './own.js';
import { findPage } from './page.js';

export const serviceGroupById = byId(ServiceGroup);

@Resolver(() => ServiceGroupType)
export class ServiceGroupResolver {
  @Authorized('ADMIN')
  @Query(() => ServiceGroupConnection, { description: 'Groups of services by name. For administrators.' })
  serviceGroups(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<ServiceGroup>> {
    return findPage(ctx.em, ServiceGroup, { where: {}, orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @FieldResolver(() => EmailServiceConnection, { description: 'The services in it, by name.' })
  services(@Root() group: ServiceGroup, @Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<EmailService>> {
    return findPage(ctx.em, EmailService, { where: { groupId: group.id, archivedAt: null }, orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @Authorized('ADMIN')
  @Mutates(() => CreateServiceGroupPayload, { description: 'Makes a group for services on one provider account. For administrators.' })
  async createServiceGroup(
    @Arg('input', () => CreateServiceGroupInput, { description: 'The group.' }) { name }: CreateServiceGroupInput,
    @Ctx() ctx: Context,
  ): Promise<CreateServiceGroupPayload> {
    return { serviceGroup: await createServiceGroup(ctx.em, name) };
  }
}
