import type { Role, Runtime } from '../runtime.js';
import { Announcer } from './announcer.js';
import { claim, claimsNotIn, type Claim } from './claims.js';
import { ClaimsInHand } from './claimsInHand.js';
import { countClaims } from './countMails.js';
import { Fleet, type OwnedLane } from './fleet.js';
import { Flusher, type FlushAnswer } from './flusher.js';
import type { LaneSink } from './lane.js';
import { LaneKeeper } from './laneKeeper.js';
import { LaneOwnership } from './laneOwnership.js';
import { loadMails } from './loadMails.js';
import { epochMs, monotonicMs, Wakeable } from './monotonic.js';
import { publicUrlOf } from './serviceSettings.js';
import { TaskContexts } from './taskContext.js';

export const createWorker = (runtime: Runtime): Role => new Worker(runtime);

const lanesPerCall = 50;
/** A worker that cannot write its results claims no more mails. */
const mostUnwritten = 10_000;
const claimFailedMs = 500;
const wakeEveryMs = 50;

/** Drives lanes: takes its share of them, claims mails for them, sends, and writes down what came of it. */
class Worker implements Role {
  readonly name = 'worker';
  private readonly log;
  private readonly pool;
  private readonly metrics;
  private readonly ownership: LaneOwnership;
  private readonly fleet: Fleet;
  private readonly inHand = new ClaimsInHand();
  private readonly contexts: TaskContexts;
  private readonly flusher: Flusher;
  private readonly announcer: Announcer;
  private readonly keeper: LaneKeeper;
  private readonly bell = new Wakeable();
  private readonly beat = new Wakeable();
  private stopping = false;
  private waking: NodeJS.Timeout | null = null;
  private wokenAtMs = -Infinity;
  private running: Promise<unknown> = Promise.resolve();
  private unsubscribe: (() => Promise<void>) | null = null;
  private stopReading: (() => void) | null = null;
  /** A claim call failed: there may be claims of ours that we do not know. */
  private unsure = false;

  constructor(private readonly runtime: Runtime) {
    this.log = runtime.log.child({ role: 'worker' });
    this.pool = runtime.database.pool;
    this.metrics = runtime.metrics.dispatch;
    this.ownership = new LaneOwnership(this.pool, runtime.process.id, runtime.config.leaseMs);
    this.fleet = new Fleet(this.log);
    this.contexts = new TaskContexts(this.pool);
    this.announcer = new Announcer(runtime.events);
    this.flusher = new Flusher({
      pool: this.pool,
      worker: runtime.process.id,
      everyMs: runtime.config.flushMs,
      log: this.log,
      metrics: runtime.metrics.dispatch,
      providerOf: (service) => this.fleet.providerOf(service),
      laneReports: () => this.fleet.reports(),
      onFlushed: (answer, claims) => this.flushed(answer, claims),
      register: async (lastFlush) => void (await this.ownership.renew(lastFlush)),
    });
    this.keeper = new LaneKeeper({
      runtime,
      log: this.log,
      ownership: this.ownership,
      fleet: this.fleet,
      flusher: this.flusher,
      sink: this.sink,
      beat: this.beat,
      onStop: (claims) => this.stopClaims(claims),
      onAdopted: () => this.bell.wake(),
    });
  }

  async start(): Promise<void> {
    if (!this.runtime.config.publicUrl?.startsWith('https:')) {
      const links = publicUrlOf(this.runtime.config);
      this.log.warn({ links }, 'unsubscribe links in mails are not https, so that one-click unsubscribing (RFC 8058) will not work: set SLUICE_PUBLIC_URL');
    }
    await this.ownership.renew(0);
    this.unsubscribe = await this.runtime.events.on('wakeWorkers', null, () => this.wakeSoon());
    this.stopReading = this.runtime.metrics.onRead(() => this.showLoad());
    this.flusher.start();
    this.running = Promise.all([this.keeper.run(() => this.stopping), this.claimMails()]);
  }

  /** Stops claiming, hands back what was not begun, lets mails in flight end, writes it all down, lets the lanes go. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.wake();
    this.beat.wake();
    await this.unsubscribe?.();
    if (this.waking) clearTimeout(this.waking);
    await this.running;
    const lanes = this.fleet.all;
    await Promise.all(lanes.map((owned) => owned.lane.close()));
    await this.flusher.stop();
    await this.ownership.release(lanes);
    await this.ownership.end();
    this.announcer.flush();
    this.showLoad();
    this.stopReading?.();
  }

  /**
   * There may be work, or a service was opened: at once the first time, then every 50 ms at the most. A wake-up for each of 500 tasks that became ready
   * within 3 s made 2,900 claim calls where 470 brought mails.
   */
  private wakeSoon(): void {
    if (this.waking) return;
    const sinceMs = monotonicMs() - this.wokenAtMs;
    this.waking = setTimeout(
      () => {
        this.waking = null;
        this.wokenAtMs = monotonicMs();
        this.fleet.wake();
        this.bell.wake();
        this.beat.wake();
      },
      Math.max(0, wakeEveryMs - sinceMs),
    );
  }

  /** For whoever reads the figures: what is in hand now. */
  private showLoad(): void {
    const lanes = this.fleet.all;
    const closed = lanes.filter((owned) => owned.closed).length;
    this.metrics.lanesOwned.set({ state: 'open' }, lanes.length - closed);
    this.metrics.lanesOwned.set({ state: 'closed' }, closed);
    this.metrics.claimsOpen.set(this.inHand.size);
    this.metrics.unwritten.set(this.flusher.waiting);
    this.metrics.unansweredSeconds.set(this.flusher.unansweredMs / 1_000);
    this.metrics.claimLag.set(this.fleet.lagMs() / 1_000);
    this.metrics.slotLag.set(lanes.reduce((latest, owned) => Math.max(latest, owned.lane.lateMs), 0) / 1_000);
  }

  // ------------------------------------------------------------------------------------------------ claims

  private async claimMails(): Promise<void> {
    while (!this.stopping) {
      const due = this.flusher.waiting > mostUnwritten ? [] : this.fleet.due(lanesPerCall);
      if (due.length === 0) {
        await this.bell.sleepUntil(Math.min(this.fleet.nextDueMs(), monotonicMs() + 1_000));
        continue;
      }
      try {
        if (this.unsure) await this.handBackUnknown();
        await this.claimFor(due);
      } catch (error) {
        this.unsure = true;
        this.metrics.claimFailures.inc();
        this.log.warn({ err: error }, 'claim not answered, trying again');
        await this.bell.sleepUntil(monotonicMs() + claimFailedMs);
      }
    }
  }

  private async claimFor(due: readonly { owned: OwnedLane; want: number }[]): Promise<void> {
    const asks = due.map(({ owned, want }) => ({ serviceId: owned.serviceId, epoch: owned.epoch, want }));
    const endTimer = this.metrics.claimSeconds.startTimer();
    const answers = await claim(this.pool, this.runtime.process.id, asks, this.runtime.config);
    endTimer();
    const lanes = new Map(due.map(({ owned }) => [owned.serviceId, owned]));
    const claims = answers.flatMap((answer) => answer.claims);
    for (const made of claims) this.inHand.add(made);
    countClaims(this.metrics, answers);
    for (const answer of answers) {
      const owned = lanes.get(answer.serviceId)!;
      const ours = this.fleet.note(owned, answer, this.runtime.config.claimLeadMs);
      if (!ours) this.keeper.retire(owned).catch((error: unknown) => this.log.warn({ err: error, service: owned.serviceId }, 'lost lane not closed'));
      if (answer.claims.length > 0) this.announcer.service(answer.serviceId);
    }
    if (claims.length > 0) await this.give(claims, lanes);
  }

  /** Loads the mails of new claims and gives them to their lanes. Should that fail, the claims are ours and known: they are handed back. */
  private async give(claims: readonly Claim[], lanes: Map<string, OwnedLane>): Promise<void> {
    try {
      const [mails, tasks] = await Promise.all([loadMails(this.pool, claims), this.contexts.of(claims.map((made) => made.taskId))]);
      const byClaim = Map.groupBy(mails, (mail) => mail.claim);
      for (const made of claims) {
        const owned = lanes.get(made.serviceId)!;
        const mine = byClaim.get(made) ?? [];
        // The service was edited between our loading it and the claim: its redeliveries would go to the wrong account.
        if (owned.lane.account !== made.account) this.postpone(owned, made);
        for (const loaded of mine) if (loaded.skip) owned.lane.skip(loaded);
        owned.lane.take(
          mine.flatMap((loaded, i) => (loaded.skip ? [] : [{ loaded, task: tasks.get(made.taskId)!, slotMs: made.firstSlotMs + i * made.paceMs }])),
        );
        if (made.stopped) owned.lane.stopClaims();
      }
      for (const task of tasks.values()) this.announcer.task(task.taskId, task.campaignId);
    } catch (error) {
      this.metrics.claimFailures.inc();
      this.log.warn({ err: error, claims: claims.length }, 'claimed mails could not be loaded, handing them back');
      for (const made of claims) this.handBackClaim(made);
    }
  }

  private postpone(owned: OwnedLane, made: Claim): void {
    made.stopped = true;
    owned.dueMs = monotonicMs() + claimFailedMs;
    this.beat.wake();
  }

  /** After a call whose answer was lost: what the database says is ours and we do not know is handed back before anything else is claimed. */
  private async handBackUnknown(): Promise<void> {
    for (const found of await claimsNotIn(this.pool, this.runtime.process.id, this.inHand.ids)) {
      // Known from now on: asked again before this is written, the same mails would be handed back twice.
      this.inHand.add({ id: found.id, serviceId: found.serviceId, size: found.seqs.length, stopped: true });
      this.handBackClaim(found);
    }
    this.unsure = false;
  }

  private handBackClaim(made: { id: number; serviceId: string; taskId: string; seqs?: number[] | null; attempts?: number[] | null; range?: Claim['range'] }): void {
    const seqs = made.seqs ?? Array.from({ length: made.range!.hi - made.range!.lo + 1 }, (_, i) => made.range!.lo + i);
    seqs.forEach((seq, i) => {
      this.flusher.handBack({
        claim: made.id,
        task: made.taskId,
        seq,
        kind: 'NOT_ATTEMPTED',
        code: null,
        text: null,
        attempt: made.attempts?.[i] ?? 1,
        service: made.serviceId,
        at: epochMs(),
      });
    });
  }

  private readonly sink: LaneSink = {
    settle: (entry) => this.flusher.settle(entry),
    handBack: (entry) => this.flusher.handBack(entry),
    hurry: () => this.flusher.hurry(),
    hungry: () => this.bell.wake(),
  };

  // ------------------------------------------------------------------------------------------------ flushes

  private flushed(answer: FlushAnswer, claims: readonly number[]): void {
    for (const claimId of claims) this.inHand.ended(claimId);
    this.stopClaims(answer.stop);
    for (const task of answer.tasks ?? []) this.announcer.task(task.id, task.campaign);
    for (const service of answer.services ?? []) this.announcer.service(service);
    for (const user of answer.users ?? []) this.announcer.user(user);
    for (const service of answer.frozen ?? []) this.log.warn({ service }, 'service frozen');
    // Others of its group may have lanes at other workers, which stop sooner when they are told.
    if (answer.frozen?.length) this.runtime.events.wakeWorkers();
    // A lane that stopped itself, and has said so, is closed in the database now: the next claim tells what it is.
    for (const owned of this.fleet.all) if (owned.lane.stopped && !owned.lane.hasReport) owned.lane.reopen();
    this.bell.wake();
  }

  private stopClaims(ids: readonly number[]): void {
    for (const serviceId of this.inHand.stop(ids)) this.fleet.of(serviceId)?.lane.stopClaims();
  }
}
