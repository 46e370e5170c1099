import { dueDelivery, recordAttempt } from '../operations/alertDeliveries.js';
import type { JobPayloads } from '../operations/enqueueJob.js';
import { postWebhook } from './postWebhook.js';
import type { JobContext } from './task.js';

/** One try. The next is planned when this one is written down; killed before that, the same try is made again, under the same webhook-id. */
export async function deliverAlertWebhook({ deliveryId }: JobPayloads['deliverAlertWebhook'], { runtime, log }: JobContext): Promise<void> {
  const { database, keys, config } = runtime;
  const due = await dueDelivery(database.em(), deliveryId, keys);
  if (!due) return;
  const outcome = await postWebhook(due, config);
  const state = await recordAttempt(database.em(), due, outcome);
  const told = { delivery: due.id, webhook: due.webhookId, attempt: due.attempt, status: outcome.status, error: outcome.error };
  if (outcome.error !== null) log[state === 'FAILED' ? 'error' : 'warn'](told, state === 'FAILED' ? 'a webhook was not delivered' : 'a webhook was not delivered, trying again');
}
