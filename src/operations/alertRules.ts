import type { AlertRule, AlertSeverity } from '../entities/Alert.js';

/** What can be set of a rule. null: the rule knows no such thing. */
export interface RuleSetting {
  enabled: boolean;
  severity: AlertSeverity;
  threshold: number | null;
  windowS: number | null;
  atLeast: number | null;
  clearS: number;
  quietS: number;
}

/**
 * Flapping: a cause must be gone for a minute before its alert is resolved, and five minutes after that it may raise a new one. So what comes and goes makes one alert, and
 * at the very worst ten an hour. (Rejected: raising late, which would keep silent about what is short and grave.)
 */
const calm = { clearS: 60, quietS: 300 };
const plain = { enabled: true, threshold: null, windowS: null, atLeast: null, ...calm };

/** The rules of SPEC M4 as they come. Each finds its causes by a function of its own in sql/causes_of_*.sql. */
export const alertDefaults: Readonly<Record<AlertRule, RuleSetting>> = {
  SERVICE_BOUNCE_RATE: { ...plain, severity: 'CRITICAL', threshold: 0.1, windowS: 86_400, atLeast: 50 },
  SERVICE_FAILURES: { ...plain, severity: 'WARNING', threshold: 3, windowS: 600 },
  SERVICE_FROZEN: { ...plain, severity: 'CRITICAL' },
  SERVICE_EXHAUSTED: { ...plain, severity: 'WARNING' },
  SERVICE_PROBE_FAILED: { ...plain, severity: 'WARNING' },
  TASK_PAUSED: { ...plain, severity: 'WARNING' },
  LOW_QUOTA: { ...plain, severity: 'WARNING' },
  LOW_OPEN_RATE: { ...plain, severity: 'WARNING', threshold: 0.05, windowS: 48 * 3_600, atLeast: 3 },
  NO_LEADER: { ...plain, severity: 'CRITICAL', windowS: 30, clearS: 5 },
};

/** What may be set: [least, most]. */
export const ruleBounds: Readonly<Record<AlertRule, { threshold?: [number, number]; windowS?: [number, number]; atLeast?: [number, number] }>> = {
  SERVICE_BOUNCE_RATE: { threshold: [0, 1], windowS: [3_600, 30 * 86_400], atLeast: [1, 1_000_000] },
  SERVICE_FAILURES: { threshold: [1, 10_000], windowS: [60, 86_400] },
  SERVICE_FROZEN: {},
  SERVICE_EXHAUSTED: {},
  SERVICE_PROBE_FAILED: {},
  TASK_PAUSED: {},
  LOW_QUOTA: {},
  LOW_OPEN_RATE: { threshold: [0, 1], windowS: [0, 30 * 86_400], atLeast: [1, 100] },
  NO_LEADER: { windowS: [10, 3_600] },
};

/** Looked at by every api process (watchLeader); all others by the leader, who could not tell that there is none. */
export const leaderless: readonly AlertRule[] = ['NO_LEADER'];
