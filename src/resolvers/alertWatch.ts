import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.js';
import { type AlertsChange, alertsSince, headOfAlerts, unresolvedAlerts } from '../operations/alertStream.js';

const againMs = 1_000;

/**
 * The stream of alerts for one subscriber (A2): first what is unresolved, or what changed behind `after`; then what changes. Whether there is anything to read is asked once for all
 * subscribers; each then reads what concerns him from where he stands, so that nothing is missed and a slow one holds no queue.
 */
export function watchAlerts(ctx: Context, after: number | null): AsyncIterableIterator<AlertsChange> {
  const { database, events } = ctx.runtime;
  const userId = ctx.isAdmin ? null : ctx.viewer.id;
  const heads = ctx.live.watch<number>({
    key: 'alerts',
    listen: (changed) => events.on('alertsChanged', null, changed),
    load: () => headOfAlerts(database.em()),
  });
  const read = (position: number | null): Promise<AlertsChange> => (position === null ? unresolvedAlerts(database.em(), userId) : alertsSince(database.em(), position, userId));
  return new AlertStream(heads, read, after, (error) => ctx.runtime.log.warn({ err: error }, 'alerts could not be read for a subscriber; trying again'));
}

class AlertStream implements AsyncIterableIterator<AlertsChange> {
  private isFirst = true;
  private isOver = false;

  constructor(
    private readonly heads: AsyncIterableIterator<number>,
    private readonly read: (position: number | null) => Promise<AlertsChange>,
    private position: number | null,
    private readonly trouble: (error: unknown) => void,
  ) {}

  async next(): Promise<IteratorResult<AlertsChange, undefined>> {
    for (;;) {
      const head = await this.heads.next();
      if (head.done) return { value: undefined, done: true };
      const change = await this.readUntilItWorks();
      if (!change) return { value: undefined, done: true };
      this.position = change.position;
      const isWorthTelling = this.isFirst || change.hasGap || change.alerts.length > 0;
      this.isFirst = false;
      if (isWorthTelling) return { value: change, done: false };
    }
  }

  async return(): Promise<IteratorResult<AlertsChange, undefined>> {
    this.isOver = true;
    await this.heads.return?.();
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<AlertsChange, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The head that was heard of does not come again: what failed must be asked for anew. Who has been told nothing yet is told that it failed. */
  private async readUntilItWorks(): Promise<AlertsChange | null> {
    while (!this.isOver) {
      try {
        return await this.read(this.position);
      } catch (error) {
        if (this.isFirst) throw error;
        this.trouble(error);
        await sleep(againMs);
      }
    }
    return null;
  }
}
