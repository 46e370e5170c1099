import type { Events } from '../events.js';

/**
 * Subscribers are served at most every 250 ms by the api anyway. With the same here a change took two such waits, p99 600 ms to 1,000 subscribers of a
 * campaign that is being sent.
 */
const coalesceMs = 50;

/** Tells subscribers what changed, each object at most once per 50 ms. Ids only: whoever listens reads the database. */
export class Announcer {
  private tasks = new Map<string, string>();
  private services = new Set<string>();
  private users = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly events: Events) {}

  /** Direct mails, which belong to no campaign, are watched by nobody. */
  task(taskId: string, campaignId: string | null): void {
    if (campaignId === null) return;
    this.tasks.set(taskId, campaignId);
    this.soon();
  }

  service(serviceId: string): void {
    this.services.add(serviceId);
    this.soon();
  }

  user(userId: string): void {
    this.users.add(userId);
    this.soon();
  }

  /** Says at once what is still to be said. */
  flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const { tasks, services, users } = this;
    this.tasks = new Map();
    this.services = new Set();
    this.users = new Set();
    for (const [taskId, campaignId] of tasks) this.events.taskProgressed(taskId, campaignId);
    for (const serviceId of services) this.events.serviceStatusChanged(serviceId);
    for (const userId of users) this.events.quotaChanged(userId);
  }

  private soon(): void {
    this.timer ??= setTimeout(() => this.flush(), coalesceMs).unref();
  }
}
