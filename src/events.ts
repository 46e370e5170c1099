import type { Bus, JsonObject } from './bus/bus.js';

/** What an event tells: ids only. Who is told reads the rest where it is true. */
export interface EventPayloads {
  taskProgressed: { taskId: string; campaignId: string };
  campaignProgressed: { taskId: string; campaignId: string };
  serviceStatusChanged: { serviceId: string };
  quotaChanged: { userId: string };
  mappingChanged: { userId: string };
  sessionEnded: { sessionId: string };
  tokenRevoked: { tokenId: string };
  alertsChanged: Record<never, never>;
  wakeScheduler: Record<never, never>;
  wakeWorkers: Record<never, never>;
}
export type Topic = keyof EventPayloads;

/** Which ids an event of a topic has; the first names its channel. */
const idsOf: { [T in Topic]: readonly (keyof EventPayloads[T] & string)[] } = {
  taskProgressed: ['taskId', 'campaignId'],
  campaignProgressed: ['campaignId', 'taskId'],
  serviceStatusChanged: ['serviceId'],
  quotaChanged: ['userId'],
  mappingChanged: ['userId'],
  sessionEnded: ['sessionId'],
  tokenRevoked: ['tokenId'],
  alertsChanged: [],
  wakeScheduler: [],
  wakeWorkers: [],
};

/** Typed topics over the bus: one channel an object, so that a process hears only what somebody in it asked for. Published after the commit. */
export class Events {
  constructor(private readonly bus: Bus) {}

  taskProgressed(taskId: string, campaignId: string): void {
    this.publish('taskProgressed', taskId, { taskId, campaignId });
    this.publish('campaignProgressed', campaignId, { taskId, campaignId });
  }

  serviceStatusChanged(serviceId: string): void {
    this.publishToAll('serviceStatusChanged', serviceId, { serviceId });
  }

  quotaChanged(userId: string): void {
    this.publishToAll('quotaChanged', userId, { userId });
  }

  /** Which services a user may use. */
  mappingChanged(userId: string): void {
    this.publishToAll('mappingChanged', userId, { userId });
  }

  sessionEnded(sessionId: string): void {
    this.publishToAll('sessionEnded', sessionId, { sessionId });
  }

  tokenRevoked(tokenId: string): void {
    this.publishToAll('tokenRevoked', tokenId, { tokenId });
  }

  /** Alerts were raised, acknowledged or resolved. */
  alertsChanged(): void {
    this.publish('alertsChanged', null, {});
  }

  /** There may be something due: a task was scheduled, resumed, edited. */
  wakeScheduler(): void {
    this.publish('wakeScheduler', null, {});
  }

  /** There may be something to claim or to stop. */
  wakeWorkers(): void {
    this.publish('wakeWorkers', null, {});
  }

  /**
   * Calls the listener for events of one object; id null: of every object (services, quota, sessions), or of a topic without ids.
   * Resolves when events arrive, so that who reads the present state after it misses nothing. Gives what ends it.
   */
  on<T extends Topic>(topic: T, id: string | null, listener: (payload: EventPayloads[T]) => void): Promise<() => Promise<void>> {
    return this.bus.subscribe(channelOf(topic, id), (payload) => {
      if (isPayload(topic, payload)) return listener(payload);
    });
  }

  /** Events may have been missed: read again whatever is shown. */
  onRestored(listener: () => void): () => void {
    return this.bus.onRestored(listener);
  }

  private publishToAll<T extends Topic>(topic: T, id: string, payload: EventPayloads[T] & JsonObject): void {
    this.publish(topic, id, payload);
    this.publish(topic, null, payload);
  }

  private publish<T extends Topic>(topic: T, id: string | null, payload: EventPayloads[T] & JsonObject): void {
    this.bus.publish(channelOf(topic, id), payload);
  }
}

const channelOf = (topic: Topic, id: string | null): string => (id === null ? topic : `${topic}:${id}`);

const isPayload = <T extends Topic>(topic: T, payload: JsonObject): payload is JsonObject & EventPayloads[T] =>
  idsOf[topic].every((name) => typeof payload[name] === 'string');
