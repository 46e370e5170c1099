import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { AlertRule } from '../entities/Alert.js';
import { alertSettings, type ShownSetting } from './alertSettings.js';
import { type AlertHappening, notifyOfAlerts } from './notifyOfAlerts.js';
import { query } from './query.js';

/**
 * Evaluates these rules, each in a transaction of its own that also holds who is told of it: an alert without its messages cannot be, nor the other way round. `failed` is told
 * of a rule that could not be evaluated; the others are. Answers how many alerts were raised or resolved. The EntityManager is in no transaction.
 */
export async function evaluateAlerts(em: EntityManager, rules: readonly AlertRule[], failed: (rule: AlertRule, error: unknown) => void): Promise<number> {
  const settings = (await alertSettings(em)).filter(({ rule }) => rules.includes(rule));
  let happened = 0;
  for (const setting of settings) {
    try {
      happened += await em.fork().transactional((inner) => evaluate(inner, setting));
    } catch (error) {
      failed(setting.rule, error);
    }
  }
  return happened;
}

async function evaluate(em: EntityManager, { rule, enabled, severity, threshold, windowS, atLeast, clearS, quietS }: ShownSetting): Promise<number> {
  const happened = await query(
    em,
    sql<AlertHappening>`SELECT number, alert_id AS "alertId", event
                          FROM evaluate_alert(${rule}, ${enabled}, ${severity}, ${threshold}::float8, ${windowS}::int, ${atLeast}::int, ${clearS}::int, ${quietS}::int) ORDER BY number`,
  );
  if (happened.length > 0) await notifyOfAlerts(em, happened);
  return happened.length;
}
