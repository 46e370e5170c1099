import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { type AlertRule, alertRules, type AlertSeverity } from '../entities/Alert.js';
import { AlertSetting } from '../entities/AlertSetting.js';
import { Refusal } from '../errors.js';
import { alertDefaults, ruleBounds, type RuleSetting } from './alertRules.js';

export interface ShownSetting extends RuleSetting {
  rule: AlertRule;
}

/** Left out: as it is. */
export interface RulePatch {
  rule: AlertRule;
  isEnabled?: boolean | null;
  severity?: AlertSeverity | null;
  threshold?: number | null;
  windowSeconds?: number | null;
  atLeast?: number | null;
  clearSeconds?: number | null;
  quietSeconds?: number | null;
}

type NumberField = 'threshold' | 'windowSeconds' | 'atLeast' | 'clearSeconds' | 'quietSeconds';

const longestWaitS = 86_400;

/** What holds for each rule now: what was set, else what it comes with. */
export async function alertSettings(em: EntityManager): Promise<ShownSetting[]> {
  const set = new Map((await em.find(AlertSetting, {})).map((row) => [row.rule, row]));
  return alertRules.map((rule) => shown(rule, set.get(rule)));
}

const shown = (rule: AlertRule, set: AlertSetting | undefined): ShownSetting =>
  set
    ? {
        rule, enabled: set.enabled, severity: set.severity, threshold: set.threshold ?? null, windowS: set.windowS ?? null, atLeast: set.atLeast ?? null, clearS: set.clearS,
        quietS: set.quietS,
      }
    : { rule, ...alertDefaults[rule] };

/** All of them or none. Holds from the next evaluation on: a rule that is switched off resolves its alerts then. */
export async function updateAlertSettings(em: EntityManager, patches: readonly RulePatch[]): Promise<ShownSetting[]> {
  const before = new Map((await alertSettings(em)).map((setting) => [setting.rule, setting]));
  const changed = patches.map((patch, i) => merged(before.get(patch.rule)!, patch, ['settings', String(i)]));
  if (new Set(changed.map(({ rule }) => rule)).size < changed.length) throw new Refusal('INVALID', 'A rule is named twice.', ['settings']);
  for (const setting of changed) await em.upsert(AlertSetting, { ...setting, updatedAt: now() });
  await em.flush();
  em.clear();
  return alertSettings(em);
}

function merged(before: ShownSetting, patch: RulePatch, path: string[]): ShownSetting {
  const bounds = ruleBounds[before.rule];
  const number = (field: NumberField, range: [number, number] | undefined, was: number | null, isWhole = true): number | null => {
    const value = patch[field];
    if (value == null) return was;
    if (!range) throw new Refusal('INVALID', `The rule ${before.rule} has no ${field}.`, [...path, field]);
    const [least, most] = range;
    if (value >= least && value <= most && (Number.isInteger(value) || !isWhole)) return value;
    throw new Refusal('INVALID', `${field} of ${before.rule} is ${isWhole ? 'a whole number' : 'a number'} from ${least} to ${most}.`, [...path, field]);
  };
  return {
    rule: before.rule,
    enabled: patch.isEnabled ?? before.enabled,
    severity: patch.severity ?? before.severity,
    threshold: number('threshold', bounds.threshold, before.threshold, bounds.threshold?.[1] !== 1),
    windowS: number('windowSeconds', bounds.windowS, before.windowS),
    atLeast: number('atLeast', bounds.atLeast, before.atLeast),
    clearS: number('clearSeconds', [0, longestWaitS], before.clearS)!,
    quietS: number('quietSeconds', [0, longestWaitS], before.quietS)!,
  };
}
