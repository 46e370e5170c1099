import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import type { AlertMailSettings } from '../entities/AlertSetting.js';
import { alertMailSettings, updateAlertMailSettings } from '../operations/alertMailSettings.js';
import { alertSettings, updateAlertSettings } from '../operations/alertSettings.js';
import {
  AlertMailSettingsType, AlertSettingType, UpdateAlertMailSettingsInput, UpdateAlertMailSettingsPayload, UpdateAlertSettingsInput, UpdateAlertSettingsPayload,
} from '../schema/alertSettings.js';
import { Mutates } from './mutates.js';

@Resolver()
export class AlertSettingResolver {
  @Authorized('ADMIN')
  @Query(() => [AlertSettingType], { description: 'How each rule raises alerts. For administrators.' })
  alertSettings(@Ctx() ctx: Context): Promise<AlertSettingType[]> {
    return alertSettings(ctx.em);
  }

  @Authorized('ADMIN')
  @Mutates(() => UpdateAlertSettingsPayload, { description: 'Changes how rules raise alerts, all of them or none; holds within seconds. For administrators.' })
  async updateAlertSettings(
    @Arg('input', () => UpdateAlertSettingsInput, { description: 'The changes.' }) { settings }: UpdateAlertSettingsInput,
    @Ctx() ctx: Context,
  ): Promise<UpdateAlertSettingsPayload> {
    return { alertSettings: await updateAlertSettings(ctx.em, settings) };
  }

  @Authorized('ADMIN')
  @Query(() => AlertMailSettingsType, { nullable: true, description: 'Who is told of alerts by mail; null until it was set. For administrators.' })
  alertMailSettings(@Ctx() ctx: Context): Promise<AlertMailSettings | null> {
    return alertMailSettings(ctx.em);
  }

  @Authorized('ADMIN')
  @Mutates(() => UpdateAlertMailSettingsPayload, { description: 'Sets who is told of alerts by mail, and through which service. For administrators.' })
  async updateAlertMailSettings(
    @Arg('input', () => UpdateAlertMailSettingsInput, { description: 'What to set.' }) input: UpdateAlertMailSettingsInput,
    @Ctx() ctx: Context,
  ): Promise<UpdateAlertMailSettingsPayload> {
    return { alertMailSettings: await updateAlertMailSettings(ctx.em, input) };
  }
}
