import { alertRules } from '../../entities/Alert.js';
import { leaderless } from '../../operations/alertRules.js';
import { evaluateAlerts } from '../../operations/evaluateAlerts.js';
import { tidyAlerts } from '../../operations/tidyAlerts.js';
import type { Runtime } from '../../runtime.js';
import { monotonicMs } from '../monotonic.js';
import type { StepContext } from './step.js';

const everyMs = 5_000;
const tidyEveryMs = 3_600_000;

const ofLeader = alertRules.filter((rule) => !leaderless.includes(rule));

/** Raises alerts and resolves them (M4), however often it is woken: every few seconds. */
export class AlertEvaluation {
  private nextAtMs = 0;
  private tidyAtMs = 0;

  constructor(private readonly runtime: Pick<Runtime, 'database' | 'events'>) {}

  /** Answers in how many milliseconds it wants to be called again. */
  async step({ log }: Pick<StepContext, 'log'>): Promise<number> {
    const { database, events } = this.runtime;
    if (monotonicMs() >= this.nextAtMs) {
      this.nextAtMs = monotonicMs() + everyMs;
      const happened = await evaluateAlerts(database.em(), ofLeader, (rule, error) => log.warn({ err: error, rule }, 'a rule of alerts could not be evaluated, trying again'));
      if (happened > 0) events.alertsChanged();
    }
    if (monotonicMs() >= this.tidyAtMs) {
      this.tidyAtMs = monotonicMs() + tidyEveryMs;
      await tidyAlerts(database.em());
    }
    return this.nextAtMs - monotonicMs();
  }
}
