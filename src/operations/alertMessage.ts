import type { Alert } from '../entities/Alert.js';
import { alertText } from './alertTexts.js';

/** What a webhook is told of an alert. Names and units are those of the API. */
export const alertMessage = (alert: Alert): object => ({
  id: alert.id,
  rule: alert.rule,
  severity: alert.severity,
  state: alert.state,
  subjectKind: alert.subjectKind,
  subjectId: alert.shownSubjectId,
  userId: alert.userId ?? null,
  text: alertText(alert),
  values: alert.details,
  raisedAt: alert.raisedAt,
  resolvedAt: alert.resolvedAt ?? null,
});
