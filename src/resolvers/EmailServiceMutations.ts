import { Arg, Authorized, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import type { EmailService } from '../entities/EmailService.js';
import { adjustServiceQuota } from '../operations/adjustServiceQuota.js';
import { askProbe } from '../operations/askProbe.js';
import { archiveEmailService, enableEmailService, freezeEmailService, thawEmailService } from '../operations/changeServiceState.js';
import { checkLine } from '../operations/checkLine.js';
import { createEmailService } from '../operations/createEmailService.js';
import { deleteEmailService } from '../operations/deleteEmailService.js';
import { assignServiceGroup } from '../operations/serviceGroups.js';
import { updateEmailService } from '../operations/updateEmailService.js';
import { AssignServiceGroupInput } from '../schema/serviceGroup.js';
import {
  AdjustServiceQuotaInput, CreateEmailServiceInput, DeleteEmailServicePayload, EmailServiceIdInput, EmailServicePayload, FreezeEmailServiceInput, UpdateEmailServiceInput,
} from '../schema/serviceInputs.js';
import { Mutates } from './mutates.js';

const theService = { description: 'Which service.' };

@Resolver()
export class EmailServiceMutations {
  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Registers a service. For administrators.' })
  async createEmailService(
    @Arg('input', () => CreateEmailServiceInput, { description: 'The service.' }) input: CreateEmailServiceInput,
    @Ctx() ctx: Context,
  ): Promise<EmailServicePayload> {
    return changed(ctx, await createEmailService(ctx.em, input, ctx.runtime.keys, ctx.viewer.id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Edits a service. For administrators.' })
  async updateEmailService(
    @Arg('input', () => UpdateEmailServiceInput, { description: 'The change.' }) { id, patch }: UpdateEmailServiceInput,
    @Ctx() ctx: Context,
  ): Promise<EmailServicePayload> {
    return changed(ctx, await updateEmailService(ctx.em, id, patch, ctx.runtime.keys, ctx.viewer.id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Switches a service on. For administrators.' })
  async enableEmailService(@Arg('input', () => EmailServiceIdInput, theService) { id }: EmailServiceIdInput, @Ctx() ctx: Context): Promise<EmailServicePayload> {
    return changed(ctx, await enableEmailService(ctx.em, id, true, ctx.viewer.id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Switches a service off. For administrators.' })
  async disableEmailService(@Arg('input', () => EmailServiceIdInput, theService) { id }: EmailServiceIdInput, @Ctx() ctx: Context): Promise<EmailServicePayload> {
    return changed(ctx, await enableEmailService(ctx.em, id, false, ctx.viewer.id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Stops a service until it is thawed by hand. For administrators.' })
  async freezeEmailService(
    @Arg('input', () => FreezeEmailServiceInput, theService) { id, detail }: FreezeEmailServiceInput,
    @Ctx() ctx: Context,
  ): Promise<EmailServicePayload> {
    return changed(ctx, await freezeEmailService(ctx.em, id, detail ? checkLine(detail, 500, ['detail']) : null, ctx.viewer.id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Lets a frozen service send again, with those of its group that were frozen with it, and counts failures anew. For administrators.' })
  async thawEmailService(@Arg('input', () => EmailServiceIdInput, theService) { id }: EmailServiceIdInput, @Ctx() ctx: Context): Promise<EmailServicePayload> {
    const { service, thawed } = await thawEmailService(ctx.em, id, ctx.viewer.id);
    ctx.announce((events) => thawed.forEach((each) => events.serviceStatusChanged(each)));
    return changed(ctx, service);
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, {
    description: 'Asks for a probe now, which sends no mail; what it finds is shown with the state as soon as it is known. For administrators.',
  })
  async probeEmailService(@Arg('input', () => EmailServiceIdInput, theService) { id }: EmailServiceIdInput, @Ctx() ctx: Context): Promise<EmailServicePayload> {
    return changed(ctx, await askProbe(ctx.em, id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Puts a service into a group, or out of any. For administrators.' })
  async assignServiceGroup(
    @Arg('input', () => AssignServiceGroupInput, { description: 'Which into which.' }) { id, groupId }: AssignServiceGroupInput,
    @Ctx() ctx: Context,
  ): Promise<EmailServicePayload> {
    return changed(ctx, await assignServiceGroup(ctx.em, id, groupId ?? null, ctx.viewer.id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Changes what a service has left today, for today only. For administrators.' })
  async adjustServiceQuota(
    @Arg('input', () => AdjustServiceQuotaInput, { description: 'The change.' }) input: AdjustServiceQuotaInput,
    @Ctx() ctx: Context,
  ): Promise<EmailServicePayload> {
    return changed(ctx, await adjustServiceQuota(ctx.em, input.id, input, ctx.viewer.id));
  }

  @Authorized('ADMIN')
  @Mutates(() => EmailServicePayload, { description: 'Ends a service for good; its history stays. For administrators.' })
  async archiveEmailService(@Arg('input', () => EmailServiceIdInput, theService) { id }: EmailServiceIdInput, @Ctx() ctx: Context): Promise<EmailServicePayload> {
    const { service, userIds } = await archiveEmailService(ctx.em, id, ctx.viewer.id);
    ctx.announce((events) => userIds.forEach((userId) => events.mappingChanged(userId)));
    return changed(ctx, service);
  }

  @Authorized('ADMIN')
  @Mutates(() => DeleteEmailServicePayload, {
    description: 'Deletes a service that has never taken a mail, with its log and its mappings; one that has is archived, for its history stays. For administrators.',
  })
  async deleteEmailService(@Arg('input', () => EmailServiceIdInput, theService) { id }: EmailServiceIdInput, @Ctx() ctx: Context): Promise<DeleteEmailServicePayload> {
    const { archived, userIds } = await deleteEmailService(ctx.em, id, ctx.viewer.id);
    ctx.announce((events) => userIds.forEach((userId) => events.mappingChanged(userId)));
    announce(ctx, id.toLowerCase());
    return archived ? { archived } : { deletedId: id.toLowerCase() };
  }
}

/** After the commit: who watches it is shown it, workers take it up or let it be, tasks that waited for it are looked at. */
function changed(ctx: Context, emailService: EmailService): EmailServicePayload {
  announce(ctx, emailService.id);
  return { emailService };
}

function announce(ctx: Context, serviceId: string): void {
  ctx.announce((events) => {
    events.serviceStatusChanged(serviceId);
    events.wakeWorkers();
    events.wakeScheduler();
  });
}
