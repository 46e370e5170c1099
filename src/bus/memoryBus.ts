import type { Bus, BusListener, BusOptions, JsonObject } from './bus.js';
import { guarded } from './listeners.js';

/** Within one process. Delivers later, and a copy, as the other driver does: code that runs here runs there. */
export class MemoryBus implements Bus {
  readonly kind = 'MEMORY';
  readonly connected = true;
  private readonly channels = new Map<string, Set<(payload: unknown) => void>>();
  private readonly warn: (line: string) => void;

  constructor({ warn = () => {} }: BusOptions) {
    this.warn = warn;
  }

  publish(channel: string, payload: JsonObject): void {
    if (!this.channels.has(channel)) return;
    try {
      const text = JSON.stringify(payload);
      setImmediate(() => this.deliver(channel, text));
    } catch (error) {
      this.warn(`An event on ${channel} was not published: ${(error as Error).message}`);
    }
  }

  async subscribe(channel: string, listener: BusListener): Promise<() => Promise<void>> {
    const deliver = guarded(listener, channel, this.warn);
    const listeners = this.channels.get(channel) ?? new Set();
    this.channels.set(channel, listeners.add(deliver));
    return async () => {
      listeners.delete(deliver);
      if (listeners.size === 0 && this.channels.get(channel) === listeners) this.channels.delete(channel);
    };
  }

  /** Nothing is ever missed here. */
  onRestored(): () => void {
    return () => {};
  }

  async close(): Promise<void> {
    this.channels.clear();
  }

  private deliver(channel: string, text: string): void {
    const payload: unknown = JSON.parse(text);
    for (const deliver of [...(this.channels.get(channel) ?? [])]) deliver(payload);
  }
}
