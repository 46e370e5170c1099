import { leaderless } from '../operations/alertRules.js';
import { evaluateAlerts } from '../operations/evaluateAlerts.js';
import type { Runtime } from '../runtime.js';

const lookEveryMs = 5_000;

/** That no scheduler leads is seen by every api process, for the leader could not say so (M4). Gives what ends it. */
export function watchLeader({ database, events, log }: Runtime, everyMs = lookEveryMs): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  const timer = setInterval(() => {
    // While the database does not answer, questions must not pile up.
    if (isLooking) return;
    isLooking = true;
    looking = look().finally(() => (isLooking = false));
  }, everyMs);

  async function look(): Promise<void> {
    const failed = (error: unknown): void => log.warn({ err: error }, 'whether a scheduler leads could not be seen, trying again');
    const happened = await evaluateAlerts(database.em(), leaderless, (_rule, error) => failed(error)).catch((error: unknown) => (failed(error), 0));
    if (happened > 0) events.alertsChanged();
  }

  return async () => {
    clearInterval(timer);
    await looking;
  };
}
