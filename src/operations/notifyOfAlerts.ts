import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { Alert, type AlertRule, type AlertSeverity } from '../entities/Alert.js';
import { AlertMailSettings } from '../entities/AlertSetting.js';
import { AlertWebhook, type DeliveryType } from '../entities/AlertWebhook.js';
import { newId } from '../ids.js';
import { alertMessage } from './alertMessage.js';
import { enqueueJob } from './enqueueJob.js';
import { query } from './query.js';

export interface AlertHappening {
  /** In the stream of events. */
  number: number;
  alertId: string;
  event: 'RAISED' | 'RESOLVED';
}

interface Choice {
  rules?: readonly AlertRule[] | null;
  severities?: readonly AlertSeverity[] | null;
}

/** Mails wait so long for more to tell: a thousand tasks that pause together are one mail. */
const gatherMs = 10_000;

const types: Readonly<Record<AlertHappening['event'], DeliveryType>> = { RAISED: 'alert.raised', RESOLVED: 'alert.resolved' };
const wants = ({ rules, severities }: Choice, alert: Alert): boolean => (!rules || rules.includes(alert.rule)) && (!severities || severities.includes(alert.severity));

export interface NewDelivery {
  webhookId: string;
  alertId: string | null;
  type: DeliveryType;
  data: object;
}

/** Tells of what happened, in the transaction in which it did. What was acknowledged is known: that it is over is not told. */
export async function notifyOfAlerts(em: EntityManager, happenings: readonly AlertHappening[]): Promise<void> {
  const alerts = new Map((await em.find(Alert, { id: { $in: happenings.map(({ alertId }) => alertId) } }, { disableIdentityMap: true })).map((alert) => [alert.id, alert]));
  const worth = happenings.map(({ number, alertId, event }) => ({ number, alert: alerts.get(alertId)!, event })).filter(({ alert, event }) => event === 'RAISED' || !alert.acknowledgedAt);
  const webhooks = await em.find(AlertWebhook, { enabled: true }, { orderBy: { id: 'asc' } });
  await deliver(
    em,
    webhooks.flatMap((webhook) =>
      worth.filter(({ alert }) => wants(webhook, alert)).map(({ alert, event }) => ({ webhookId: webhook.id, alertId: alert.id, type: types[event], data: alertMessage(alert) })),
    ),
  );
  await markForMail(em, worth);
}

/** Each message and the job that delivers it. One after another for each webhook: one that hangs holds up nobody but itself. */
export async function deliver(em: EntityManager, deliveries: readonly NewDelivery[]): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const at = now();
  const ids = deliveries.map(() => newId());
  const bodies = deliveries.map(({ type, data }) => JSON.stringify({ type, timestamp: at.toISOString(), data }));
  await query(
    em,
    sql`WITH made AS (
          INSERT INTO alert_deliveries (id, webhook_id, alert_id, type, body, state, next_attempt_at, created_at)
            SELECT id, webhook_id, alert_id, type, body, 'PENDING', ${at}, ${at}
              FROM unnest(${ids}::uuid[], ${deliveries.map((each) => each.webhookId)}::uuid[], ${deliveries.map((each) => each.alertId)}::uuid[],
                          ${deliveries.map((each) => each.type)}::text[], ${bodies}::text[]) AS d(id, webhook_id, alert_id, type, body)
          RETURNING id, webhook_id)
        SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
          SELECT ROW('deliverAlertWebhook', json_build_object('deliveryId', id), 'alert webhook ' || webhook_id, NULL, 9, 'alert delivery ' || id, NULL, NULL)::graphile_worker.job_spec
            FROM made ORDER BY id))`,
  );
  return ids;
}

async function markForMail(em: EntityManager, worth: readonly { number: number; alert: Alert }[]): Promise<void> {
  const settings = await em.findOne(AlertMailSettings, { enabled: true });
  const told = settings ? worth.filter(({ alert }) => wants(settings, alert)) : [];
  if (told.length === 0) return;
  await query(em, sql`UPDATE alert_events SET mail_due = true WHERE number = ANY (${told.map(({ number }) => number)}::bigint[])`);
  await enqueueJob(em, 'mailAlerts', {}, { key: 'mail alerts', keepsTime: true, runAt: new Date(now().getTime() + gatherMs) });
}
