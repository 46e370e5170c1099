import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { setClock } from '../../src/clock.js';
import { Refusal } from '../../src/errors.js';
import { adjustQuota } from '../../src/operations/adjustQuota.js';
import { adjustServiceQuota } from '../../src/operations/adjustServiceQuota.js';
import { cancelCampaign, cancelTask } from '../../src/operations/cancelTasks.js';
import { archiveEmailService, enableEmailService, freezeEmailService, thawEmailService } from '../../src/operations/changeServiceState.js';
import { pauseCampaign, pauseTask } from '../../src/operations/pauseTasks.js';
import { query } from '../../src/operations/query.js';
import { resumeCampaign, resumeTask } from '../../src/operations/resumeTasks.js';
import { saveServiceMapping } from '../../src/operations/saveServiceMapping.js';
import { scheduleCampaign } from '../../src/operations/scheduleCampaign.js';
import type { TestDatabase } from './database.js';
import { lostOrDoubled } from './modelInvariants.js';
import { FakeProvider, type Fate } from './modelProvider.js';
import { sendFaults } from './modelSends.js';
import { Usages } from './modelUsage.js';
import { FakeWorker, type Sent } from './modelWorker.js';
import { everybody, Plans } from './plans.js';
import { World } from './world.js';

/** One act of a walk. Numbers choose among what there is: so any list of acts, and any part of one, can be done. */
export interface Act {
  do: Deed;
  /** Of whom or what. */
  a: number;
  b: number;
  /** The answer is lost, where there is one. */
  lost: boolean;
  fates: Fate[];
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const pauses = [1, 40, 300, SECOND_MS, 3 * SECOND_MS, 16 * SECOND_MS, 70 * SECOND_MS, 6 * 60 * SECOND_MS, 20 * 60 * SECOND_MS, HOUR_MS, 5 * HOUR_MS];
const endings = [SECOND_MS, 5 * SECOND_MS, 70 * SECOND_MS, 6 * 60 * SECOND_MS, 3 * HOUR_MS] as const;
const begin = Date.parse('2027-03-27T20:00:00Z');
const adjustments = [
  { mode: 'ADD', amount: 5 },
  { mode: 'SUBTRACT', amount: 4 },
  { mode: 'SET', amount: 6 },
  { mode: 'ADD', amount: 40 },
  { mode: 'SET', amount: 0 },
] as const;
const fixedId = (kind: number, n: number): string => `00000000-0000-7000-800${kind}-00000000000${n}`;
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** A world of two users, three services, some campaigns and two workers, on a clock that stands still between the acts. */
export class ModelRun {
  readonly world: World;
  readonly provider = new FakeProvider();
  readonly sent: Sent[] = [];
  /** What was done, in words; for the report of a failure. */
  readonly story: string[] = [];
  readonly tally = { acts: 0, refused: 0, claims: 0, reaped: 0, answersLost: 0, crashes: 0 };
  private readonly plans: Plans;
  private readonly usages: Usages;
  private at = begin;
  private workers: FakeWorker[] = [];
  private readonly users = [fixedId(1, 1), fixedId(1, 2)];
  private readonly services = [fixedId(2, 1), fixedId(2, 2), fixedId(2, 3)];
  private campaigns: string[] = [];
  private tasks: string[] = [];

  constructor(private readonly db: TestDatabase) {
    this.world = new World(db);
    this.plans = new Plans(db);
    this.usages = new Usages(this.world, () => this.at);
  }

  async begin(): Promise<void> {
    await this.db.truncate();
    await this.world.sql('SELECT setseed(0.5)');
    await this.moveClock(0);
    const [http, sibling, smtp] = this.services as [string, string, string];
    const account = { account: 'http-account', redelivery_s: 3_300, freeze_threshold: 3 };
    await this.world.service({ ...account, id: http, pace_ms: 400, daily_quota: 40, zone: 'Europe/Berlin' });
    await this.world.service({ ...account, id: sibling, pace_ms: 0, daily_quota: 25, reset_time: '02:30', zone: 'Europe/Berlin' });
    await this.world.service({ id: smtp, pace_ms: 150, daily_quota: 30, freeze_threshold: 3 });
    for (const service of this.services) await this.usages.add(service);
    for (const [n, user] of this.users.entries()) {
      await this.world.user(n === 0 ? 90 : 34, `user-${n}`, user);
      await this.world.contacts(user, 20, `u${n}-`);
    }
    await this.world.map(this.users[0]!, ...this.services);
    await this.world.map(this.users[1]!, http, smtp);
    for (const user of [this.users[0]!, this.users[0]!, this.users[1]!]) {
      const startAt = new Date(this.at + 2 * SECOND_MS);
      const { campaignId, taskIds } = await this.plans.draft(user, [{ audience: everybody }, { audience: everybody, lateAfterHours: 2 }], {
        startAt,
        intervalDays: 0,
        zone: 'UTC',
      });
      this.campaigns.push(campaignId);
      this.tasks.push(...taskIds);
    }
    this.workers = [this.newWorker(), this.newWorker()];
    for (const worker of this.workers) await worker.beat(2);
    await this.operate((em) => scheduleCampaign(em, this.campaigns[0]!, this.users[0]!));
    await this.moveClock(3 * SECOND_MS);
    await this.startAndPrepare(20);
  }

  private newWorker(): FakeWorker {
    return new FakeWorker(this.world, this.db.pool, this.provider, () => this.at);
  }

  async end(): Promise<void> {
    setClock(null);
    await this.world.setClock(null);
  }

  private async moveClock(byMs: number): Promise<void> {
    this.at += byMs;
    setClock(() => new Date(this.at));
    await this.world.setClock(new Date(this.at).toISOString());
  }

  // ------------------------------------------------------------------------------------------------ acts

  async act(act: Act): Promise<void> {
    const said = await this.deeds[act.do](act);
    this.tally.acts++;
    if (said?.startsWith('refused')) this.tally.refused++;
    this.story.push(`${new Date(this.at).toISOString()} ${act.do} ${said ?? ''}`);
  }

  private readonly deeds: Record<Deed, (act: Act) => Promise<string | void>> = {
    wait: async ({ a }) => {
      await this.moveClock(pick(pauses, a)!);
    },
    // To the end of a period, or to the last moments of it.
    nextPeriod: async ({ a, b }) => {
      const end = this.usages.endOf(pick(this.services, a)!);
      const until = end === null ? 0 : end - this.at - (b % 2) * 1_500;
      if (until > 0) await this.moveClock(until);
    },
    prepare: ({ a }) => this.startAndPrepare(1 + (a % 12)),
    beat: async ({ a, b }) => this.workerOf(a).beat(1 + (b % 3)),
    release: async ({ a, b }) => String(await this.workerOf(a).release(pick(this.services, b)!)),
    // A worker that stops: it writes down what it knows and lets its lanes go, and the other takes them at once.
    handOver: async ({ a, b, fates }) => {
      const [from, to] = [this.workerOf(a), this.workerOf(a + 1)];
      await this.flush(from, false);
      for (const service of this.services) await from.release(service);
      await to.beat(3);
      return `${await this.claim(to, b, false)}; ${await this.send(to, fates)}`;
    },
    // A worker that sleeps with results in hand until it is held for dead, and writes them after another has gone on in its place.
    sleep: async ({ a, b, fates }) => {
      const [sleeper, other] = [this.workerOf(a), this.workerOf(a + 1)];
      await this.moveClock(70 * SECOND_MS);
      const told = [await this.reap()];
      await other.beat(3);
      told.push(await this.claim(other, b * 3, false), await this.send(other, [...fates, ...fates]), await this.flush(other, false));
      told.push(await this.flush(sleeper, false), await this.flush(sleeper, false));
      return told.join('; ');
    },
    claim: ({ a, b, lost }) => this.claim(this.workerOf(a), b, lost),
    send: async ({ a, fates }) => this.send(this.workerOf(a), fates),
    flush: async ({ a, lost }) => this.flush(this.workerOf(a), lost),
    crash: async ({ a }) => {
      this.workers[a % 2] = this.newWorker();
      this.tally.crashes++;
    },
    reap: async () => this.reap(),
    showWaiting: async () => {
      for (const task of this.tasks) await this.world.sql('SELECT show_waiting($1)', [task]);
    },
    schedule: ({ a }) => this.operate((em) => scheduleCampaign(em, pick(this.campaigns, a)!, this.users[0]!)),
    pause: ({ a, b }) =>
      this.operate((em) => (b % 4 ? pauseTask(em, pick(this.tasks, a)!, this.users[0]!) : pauseCampaign(em, pick(this.campaigns, a)!, this.users[0]!))),
    resume: ({ a, b }) =>
      this.operate((em) => (b % 2 ? resumeTask(em, pick(this.tasks, a)!, this.users[0]!) : resumeCampaign(em, pick(this.campaigns, a)!, this.users[0]!))),
    cancel: ({ a, b }) =>
      this.operate((em) => (b % 4 ? cancelTask(em, pick(this.tasks, a)!, this.users[0]!) : cancelCampaign(em, pick(this.campaigns, a)!, this.users[0]!))),
    adjustUser: ({ a, b }) => this.operate((em) => adjustQuota(em, pick(this.users, a)!, { ...pick(adjustments, b)!, note: 'walk' }, this.users[0]!)),
    adjustService: async ({ a, b }) => {
      const service = pick(this.services, a)!;
      const said = await this.operate((em) => adjustServiceQuota(em, service, { ...pick(adjustments, b)!, note: 'walk' }, this.users[0]!));
      await this.usages.adjusted(service, said === 'done' ? pick(adjustments, b)! : null);
      return said;
    },
    edit: async ({ a, b }) => {
      const service = pick(this.services, a)!;
      await this.world.sql(`UPDATE email_services SET ${pick(edits, b)!} WHERE id = $1`, [service]);
      await this.usages.edited(service);
      return pick(edits, b)!;
    },
    freeze: ({ a }) => this.operate((em) => freezeEmailService(em, pick(this.services, a)!, null, this.users[0]!)),
    thaw: ({ a }) => this.operate((em) => thawEmailService(em, pick(this.services, a)!, this.users[0]!)),
    enable: ({ a, b }) => this.operate((em) => enableEmailService(em, pick(this.services, a)!, b % 3 > 0, this.users[0]!)),
    archive: ({ a }) => this.operate((em) => archiveEmailService(em, pick(this.services, a)!, this.users[0]!)),
    map: ({ a, b }) =>
      this.operate((em) =>
        saveServiceMapping(
          em,
          pick(this.users, a)!,
          this.services.filter((_, n) => b & (1 << n)),
        ),
      ),
    suppress: async ({ a }) => {
      await this.world.sql(
        `INSERT INTO suppressions (id, user_id, email, reason, created_at)
           SELECT $1, user_id, lower(email), 'MANUAL', sluice_clock() FROM contacts ORDER BY email OFFSET $2 LIMIT 1 ON CONFLICT DO NOTHING`,
        [v7(), a % 30],
      );
    },
    erase: async ({ a }) => {
      await this.world.sql('DELETE FROM contacts WHERE id = (SELECT id FROM contacts ORDER BY email OFFSET $1 LIMIT 1)', [a % 30]);
    },
  };

  private workerOf(n: number): FakeWorker {
    return this.workers[n % 2]!;
  }

  /** In a transaction whose clock is ours; a refusal is an answer like any other. */
  private async operate(work: (em: EntityManager) => Promise<unknown>): Promise<string> {
    try {
      await this.plans.act(async (em) => {
        await query(em, sql`SELECT set_config('sluice.now', ${new Date(this.at).toISOString()}, true)`);
        await work(em);
      });
      return 'done';
    } catch (error) {
      if (error instanceof Refusal) return `refused: ${error.message}`;
      throw error;
    }
  }

  private async startAndPrepare(chunk: number): Promise<void> {
    await this.world.sql('SELECT start_due_tasks(1000)');
    for (const { id } of await this.world.sql<{ id: string }>(`SELECT id FROM tasks WHERE state = 'PREPARING' ORDER BY id`)) {
      const [row] = await this.world.sql<{ done: boolean }>('SELECT * FROM prepare_chunk($1, $2)', [id, chunk]);
      if (row!.done) await this.world.sql('SELECT settle_task($1)', [id]);
    }
  }

  private async claim(worker: FakeWorker, n: number, lost: boolean): Promise<string> {
    const wants = this.services.map((service, i): [string, number] => [service, 1 + ((n >> i) % 7)]);
    const { rows, claims } = await worker.claim(wants.slice(n % 3 === 0 ? 0 : n % 3), lost);
    await this.usages.claimed(rows, claims);
    this.tally.claims += claims.length;
    if (lost && claims.length > 0) this.tally.answersLost++;
    return rows
      .map(
        (row) =>
          `${this.nameOf(row.service_id)} ${row.status}${row.claim_id === null ? '' : ` ${row.seqs ?? `${row.lo}-${row.hi}`} of ${this.tasks.indexOf(row.task_id)}`}`,
      )
      .join(', ');
  }

  private async send(worker: FakeWorker, fates: readonly Fate[]): Promise<string> {
    const told: string[] = [];
    for (const fate of fates) {
      const next = worker.nextSendMs();
      if (next === null) break;
      await this.moveClock(next - this.at);
      const sent = worker.send(fate);
      if (sent) this.sent.push(sent);
      told.push(sent ? `${fate} ${sent.seq} of ${this.tasks.indexOf(sent.claim.taskId)} by ${this.nameOf(sent.service)}` : 'handed back');
    }
    return told.join(', ');
  }

  private async flush(worker: FakeWorker, lost: boolean): Promise<string> {
    const flushed = worker.prepareFlush();
    if (!flushed) return 'nothing';
    const before = await this.usages.beforeFlush(flushed);
    const answer = await worker.flush(flushed, lost);
    if (lost) this.tally.answersLost++;
    if (answer.applied) await this.usages.flushed(flushed, before);
    return `${flushed.number}${answer.applied ? '' : ' again'}${lost ? ', answer lost' : ''}: ${flushed.results.map((r) => `${r.seq} ${r.state}`)} ${flushed.backs.map((b) => `${b.seq} ${b.kind}`)}`;
  }

  private async reap(): Promise<string> {
    let claims = 0;
    for (;;) {
      const { reaped } = await this.world.one<{ reaped: { claims: number } }>('SELECT reap_claim() AS reaped');
      if (reaped.claims === 0) break;
      claims++;
      this.tally.reaped++;
    }
    for (;;) {
      const { reaped } = await this.world.one<{ reaped: { tasks: number } }>('SELECT reap_redeliveries() AS reaped');
      if (reaped.tasks === 0) break;
    }
    await this.usages.reaped();
    return `${claims} claims`;
  }

  private nameOf(service: string): string {
    return ['http', 'sibling', 'smtp'][this.services.indexOf(service)]!;
  }

  // ------------------------------------------------------------------------------------------------ checks

  async violations(): Promise<string[]> {
    return [
      ...(await this.world.violations({ quotaEdited: true })),
      ...(await lostOrDoubled(this.world)),
      ...(await this.usages.violations()),
      ...(await sendFaults(this.world, this.provider, this.sent)),
    ];
  }

  /** Lets everything come to its end: whoever is alive, awake and allowed finishes. Answers what did not end. */
  async finish(): Promise<string[]> {
    for (const worker of this.workers) {
      await this.send(worker, Array<Fate>(60).fill('accepted'));
      for (let i = 0; i < 3 && worker.owes; i++) await this.flush(worker, false);
    }
    await this.moveClock(16 * SECOND_MS);
    for (const service of this.services) {
      await this.operate((em) => thawEmailService(em, service, this.users[0]!));
      await this.operate((em) => enableEmailService(em, service, true, this.users[0]!));
      await this.world.sql(`UPDATE email_services SET daily_quota = 1000, pace_ms = 0, ramp_start = NULL, ramp_step = NULL, ramp_ceiling = NULL WHERE id = $1`, [service]);
      await this.usages.edited(service);
    }
    for (const user of this.users) {
      await this.operate((em) => adjustQuota(em, user, { mode: 'ADD', amount: 500, note: 'end' }, user));
      await this.operate((em) => saveServiceMapping(em, user, [this.services[2]!]));
      await this.operate((em) => saveServiceMapping(em, user, this.services));
    }
    for (const campaign of this.campaigns) await this.operate((em) => resumeCampaign(em, campaign, this.users[0]!));
    const worker = this.newWorker();
    this.workers[0] = worker;
    for (let round = 0; round < 40 && (await this.unended()).length > 0; round++) {
      await worker.beat(3);
      for (const task of this.tasks) await this.operate((em) => resumeTask(em, task, this.users[0]!));
      await this.startAndPrepare(100);
      await this.deeds.showWaiting({} as Act);
      await this.claim(worker, 0b110110, false);
      await this.send(worker, Array<Fate>(30).fill('accepted'));
      await this.flush(worker, false);
      // Redeliveries have an hour, deferred mails wait for up to two; "quota reached" holds until the next day.
      await this.moveClock(round === 15 ? 48 * HOUR_MS : endings[round % endings.length]!);
      await this.reap();
    }
    return this.unended();
  }

  /** Tasks that had begun, whose services are there, and that still have not ended. */
  private async unended(): Promise<string[]> {
    const rows = await this.world.sql<{ what: string }>(
      `SELECT format('task %s is %s', t.id, concat_ws(' ', t.state, t.pause_reason)) AS what FROM tasks t
        WHERE t.state IN ('SCHEDULED', 'PREPARING', 'SENDING', 'PAUSED')
          AND EXISTS (SELECT FROM user_service_mappings m JOIN lanes l USING (service_id) WHERE m.user_id = t.user_id AND l.enabled) ORDER BY t.id`,
    );
    return rows.map((row) => row.what);
  }
}

/** What an administrator may change while mails are under way. */
const edits = [
  'daily_quota = 4', 'daily_quota = 20', 'pace_ms = 0', 'pace_ms = 700', 'pace_ms = 100', `reset_time = '02:30'`, `reset_time = '21:00'`, `reset_time = '12:00'`,
  `zone = 'America/New_York'`, `zone = 'Europe/Berlin'`, `zone = 'Pacific/Kiritimati'`, `account = account || '+'`,
  'ramp_start = 3, ramp_step = 4, ramp_ceiling = 30', 'ramp_start = 9, ramp_step = 1, ramp_ceiling = 9', 'ramp_start = NULL, ramp_step = NULL, ramp_ceiling = NULL',
] as const; // prettier-ignore

/** How often each is chosen. */
export const deeds = {
  wait: 10, nextPeriod: 2, prepare: 4, beat: 5, release: 1, handOver: 3, sleep: 3, claim: 14, send: 14, flush: 12, crash: 2, reap: 4, showWaiting: 3, schedule: 3, pause: 3, resume: 5, cancel: 1,
  adjustUser: 1, adjustService: 2, edit: 2, freeze: 1, thaw: 6, enable: 2, archive: 0.2, map: 1, suppress: 1, erase: 1,
} as const; // prettier-ignore
export type Deed = keyof typeof deeds;
