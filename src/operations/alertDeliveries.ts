import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { Alert } from '../entities/Alert.js';
import { AlertDelivery, AlertWebhook } from '../entities/AlertWebhook.js';
import { isId } from '../ids.js';
import type { Keys } from '../keys.js';
import { enqueueJob } from './enqueueJob.js';
import { query } from './query.js';
import { signingSecrets } from './webhookSecret.js';

/** How long after each try that failed the next one follows, in seconds, as Standard Webhooks proposes: eight tries within 32 hours, then no more. */
const waitsS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400];
/** Of a wait, so that what failed together does not come back together. */
const jitter = 0.1;

/** All that is needed to send it. */
export interface DueDelivery {
  id: string;
  webhookId: string;
  url: string;
  body: string;
  secrets: string[];
  /** Its number, from 1. */
  attempt: number;
}

export interface AttemptOutcome {
  /** null: there was no answer. */
  status: number | null;
  latencyMs: number;
  /** null: it was accepted. */
  error: string | null;
}

/** The delivery as it is to be tried now; null when there is nothing to do any more. What was acknowledged meanwhile is dropped: somebody knows. */
export async function dueDelivery(em: EntityManager, id: string, keys: Keys): Promise<DueDelivery | null> {
  const delivery = isId(id) ? await em.findOne(AlertDelivery, { id, state: 'PENDING' }) : null;
  if (!delivery) return null;
  const webhook = await em.findOneOrFail(AlertWebhook, delivery.webhookId);
  const alert = delivery.alertId ? await em.findOne(Alert, delivery.alertId) : null;
  if (!webhook.enabled || alert?.acknowledgedAt) {
    await query(em, sql`UPDATE alert_deliveries SET state = 'DROPPED', next_attempt_at = NULL, ended_at = ${now()} WHERE id = ${id} AND state = 'PENDING'`);
    return null;
  }
  const { url } = webhook;
  return { id, webhookId: webhook.id, url, body: delivery.body, secrets: signingSecrets(webhook, keys, now()), attempt: delivery.attempts + 1 };
}

/**
 * Writes down what a try brought, and plans the next one in the same transaction. A try that somebody else has written down already changes nothing: its process was held for
 * dead. 410 says that nobody is there and never will be, so the webhook is switched off.
 */
export async function recordAttempt(em: EntityManager, { id, webhookId, attempt }: DueDelivery, { status, latencyMs, error }: AttemptOutcome): Promise<'DELIVERED' | 'FAILED' | 'PENDING' | null> {
  const at = now();
  const isGone = status === 410;
  const waitS = waitsS[attempt - 1];
  const state = error === null ? 'DELIVERED' : isGone || waitS === undefined ? 'FAILED' : 'PENDING';
  const next = state === 'PENDING' ? new Date(at.getTime() + waitS! * 1_000 * (1 + jitter * Math.random())) : null;
  return em.transactional(async (inner) => {
    // First, as whoever deletes the webhook does.
    if (isGone) await query(inner, sql`UPDATE alert_webhooks SET enabled = false, disabled_reason = 'GONE', updated_at = ${at} WHERE id = ${webhookId} AND enabled`);
    const changed = await query(
      inner,
      sql`UPDATE alert_deliveries SET attempts = ${attempt}, state = ${state}, next_attempt_at = ${next}::timestamptz, ended_at = ${next ? null : at}::timestamptz
           WHERE id = ${id} AND state = 'PENDING' AND attempts = ${attempt - 1} RETURNING id`,
    );
    if (changed.length === 0) return null;
    await query(
      inner,
      sql`INSERT INTO alert_delivery_attempts (delivery_id, number, at, status, latency_ms, error)
            VALUES (${id}, ${attempt}, ${at}, ${status}, ${Math.round(latencyMs)}, ${error?.slice(0, 500) ?? null})`,
    );
    // Under the key of the job that runs: should this process die before that one is done with, it is not run again.
    if (next) await enqueueJob(inner, 'deliverAlertWebhook', { deliveryId: id }, { runAt: next, key: `alert delivery ${id}`, queue: `alert webhook ${webhookId}` });
    return state;
  });
}

export interface DeliveryAttempt extends AttemptOutcome {
  deliveryId: string;
  number: number;
  at: Date;
}

/** The tries of these deliveries, oldest first. */
export async function attemptsOfDeliveries(em: EntityManager, ids: readonly string[]): Promise<DeliveryAttempt[]> {
  const rows = await query(
    em,
    sql<DeliveryAttempt>`SELECT delivery_id AS "deliveryId", number, at, status, latency_ms AS "latencyMs", error FROM alert_delivery_attempts
                          WHERE delivery_id = ANY (${ids}::uuid[]) ORDER BY delivery_id, number`,
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
