import { describe, expect, test } from '@jest/globals';
import {
  CampaignDocument,
  CampaignProgressedDocument,
  CampaignsDocument,
  CancelCampaignDocument,
  CancelTaskDocument,
  ContactDocument,
  ContactsDocument,
  CreateCampaignDocument,
  CreateContactDocument,
  CreateSenderDocument,
  CreateTemplateDocument,
  CreateTemplateSetDocument,
  DeleteCampaignDocument,
  DuplicateCampaignDocument,
  PauseCampaignDocument,
  PauseTaskDocument,
  PreviewAudienceDocument,
  ResumeTaskDocument,
  SandboxMailsDocument,
  ScheduleCampaignDocument,
  SubtaskDocument,
  TagsDocument,
  TaskDocument,
  TaskLogDocument,
  TaskProgressedDocument,
  TaskSubtasksDocument,
  TemplateDocument,
  TemplateSetDocument,
  TemplatesDocument,
  UpdateCampaignDocument,
  UpdateTaskDocument,
  UpdateTemplateDocument,
  UpdateTemplateSetDocument,
  type CreateCampaignInput,
  type TaskProgressFieldsFragment,
} from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { back, result, World } from '../support/world.js';

const database = testDatabase();
const api = testApi(database);
const world = new World(database);
const missing = '01938c5e-7a2b-7abc-8f3e-0123456789ab';
const html = '<p>Dear {{ nickname | default: "friend" }}</p><a href="{{ unsubscribe_url }}">unsubscribe</a>';

/** What a campaign needs, made through the API. */
async function means(client: SluiceClient): Promise<{ templateId: string; templateSetId: string; senderId: string }> {
  const { createTemplate } = await client.execute(CreateTemplateDocument, { input: { name: 'Letter', subject: 'Hello {{ nickname }}', html } });
  const { createTemplateSet } = await client.execute(CreateTemplateSetDocument, { input: { name: 'Letters', templateIds: [createTemplate.template!.id] } });
  const { createSender } = await client.execute(CreateSenderDocument, { input: { name: `s${Math.random().toString(36).slice(2)}` } });
  return { templateId: createTemplate.template!.id, templateSetId: createTemplateSet.templateSet!.id, senderId: createSender.sender!.id };
}

async function operator(contacts = 10, quota = 1000) {
  const { client, user } = await api.signedIn();
  if (quota > 0) await world.sql(`SELECT change_quota($1, $2, 'ADJUSTED', $3)`, [user.id, quota, `test:${user.id}`]);
  await world.contacts(user.id, contacts, `${user.name}-`);
  const things = await means(client);
  const input = (changes: Partial<CreateCampaignInput> = {}): CreateCampaignInput => ({
    name: 'Autumn',
    startAt: '2026-09-28T01:00:00.000Z',
    tasks: [{ templateSetId: things.templateSetId, senderId: things.senderId, audience: { includeAll: true } }],
    ...changes,
  });
  const campaign = async (changes: Partial<CreateCampaignInput> = {}) =>
    (await client.execute(CreateCampaignDocument, { input: input(changes) })).createCampaign.campaign!;
  const scheduled = async (changes: Partial<CreateCampaignInput> = {}) => {
    const made = await campaign(changes);
    return (await client.execute(ScheduleCampaignDocument, { input: { id: made.id } })).scheduleCampaign.campaign!;
  };
  const sending = async () => {
    const made = await scheduled();
    await world.prepare(made.tasks[0]!.id);
    return { campaignId: made.id, taskId: made.tasks[0]!.id };
  };
  return { client, user, ...things, input, campaign, scheduled, sending };
}

describe('contacts and tags (E5)', () => {
  test('are made, found by tag and by words, and paged', async () => {
    const { client } = await operator(0);
    for (const [i, name] of ['Ana', 'Li Ming', '李明', '100%_real'].entries()) {
      const { createContact } = await client.execute(CreateContactDocument, {
        input: { email: `p${i}@example.com`, nickname: name, tagNames: i % 2 ? ['odd', 'All'] : ['all'], attributes: [{ name: 'city', value: 'Rome' }] },
      });
      expect(createContact.userErrors).toEqual([]);
    }
    const { tags } = await client.execute(TagsDocument, {});
    expect(tags.edges.map(({ node }) => [node.name, node.contactCount])).toEqual([
      ['all', 4],
      ['odd', 2],
    ]);
    const odd = tags.edges.find(({ node }) => node.name === 'odd')!.node.id;
    const names = async (filter: object, first = 10, after: string | null = null) => {
      const { contacts } = await client.execute(ContactsDocument, { filter, first, after });
      return { names: contacts.edges.map(({ node }) => node.nickname), ...contacts.pageInfo, total: contacts.totalCount };
    };
    expect(await names({ tagId: odd })).toMatchObject({ names: ['100%_real', 'Li Ming'], total: 2 });
    expect(await names({ search: 'LI m' })).toMatchObject({ names: ['Li Ming'] });
    expect(await names({ search: '李' })).toMatchObject({ names: ['李明'] });
    expect(await names({ search: '%_' })).toMatchObject({ names: ['100%_real'] });
    expect(await names({ tagId: missing })).toMatchObject({ names: [], total: 0 });
    expect(await names({ tagId: 'nonsense' })).toMatchObject({ names: [], total: 0 });
    const page = await names({}, 3);
    expect(page).toMatchObject({ names: ['100%_real', '李明', 'Li Ming'], hasNextPage: true, total: 4 });
    expect(await names({}, 3, page.endCursor)).toMatchObject({ names: ['Ana'], hasNextPage: false });
    await expect(names({}, 3, 'made up')).rejects.toThrow('not a cursor');
    await expect(client.execute(TagsDocument, { first: 101 })).rejects.toThrow('"first" must be 1 to 100');
  });

  test('a taken or impossible address is refused', async () => {
    const { client } = await operator(0);
    const create = async (email: string) => (await client.execute(CreateContactDocument, { input: { email } })).createContact.userErrors;
    expect(await create('Li@Example.com')).toEqual([]);
    expect(await create('LI@example.COM')).toMatchObject([{ code: 'TAKEN', field: ['email'] }]);
    expect(await create('li@@example.com')).toMatchObject([{ code: 'INVALID', field: ['email'] }]);
  });

  test('a preview counts, shows a few, and says what quota will be missing (F15.3, F23.2)', async () => {
    const { client } = await operator(10, 4);
    const { previewAudience } = await client.execute(PreviewAudienceDocument, { rule: { includeAll: true } });
    expect(previewAudience).toMatchObject({ count: 10, missingQuota: 6 });
    expect(previewAudience.sample).toHaveLength(5);
    expect((await client.execute(PreviewAudienceDocument, { rule: { includeTagIds: [missing, 'nonsense'] } })).previewAudience).toEqual({
      count: 0,
      missingQuota: 0,
      sample: [],
    });
  });
});

describe('templates (T1)', () => {
  const refusals = async (client: SluiceClient, changes: object) =>
    (await client.execute(CreateTemplateDocument, { input: { name: 'x', subject: 's', html, ...changes } })).createTemplate;

  test('without an unsubscribe link, with a mistake, with an unknown variable are refused with the place', async () => {
    const { client } = await operator(0);
    expect(await refusals(client, { html: '<p>Hi</p>' })).toMatchObject({
      template: null,
      userErrors: [{ code: 'TEMPLATE_NO_UNSUBSCRIBE_LINK', field: ['html'] }],
    });
    expect(await refusals(client, { html: `${html}\n  {{ nickname ` })).toMatchObject({
      userErrors: [{ code: 'TEMPLATE_SYNTAX', message: expect.stringMatching(/^HTML, line 2, column 3: /), field: ['html'] }],
    });
    expect(await refusals(client, { subject: 'Dear {{ nick }}' })).toMatchObject({
      userErrors: [{ code: 'TEMPLATE_UNKNOWN_VARIABLE', message: 'Subject, line 1, column 9: there is no variable "nick".', field: ['subject'] }],
    });
    expect(await refusals(client, { text: 'no link' })).toMatchObject({ userErrors: [{ code: 'TEMPLATE_NO_UNSUBSCRIBE_LINK', field: ['text'] }] });
  });

  test('are changed by versions, and sets by whole lists', async () => {
    const { client, templateId, templateSetId } = await operator(0);
    const { updateTemplate } = await client.execute(UpdateTemplateDocument, {
      input: { id: templateId, patch: { previewLine: 'For you', text: 'Hi {{ unsubscribe_url }}' } },
    });
    expect(updateTemplate.template).toMatchObject({ version: 2, subject: 'Hello {{ nickname }}', previewLine: 'For you', text: 'Hi {{ unsubscribe_url }}' });
    expect(
      (await client.execute(UpdateTemplateDocument, { input: { id: templateId, patch: { text: null, subject: null } } })).updateTemplate.template,
    ).toMatchObject({ version: 3, text: null, subject: 'Hello {{ nickname }}' });
    expect((await client.execute(UpdateTemplateDocument, { input: { id: templateId, patch: { html: '{% if %}' } } })).updateTemplate.userErrors).toMatchObject([
      { code: 'TEMPLATE_SYNTAX', field: ['patch', 'html'] },
    ]);
    const second = (await refusals(client, { name: 'Second' })).template!.id;
    const { updateTemplateSet } = await client.execute(UpdateTemplateSetDocument, {
      input: { id: templateSetId, patch: { templateIds: [second, templateId] } },
    });
    expect(updateTemplateSet.templateSet!.templates.map((template) => template.name)).toEqual(['Second', 'Letter']);
    expect(
      (await client.execute(UpdateTemplateSetDocument, { input: { id: templateSetId, patch: { templateIds: [] } } })).updateTemplateSet.userErrors,
    ).toMatchObject([{ code: 'INVALID', field: ['patch', 'templateIds'] }]);
    expect((await client.execute(TemplateSetDocument, { id: templateSetId })).templateSet!.templates).toHaveLength(2);
    expect((await client.execute(TemplatesDocument, {})).templates.edges.map(({ node }) => node.name)).toEqual(['Second', 'Letter']);
  });
});

describe('campaigns and tasks (F15, F23)', () => {
  test('are made, scheduled, edited, paused, resumed and cancelled', async () => {
    const { client, user, campaign, templateSetId, senderId } = await operator();
    const task = { templateSetId, senderId, audience: { includeAll: true } };
    const made = await campaign({ tasks: [task, { ...task, lateAfterHours: 3 }], startAt: '2099-03-28T08:00:00.000Z', zone: 'Europe/Berlin' });
    expect(made).toMatchObject({ state: 'DRAFT', zone: 'Europe/Berlin', intervalDays: 1 });
    expect(made.tasks.map((each) => [each.name, each.plannedAt, each.lateAfterHours, each.state])).toEqual([
      ['Autumn 1', '2099-03-28T08:00:00.000Z', null, 'DRAFT'],
      ['Autumn 2', '2099-03-29T07:00:00.000Z', 3, 'DRAFT'],
    ]);
    const scheduled = (await client.execute(ScheduleCampaignDocument, { input: { id: made.id } })).scheduleCampaign;
    expect(scheduled.campaign).toMatchObject({
      state: 'ACTIVE',
      tasks: [
        { state: 'SCHEDULED', reserved: 10 },
        { state: 'SCHEDULED', reserved: 10 },
      ],
    });
    const [first, second] = made.tasks.map((each) => each.id) as [string, string];
    expect((await client.execute(UpdateTaskDocument, { input: { id: second, patch: { name: 'Last call' } } })).updateTask.task).toMatchObject({
      name: 'Last call',
      lateAfterHours: 3,
    });
    expect(
      (await client.execute(UpdateCampaignDocument, { input: { id: made.id, patch: { name: 'Winter', intervalDays: 2 } } })).updateCampaign.campaign,
    ).toMatchObject({ name: 'Winter', tasks: [{}, { plannedAt: '2099-03-30T07:00:00.000Z' }] });
    expect((await client.execute(PauseTaskDocument, { input: { id: first } })).pauseTask.task).toMatchObject({
      state: 'PAUSED',
      pauseReason: 'MANUAL',
      message: { zh: '已手动暂停', en: 'Paused by hand' },
    });
    expect((await client.execute(PauseCampaignDocument, { input: { id: made.id } })).pauseCampaign.campaign).toMatchObject({
      state: 'PAUSED',
      tasks: [{ pauseReason: 'MANUAL' }, { pauseReason: 'CAMPAIGN_PAUSED' }],
    });
    expect((await client.execute(CancelTaskDocument, { input: { id: first } })).cancelTask.task).toMatchObject({
      state: 'CANCELLED',
      reserved: 0,
      message: null,
    });
    expect((await client.execute(CancelCampaignDocument, { input: { id: made.id } })).cancelCampaign.campaign).toMatchObject({
      state: 'CANCELLED',
      tasks: [{ state: 'CANCELLED' }, { state: 'CANCELLED' }],
    });
    const { task: logged } = await client.execute(TaskLogDocument, { id: first });
    expect(logged!.log.edges.map(({ node }) => [node.event, node.reason, node.actor?.id])).toEqual([
      ['CANCELLED', null, user.id],
      ['PAUSED', 'MANUAL', user.id],
      ['SCHEDULED', null, user.id],
      ['CREATED', null, user.id],
    ]);
    expect(logged!.log.edges[0]!.node.details).toEqual([{ name: 'returned', value: '10' }]);
    expect((await world.sql('SELECT quota_remaining AS n FROM users WHERE id = $1', [user.id]))[0]).toEqual({ n: 1000 });
    const list = async (states: ('DRAFT' | 'CANCELLED')[]) => (await client.execute(CampaignsDocument, { filter: { states } })).campaigns.edges.length;
    expect([await list(['CANCELLED']), await list(['DRAFT'])]).toEqual([1, 0]);
  });

  test('F15.2: a campaign is planned once more; only drafts are deleted', async () => {
    const { client, user, scheduled, templateSetId, senderId } = await operator();
    const task = { templateSetId, senderId, audience: { includeAll: true } };
    const made = await scheduled({ startAt: '2099-01-01T00:00:00.000Z', tasks: [task, { ...task, name: 'Later', plannedAt: '2099-01-03T12:00:00.000Z' }] });
    const copy = async (input: object) =>
      (await client.execute(DuplicateCampaignDocument, { input: { id: made.id, startAt: '2099-02-01T00:00:00.000Z', ...input } })).duplicateCampaign;
    const { campaign: draft } = await copy({ name: 'Again' });
    expect(draft).toMatchObject({
      name: 'Again',
      state: 'DRAFT',
      tasks: [
        { name: 'Autumn 1', plannedAt: '2099-02-01T00:00:00.000Z' },
        { name: 'Later', plannedAt: '2099-02-03T12:00:00.000Z', isPlannedByHand: true },
      ],
    });
    const remove = async (id: string) => (await client.execute(DeleteCampaignDocument, { input: { id } })).deleteCampaign;
    expect(await remove(draft!.id)).toEqual({ deletedId: draft!.id, userErrors: [] });
    expect((await client.execute(CampaignDocument, { id: draft!.id })).campaign).toBeNull();
    expect(await remove(made.id)).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'WRONG_STATE', message: 'A campaign that is ACTIVE cannot be deleted; it can be cancelled.' }],
    });
    await client.execute(CancelCampaignDocument, { input: { id: made.id } });
    await world.sql('UPDATE senders SET deleted_at = now() WHERE user_id = $1', [user.id]);
    expect((await copy({})).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['tasks', '0', 'senderId'] }]);
    expect(await world.sql('SELECT count(*)::int AS n FROM campaigns')).toEqual([{ n: 1 }]);
  });

  test('scheduling without quota says how many mails are missing', async () => {
    const { client, campaign } = await operator(10, 7);
    const made = await campaign();
    const { scheduleCampaign } = await client.execute(ScheduleCampaignDocument, { input: { id: made.id } });
    expect(scheduleCampaign).toEqual({
      campaign: null,
      userErrors: [{ code: 'NOT_ENOUGH_QUOTA', message: 'Not enough sending quota: 3 more needed (10 mails are planned, 7 are left).', field: ['id'] }],
    });
    expect((await client.execute(CampaignDocument, { id: made.id })).campaign).toMatchObject({ state: 'DRAFT', tasks: [{ reserved: 0 }] });
  });

  test('a started task cannot be edited; the refusal names its state', async () => {
    const { client, sending } = await operator();
    const { taskId, campaignId } = await sending();
    expect((await client.execute(UpdateTaskDocument, { input: { id: taskId, patch: { name: 'x' } } })).updateTask).toEqual({
      task: null,
      userErrors: [{ code: 'WRONG_STATE', message: 'Task "Autumn" is SENDING and cannot be edited: it has started.', field: ['id'] }],
    });
    expect((await client.execute(UpdateCampaignDocument, { input: { id: campaignId, patch: { name: 'x' } } })).updateCampaign.userErrors).toMatchObject([
      { code: 'WRONG_STATE' },
    ]);
  });

  test('two who schedule at once through the API reserve once', async () => {
    const { client, user, campaign } = await operator();
    const made = await campaign();
    const answers = await Promise.all([1, 2, 3].map(() => client.execute(ScheduleCampaignDocument, { input: { id: made.id } })));
    expect(answers.map(({ scheduleCampaign }) => scheduleCampaign.userErrors[0]?.code ?? 'DONE').sort()).toEqual(['DONE', 'WRONG_STATE', 'WRONG_STATE']);
    expect(await world.sql(`SELECT quota_remaining AS n FROM users WHERE id = $1`, [user.id])).toEqual([{ n: 990 }]);
  });

  test('F22.6: what is foreign looks as if it were missing; administrators see and stop it, and cannot edit it', async () => {
    const { sending, campaign, templateId, templateSetId, senderId, user } = await operator();
    const { campaignId, taskId } = await sending();
    const draft = await campaign();
    const [contact] = await world.sql<{ id: string }>('SELECT id FROM contacts WHERE user_id = $1', [user.id]);
    const [subtask] = await world.sql<{ id: string }>('SELECT id FROM subtasks WHERE task_id = $1', [taskId]);
    const { client: other } = await operator(0);
    for (const [own, none] of [
      [campaignId, missing],
      [taskId, missing],
      [draft.id, 'nonsense'],
    ] as const) {
      for (const id of [own, none]) {
        expect((await other.execute(CampaignDocument, { id })).campaign).toBeNull();
        expect((await other.execute(TaskDocument, { id })).task).toBeNull();
        expect((await other.execute(ScheduleCampaignDocument, { input: { id } })).scheduleCampaign.userErrors).toEqual([
          { code: 'NOT_FOUND', message: 'There is no such object.', field: ['id'] },
        ]);
        expect((await other.execute(PauseTaskDocument, { input: { id } })).pauseTask.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
        expect((await other.execute(CancelCampaignDocument, { input: { id } })).cancelCampaign.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
        await expect(other.subscribe(TaskProgressedDocument, { taskId: id }).next()).rejects.toThrow('There is no such object');
        await expect(other.subscribe(CampaignProgressedDocument, { campaignId: id }).next()).rejects.toThrow('There is no such object');
      }
    }
    expect(await other.execute(ContactDocument, { id: contact!.id })).toEqual({ contact: null });
    expect(await other.execute(TemplateDocument, { id: templateId })).toEqual({ template: null });
    expect(await other.execute(SubtaskDocument, { id: subtask!.id })).toEqual({ subtask: null });
    expect((await other.execute(CreateTemplateSetDocument, { input: { name: 'x', templateIds: [templateId] } })).createTemplateSet.userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect(
      (
        await other.execute(CreateCampaignDocument, {
          input: { name: 'x', startAt: new Date(), tasks: [{ templateSetId, senderId, audience: { includeAll: true } }] },
        })
      ).createCampaign.userErrors,
    ).toMatchObject([{ code: 'NOT_FOUND', field: ['tasks', '0', 'templateSetId'] }]);

    const { client: admin } = await api.signedIn('ADMIN');
    expect((await admin.execute(CampaignDocument, { id: campaignId })).campaign).toMatchObject({ owner: { id: user.id } });
    expect((await admin.execute(PauseTaskDocument, { input: { id: taskId } })).pauseTask.task).toMatchObject({ state: 'PAUSED' });
    expect((await admin.execute(ResumeTaskDocument, { input: { id: taskId } })).resumeTask.task).toMatchObject({ state: 'SENDING' });
    expect((await admin.execute(ScheduleCampaignDocument, { input: { id: draft.id } })).scheduleCampaign.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await admin.execute(CampaignsDocument, {})).campaigns.edges).toEqual([]);
  });
});

describe('mails and progress (F16)', () => {
  /** One service mapped to the operator; six mails claimed, of which some have ended. */
  async function underWay() {
    const all = await operator();
    const service = await world.service({ name: 'Sandbox one' });
    await world.map(all.user.id, service);
    const { campaignId, taskId } = await all.sending();
    const worker = await world.worker();
    const lanes = await world.take(worker);
    const [claim] = await world.claim(worker, [[service, lanes.get(service)!, 6]]);
    const results = [
      result(claim!, 1, 'SENT', { from: 'news@example.test', message: '<1@example.test>' }),
      result(claim!, 2, 'FAILED', { code: '550', text: 'no such user' }),
      result(claim!, 3, 'SKIPPED', { skip: 'SUPPRESSED', free: true }),
    ];
    await world.flush(worker, 1, { results, backs: [back(claim!, 4, 'DEFERRED_RECIPIENT', { code: '450', text: 'later' })] });
    return { ...all, service, campaignId, taskId, worker, claim: claim! };
  }

  test('F16.3: counts equal the rows, state by state, also when the task is cancelled', async () => {
    const { client, taskId, campaignId } = await underWay();
    const compare = async () => {
      const { task } = await client.execute(TaskDocument, { id: taskId });
      const rows = await world.sql<{ state: string; n: number }>(
        'SELECT shown_state AS state, count(*)::int AS n FROM subtask_states WHERE task_id = $1 GROUP BY 1',
        [taskId],
      );
      const { pending, sending, sent, failed, unknown, skipped, cancelled, total } = task!.progress;
      const shown = { PENDING: pending, SENDING: sending, SENT: sent, FAILED: failed, UNKNOWN: unknown, SKIPPED: skipped, CANCELLED: cancelled };
      expect(Object.fromEntries(Object.entries(shown).filter(([, n]) => n > 0))).toEqual(Object.fromEntries(rows.map((row) => [row.state, row.n])));
      expect(total).toBe(10);
      const { campaign } = await client.execute(CampaignDocument, { id: campaignId });
      expect(campaign!.progress).toMatchObject({ total, pending, sending, sent, failed, unknown, skipped, cancelled });
      for (const [state, n] of Object.entries(shown)) {
        const page = (await client.execute(TaskSubtasksDocument, { id: taskId, filter: { states: [state as 'SENT'] } })).task!.subtasks;
        expect([page.totalCount, page.edges.length]).toEqual([n, n]);
      }
      return shown;
    };
    expect(await compare()).toMatchObject({ SENT: 1, FAILED: 1, SKIPPED: 1, SENDING: 2, PENDING: 5 });
    await client.execute(CancelTaskDocument, { input: { id: taskId } });
    expect(await compare()).toMatchObject({ SENT: 1, FAILED: 1, SKIPPED: 1, SENDING: 2, CANCELLED: 5, PENDING: 0 });
  });

  test('mails are paged by number, with their attempts and what was sent', async () => {
    const { client, taskId } = await underWay();
    const page = async (after: string | null, first = 4) => (await client.execute(TaskSubtasksDocument, { id: taskId, first, after })).task!.subtasks;
    const one = await page(null);
    expect(one.edges.map(({ node }) => [node.seq, node.state, node.serviceName, node.code])).toEqual([
      [1, 'SENT', 'Sandbox one', null],
      [2, 'FAILED', 'Sandbox one', '550'],
      [3, 'SKIPPED', 'Sandbox one', null],
      [4, 'PENDING', null, null],
    ]);
    const two = await page(one.pageInfo.endCursor!, 100);
    expect([two.edges.map(({ node }) => node.seq), two.pageInfo.hasNextPage]).toEqual([[5, 6, 7, 8, 9, 10], false]);
    const attempts = async (index: number) => (await client.execute(SubtaskDocument, { id: one.edges[index]!.node.id })).subtask!;
    expect(await attempts(0)).toMatchObject({
      fromAddress: 'news@example.test',
      messageId: '<1@example.test>',
      task: { id: taskId },
      attempts: [{ number: 1, outcome: 'SENT', serviceName: 'Sandbox one' }],
    });
    expect(await attempts(3)).toMatchObject({ state: 'PENDING', attempts: [{ number: 1, outcome: 'DEFERRED_RECIPIENT', code: '450' }] });
    for (const key of ['["x"]', '[1e300]', '[2147483648]', '[1.5]']) await expect(page(Buffer.from(key).toString('base64url'))).rejects.toThrow('not a cursor');
    expect((await page(Buffer.from('[2147483647]').toString('base64url'))).edges).toEqual([]);
  });

  test('F22.6: an operator does not learn the name of a service that is not mapped to them', async () => {
    const { client, taskId, service } = await underWay();
    await world.sql('DELETE FROM user_service_mappings WHERE service_id = $1', [service]);
    const { edges } = (await client.execute(TaskSubtasksDocument, { id: taskId, first: 1 })).task!.subtasks;
    expect(edges[0]!.node.serviceName).toBeNull();
    const { client: admin } = await api.signedIn('ADMIN');
    expect((await admin.execute(SubtaskDocument, { id: edges[0]!.node.id })).subtask).toMatchObject({ serviceName: 'Sandbox one' });
  });

  test('A2: taskProgressed begins with the present state and follows with totals, states and reasons', async () => {
    const { client, taskId, campaignId, worker, claim } = await underWay();
    const task = client.subscribe(TaskProgressedDocument, { taskId });
    const campaign = client.subscribe(CampaignProgressedDocument, { campaignId });
    const until = async (wanted: (progress: TaskProgressFieldsFragment) => boolean): Promise<TaskProgressFieldsFragment> => {
      for await (const { taskProgressed } of task) if (wanted(taskProgressed)) return taskProgressed;
      throw new Error('it ended');
    };
    // A loop that is left early ends the subscription: ask by next().
    const next = async () => (await task.next()).value!.taskProgressed;
    expect(await next()).toMatchObject({ taskId, state: 'SENDING', total: 10, sent: 1, failed: 1, skipped: 1, sending: 2, message: null });
    expect((await campaign.next()).value!.campaignProgressed).toMatchObject({ campaignId, state: 'ACTIVE', sent: 1, total: 10 });
    await world.flush(worker, 2, { results: [result(claim, 5, 'SENT')] });
    api.runtime.events.taskProgressed(taskId, campaignId);
    expect(await next()).toMatchObject({ sent: 2, sending: 1 });
    expect((await campaign.next()).value!.campaignProgressed).toMatchObject({ sent: 2 });
    await client.execute(PauseTaskDocument, { input: { id: taskId } });
    expect(await next()).toMatchObject({ state: 'PAUSED', pauseReason: 'MANUAL', message: { en: 'Paused by hand' } });
    await client.execute(CancelTaskDocument, { input: { id: taskId } });
    expect(await until((progress) => progress.state === 'CANCELLED')).toMatchObject({ cancelled: 5, sending: 1, pending: 0 });
  });

  test('the sandbox mailbox: all for administrators, their own for operators', async () => {
    const { client, service, taskId } = await underWay();
    const subtasks = await world.sql<{ id: string; email: string }>('SELECT id, email FROM subtasks WHERE task_id = $1 ORDER BY seq LIMIT 2', [taskId]);
    const message = 'From: =?UTF-8?B?5p2O5piO?= <li@example.test>\r\nSubject: =?UTF-8?Q?Caf=C3=A9?=\r\n =?UTF-8?Q?_=E6=9D?= =?UTF-8?Q?=8E?=\r\n\r\nBody\r\n';
    for (const { id, email } of subtasks)
      await world.sql(
        'INSERT INTO sandbox_mails (id, service_id, subtask_id, attempt, recipient, message, received_at) VALUES (uuid_v7(), $1, $2, 1, $3, $4, now())',
        [service, id, email, Buffer.from(message)],
      );
    await world.sql(
      `INSERT INTO sandbox_mails (id, service_id, subtask_id, attempt, recipient, message, received_at) VALUES (uuid_v7(), $1, uuid_v7(), 1, 'x@example.com', 'Subject: plain\n\nx', now())`,
      [service],
    );
    const mails = async (who: SluiceClient, recipient: string | null = null, serviceId = service) =>
      (await who.execute(SandboxMailsDocument, { serviceId, recipient })).sandboxMails;
    expect((await mails(client)).totalCount).toBe(2);
    expect((await mails(client, subtasks[0]!.email.toUpperCase())).edges.map(({ node }) => node)).toMatchObject([
      { subtaskId: subtasks[0]!.id, subject: 'Café 李', from: '李明 <li@example.test>', message },
    ]);
    expect((await mails(client, null, 'nonsense')).edges).toEqual([]);
    const { client: admin } = await api.signedIn('ADMIN');
    expect((await mails(admin)).edges.map(({ node }) => node.subject)).toEqual(['plain', 'Café 李', 'Café 李']);
    const { client: other } = await api.signedIn();
    expect((await mails(other)).totalCount).toBe(0);
  });
});
