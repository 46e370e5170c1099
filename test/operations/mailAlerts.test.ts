import { afterEach, describe, expect, test } from '@jest/globals';
import { setClock } from '../../src/clock.js';
import { acknowledgeAlert } from '../../src/operations/acknowledgeAlert.js';
import { updateAlertMailSettings } from '../../src/operations/alertMailSettings.js';
import { composeAlertMail } from '../../src/operations/composeAlertMail.js';
import { createUser } from '../../src/operations/createUser.js';
import { evaluateAlerts } from '../../src/operations/evaluateAlerts.js';
import { mailAlerts } from '../../src/operations/mailAlerts.js';
import { type DirectMail, queueDirectMail } from '../../src/operations/queueDirectMail.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const database = testDatabase();
const world = new World(database);
afterEach(() => setClock(null));

const mails: DirectMail[] = [];
afterEach(() => void mails.splice(0));
/** Queues the mail, and keeps what was asked for. */
const queue: typeof queueDirectMail = async (em, mail) => {
  mails.push(mail);
  return queueDirectMail(em, mail);
};
const evaluate = (...rules: ('SERVICE_FROZEN' | 'SERVICE_PROBE_FAILED')[]) =>
  evaluateAlerts(database.em(), rules, (_rule, error) => {
    throw error;
  });
const set = (given: Partial<Parameters<typeof updateAlertMailSettings>[1]>) =>
  database.em().transactional((em) => updateAlertMailSettings(em, { isEnabled: true, senderLocalPart: 'alerts', toAdministrators: false, recipients: ['ops@example.com'], ...given }));
const jobs = () => world.sql<{ run_at: Date }>(`SELECT run_at FROM graphile_worker.jobs WHERE task_identifier = 'mailAlerts'`);

async function frozen(count: number): Promise<string[]> {
  await database.owner.query('TRUNCATE graphile_worker._private_jobs');
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push(await world.service({ name: `S${i}` }));
  await world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES', frozen_at = sluice_clock()`);
  return ids;
}

describe('alerts by mail (M4)', () => {
  test('are one mail for all that was raised within ten seconds, told once', async () => {
    const [serviceId] = await frozen(3);
    await set({ serviceId: serviceId!, displayName: 'Sluice' });
    await evaluate('SERVICE_FROZEN');
    await world.sql('UPDATE service_probes SET ok = false WHERE service_id = $1', [serviceId]);
    await evaluate('SERVICE_PROBE_FAILED');
    const [job, ...more] = await jobs();
    expect(more).toEqual([]);
    expect(job!.run_at.getTime() - Date.now()).toBeGreaterThan(5_000);
    expect(await mailAlerts(database.em(), queue)).toBe(4);
    expect(await mailAlerts(database.em(), queue)).toBe(0);
    expect(mails).toHaveLength(1);
    expect(await world.sql('SELECT s.email, d.subject, c.bound_service_id FROM direct_mails d JOIN subtasks s USING (task_id) JOIN task_cursors c USING (task_id)')).toEqual([
      { email: 'ops@example.com', subject: mails[0]!.subject, bound_service_id: serviceId },
    ]);
    const [{ text, html, ...mail }] = mails as [DirectMail];
    expect(mail).toEqual({
      serviceId, recipients: ['ops@example.com'], sender: 'alerts', displayName: 'Sluice',
      subject: expect.stringMatching(/^\[Sluice\] ALERT: Service "S\d" is frozen: failures in a row \(\+3\)$/),
    });
    for (const name of ['S0', 'S1', 'S2']) expect(text).toContain(`Service "${name}" is frozen`);
    expect(html.match(/<li>/g)).toHaveLength(4);
  });

  test('told by two at once go out once; what could not be queued is told later', async () => {
    const [serviceId] = await frozen(1);
    await set({ serviceId: serviceId! });
    await evaluate('SERVICE_FROZEN');
    await expect(mailAlerts(database.em(), () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    const told = await Promise.all([mailAlerts(database.em(), queue), mailAlerts(database.em(), queue)]);
    expect(told.sort()).toEqual([0, 1]);
    expect(mails).toHaveLength(1);
  });

  test('go to the administrators there are now, each once, and to nobody who may not sign in', async () => {
    const [serviceId] = await frozen(1);
    const user = (name: string, role: 'ADMIN' | 'OPERATOR', email: string) => createUser(database.em(), { name, email, role, password: 'correct horse battery' });
    await user('root', 'ADMIN', 'Root@example.com');
    await user('local', 'ADMIN', 'admin@localhost.test');
    await world.sql(`UPDATE users SET email = 'admin@localhost' WHERE name = 'local'`);
    await user('gone', 'ADMIN', 'gone@example.com');
    await world.sql(`UPDATE users SET enabled = false WHERE name = 'gone'`);
    await user('anna', 'OPERATOR', 'anna@example.com');
    await set({ serviceId: serviceId!, toAdministrators: true, recipients: ['root@example.com', 'ops@example.com'] });
    await evaluate('SERVICE_FROZEN');
    await mailAlerts(database.em(), queue);
    expect(mails[0]!.recipients).toEqual(['Root@example.com', 'ops@example.com']);
  });

  test('say that it is over, but nothing of what was acknowledged, of other rules and severities, or while switched off', async () => {
    const [serviceId, other] = await frozen(2);
    await set({ serviceId: serviceId!, rules: ['SERVICE_FROZEN'], severities: ['CRITICAL'] });
    await world.sql('UPDATE service_probes SET ok = false');
    await evaluate('SERVICE_FROZEN', 'SERVICE_PROBE_FAILED');
    const [acknowledged] = await world.sql<{ id: string }>(`SELECT id FROM alerts WHERE subject_id = $1 AND rule = 'SERVICE_FROZEN'`, [other]);
    await database.em().transactional((em) => acknowledgeAlert(em, acknowledged!.id, serviceId!, null));
    expect(await mailAlerts(database.em(), queue)).toBe(1);
    await world.sql('UPDATE lanes SET frozen_reason = NULL');
    await evaluate('SERVICE_FROZEN');
    await world.sql(`UPDATE alerts SET absent_since = absent_since - interval '1 hour'`);
    await evaluate('SERVICE_FROZEN');
    expect(await mailAlerts(database.em(), queue)).toBe(1);
    expect(mails[1]!.subject).toBe('[Sluice] RESOLVED: Service "S0" is frozen: failures in a row');
    await world.sql(`UPDATE alerts SET resolved_at = resolved_at - interval '1 hour'`);
    await world.sql(`UPDATE lanes SET frozen_reason = 'FAILURES'`);
    await set({ isEnabled: false });
    await evaluate('SERVICE_FROZEN');
    await set({ serviceId: serviceId! });
    expect(await mailAlerts(database.em(), queue)).toBe(0);
  });

  test('hold whatever names they are given, in one header line and escaped', () => {
    const details = { service: '<b>\r\nBcc: x@example.com</b>"', code: null, text: 'x'.repeat(300) };
    const mail = composeAlertMail(Array.from({ length: 60 }, () => ({ alert: { rule: 'SERVICE_PROBE_FAILED', severity: 'WARNING', details, raisedAt: new Date(0) }, event: 'RAISED' })));
    expect(mail.subject).toMatch(/^\[Sluice\] ALERT: The probe of service "<b> Bcc: [^\r\n]*\(\+59\)$/);
    expect(mail.subject.length).toBeLessThan(200);
    expect(mail.html).toContain('&#60;b&#62;');
    expect(mail.html).not.toContain('<b>');
    expect(mail.text).toContain('1970-01-01 00:00 UTC WARNING SERVICE_PROBE_FAILED');
    expect(mail.text).toContain('… and 10 more');
  });
});
