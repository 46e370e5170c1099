import { mailAlerts as mail } from '../operations/mailAlerts.js';
import type { JobPayloads } from '../operations/enqueueJob.js';
import type { JobContext } from './task.js';

/** Tells of alerts by mail. */
export async function mailAlerts(_payload: JobPayloads['mailAlerts'], { runtime, log }: JobContext): Promise<void> {
  const told = await mail(runtime.database.em());
  if (told > 0) {
    log.info({ alerts: told }, 'alerts were told by mail');
    runtime.events.wakeWorkers();
  }
}
