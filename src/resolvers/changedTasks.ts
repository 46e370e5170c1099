import type { Context } from '../context.js';
import type { Changed } from '../operations/scheduleCampaign.js';

/** Tells those who watch, the scheduler and the workers, once it is true. */
export function announceTasks(ctx: Context, { campaign, tasks }: Changed, { isQuotaChanged = false } = {}): void {
  const ids = tasks.map((task) => task.id);
  ctx.announce((events) => {
    for (const id of ids) events.taskProgressed(id, campaign.id);
    events.wakeScheduler();
    events.wakeWorkers();
    if (isQuotaChanged) events.quotaChanged(campaign.userId);
  });
}
