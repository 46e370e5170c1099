import type { Role, Runtime } from '../runtime.js';
import { Announcer } from './announcer.js';
import { claim, claimsNotIn, type Claim } from './claims.js';
import { ClaimsInHand } from './claimsInHand.js';
import { Fleet, type OwnedLane } from './fleet.js';
import { Flusher, type FlushAnswer } from './flusher.js';
import type { LaneSink } from './lane.js';
import { LaneOwnership } from './laneOwnership.js';
import { loadMails } from './loadMails.js';
import { epochMs, monotonicMs, Wakeable } from './monotonic.js';
import { loadServices, publicUrlOf } from './serviceSettings.js';
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
  private readonly ownership: LaneOwnership;
  private readonly fleet: Fleet;
  private readonly inHand = new ClaimsInHand();
  private readonly contexts: TaskContexts;
  private readonly flusher: Flusher;
  private readonly announcer: Announcer;
  private readonly bell = new Wakeable();
  private readonly beat = new Wakeable();
  private stopping = false;
  private waking: NodeJS.Timeout | null = null;
  private wokenAtMs = -Infinity;
  private running: Promise<unknown> = Promise.resolve();
  private unsubscribe: (() => Promise<void>) | null = null;
  /** A claim call failed: there may be claims of ours that we do not know. */
  private unsure = false;
  /** Taking, loading or releasing lanes failed: there may be lanes of ours that we do not drive, and that nobody else takes while we live. */
  private unsureOfLanes = false;
  private readonly broken = new Map<string, string>();

  constructor(private readonly runtime: Runtime) {
    this.log = runtime.log.child({ role: 'worker' });
    this.pool = runtime.database.pool;
    this.ownership = new LaneOwnership(this.pool, runtime.process.id, runtime.config.leaseMs);
    this.fleet = new Fleet(this.log);
    this.contexts = new TaskContexts(this.pool);
    this.announcer = new Announcer(runtime.events);
    this.flusher = new Flusher({
      pool: this.pool,
      worker: runtime.process.id,
      everyMs: runtime.config.flushMs,
      log: this.log,
      laneReports: () => this.fleet.reports(),
      onFlushed: (answer, claims) => this.flushed(answer, claims),
      register: async (lastFlush) => void (await this.ownership.renew(lastFlush)),
    });
  }

  async start(): Promise<void> {
    if (!this.runtime.config.publicUrl?.startsWith('https:')) {
      const links = publicUrlOf(this.runtime.config);
      this.log.warn({ links }, 'unsubscribe links in mails are not https, so that one-click unsubscribing (RFC 8058) will not work: set SLUICE_PUBLIC_URL');
    }
    await this.ownership.renew(0);
    this.unsubscribe = await this.runtime.events.on('wakeWorkers', null, () => this.wakeSoon());
    this.flusher.start();
    this.running = Promise.all([this.keepLanes(), this.claimMails()]);
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

  // ------------------------------------------------------------------------------------------------ lanes

  private async keepLanes(): Promise<void> {
    const everyMs = Math.min(1_000, this.runtime.config.leaseMs / 5);
    while (!this.stopping) {
      try {
        this.stopClaims(await this.ownership.renew(this.flusher.lastAnswered));
        const share = await this.ownership.share();
        const free = await this.ownership.take(Math.max(0, share - this.fleet.size));
        await this.adopt(free);
        if (this.unsureOfLanes) await this.adoptForgotten();
        this.letGo(this.fleet.all.filter((owned) => !owned.leaving).slice(share));
        await this.replaceEdited();
      } catch (error) {
        this.unsureOfLanes = true;
        this.log.warn({ err: error }, 'lease not renewed, trying again');
      }
      await this.beat.sleepUntil(monotonicMs() + everyMs);
    }
  }

  private async adopt(lanes: readonly { serviceId: string; epoch: number }[]): Promise<void> {
    if (lanes.length === 0) return;
    const loaded = await this.load(lanes.map((lane) => lane.serviceId));
    for (const { serviceId, epoch } of lanes) {
      const service = loaded.get(serviceId);
      if (service?.setting) this.fleet.add(serviceId, epoch, service.editedAtMs, service.setting, this.sink);
    }
    // What cannot be driven as it is set goes back, to be tried again after an edit.
    await this.ownership.release(lanes.filter((lane) => !loaded.get(lane.serviceId)?.setting));
    this.bell.wake();
  }

  /** What the database says is ours and we do not drive, at that epoch: driven from now on. One that is just being released is found lost. */
  private async adoptForgotten(): Promise<void> {
    this.unsureOfLanes = false;
    await this.adopt((await this.ownership.owned()).filter(({ serviceId, epoch }) => this.fleet.of(serviceId)?.epoch !== epoch));
  }

  private async load(ids: readonly string[]): ReturnType<typeof loadServices> {
    const loaded = await loadServices(this.pool, ids, this.runtime);
    for (const [id, { problem }] of loaded) {
      if (problem && this.broken.get(id) !== problem) this.log.error({ service: id, problem }, 'service cannot be used as it is set');
      if (problem) this.broken.set(id, problem);
      else this.broken.delete(id);
    }
    return loaded;
  }

  /** Surplus lanes: hand back, let mails in flight end, write it down, release. */
  private letGo(lanes: readonly OwnedLane[]): void {
    for (const owned of lanes) {
      owned.leaving = true;
      void this.retire(owned)
        .then(() => this.ownership.release([owned]))
        .catch((error: unknown) => {
          this.unsureOfLanes = true;
          this.log.warn({ err: error, service: owned.serviceId }, 'lane not released');
        });
    }
  }

  private async retire(owned: OwnedLane): Promise<void> {
    owned.leaving = true;
    await owned.lane.close();
    await this.flusher.written();
    this.fleet.remove(owned);
  }

  /** A service that was edited gets a new lane with the new setting, on the same epoch. */
  private async replaceEdited(): Promise<void> {
    const edited = await this.ownership.editedAt(this.fleet.all.map((owned) => owned.serviceId));
    for (const owned of this.fleet.all) {
      if (owned.leaving || edited.get(owned.serviceId) === owned.editedAtMs) continue;
      // Not awaited: mails in flight may take as long as a provider's timeout, and the lease must be renewed meanwhile.
      this.replace(owned).catch((error: unknown) => {
        this.unsureOfLanes = true;
        this.log.warn({ err: error, service: owned.serviceId }, 'edited service not taken up yet');
      });
    }
  }

  private async replace(owned: OwnedLane): Promise<void> {
    owned.leaving = true;
    const loaded = await this.load([owned.serviceId]).catch((error: unknown) => {
      // It goes on as it was, until the next beat tries again.
      owned.leaving = false;
      throw error;
    });
    const service = loaded.get(owned.serviceId);
    await this.retire(owned);
    const { lastRequestMs } = owned.lane;
    if (service?.setting) this.fleet.add(owned.serviceId, owned.epoch, service.editedAtMs, { ...service.setting, lastRequestMs }, this.sink);
    else await this.ownership.release([owned]);
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
        this.log.warn({ err: error }, 'claim not answered, trying again');
        await this.bell.sleepUntil(monotonicMs() + claimFailedMs);
      }
    }
  }

  private async claimFor(due: readonly { owned: OwnedLane; want: number }[]): Promise<void> {
    const asks = due.map(({ owned, want }) => ({ serviceId: owned.serviceId, epoch: owned.epoch, want }));
    const answers = await claim(this.pool, this.runtime.process.id, asks, this.runtime.config);
    const lanes = new Map(due.map(({ owned }) => [owned.serviceId, owned]));
    const claims = answers.flatMap((answer) => answer.claims);
    for (const made of claims) this.inHand.add(made);
    for (const answer of answers) {
      const owned = lanes.get(answer.serviceId)!;
      const ours = this.fleet.note(owned, answer, this.runtime.config.claimLeadMs);
      if (!ours) this.retire(owned).catch((error: unknown) => this.log.warn({ err: error, service: owned.serviceId }, 'lost lane not closed'));
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
