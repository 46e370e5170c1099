import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import type { AlertRule, AlertSeverity } from '../entities/Alert.js';
import { AlertDelivery, AlertWebhook } from '../entities/AlertWebhook.js';
import { Refusal } from '../errors.js';
import { isId, newId } from '../ids.js';
import type { Keys } from '../keys.js';
import { checkLine } from './checkLine.js';
import { deliver } from './notifyOfAlerts.js';
import { makeSecret } from './webhookSecret.js';
import { checkWebhookUrl } from './webhookUrl.js';

export interface NewAlertWebhook {
  name: string;
  url: string;
  isEnabled: boolean;
  rules?: AlertRule[] | null;
  severities?: AlertSeverity[] | null;
}

/** Left out: as it is. null for rules and severities: all. */
export type AlertWebhookPatch = Partial<NewAlertWebhook>;

export interface WebhookMeans {
  keys: Keys;
  arePrivateAllowed: boolean;
}

/** Each of them is told of each alert. */
const mostWebhooks = 20;

/** The secret is answered this once; what is kept of it is encrypted. */
export async function createAlertWebhook(em: EntityManager, given: NewAlertWebhook, { keys, arePrivateAllowed }: WebhookMeans): Promise<{ alertWebhook: AlertWebhook; secret: string }> {
  if ((await em.count(AlertWebhook)) >= mostWebhooks) throw new Refusal('INVALID', `There are at most ${mostWebhooks} webhooks.`);
  const id = newId();
  const at = now();
  const { secret, columns } = makeSecret(id, keys, null, at);
  const alertWebhook = em.create(AlertWebhook, {
    id,
    name: checkLine(given.name, 100, ['name']),
    url: checkWebhookUrl(given.url, arePrivateAllowed),
    enabled: given.isEnabled,
    rules: given.rules ?? null,
    severities: given.severities ?? null,
    ...columns,
    createdAt: at,
    updatedAt: at,
  });
  await em.flush();
  return { alertWebhook, secret };
}

export async function updateAlertWebhook(em: EntityManager, id: string, patch: AlertWebhookPatch, { arePrivateAllowed }: WebhookMeans): Promise<AlertWebhook> {
  const webhook = await lockWebhook(em, id);
  try {
    if (patch.name != null) webhook.name = checkLine(patch.name, 100, ['name']);
    if (patch.url != null) webhook.url = checkWebhookUrl(patch.url, arePrivateAllowed);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, error.message, ['patch', ...error.field]) : error;
  }
  if (patch.isEnabled != null) {
    webhook.enabled = patch.isEnabled;
    webhook.disabledReason = null;
  }
  if (patch.rules !== undefined) webhook.rules = patch.rules;
  if (patch.severities !== undefined) webhook.severities = patch.severities;
  webhook.updatedAt = now();
  await em.flush();
  return webhook;
}

/** With its log of deliveries; what is still to be delivered is not. */
export async function deleteAlertWebhook(em: EntityManager, id: string): Promise<string> {
  await em.remove(await lockWebhook(em, id)).flush();
  return id;
}

/** The new secret is answered this once. */
export async function rotateAlertWebhookSecret(em: EntityManager, id: string, keys: Keys): Promise<{ alertWebhook: AlertWebhook; secret: string }> {
  const alertWebhook = await lockWebhook(em, id);
  const at = now();
  const { secret, columns } = makeSecret(id, keys, alertWebhook, at);
  em.assign(alertWebhook, { ...columns, updatedAt: at });
  await em.flush();
  return { alertWebhook, secret };
}

/** A message of type alert.test, delivered like any other, once the transaction commits. */
export async function testAlertWebhook(em: EntityManager, id: string): Promise<AlertDelivery> {
  const webhook = await lockWebhook(em, id);
  if (!webhook.enabled) throw new Refusal('WRONG_STATE', 'The webhook is switched off.', ['id']);
  const text = { zh: '这是一条测试消息', en: 'This is a test' };
  const [deliveryId] = await deliver(em, [{ webhookId: id, alertId: null, type: 'alert.test', data: { text } }]);
  return em.findOneOrFail(AlertDelivery, deliveryId!);
}

async function lockWebhook(em: EntityManager, id: string): Promise<AlertWebhook> {
  const webhook = isId(id) ? await em.findOne(AlertWebhook, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!webhook) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  return webhook;
}
