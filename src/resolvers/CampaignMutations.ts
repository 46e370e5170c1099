import { Arg, Authorized, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Campaign } from '../entities/Campaign.js';
import { cancelCampaign } from '../operations/cancelTasks.js';
import { createCampaign } from '../operations/createCampaign.js';
import { deleteCampaign } from '../operations/deleteCampaign.js';
import { duplicateCampaign } from '../operations/duplicateCampaign.js';
import { pauseCampaign } from '../operations/pauseTasks.js';
import { resumeCampaign } from '../operations/resumeTasks.js';
import { scheduleCampaign } from '../operations/scheduleCampaign.js';
import { updateCampaign } from '../operations/updateCampaign.js';
import {
  type CampaignAnswer,
  CancelCampaignInput,
  CancelCampaignPayload,
  CreateCampaignInput,
  CreateCampaignPayload,
  DeleteCampaignInput,
  DeleteCampaignPayload,
  DuplicateCampaignInput,
  DuplicateCampaignPayload,
  PauseCampaignInput,
  PauseCampaignPayload,
  ResumeCampaignInput,
  ResumeCampaignPayload,
  ScheduleCampaignInput,
  ScheduleCampaignPayload,
  UpdateCampaignInput,
  UpdateCampaignPayload,
} from '../schema/campaign.js';
import { announceTasks } from './changedTasks.js';
import { Mutates } from './mutates.js';
import { demandOwn } from './own.js';
import { demandVisible } from './visible.js';

interface CampaignId {
  id: string;
}

@Resolver()
export class CampaignMutations {
  @Authorized()
  @Mutates(() => CreateCampaignPayload, { description: 'Makes a campaign with its tasks, as a draft. It holds no quota.' })
  async createCampaign(
    @Arg('input', () => CreateCampaignInput, { description: 'The campaign.' }) input: CreateCampaignInput,
    @Ctx() ctx: Context,
  ): Promise<CampaignAnswer> {
    return { campaign: await createCampaign(ctx.em, ctx.viewer.id, input) };
  }

  @Authorized()
  @Mutates(() => UpdateCampaignPayload, { description: 'Changes a campaign before its first task has started; its tasks move with it.' })
  async updateCampaign(
    @Arg('input', () => UpdateCampaignInput, { description: 'The change.' }) { id, patch }: UpdateCampaignInput,
    @Ctx() ctx: Context,
  ): Promise<CampaignAnswer> {
    await demandOwn(ctx, Campaign, id);
    const changed = await updateCampaign(ctx.em, id, patch, ctx.viewer.id);
    announceTasks(ctx, changed);
    return changed;
  }

  @Authorized()
  @Mutates(() => ScheduleCampaignPayload, {
    description: 'Puts a draft on the calendar, whole or not at all: counts its recipients, reserves the quota, freezes the templates.',
  })
  async scheduleCampaign(
    @Arg('input', () => ScheduleCampaignInput, { description: 'Which.' }) { id }: CampaignId,
    @Ctx() ctx: Context,
  ): Promise<CampaignAnswer> {
    await demandOwn(ctx, Campaign, id);
    const changed = await scheduleCampaign(ctx.em, id, ctx.viewer.id);
    announceTasks(ctx, changed, { isQuotaChanged: true });
    return changed;
  }

  @Authorized()
  @Mutates(() => PauseCampaignPayload, { description: 'Pauses a campaign with its tasks. Tasks that wait for a person keep their own reason.' })
  async pauseCampaign(@Arg('input', () => PauseCampaignInput, { description: 'Which.' }) { id }: CampaignId, @Ctx() ctx: Context): Promise<CampaignAnswer> {
    await demandVisible(ctx, Campaign, id);
    const changed = await pauseCampaign(ctx.em, id, ctx.viewer.id);
    announceTasks(ctx, changed);
    return changed;
  }

  @Authorized()
  @Mutates(() => ResumeCampaignPayload, { description: 'Resumes a campaign. Only tasks that were paused with it go on.' })
  async resumeCampaign(@Arg('input', () => ResumeCampaignInput, { description: 'Which.' }) { id }: CampaignId, @Ctx() ctx: Context): Promise<CampaignAnswer> {
    await demandVisible(ctx, Campaign, id);
    const changed = await resumeCampaign(ctx.em, id, ctx.viewer.id);
    announceTasks(ctx, changed);
    return changed;
  }

  @Authorized()
  @Mutates(() => CancelCampaignPayload, { description: 'Cancels a campaign and what has not ended of it; quota that was not used goes back.' })
  async cancelCampaign(@Arg('input', () => CancelCampaignInput, { description: 'Which.' }) { id }: CampaignId, @Ctx() ctx: Context): Promise<CampaignAnswer> {
    await demandVisible(ctx, Campaign, id);
    const changed = await cancelCampaign(ctx.em, id, ctx.viewer.id);
    announceTasks(ctx, changed, { isQuotaChanged: true });
    return changed;
  }

  @Authorized()
  @Mutates(() => DuplicateCampaignPayload, { description: 'Makes a draft like one of the viewer’s campaigns, with a start of its own.' })
  async duplicateCampaign(
    @Arg('input', () => DuplicateCampaignInput, { description: 'Which, and when.' }) { id, ...given }: DuplicateCampaignInput,
    @Ctx() ctx: Context,
  ): Promise<CampaignAnswer> {
    return { campaign: await duplicateCampaign(ctx.em, await demandOwn(ctx, Campaign, id), given) };
  }

  @Authorized()
  @Mutates(() => DeleteCampaignPayload, { description: 'Deletes a draft with its tasks.' })
  async deleteCampaign(
    @Arg('input', () => DeleteCampaignInput, { description: 'Which.' }) { id }: CampaignId,
    @Ctx() ctx: Context,
  ): Promise<DeleteCampaignPayload> {
    const { id: deletedId } = await demandOwn(ctx, Campaign, id);
    await deleteCampaign(ctx.em, deletedId);
    return { deletedId };
  }
}
