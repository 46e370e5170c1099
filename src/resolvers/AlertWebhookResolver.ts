import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { AlertDelivery, AlertWebhook } from '../entities/AlertWebhook.js';
import { isId } from '../ids.js';
import { attemptsOfDeliveries, type DeliveryAttempt } from '../operations/alertDeliveries.js';
import { createAlertWebhook, deleteAlertWebhook, rotateAlertWebhookSecret, testAlertWebhook, updateAlertWebhook, type WebhookMeans } from '../operations/alertWebhooks.js';
import {
  AlertDeliveryAttempt, AlertDeliveryConnection, AlertDeliveryType, AlertWebhookConnection, AlertWebhookIdInput, AlertWebhookPayload, AlertWebhookSecretPayload, AlertWebhookType,
  CreateAlertWebhookInput, DeleteAlertWebhookPayload, TestAlertWebhookPayload, UpdateAlertWebhookInput,
} from '../schema/alertWebhook.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { Mutates } from './mutates.js';
import { findPage } from './page.js';

const attemptsByDelivery: Batch<string, DeliveryAttempt[]> = async (ctx, ids) => {
  const attempts = await attemptsOfDeliveries(ctx.em, ids);
  return ids.map((id) => attempts.filter(({ deliveryId }) => deliveryId === id));
};

const meansOf = ({ runtime }: Context): WebhookMeans => ({ keys: runtime.keys, arePrivateAllowed: runtime.config.privateWebhooks });
const theWebhook = { description: 'Which webhook.' };

@Resolver(() => AlertWebhookType)
export class AlertWebhookResolver {
  @Authorized('ADMIN')
  @Query(() => AlertWebhookConnection, { description: 'Addresses that are told of alerts, by name. For administrators.' })
  alertWebhooks(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<AlertWebhook>> {
    return findPage(ctx.em, AlertWebhook, { where: {}, orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @Authorized('ADMIN')
  @Query(() => AlertWebhookType, { nullable: true, description: 'A webhook; null when there is none. For administrators.' })
  async alertWebhook(@Arg('id', () => ID, { description: 'The id of the webhook.' }) id: string, @Ctx() ctx: Context): Promise<AlertWebhook | null> {
    return isId(id) ? ctx.em.findOne(AlertWebhook, { id }) : null;
  }

  @FieldResolver()
  isGone(@Root() webhook: AlertWebhook): boolean {
    return webhook.disabledReason === 'GONE';
  }

  @FieldResolver(() => AlertDeliveryConnection, { description: 'What it was told, newest first; kept for 30 days.' })
  deliveries(@Root() webhook: AlertWebhook, @Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<AlertDelivery>> {
    return findPage(ctx.em, AlertDelivery, { where: { webhookId: webhook.id }, newestFirst: true, page });
  }

  @Authorized('ADMIN')
  @Mutates(() => AlertWebhookSecretPayload, { description: 'Makes a webhook, and the secret that signs what it is told. For administrators.' })
  async createAlertWebhook(
    @Arg('input', () => CreateAlertWebhookInput, { description: 'The webhook.' }) input: CreateAlertWebhookInput,
    @Ctx() ctx: Context,
  ): Promise<AlertWebhookSecretPayload> {
    return withSecret(await createAlertWebhook(ctx.em, input, meansOf(ctx)));
  }

  @Authorized('ADMIN')
  @Mutates(() => AlertWebhookPayload, { description: 'Edits a webhook. For administrators.' })
  async updateAlertWebhook(
    @Arg('input', () => UpdateAlertWebhookInput, { description: 'The change.' }) { id, patch }: UpdateAlertWebhookInput,
    @Ctx() ctx: Context,
  ): Promise<AlertWebhookPayload> {
    return { alertWebhook: shown(await updateAlertWebhook(ctx.em, id, patch, meansOf(ctx))) };
  }

  @Authorized('ADMIN')
  @Mutates(() => DeleteAlertWebhookPayload, { description: 'Deletes a webhook and what it was told. For administrators.' })
  async deleteAlertWebhook(@Arg('input', () => AlertWebhookIdInput, theWebhook) { id }: AlertWebhookIdInput, @Ctx() ctx: Context): Promise<DeleteAlertWebhookPayload> {
    return { id: await deleteAlertWebhook(ctx.em, id) };
  }

  @Authorized('ADMIN')
  @Mutates(() => AlertWebhookSecretPayload, { description: 'Makes a new secret; the one before signs as well for a day. For administrators.' })
  async rotateAlertWebhookSecret(@Arg('input', () => AlertWebhookIdInput, theWebhook) { id }: AlertWebhookIdInput, @Ctx() ctx: Context): Promise<AlertWebhookSecretPayload> {
    return withSecret(await rotateAlertWebhookSecret(ctx.em, id, ctx.runtime.keys));
  }

  @Authorized('ADMIN')
  @Mutates(() => TestAlertWebhookPayload, { description: 'Sends a webhook a message of type alert.test. For administrators.' })
  async testAlertWebhook(@Arg('input', () => AlertWebhookIdInput, theWebhook) { id }: AlertWebhookIdInput, @Ctx() ctx: Context): Promise<TestAlertWebhookPayload> {
    return { alertDelivery: await testAlertWebhook(ctx.em, id) };
  }
}

@Resolver(() => AlertDeliveryType)
export class AlertDeliveryResolver {
  @FieldResolver(() => [AlertDeliveryAttempt], { description: 'Every try, oldest first; a handful.' })
  attempts(@Root() delivery: AlertDelivery, @Ctx() ctx: Context): Promise<DeliveryAttempt[]> {
    return ctx.loader(attemptsByDelivery).load(delivery.id);
  }
}

/** What differs from the row has a field resolver. */
const shown = (webhook: AlertWebhook): AlertWebhookType => webhook as unknown as AlertWebhookType;
const withSecret = ({ alertWebhook, secret }: { alertWebhook: AlertWebhook; secret: string }): AlertWebhookSecretPayload => ({ alertWebhook: shown(alertWebhook), secret });
