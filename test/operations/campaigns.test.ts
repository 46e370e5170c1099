import { describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import type { RefusalCode } from '../../src/errors.js';
import { Refusal } from '../../src/errors.js';
import { cancelCampaign, cancelTask } from '../../src/operations/cancelTasks.js';
import { pauseCampaign, pauseTask } from '../../src/operations/pauseTasks.js';
import { resumeCampaign, resumeTask } from '../../src/operations/resumeTasks.js';
import { updateTemplate } from '../../src/operations/saveTemplate.js';
import { scheduleCampaign } from '../../src/operations/scheduleCampaign.js';
import { updateCampaign } from '../../src/operations/updateCampaign.js';
import { updateTask } from '../../src/operations/updateTask.js';
import { Template } from '../../src/entities/Template.js';
import { testDatabase } from '../support/database.js';
import { everybody, html, Plans } from '../support/plans.js';
import { back, result, World } from '../support/world.js';

describe('planning', () => {
  const db = testDatabase();
  const world = new World(db);
  const plans = new Plans(db);

  const quota = async (user: string): Promise<number> => (await world.sql<{ n: number }>('SELECT quota_remaining AS n FROM users WHERE id = $1', [user]))[0]!.n;
  const ledger = (user: string) =>
    world.sql<{ delta: number; reason: string }>(`SELECT delta, reason FROM user_quota_logs WHERE user_id = $1 AND reason <> 'ADJUSTED' ORDER BY id`, [user]);
  const states = async (campaign: string): Promise<unknown[]> => [
    (await world.sql<{ state: string }>('SELECT state FROM campaigns WHERE id = $1', [campaign]))[0]!.state,
    ...(await world.sql<{ s: string }>(`SELECT concat_ws(' ', state, pause_reason) AS s FROM tasks WHERE campaign_id = $1 ORDER BY position`, [campaign])).map(
      (row) => row.s,
    ),
  ];
  const cursor = async (task: string) =>
    (
      await world.sql<{ active: boolean; sendable: boolean; exhausted: boolean; claimed: number; total: number }>(
        'SELECT active, sendable, exhausted, claimed, total FROM task_cursors WHERE task_id = $1',
        [task],
      )
    )[0]!;
  const log = async (task: string): Promise<string[]> =>
    (await world.sql<{ s: string }>(`SELECT concat_ws(' ', event, reason) AS s FROM task_logs WHERE task_id = $1 ORDER BY id`, [task])).map((row) => row.s);
  async function refusal(work: Promise<unknown>): Promise<{ code: RefusalCode; message: string; field: readonly string[] }> {
    try {
      await work;
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, message: error.message, field: error.field };
      throw error;
    }
    throw new Error('it was not refused');
  }
  const schedule = (campaign: string, user: string) => plans.act((em) => scheduleCampaign(em, campaign, user));
  /** The ledger sums up to the balance, and each task holds what the ledger says. */
  async function demandBalanced(): Promise<void> {
    expect(
      await world.sql('SELECT id FROM users u WHERE quota_remaining <> (SELECT coalesce(sum(delta), 0) FROM user_quota_logs WHERE user_id = u.id)'),
    ).toEqual([]);
    expect(await world.sql('SELECT id FROM tasks t WHERE reserved <> (SELECT coalesce(-sum(delta), 0) FROM user_quota_logs WHERE task_id = t.id)')).toEqual([]);
  }

  describe('making a campaign', () => {
    test('F15.1: tasks are planned by start, interval and zone, unless set by hand', async () => {
      const user = await world.user();
      const { campaignId, taskIds } = await plans.draft(user, [{}, { plannedAt: new Date('2030-01-01T00:00:00Z'), name: 'Second' }, {}], {
        startAt: new Date('2026-03-28T08:00:00Z'),
        zone: 'Europe/Berlin',
        name: 'Spring',
      });
      expect(await world.sql('SELECT name, state, planned_at, planned_by_hand FROM tasks WHERE campaign_id = $1 ORDER BY position', [campaignId])).toEqual([
        { name: 'Spring 1', state: 'DRAFT', planned_at: new Date('2026-03-28T08:00:00Z'), planned_by_hand: false },
        { name: 'Second', state: 'DRAFT', planned_at: new Date('2030-01-01T00:00:00Z'), planned_by_hand: true },
        { name: 'Spring 3', state: 'DRAFT', planned_at: new Date('2026-03-30T07:00:00Z'), planned_by_hand: false },
      ]);
      expect(await world.sql('SELECT task_id FROM task_cursors JOIN task_progress USING (task_id)')).toHaveLength(3);
      expect(await log(taskIds[0]!)).toEqual(['CREATED']);
      expect(await quota(user)).toBe(1_000_000);
    });

    test('what belongs to somebody else does not exist', async () => {
      const [user, other] = [await world.user(), await world.user()];
      const foreign = await plans.means(other);
      await world.contacts(other, 1);
      const [contact] = await world.sql<{ id: string }>('SELECT id FROM contacts');
      expect(await refusal(plans.draft(user, [{}, { templateSetId: foreign.templateSetId }]))).toMatchObject({
        code: 'NOT_FOUND',
        field: ['tasks', '1', 'templateSetId'],
      });
      expect(await refusal(plans.draft(user, [{ senderId: foreign.senderId }]))).toMatchObject({ code: 'NOT_FOUND', field: ['tasks', '0', 'senderId'] });
      expect(await refusal(plans.draft(user, [{ senderId: 'nonsense' }]))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refusal(plans.draft(user, [{ audience: { ...everybody, excludeContactIds: [contact!.id] } }]))).toMatchObject({
        code: 'NOT_FOUND',
        field: ['tasks', '0', 'audience', 'excludeContactIds'],
      });
      expect(await refusal(plans.draft(user, [{ audience: { ...everybody, includeTagIds: ['x'] } }]))).toMatchObject({
        code: 'NOT_FOUND',
        field: ['tasks', '0', 'audience', 'includeTagIds'],
      });
      expect(await world.sql('SELECT id FROM campaigns')).toEqual([]);
    });

    test.each([
      ['no tasks', [], {}, ['tasks']],
      ['too many tasks', Array.from({ length: 101 }, () => ({})), {}, ['tasks']],
      ['an unknown zone', [{}], { zone: 'Mars/Olympus' }, ['zone']],
      ['a negative interval', [{}], { intervalDays: -1 }, ['intervalDays']],
      ['an empty name', [{}], { name: ' ' }, ['name']],
      ['an audience of nobody', [{ audience: { ...everybody, includeAll: false } }], {}, ['tasks', '0', 'audience']],
    ])('%s is refused', async (_what, tasks, given, field) => {
      expect(await refusal(plans.draft(await world.user(), tasks, given))).toMatchObject({ code: 'INVALID', field });
    });
  });

  describe('scheduling (F23.2)', () => {
    test('counts, reserves, freezes the templates; later versions concern later tasks (T1)', async () => {
      const user = await world.user(100);
      await world.contacts(user, 10);
      await world.sql(`INSERT INTO suppressions (id, user_id, email, reason, created_at) VALUES ($1, $2, 'r3@example.org', 'UNSUBSCRIBED', now())`, [
        v7(),
        user,
      ]);
      const { campaignId, taskIds } = await plans.draft(user, [{}, {}]);
      await schedule(campaignId, user);
      expect(await states(campaignId)).toEqual(['ACTIVE', 'SCHEDULED', 'SCHEDULED']);
      expect(await quota(user)).toBe(82);
      expect(await ledger(user)).toEqual([
        { delta: -9, reason: 'RESERVED' },
        { delta: -9, reason: 'RESERVED' },
      ]);
      expect(await log(taskIds[1]!)).toEqual(['CREATED', 'SCHEDULED']);
      await plans.act(async (em) => updateTemplate(em, await em.findOneOrFail(Template, { userId: user }), { subject: 'New' }));
      expect(
        await world.sql('SELECT v.number, v.subject FROM campaign_templates c JOIN template_versions v ON v.id = c.template_version_id WHERE task_id = $1', [
          taskIds[0],
        ]),
      ).toEqual([{ number: 1, subject: 'Hello {{ nickname }}' }]);
      await demandBalanced();
    });

    test('is refused with how many mails are missing in all, and changes nothing', async () => {
      const user = await world.user(25);
      await world.contacts(user, 10);
      const { campaignId, taskIds } = await plans.draft(user, [{}, {}, {}]);
      expect(await refusal(schedule(campaignId, user))).toMatchObject({
        code: 'NOT_ENOUGH_QUOTA',
        message: 'Not enough sending quota: 5 more needed (30 mails are planned, 25 are left).',
      });
      expect(await states(campaignId)).toEqual(['DRAFT', 'DRAFT', 'DRAFT', 'DRAFT']);
      expect(await quota(user)).toBe(25);
      expect(await world.sql('SELECT task_id FROM campaign_templates')).toEqual([]);
      expect(await log(taskIds[0]!)).toEqual(['CREATED']);
    });

    test('two at once reserve exactly once', async () => {
      const user = await world.user(100);
      await world.contacts(user, 10);
      const { campaignId } = await plans.draft(user);
      const outcomes = await Promise.allSettled([schedule(campaignId, user), schedule(campaignId, user), schedule(campaignId, user)]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
      expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({
        reason: { code: 'WRONG_STATE', message: 'A campaign that is ACTIVE cannot be scheduled.' },
      });
      expect(await quota(user)).toBe(90);
    });

    test('many campaigns of one user at once never take more than there is, and do not wait for each other for ever', async () => {
      const user = await world.user(35);
      await world.contacts(user, 10);
      const drafts = await Promise.all(Array.from({ length: 8 }, () => plans.draft(user)));
      const outcomes = await Promise.allSettled(drafts.map(({ campaignId }) => schedule(campaignId, user)));
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3);
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'NOT_ENOUGH_QUOTA' });
      expect(await quota(user)).toBe(5);
      await demandBalanced();
    });

    test('an empty audience may be scheduled', async () => {
      const user = await world.user(0);
      const { campaignId } = await plans.draft(user);
      await schedule(campaignId, user);
      expect(await states(campaignId)).toEqual(['ACTIVE', 'SCHEDULED']);
      expect(await ledger(user)).toEqual([]);
    });
  });

  describe('editing', () => {
    test('F23.2: a scheduled task’s new audience moves the difference in the same act, or is refused', async () => {
      const user = await world.user(25);
      await world.contacts(user, 10);
      const all = (await world.sql<{ id: string }>('SELECT id FROM contacts ORDER BY id')).map((row) => row.id);
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user);
      await schedule(campaignId, user);
      const few = { ...everybody, includeAll: false, includeContactIds: all.slice(0, 4) };
      await plans.act((em) => updateTask(em, task!, { audience: few }, user));
      expect(await quota(user)).toBe(21);
      await plans.act((em) => updateTask(em, task!, { audience: everybody, name: 'All' }, user));
      expect(await quota(user)).toBe(15);
      await world.contacts(user, 20, 'more');
      expect(await refusal(plans.act((em) => updateTask(em, task!, { audience: everybody }, user)))).toMatchObject({
        code: 'NOT_ENOUGH_QUOTA',
        message: 'Not enough sending quota: 5 more needed (20 mails are planned, 15 are left).',
      });
      expect(await quota(user)).toBe(15);
      expect(await ledger(user)).toEqual([
        { delta: -10, reason: 'RESERVED' },
        { delta: 6, reason: 'RETURNED' },
        { delta: -6, reason: 'RESERVED' },
      ]);
      await demandBalanced();
    });

    test('a started task is refused, naming its state', async () => {
      const user = await world.user();
      await world.contacts(user, 3);
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user);
      await schedule(campaignId, user);
      await world.sql('SELECT start_due_tasks(10)');
      expect(await refusal(plans.act((em) => updateTask(em, task!, { name: 'x' }, user)))).toEqual({
        code: 'WRONG_STATE',
        message: 'Task "Autumn" is PREPARING and cannot be edited: it has started.',
        field: ['id'],
      });
      await world.prepare(task!);
      expect(await refusal(plans.act((em) => updateTask(em, task!, { name: 'x' }, user)))).toMatchObject({
        message: 'Task "Autumn" is SENDING and cannot be edited: it has started.',
      });
      expect(await refusal(plans.act((em) => updateCampaign(em, campaignId, { startAt: new Date() }, user)))).toMatchObject({ code: 'WRONG_STATE' });
    });

    test('a campaign’s new start moves its tasks, but those whose time was set by hand', async () => {
      const user = await world.user();
      const { campaignId, taskIds } = await plans.draft(user, [{}, { plannedAt: new Date('2030-01-01T00:00:00Z') }, {}]);
      await schedule(campaignId, user);
      const { tasks } = await plans.act((em) => updateCampaign(em, campaignId, { startAt: new Date('2027-01-01T00:00:00Z'), intervalDays: 7 }, user));
      expect(tasks.map((task) => task.id)).toEqual([taskIds[0], taskIds[2]]);
      expect(
        (await world.sql<{ planned_at: Date }>('SELECT planned_at FROM tasks ORDER BY position')).map((row) => row.planned_at.toISOString().slice(0, 10)),
      ).toEqual(['2027-01-01', '2030-01-01', '2027-01-15']);
      await plans.act((em) => updateTask(em, taskIds[1]!, { plannedAt: null }, user));
      expect(await world.sql('SELECT planned_at, planned_by_hand FROM tasks WHERE id = $1', [taskIds[1]])).toEqual([
        { planned_at: new Date('2027-01-08T00:00:00Z'), planned_by_hand: false },
      ]);
    });

    test('naming the template set of a scheduled task freezes it as it is now', async () => {
      const user = await world.user();
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user);
      await schedule(campaignId, user);
      await plans.act(async (em) => updateTemplate(em, await em.findOneOrFail(Template, { userId: user }), { subject: 'New' }));
      const [row] = await world.sql<{ template_set_id: string }>('SELECT template_set_id FROM tasks');
      await plans.act((em) => updateTask(em, task!, { templateSetId: row!.template_set_id }, user));
      expect(await world.sql('SELECT v.number FROM campaign_templates c JOIN template_versions v ON v.id = c.template_version_id')).toEqual([{ number: 2 }]);
    });
  });

  describe('pausing and resuming (section 2)', () => {
    async function sending(contacts = 10, quotaOf = 1000): Promise<{ user: string; campaign: string; task: string }> {
      const user = await world.user(quotaOf);
      await world.contacts(user, contacts);
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user);
      await schedule(campaignId, user);
      expect(await world.prepare(task!)).toBe('SENDING');
      return { user, campaign: campaignId, task: task! };
    }

    test('a pause stops the cursor, a resume goes back to SENDING and starts it', async () => {
      const { user, campaign, task } = await sending();
      await plans.act((em) => pauseTask(em, task, user));
      expect(await states(campaign)).toEqual(['ACTIVE', 'PAUSED MANUAL']);
      expect(await cursor(task)).toMatchObject({ active: false, sendable: false });
      expect(await refusal(plans.act((em) => pauseTask(em, task, user)))).toMatchObject({ code: 'WRONG_STATE' });
      await plans.act((em) => resumeTask(em, task, user));
      expect(await states(campaign)).toEqual(['ACTIVE', 'SENDING']);
      expect(await cursor(task)).toMatchObject({ active: true, sendable: true });
      expect((await log(task)).slice(-2)).toEqual(['PAUSED MANUAL', 'RESUMED MANUAL']);
      expect(await refusal(plans.act((em) => resumeTask(em, task, user)))).toMatchObject({
        code: 'WRONG_STATE',
        message: 'Task "Autumn" is SENDING and cannot be resumed.',
      });
    });

    test('resuming a campaign lifts only CAMPAIGN_PAUSED', async () => {
      const user = await world.user();
      await world.contacts(user, 2);
      const { campaignId, taskIds } = await plans.draft(user, [{}, { plannedAt: new Date('2099-01-01T00:00:00Z') }, {}, {}]);
      await schedule(campaignId, user);
      await plans.act((em) => cancelTask(em, taskIds[3]!, user));
      await world.prepare(taskIds[0]!);
      await plans.act((em) => pauseTask(em, taskIds[2]!, user));
      await plans.act((em) => pauseCampaign(em, campaignId, user));
      expect(await states(campaignId)).toEqual(['PAUSED', 'PAUSED CAMPAIGN_PAUSED', 'PAUSED CAMPAIGN_PAUSED', 'PAUSED MANUAL', 'CANCELLED']);
      expect(await refusal(plans.act((em) => resumeTask(em, taskIds[0]!, user)))).toMatchObject({
        code: 'WRONG_STATE',
        message: expect.stringContaining('campaign is paused'),
      });
      await plans.act((em) => resumeCampaign(em, campaignId, user));
      expect(await states(campaignId)).toEqual(['ACTIVE', 'SENDING', 'SCHEDULED', 'PAUSED MANUAL', 'CANCELLED']);
      expect(await cursor(taskIds[0]!)).toMatchObject({ active: true, sendable: true });
      expect(await refusal(plans.act((em) => resumeCampaign(em, campaignId, user)))).toMatchObject({ code: 'WRONG_STATE' });
    });

    test('a task resumed by hand in a paused campaign waits for the campaign', async () => {
      const { user, campaign, task } = await sending();
      await plans.act((em) => pauseTask(em, task, user));
      await plans.act((em) => pauseCampaign(em, campaign, user));
      await plans.act((em) => resumeTask(em, task, user));
      expect(await states(campaign)).toEqual(['PAUSED', 'PAUSED CAMPAIGN_PAUSED']);
      expect(await cursor(task)).toMatchObject({ active: false, sendable: false });
      await plans.act((em) => resumeCampaign(em, campaign, user));
      expect(await states(campaign)).toEqual(['ACTIVE', 'SENDING']);
    });

    test('pausing a task that waits for service quota makes it MANUAL and stops its cursor; a paused campaign stops it too', async () => {
      const { user, campaign, task } = await sending();
      const exhaust = async (): Promise<void> => {
        await world.sql(`UPDATE tasks SET state = 'PAUSED', pause_reason = 'SERVICE_QUOTA_EXHAUSTED', paused_from = 'SENDING' WHERE id = $1`, [task]);
        await world.sql('UPDATE task_cursors SET exhausted = true WHERE task_id = $1', [task]);
      };
      await exhaust();
      await plans.act((em) => pauseTask(em, task, user));
      expect(await states(campaign)).toEqual(['ACTIVE', 'PAUSED MANUAL']);
      expect(await cursor(task)).toMatchObject({ active: false, sendable: false, exhausted: false });
      await plans.act((em) => resumeTask(em, task, user));
      await exhaust();
      await plans.act((em) => pauseCampaign(em, campaign, user));
      expect(await states(campaign)).toEqual(['PAUSED', 'PAUSED CAMPAIGN_PAUSED']);
      expect(await cursor(task)).toMatchObject({ active: false, sendable: false, exhausted: false });
    });

    test('NO_USER_QUOTA is kept while quota is missing, and lifted when there is enough', async () => {
      const user = await world.user(10);
      await world.contacts(user, 10);
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user);
      await schedule(campaignId, user);
      await world.contacts(user, 4, 'late');
      expect(await world.prepare(task!)).toBe('PAUSED');
      expect(await refusal(plans.act((em) => resumeTask(em, task!, user)))).toMatchObject({
        code: 'NOT_ENOUGH_QUOTA',
        message: expect.stringContaining('4 more needed'),
      });
      expect(await states(campaignId)).toEqual(['ACTIVE', 'PAUSED NO_USER_QUOTA']);
      await world.sql(`SELECT change_quota($1, 4, 'ADJUSTED', 'more')`, [user]);
      await plans.act((em) => resumeTask(em, task!, user));
      expect(await states(campaignId)).toEqual(['ACTIVE', 'PREPARING']);
      expect(await world.sql('SELECT settle_task($1)', [task])).toEqual([{ settle_task: 'SENDING' }]);
      await demandBalanced();
    });

    test('NO_AVAILABLE_SERVICE and SERVICE_QUOTA_EXHAUSTED are looked at again', async () => {
      const { user, campaign, task } = await sending();
      const pauseFor = (reason: string) =>
        world.sql(`UPDATE tasks SET state = 'PAUSED', pause_reason = $2, paused_from = 'SENDING' WHERE id = $1`, [task, reason]);
      await pauseFor('NO_AVAILABLE_SERVICE');
      expect(await refusal(plans.act((em) => resumeTask(em, task, user)))).toMatchObject({
        code: 'WRONG_STATE',
        message: 'No sending service is available to this user yet.',
      });
      const service = await world.service({ enabled: false });
      await world.map(user, service);
      expect(await refusal(plans.act((em) => resumeTask(em, task, user)))).toMatchObject({ code: 'WRONG_STATE' });
      await world.sql('UPDATE email_services SET enabled = true');
      await plans.act((em) => resumeTask(em, task, user));
      expect(await states(campaign)).toEqual(['ACTIVE', 'SENDING']);

      await world.sql('SELECT open_period($1, sluice_clock())', [service]);
      await world.sql('UPDATE service_usages SET exhausted = true');
      await pauseFor('SERVICE_QUOTA_EXHAUSTED');
      expect(await refusal(plans.act((em) => resumeTask(em, task, user)))).toMatchObject({
        code: 'WRONG_STATE',
        message: expect.stringContaining('no quota left today'),
      });
      await world.sql('UPDATE service_usages SET exhausted = false');
      await plans.act((em) => resumeTask(em, task, user));
      expect(await states(campaign)).toEqual(['ACTIVE', 'SENDING']);
    });

    test('F15.4: a late task that a person lets go starts at once and is not found late again', async () => {
      const user = await world.user();
      await world.contacts(user, 2);
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user, [{ lateAfterHours: 1 }], { startAt: new Date(Date.now() - 5 * 3_600_000) });
      await schedule(campaignId, user);
      await world.sql('SELECT start_due_tasks(10)');
      expect(await states(campaignId)).toEqual(['ACTIVE', 'PAUSED LATE']);
      await plans.act((em) => resumeTask(em, task!, user));
      expect(await states(campaignId)).toEqual(['ACTIVE', 'PREPARING']);
      expect(await world.prepare(task!)).toBe('SENDING');
    });
  });

  describe('cancelling (F23.4)', () => {
    test('returns what was never handed over in one row; twice returns it once', async () => {
      const user = await world.user(100);
      await world.contacts(user, 10);
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user);
      await schedule(campaignId, user);
      await world.prepare(task!);
      // Four mails are in an open claim.
      await world.sql('UPDATE task_cursors SET next_seq = 5, claimed = 4 WHERE task_id = $1', [task]);
      await world.sql(`INSERT INTO retries (task_id, seq, not_before, attempt) VALUES ($1, 1, now(), 2)`, [task]);
      const outcomes = await Promise.allSettled([plans.act((em) => cancelTask(em, task!, user)), plans.act((em) => cancelTask(em, task!, user))]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await states(campaignId)).toEqual(['COMPLETED', 'CANCELLED']);
      expect(await ledger(user)).toEqual([
        { delta: -10, reason: 'RESERVED' },
        { delta: 6, reason: 'RETURNED' },
      ]);
      expect(await quota(user)).toBe(96);
      expect(await cursor(task!)).toMatchObject({ active: false, sendable: false, claimed: 4 });
      expect(await world.sql('SELECT 1 FROM retries')).toEqual([]);
      await demandBalanced();
    });

    test('a mail that comes back from an open claim afterwards is returned too', async () => {
      const user = await world.user(100);
      const service = await world.service();
      await world.map(user, service);
      await world.contacts(user, 10);
      const {
        campaignId,
        taskIds: [task],
      } = await plans.draft(user);
      await schedule(campaignId, user);
      await world.prepare(task!);
      const worker = await world.worker();
      const lanes = await world.take(worker);
      const [claim] = await world.claim(worker, [[service, lanes.get(service)!, 4]]);
      await plans.act((em) => cancelTask(em, task!, user));
      expect(await quota(user)).toBe(96);
      await world.flush(worker, 1, { results: [result(claim!, 1, 'SENT')], backs: [2, 3, 4].map((seq) => back(claim!, seq, 'NOT_ATTEMPTED')) });
      expect(await quota(user)).toBe(99);
      await demandBalanced();
    });

    test('a cancelled campaign cancels what has not ended; a draft may be cancelled', async () => {
      const user = await world.user(100);
      await world.contacts(user, 5);
      const { campaignId, taskIds } = await plans.draft(user, [{}, {}]);
      await schedule(campaignId, user);
      await plans.act((em) => pauseTask(em, taskIds[0]!, user));
      await plans.act((em) => cancelCampaign(em, campaignId, user));
      expect(await states(campaignId)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
      expect(await quota(user)).toBe(100);
      expect(await refusal(plans.act((em) => cancelCampaign(em, campaignId, user)))).toMatchObject({
        code: 'WRONG_STATE',
        message: 'A campaign that is CANCELLED cannot be cancelled.',
      });
      const draft = await plans.draft(user);
      await plans.act((em) => cancelCampaign(em, draft.campaignId, user));
      expect(await states(draft.campaignId)).toEqual(['CANCELLED', 'CANCELLED']);
      await demandBalanced();
    });

    test('pause, resume and cancel from all sides at once leave one truth and no deadlock', async () => {
      const user = await world.user(1000);
      await world.contacts(user, 5);
      const { campaignId, taskIds } = await plans.draft(user, [{}, {}, {}]);
      await schedule(campaignId, user);
      for (const task of taskIds) await world.prepare(task);
      const acts = Array.from({ length: 40 }, (_, i) => {
        const task = taskIds[i % 3]!;
        const choices = [
          () => plans.act((em) => pauseTask(em, task, user)),
          () => plans.act((em) => resumeTask(em, task, user)),
          () => plans.act((em) => pauseCampaign(em, campaignId, user)),
          () => plans.act((em) => resumeCampaign(em, campaignId, user)),
        ];
        return choices[i % 4]!();
      });
      acts.push(plans.act((em) => cancelTask(em, taskIds[0]!, user)));
      for (const outcome of await Promise.allSettled(acts)) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Refusal);
      const rows = await world.sql<{ state: string; active: boolean; sendable: boolean }>(
        'SELECT state, active, sendable FROM tasks JOIN task_cursors ON task_id = id',
      );
      for (const row of rows) expect([row.active, row.sendable]).toEqual(row.state === 'SENDING' ? [true, true] : [false, false]);
      expect(await quota(user)).toBe(990);
      await demandBalanced();
    });
  });

  test('T1: a template is versioned, and saving the same again makes no version', async () => {
    const user = await world.user();
    await plans.means(user);
    const edit = (patch: object) => plans.act(async (em) => updateTemplate(em, await em.findOneOrFail(Template, { userId: user }), patch));
    await edit({ subject: 'Hello {{ nickname }}', name: 'Other' });
    expect((await edit({ text: 'x {{ unsubscribe_url }}' })).version).toBe(2);
    expect((await edit({ text: null, html: `<p>New</p>${html}` })).version).toBe(3);
    expect(await world.sql('SELECT number, text FROM template_versions ORDER BY number')).toEqual([
      { number: 1, text: null },
      { number: 2, text: 'x {{ unsubscribe_url }}' },
      { number: 3, text: null },
    ]);
    expect(await refusal(edit({ html: '<p>no link</p>' }))).toMatchObject({ code: 'TEMPLATE_NO_UNSUBSCRIBE_LINK', field: ['patch', 'html'] });
  });
});
