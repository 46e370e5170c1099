import { describe, expect, test } from '@jest/globals';
import {
  AdjustServiceQuotaDocument, type CreateEmailServiceInput, CreateEmailServiceDocument, EmailServiceDocument, ServiceStatusLogDocument, UpdateEmailServiceDocument,
} from '../../client/gql/graphql.js';
import type { ApiFailure, SluiceClient } from '../../client/SluiceClient.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);
const rampUp = { start: 50, stepPerDay: 20, ceiling: 90 };
const smtp = { host: 'relay.example.com', port: 587, tls: 'STARTTLS' as const, user: 'sluice', password: 'a long secret password' };

type Given = Partial<CreateEmailServiceInput>;
const create = async (client: SluiceClient, given: Given = {}) =>
  (await client.execute(CreateEmailServiceDocument, { input: { name: `s${newId()}`, domain: 'mail.example.com', dailyQuota: 100, sandbox: {}, ...given } })).createEmailService;
const made = async (client: SluiceClient, given: Given = {}) => (await create(client, given)).emailService!;
const update = async (client: SluiceClient, id: string, patch: object) => (await client.execute(UpdateEmailServiceDocument, { input: { id, patch } })).updateEmailService;
const state = async (client: SluiceClient, id: string) => (await client.execute(EmailServiceDocument, { id })).emailService!.state;

describe('ramp-up by the API (F18.1)', () => {
  test('is set with the service, shown with the limits of today and tomorrow, edited, and taken away', async () => {
    const { client } = await api.signedIn('ADMIN');
    const service = await made(client, { rampUp });
    expect(service).toMatchObject({ rampUp, dailyQuota: 100, state: { quotaLimit: 50, quotaRemaining: 50, rampDay: 0, nextQuotaLimit: 70 } });
    expect((await update(client, service.id, { rampUp: { ...rampUp, start: 80 } })).emailService!.state).toMatchObject({ quotaLimit: 80, rampDay: 0, nextQuotaLimit: 90 });
    // The days go by without a mail.
    await database.pool.query(`UPDATE lanes SET period_start = period_start - interval '3 days', period_end = period_end - interval '3 days'`);
    expect(await state(client, service.id)).toMatchObject({ quotaLimit: 90, rampDay: 3, nextQuotaLimit: 90, quotaRemaining: 90 });
    const without = (await update(client, service.id, { rampUp: null })).emailService!;
    expect(without).toMatchObject({ rampUp: null, state: { quotaLimit: 100, rampDay: null, nextQuotaLimit: 100 } });
    const log = (await client.execute(ServiceStatusLogDocument, { id: service.id, events: ['EDITED'] })).emailService!.statusLog.edges;
    expect(log.map(({ node }) => node.detail)).toEqual(['rampUp', 'rampUp']);
    expect((await made(client)).rampUp).toBeNull();
  });

  test('and an adjustment of today go together: it is added to the limit of the ramp, and gone tomorrow', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client, { rampUp });
    const adjust = async (mode: 'ADD' | 'SUBTRACT', amount: number) => (await client.execute(AdjustServiceQuotaDocument, { input: { id, mode, amount, note: 'test' } })).adjustServiceQuota;
    expect((await adjust('ADD', 25)).emailService!.state).toMatchObject({ quotaLimit: 50, quotaAdjustment: 25, quotaRemaining: 75 });
    expect((await adjust('SUBTRACT', 76)).userErrors).toMatchObject([{ code: 'INVALID', message: 'Only 75 are left today.' }]);
    expect((await update(client, id, { rampUp: { ...rampUp, start: 60 }, paceMs: 250 })).emailService!.state).toMatchObject({ quotaLimit: 60, quotaRemaining: 85, intervalMs: 250 });
    await database.pool.query(`UPDATE lanes SET period_start = period_start - interval '1 day', period_end = period_end - interval '1 day'`);
    expect(await state(client, id)).toMatchObject({ quotaLimit: 80, quotaAdjustment: 0, quotaRemaining: 80 });
  });
});

describe('bad input is refused by the path of its field (F18.1, F18.2)', () => {
  const refused: [string, Given, string[]][] = [
    ['a ramp that begins with nothing and never grows', { rampUp: { start: 0, stepPerDay: 0, ceiling: 100 } }, ['rampUp', 'start']],
    ['a ramp that never grows', { rampUp: { start: 1, stepPerDay: 0, ceiling: 100 } }, ['rampUp', 'stepPerDay']],
    ['a ramp that shrinks', { rampUp: { start: 10, stepPerDay: -1, ceiling: 100 } }, ['rampUp', 'stepPerDay']],
    ['a ceiling below the start', { rampUp: { start: 10, stepPerDay: 1, ceiling: 9 } }, ['rampUp', 'ceiling']],
    ['a ceiling beyond everything', { rampUp: { start: 10, stepPerDay: 1, ceiling: 2_000_000_000 } }, ['rampUp', 'ceiling']],
    ['a quota below zero', { dailyQuota: -1 }, ['dailyQuota']],
    ['a quota beyond everything', { dailyQuota: 1_000_000_001 }, ['dailyQuota']],
    ['a negative pace', { paceMs: -1 }, ['paceMs']],
    ['a zone that does not exist', { zone: 'Mars/Olympus' }, ['zone']],
    ['a password for a relay that asks for no log-in', { sandbox: null, smtp: { ...smtp, user: null } }, ['smtp', 'password']],
    ['a user of a relay without a password', { sandbox: null, smtp: { ...smtp, password: null } }, ['smtp', 'password']],
    ['an EngageLab account without its key', { sandbox: null, engagelab: { apiUser: 'me', webhookAppKey: 'only that' } }, ['engagelab', 'apiKey']],
    ['credentials of two providers', { sandbox: null, smtp, engagelab: { apiUser: 'me', apiKey: 'key' } }, ['smtp']],
  ];
  test.each(refused.map(([name, given, field]) => ({ name, given, field })))('$name', async ({ given, field }) => {
    const { client } = await api.signedIn('ADMIN');
    expect(await create(client, given)).toMatchObject({ emailService: null, userErrors: [{ code: 'INVALID', field }] });
  });

  test('numbers that fit no Int are no input at all, also in an adjustment; one that would pass the largest quota is refused', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client);
    const adjust = (amount: number) => client.execute(AdjustServiceQuotaDocument, { input: { id, mode: 'ADD', amount, note: 'test' } });
    for (const wrong of [create(client, { dailyQuota: 2 ** 31 }), create(client, { rampUp: { ...rampUp, ceiling: 2 ** 31 } }), adjust(2 ** 31), create(client, { dailyQuota: 1.5 })]) {
      expect(((await wrong.catch((error: unknown) => error)) as ApiFailure).code).toBe('BAD_USER_INPUT');
    }
    expect((await adjust(2 ** 31 - 1)).adjustServiceQuota.userErrors).toMatchObject([{ code: 'INVALID', field: ['amount'] }]);
    expect((await adjust(-1)).adjustServiceQuota.userErrors).toMatchObject([{ code: 'INVALID', field: ['amount'] }]);
  });

  test('credentials of another provider in a patch; a log-in that is taken away takes its password with it', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client, { sandbox: null, smtp });
    expect((await update(client, id, { engagelab: { apiUser: 'me', apiKey: 'key' } })).userErrors).toMatchObject([{ code: 'INVALID', field: ['patch', 'engagelab'] }]);
    expect((await update(client, id, { smtp: { ...smtp, user: null } })).userErrors).toMatchObject([{ code: 'INVALID', field: ['patch', 'smtp', 'password'] }]);
    const open = (await update(client, id, { smtp: { ...smtp, user: null, password: null } })).emailService!;
    expect([open.credentialsHint, open.settings]).toEqual([null, expect.objectContaining({ user: null })]);
  });
});

describe('a reset time that a day does not have (F18.4)', () => {
  test.each([
    ['Europe/Berlin', '02:30', /^There is no 02:30 in Europe\/Berlin on 20\d\d-03-\d\d: the clocks go from 02:00 to 03:00\. .* such as 03:00\.$/],
    ['America/New_York', '02:00', /on 20\d\d-03-\d\d: the clocks go from 02:00 to 03:00\./],
    ['Australia/Lord_Howe', '02:15', /on 20\d\d-10-\d\d: the clocks go from 02:00 to 02:30\./],
    ['America/Santiago', '00:00', /on 20\d\d-09-\d\d: the clocks go from 00:00 to 01:00\./],
  ])('in %s at %s is refused with the day and the gap', async (zone, resetTime, message) => {
    const { client } = await api.signedIn('ADMIN');
    expect((await create(client, { zone, resetTime })).userErrors).toEqual([{ code: 'INVALID', message: expect.stringMatching(message), field: ['resetTime'] }]);
  });

  test('at the edges of the gap, and one that comes twice in autumn, every day has', async () => {
    const { client } = await api.signedIn('ADMIN');
    for (const [zone, resetTime] of [['Europe/Berlin', '01:59'], ['Europe/Berlin', '03:00'], ['America/New_York', '01:30'], ['Asia/Shanghai', '02:30']] as const) {
      expect((await create(client, { zone, resetTime })).userErrors).toEqual([]);
    }
  });

  test('is refused in a patch as well, whichever of the two makes it so; what is set already does not hinder other edits', async () => {
    const { client } = await api.signedIn('ADMIN');
    const { id } = await made(client, { zone: 'Asia/Shanghai', resetTime: '02:30' });
    expect((await update(client, id, { zone: 'Europe/Berlin' })).userErrors).toMatchObject([{ code: 'INVALID', field: ['patch', 'zone'] }]);
    expect((await update(client, id, { zone: 'Europe/Berlin', resetTime: '04:00' })).emailService).toMatchObject({ zone: 'Europe/Berlin', resetTime: '04:00' });
    expect((await update(client, id, { resetTime: '02:30' })).userErrors).toMatchObject([{ code: 'INVALID', field: ['patch', 'resetTime'] }]);
    await database.pool.query(`UPDATE email_services SET reset_time = '02:30'`);
    expect((await update(client, id, { paceMs: 5 })).userErrors).toEqual([]);
  });
});
