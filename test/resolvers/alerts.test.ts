import { describe, expect, test } from '@jest/globals';
import {
  AcknowledgeAlertDocument, type AlertFilter, AlertMailSettingsDocument, AlertsChangedDocument, type AlertsChangedSubscription, AlertsDocument, AlertSettingsDocument, type AlertRule,
  AuditLogsDocument, CreateEmailServiceDocument, UpdateAlertMailSettingsDocument, UpdateAlertSettingsDocument,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { alertDefaults } from '../../src/operations/alertRules.js';
import { evaluateAlerts } from '../../src/operations/evaluateAlerts.js';
import { tidyAlerts } from '../../src/operations/tidyAlerts.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);

const evaluate = async (...rules: AlertRule[]): Promise<void> => {
  await evaluateAlerts(database.em(), rules, (_rule, error) => {
    throw error;
  });
  api.runtime.events.alertsChanged();
};
const low = async (...userIds: string[]): Promise<void> => {
  await world.sql('UPDATE users SET quota_low_since = sluice_clock() WHERE id = ANY ($1)', [userIds]);
  await evaluate('LOW_QUOTA');
};
const frozen = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await world.service({ name: `S${i} ${newId()}` });
  await world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_at = sluice_clock() WHERE frozen_reason IS NULL`);
  await evaluate('SERVICE_FROZEN');
};
const list = async (client: SluiceClient, filter: AlertFilter = {}) => (await client.execute(AlertsDocument, { filter, first: 50 })).alerts.edges.map(({ node }) => node);
const acknowledge = async (client: SluiceClient, id: string) => (await client.execute(AcknowledgeAlertDocument, { input: { id } })).acknowledgeAlert;
type Change = AlertsChangedSubscription['alertsChanged'];
const next = async (values: AsyncGenerator<AlertsChangedSubscription, void, void>): Promise<Change> => ((await values.next()).value as AlertsChangedSubscription).alertsChanged;

describe('alerts (M4, F22.6)', () => {
  test('are the operator’s own, for administrators all, with words in both languages', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client: anna, user } = await api.signedIn('OPERATOR', 'anna');
    const { client: bruno, user: other } = await api.signedIn('OPERATOR', 'bruno');
    await low(user.id, other.id);
    await frozen(1);
    expect(await list(anna)).toMatchObject([
      {
        rule: 'LOW_QUOTA', severity: 'WARNING', state: 'OPEN', subjectKind: 'USER', subjectId: user.id, owner: { id: user.id }, resolvedAt: null,
        text: { en: 'User "anna" has only 0 mails of quota left', zh: '用户“anna”剩余发信额度不足：0 封' },
      },
    ]);
    expect((await list(bruno)).map(({ subjectId }) => subjectId)).toEqual([other.id]);
    expect((await list(admin)).map(({ rule }) => rule)).toEqual(['SERVICE_FROZEN', 'LOW_QUOTA', 'LOW_QUOTA']);
    expect((await list(admin))[0]).toMatchObject({ owner: null, severity: 'CRITICAL' });
  });

  test('are found by state, rule, severity, subject, owner and time', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { client: anna, user } = await api.signedIn();
    await low(user.id);
    await frozen(2);
    const [a] = await list(anna);
    await acknowledge(anna, a!.id);
    const found = async (filter: AlertFilter) => (await list(admin, filter)).length;
    expect(await found({ states: ['OPEN'] })).toBe(2);
    expect(await found({ states: ['ACKNOWLEDGED'] })).toBe(1);
    expect(await found({ states: ['OPEN', 'ACKNOWLEDGED'] })).toBe(3);
    expect(await found({ states: [] })).toBe(0);
    expect(await found({ states: ['RESOLVED'] })).toBe(0);
    expect(await found({ rules: ['SERVICE_FROZEN', 'NO_LEADER'] })).toBe(2);
    expect(await found({ severities: ['WARNING'] })).toBe(1);
    expect(await found({ subjectKind: 'SERVICE' })).toBe(2);
    expect(await found({ subjectId: user.id })).toBe(1);
    expect(await found({ userId: user.id, states: ['ACKNOWLEDGED'] })).toBe(1);
    expect(await found({ userId: 'nonsense' })).toBe(0);
    expect(await found({ until: new Date(Date.now() - 3_600_000) })).toBe(0);
    expect(await found({ since: new Date(Date.now() - 3_600_000) })).toBe(3);
    const page = (await admin.execute(AlertsDocument, { first: 2 })).alerts;
    expect([page.edges.length, page.pageInfo.hasNextPage, page.totalCount]).toEqual([2, true, 3]);
    expect((await admin.execute(AlertsDocument, { first: 2, after: page.pageInfo.endCursor })).alerts.edges).toHaveLength(1);
  });

  test('are acknowledged once, by their owner or an administrator, and stay until they are resolved', async () => {
    const { client: admin, user: administrator } = await api.signedIn('ADMIN');
    const { client: anna, user } = await api.signedIn();
    await low(user.id);
    const [alert] = await list(anna);
    expect(await acknowledge(admin, alert!.id)).toMatchObject({ userErrors: [], alert: { state: 'ACKNOWLEDGED', acknowledgedBy: { id: administrator.id } } });
    const again = await acknowledge(anna, alert!.id);
    expect(again).toMatchObject({ userErrors: [], alert: { state: 'ACKNOWLEDGED', acknowledgedBy: null } });
    await evaluate('LOW_QUOTA');
    expect(await list(anna)).toMatchObject([{ state: 'ACKNOWLEDGED' }]);
    await world.sql('UPDATE users SET quota_low_since = NULL');
    await evaluate('LOW_QUOTA');
    await world.sql(`UPDATE alerts SET absent_since = absent_since - interval '1 hour'`);
    await evaluate('LOW_QUOTA');
    expect(await list(anna)).toMatchObject([{ state: 'RESOLVED' }]);
    expect((await acknowledge(anna, alert!.id)).userErrors).toMatchObject([{ code: 'WRONG_STATE', field: ['id'] }]);
    expect(await world.sql('SELECT event FROM alert_events ORDER BY number')).toEqual([{ event: 'RAISED' }, { event: 'ACKNOWLEDGED' }, { event: 'RESOLVED' }]);
    const logs = (await admin.execute(AuditLogsDocument, { filter: { objectId: alert!.id } })).auditLogs.edges.map(({ node }) => [node.action, node.outcome]);
    expect(logs).toEqual([['acknowledgeAlert', 'REFUSED'], ['acknowledgeAlert', 'DONE'], ['acknowledgeAlert', 'DONE']]);
  });

  test('of somebody else, of administrators, or of nobody look the same', async () => {
    const { client: anna } = await api.signedIn();
    const { client: bruno, user } = await api.signedIn();
    await low(user.id);
    await frozen(1);
    const foreign = (await world.sql<{ id: string }>('SELECT id FROM alerts')).map(({ id }) => id);
    for (const id of [...foreign, newId(), 'nonsense']) {
      expect(await acknowledge(anna, id)).toEqual({ alert: null, userErrors: [{ code: 'NOT_FOUND', message: 'There is no such object.', field: ['id'] }] });
    }
    expect(await list(anna)).toEqual([]);
    expect(await list(bruno)).toMatchObject([{ state: 'OPEN' }]);
  });
});

describe('settings of alerts (M4)', () => {
  test('come with the thresholds of the specification, and are changed all or none', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const settings = async () => new Map((await admin.execute(AlertSettingsDocument)).alertSettings.map((setting) => [setting.rule, setting]));
    const before = await settings();
    expect(before.get('SERVICE_BOUNCE_RATE')).toMatchObject({ isEnabled: true, threshold: 0.1, windowSeconds: 86_400, atLeast: 50 });
    expect(before.get('SERVICE_FAILURES')).toMatchObject({ threshold: 3, windowSeconds: 600, atLeast: null });
    expect(before.get('LOW_OPEN_RATE')).toMatchObject({ threshold: 0.05, windowSeconds: 172_800, atLeast: 3 });
    expect([...before.keys()].sort()).toEqual(Object.keys(alertDefaults).sort());
    const update = async (...patches: object[]) => (await admin.execute(UpdateAlertSettingsDocument, { input: { settings: patches as never } })).updateAlertSettings;
    expect((await update({ rule: 'SERVICE_FAILURES', threshold: 5 }, { rule: 'LOW_QUOTA', threshold: 5 })).userErrors).toMatchObject([{ code: 'INVALID', field: ['settings', '1', 'threshold'] }]);
    for (const patch of [{ threshold: 0 }, { threshold: 2.5 }, { windowSeconds: 59 }, { clearSeconds: -1 }, { quietSeconds: 86_401 }, { atLeast: 1 }]) {
      expect((await update({ rule: 'SERVICE_FAILURES', ...patch })).userErrors).toMatchObject([{ code: 'INVALID', field: ['settings', '0', Object.keys(patch)[0]] }]);
    }
    expect((await update({ rule: 'LOW_QUOTA' }, { rule: 'LOW_QUOTA' })).userErrors).toMatchObject([{ code: 'INVALID', field: ['settings'] }]);
    expect(await settings()).toEqual(before);
    const done = await update({ rule: 'SERVICE_FAILURES', threshold: 5 }, { rule: 'SERVICE_BOUNCE_RATE', threshold: 0.025, severity: 'INFO', isEnabled: false, clearSeconds: 0 });
    expect(done.alertSettings!.find(({ rule }) => rule === 'SERVICE_FAILURES')).toMatchObject({ threshold: 5, windowSeconds: 600 });
    expect((await settings()).get('SERVICE_BOUNCE_RATE')).toMatchObject({ threshold: 0.025, severity: 'INFO', isEnabled: false, clearSeconds: 0, quietSeconds: 300 });
    expect((await update({ rule: 'SERVICE_BOUNCE_RATE', threshold: 0.2 })).userErrors).toEqual([]);
    expect((await settings()).get('SERVICE_BOUNCE_RATE')).toMatchObject({ threshold: 0.2, severity: 'INFO', isEnabled: false });
  });

  test('for mails name a service and who gets them', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const set = async (input: object) => (await admin.execute(UpdateAlertMailSettingsDocument, { input: input as never })).updateAlertMailSettings;
    expect((await admin.execute(AlertMailSettingsDocument)).alertMailSettings).toBeNull();
    const serviceId = (await admin.execute(CreateEmailServiceDocument, { input: { name: 'S', domain: 'example.com', dailyQuota: 1, sandbox: {} } })).createEmailService.emailService!.id;
    const wrong: [object, string[]][] = [
      [{ isEnabled: true }, ['serviceId']],
      [{ isEnabled: true, serviceId: newId() }, ['serviceId']],
      [{ isEnabled: true, serviceId: 'nonsense' }, ['serviceId']],
      [{ isEnabled: true, serviceId, recipients: ['ops@example.com', 'nobody'] }, ['recipients', '1']],
      [{ isEnabled: true, serviceId, toAdministrators: false }, ['recipients']],
      [{ isEnabled: false, senderLocalPart: 'a..b' }, ['senderLocalPart']],
      [{ isEnabled: false, displayName: 'a\nb' }, ['displayName']],
    ];
    for (const [input, field] of wrong) expect((await set(input)).userErrors).toMatchObject([{ field }]);
    const given = { isEnabled: true, serviceId, toAdministrators: false, recipients: ['ops@Example.com', 'ops@example.com'], severities: ['CRITICAL'] };
    expect((await set(given)).alertMailSettings).toMatchObject({ isEnabled: true, serviceId, senderLocalPart: 'alerts', recipients: ['ops@example.com'], severities: ['CRITICAL'], rules: null });
    await set({ isEnabled: false, senderLocalPart: 'watch' });
    expect((await admin.execute(AlertMailSettingsDocument)).alertMailSettings).toMatchObject({ isEnabled: false, serviceId: null, senderLocalPart: 'watch', toAdministrators: true, severities: null });
  });
});

describe('alertsChanged (A2)', () => {
  test('begins with what is not resolved, then tells what changes, within half a second', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    await frozen(1);
    const values = admin.subscribe(AlertsChangedDocument, {});
    const first = await next(values);
    expect(first).toMatchObject({ hasGap: false, alerts: [{ rule: 'SERVICE_FROZEN', state: 'OPEN' }] });
    const began = performance.now();
    await acknowledge(admin, first.alerts[0]!.id);
    const second = await next(values);
    expect(performance.now() - began).toBeLessThan(500);
    expect(second).toMatchObject({ hasGap: false, alerts: [{ id: first.alerts[0]!.id, state: 'ACKNOWLEDGED' }] });
    expect(second.position).toBeGreaterThan(first.position);
    await frozen(2);
    expect((await next(values)).alerts).toHaveLength(2);
    await values.return();
  });

  test('tells an operator of his own alerts only', async () => {
    const { client: anna, user } = await api.signedIn();
    const { user: other } = await api.signedIn();
    await frozen(1);
    const values = anna.subscribe(AlertsChangedDocument, {});
    expect((await next(values)).alerts).toEqual([]);
    await low(other.id);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await low(user.id);
    expect((await next(values)).alerts).toMatchObject([{ subjectId: user.id }]);
    await values.return();
  });

  test('goes on behind the position of a client that comes back, though the bus lost every message', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    await frozen(1);
    const values = admin.subscribe(AlertsChangedDocument, {});
    const { position, alerts } = await next(values);
    await world.sql('UPDATE users SET quota_low_since = sluice_clock() WHERE id = $1', [user.id]);
    await evaluateAlerts(database.em(), ['LOW_QUOTA'], () => {});
    expect(await next(values)).toMatchObject({ alerts: [{ rule: 'LOW_QUOTA' }], hasGap: false });
    await values.return();
    await acknowledge(admin, alerts[0]!.id);
    const again = admin.subscribe(AlertsChangedDocument, { after: position });
    const missed = await next(again);
    expect(missed.alerts.map(({ rule, state }) => [rule, state])).toEqual([['LOW_QUOTA', 'OPEN'], ['SERVICE_FROZEN', 'ACKNOWLEDGED']]);
    await again.return();
    const nothing = admin.subscribe(AlertsChangedDocument, { after: missed.position });
    expect(await next(nothing)).toEqual({ position: missed.position, alerts: [], hasGap: false });
    await nothing.return();
  });

  test('says that there is a gap when more than 100 changed, when it was tidied away, and when the position is of another life', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    await frozen(1);
    const values = admin.subscribe(AlertsChangedDocument, {});
    const { position } = await next(values);
    await frozen(101);
    const gap = await next(values);
    expect(gap).toMatchObject({ hasGap: true, alerts: [] });
    // It goes on behind the gap.
    await frozen(1);
    expect(await next(values)).toMatchObject({ hasGap: false, alerts: [{ state: 'OPEN' }] });
    await values.return();
    const first = async (after?: number): Promise<Change> => {
      const again = admin.subscribe(AlertsChangedDocument, { after });
      const change = await next(again);
      await again.return();
      return change;
    };
    expect(await first(position)).toMatchObject({ hasGap: true });
    expect(await first()).toMatchObject({ hasGap: true });
    expect((await first()).alerts).toHaveLength(100);
    expect(await first(gap.position + 1_000)).toMatchObject({ hasGap: true });
    await world.sql(`UPDATE alert_events SET created_at = created_at - interval '8 days'`);
    await tidyAlerts(database.em());
    expect(await first(gap.position - 1)).toMatchObject({ hasGap: true });
    expect(await first(gap.position)).toMatchObject({ hasGap: false });
    await expect(first(-1)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('numbers changes in the order of their commits, so that a reader who is ahead misses none', async () => {
    const { user } = await api.signedIn();
    await frozen(1);
    const [alert] = await world.sql<{ id: string }>('SELECT id FROM alerts');
    const slow = await database.pool.connect();
    let isCommitted = false;
    try {
      await slow.query('BEGIN');
      await slow.query('SELECT lock_alerts()');
      await slow.query(`INSERT INTO alert_events (alert_id, event, created_at) VALUES ($1, 'ACKNOWLEDGED', now())`, [alert!.id]);
      await world.sql('UPDATE users SET quota_low_since = sluice_clock() WHERE id = $1', [user.id]);
      const evaluating = evaluateAlerts(database.em(), ['LOW_QUOTA'], () => {}).then((happened) => [happened, isCommitted]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      isCommitted = true;
      await slow.query('COMMIT');
      expect(await evaluating).toEqual([1, true]);
    } finally {
      slow.release();
    }
    expect(await world.sql('SELECT event FROM alert_events ORDER BY number')).toEqual([{ event: 'RAISED' }, { event: 'ACKNOWLEDGED' }, { event: 'RAISED' }]);
  });
});
