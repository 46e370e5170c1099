import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Alert } from '../entities/Alert.js';
import { alertMailRecipients, alertMailSettings } from './alertMailSettings.js';
import { composeAlertMail, type MailedAlert } from './composeAlertMail.js';
import { query } from './query.js';
import { queueDirectMail } from './queueDirectMail.js';

/**
 * One mail about all that is still to be told, queued in the transaction that marks it as told: it is told once. With mail switched off, or nobody to tell, it is forgotten.
 * Answers how many were told of.
 */
export async function mailAlerts(em: EntityManager, queue = queueDirectMail): Promise<number> {
  return em.transactional(async (inner) => {
    const due = await query(
      inner,
      sql<{ alertId: string; event: MailedAlert['event'] }>`
        WITH told AS (UPDATE alert_events SET mail_due = false WHERE mail_due RETURNING number, alert_id, event)
        SELECT alert_id AS "alertId", event FROM told ORDER BY number`,
    );
    const settings = await alertMailSettings(inner);
    if (due.length === 0 || !settings?.enabled || !settings.serviceId) return 0;
    const recipients = await alertMailRecipients(inner, settings);
    if (recipients.length === 0) return 0;
    const alerts = new Map((await inner.find(Alert, { id: { $in: due.map(({ alertId }) => alertId) } })).map((alert) => [alert.id, alert]));
    const mailed = due.flatMap(({ alertId, event }) => {
      const alert = alerts.get(alertId);
      // Acknowledged while it waited: somebody knows.
      return alert && !alert.acknowledgedAt ? [{ alert, event }] : [];
    });
    if (mailed.length === 0) return 0;
    const { serviceId, senderLocalPart: sender, displayName } = settings;
    await queue(inner, { serviceId, recipients, sender, displayName: displayName ?? null, ...composeAlertMail(mailed) });
    return mailed.length;
  });
}
