import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { EmailService } from '../entities/EmailService.js';
import type { ServiceGroup } from '../entities/ServiceGroup.js';
import { ServiceStatusLog } from '../entities/ServiceStatusLog.js';
import { isId } from '../ids.js';
import { servicesIn } from '../operations/findServices.js';
import { type ServiceState, serviceStates } from '../operations/serviceStates.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { EmailServiceConnection, EmailServiceFilter, EmailServiceType, ServiceEventEnum, RampUpType, type ServiceEventName, ServiceStateType, ServiceStatusLogConnection } from '../schema/service.js';
import { ServiceGroupType } from '../schema/serviceGroup.js';
import { findPage } from './page.js';
import { byId } from './own.js';
import { serviceGroupById } from './ServiceGroupResolver.js';

export const serviceById = byId(EmailService);

export const serviceStateById: Batch<string, ServiceState> = async (ctx, ids) => {
  const states = await serviceStates(ctx.em, ids);
  return ids.map((id) => states.get(id) ?? new Error(`no service ${id}`));
};

@Resolver(() => EmailServiceType)
export class EmailServiceResolver {
  @Authorized('ADMIN')
  @Query(() => EmailServiceConnection, { description: 'Services by name. For administrators.' })
  async emailServices(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('includeArchived', () => Boolean, { defaultValue: false, description: 'Whether archived ones are among them, where the filter does not say.' }) includeArchived: boolean,
    @Arg('filter', () => EmailServiceFilter, { nullable: true, description: 'Which; left out, all.' }) filter?: EmailServiceFilter | null,
  ): Promise<Page<EmailService>> {
    return findPage(ctx.em, EmailService, { where: await servicesOf(ctx, filter ?? {}, includeArchived), orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @Authorized('ADMIN')
  @Query(() => EmailServiceType, { nullable: true, description: 'A service; null when there is none. For administrators.' })
  async emailService(@Arg('id', () => ID, { description: 'The id of the service.' }) id: string, @Ctx() ctx: Context): Promise<EmailService | null> {
    return isId(id) ? ctx.em.findOne(EmailService, { id }) : null;
  }

  /** PostgreSQL's time has seconds. */
  @FieldResolver(() => String)
  resetTime(@Root() service: EmailService): string {
    return service.resetTime.slice(0, 5);
  }

  @FieldResolver(() => RampUpType, { nullable: true, description: 'How it comes to its quota; null: it has it at once.' })
  rampUp(@Root() { rampStart, rampStep, rampCeiling }: EmailService): RampUpType | null {
    return rampStart == null ? null : { start: rampStart, stepPerDay: rampStep!, ceiling: rampCeiling! };
  }

  @FieldResolver(() => ServiceStateType, { description: 'Its state now.' })
  state(@Root() service: EmailService, @Ctx() ctx: Context): Promise<ServiceState> {
    return ctx.loader(serviceStateById).load(service.id);
  }

  @FieldResolver(() => ServiceGroupType, { nullable: true, description: 'The group it is in; null when in none.' })
  group(@Root() service: EmailService, @Ctx() ctx: Context): Promise<ServiceGroup> | null {
    return service.groupId ? ctx.loader(serviceGroupById).load(service.groupId) : null;
  }

  @FieldResolver(() => ServiceStatusLogConnection, { description: 'What happened to it, newest first.' })
  statusLog(
    @Root() service: EmailService,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('events', () => [ServiceEventEnum], { nullable: true, description: 'Only these; left out, all.' }) events?: ServiceEventName[] | null,
  ): Promise<Page<ServiceStatusLog>> {
    const where = { serviceId: service.id, ...(events ? { event: { $in: events } } : {}) };
    return findPage(ctx.em, ServiceStatusLog, { where, newestFirst: true, page });
  }
}

async function servicesOf(ctx: Context, { conditions, providers, groupId, text }: EmailServiceFilter, includeArchived: boolean): Promise<FilterQuery<EmailService>> {
  if (groupId && !isId(groupId)) return { id: { $in: [] } };
  const like = `%${(text ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  return {
    ...(conditions ? { id: { $in: await servicesIn(ctx.em, conditions) } } : includeArchived ? {} : { archivedAt: null }),
    ...(providers ? { provider: { $in: providers } } : {}),
    ...(groupId ? { groupId } : {}),
    ...(text?.trim() ? { $or: [{ name: { $ilike: like } }, { domain: { $ilike: like } }] } : {}),
  };
}
