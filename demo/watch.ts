import type { SluiceClient } from '../client/SluiceClient.js';
import { TaskDocument, TaskProgressedDocument, ServiceStatusChangedDocument, type ServiceStatusChangedSubscription } from '../client/gql/graphql.js';
import type { Operator, Plan, Service } from './cast.js';
import type { ProgressBars } from './progressBars.js';

type ServiceState = NonNullable<ServiceStatusChangedSubscription['serviceStatusChanged']['state']>;

/** Follows campaigns and services over subscriptions and draws them, until every task has ended. */
export class Watch {
  /** Mails that have ended, over all campaigns. */
  ended = 0;
  readonly states = new Map<string, ServiceState>();
  private readonly byTask = new Map<string, number>();
  private readonly waiters: { holds: () => boolean; resolve: () => void }[] = [];
  private readonly following: Promise<void>[] = [];
  private readonly done: Promise<void>[] = [];
  private closed = false;

  constructor(private readonly bars: ProgressBars) {}

  service(admin: SluiceClient, service: Service, mails: number): void {
    const label = service.name;
    this.bars.show(label, { done: 0, total: Math.min(mails, service.dailyQuota), note: 'ready' });
    this.follow(async () => {
      for await (const { serviceStatusChanged } of admin.subscribe(ServiceStatusChangedDocument, { serviceId: service.id })) {
        const state = serviceStatusChanged.state;
        if (!state) continue;
        this.states.set(service.id, state);
        const note = state.frozenReason ? `FROZEN: ${state.frozenReason}` : state.quotaRemaining === 0 ? 'quota used up' : `every ${service.paceMs} ms`;
        this.bars.show(label, { done: state.quotaUsed, total: Math.min(mails, state.quotaLimit), note });
        this.ring();
      }
    });
  }

  task({ client }: Operator, plan: Plan): void {
    this.bars.show(plan.name, { done: 0, total: plan.recipients });
    this.done.push(
      new Promise((resolve) => {
        this.follow(async () => {
          for await (const { taskProgressed: task } of client.subscribe(TaskProgressedDocument, { taskId: plan.taskId })) {
            const ended = task.sent + task.failed + task.unknown + task.skipped;
            this.byTask.set(plan.taskId, ended);
            this.ended = [...this.byTask.values()].reduce((sum, each) => sum + each, 0);
            this.bars.show(plan.name, { done: ended, total: task.total || plan.recipients, note: task.state === 'SENDING' ? (task.message?.en ?? undefined) : task.state });
            this.ring();
            if (task.state === 'FINISHED') {
              resolve();
              return;
            }
          }
        });
      }),
    );
  }

  /** Resolves when the condition, looked at after each event, holds. */
  until(holds: () => boolean): Promise<void> {
    return holds() ? Promise.resolve() : new Promise((resolve) => this.waiters.push({ holds, resolve }));
  }

  /** Resolves when every task has ended. */
  async finished(): Promise<void> {
    await Promise.all(this.done);
  }

  close(): void {
    this.closed = true;
  }

  /** A subscription that breaks off with its server is begun anew: the present state comes first, so nothing is missed. */
  private follow(watch: () => Promise<void>): void {
    const again = async (): Promise<void> => {
      for (;;) {
        try {
          return await watch();
        } catch (error) {
          if (this.closed) return;
          if ((error as { code?: string }).code === 'UNAUTHENTICATED') throw error;
          await new Promise((resolve) => setTimeout(resolve, 300));
        }
      }
    };
    this.following.push(again());
  }

  private ring(): void {
    for (const waiter of [...this.waiters]) {
      if (!waiter.holds()) continue;
      this.waiters.splice(this.waiters.indexOf(waiter), 1);
      waiter.resolve();
    }
  }
}

/** The final word of the API on a task. */
export async function readTask({ client }: Operator, taskId: string): Promise<{ state: string; total: number; sent: number; failed: number; unknown: number; skipped: number }> {
  const { task } = await client.execute(TaskDocument, { id: taskId });
  const { total, sent, failed, unknown, skipped } = task!.progress;
  return { state: task!.state, total, sent, failed, unknown, skipped };
}

