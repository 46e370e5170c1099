import type { BusListener, JsonObject } from './bus.js';

/** A listener whose failure is reported and harms nobody else. */
export function guarded(listener: BusListener, channel: string, warn: (line: string) => void): (payload: unknown) => void {
  const report = (error: unknown): void => warn(`A listener of ${channel} failed: ${error instanceof Error ? error.message : String(error)}`);
  return (payload) => {
    // Anybody may publish on a Redis channel: what is no object is not ours.
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return;
    try {
      const result: unknown = listener(payload as JsonObject);
      if (result instanceof Promise) result.catch(report);
    } catch (error) {
      report(error);
    }
  };
}
