import type { Channel, Connection, Outcome } from '../providers/provider.js';
import type { Provider } from '../providers/settings.js';
import { buildMail, type MailSurroundings } from './buildMail.js';
import { backEntry, resultEntry, skippedEntry, type HandedBack, type Settled } from './entries.js';
import type { BackEntry, LaneEntry, ResultEntry } from './flusher.js';
import { LaneHealth, type FreezePolicy } from './laneHealth.js';
import type { LoadedMail } from './loadMails.js';
import { epochMs, monotonicMs, Wakeable } from './monotonic.js';
import { Rate } from './rate.js';
import { Slowdown } from './slowdown.js';
import type { TaskContext } from './taskContext.js';
import { Turns } from './turns.js';
import { opinionOf, verdictOf } from './verdict.js';

/** A mail in the lane's queue, with its place in time on the monotonic clock. */
export interface QueuedMail {
  loaded: LoadedMail;
  task: TaskContext;
  slotMs: number;
}

export interface LaneSetting extends MailSurroundings {
  serviceId: string;
  provider: Provider;
  account: string;
  channel: Channel;
  policy: FreezePolicy;
  /** Epoch milliseconds of the consecutive failures the database knows. */
  failedAt: readonly number[];
  operatorPaceMs: number;
  slowedMs: number;
  /** On the monotonic clock: when this worker's former lane of the same service last sent. */
  lastRequestMs?: number;
}

export interface LaneSink {
  settle(entry: ResultEntry): void;
  handBack(entry: BackEntry): void;
  /** The lane has stopped by itself: what it knows is to be written at once. */
  hurry(): void;
  /** There is room for another claim. */
  hungry(): void;
}

/** A paced lane opens its connection this long before a slot. */
const connectLeadMs = 250;
/** An unpaced lane holds about one second of its rate, but no more than this. */
const mostHeld = 2_000;
const mostPerClaim = 200;
/**
 * What one claim covers on a paced lane. With the lead at which the next is asked for, a lane holds at most 0.75 s of its rate: that bounds what a crash
 * leaves unknown, and how long a stop takes. (At 1 s a kill left 1.5 s of the rate UNKNOWN: two claims were open.)
 */
export const claimWindowMs = 500;

/**
 * Sends the mails of one service: each at the later of its slot and the last request plus the interval, never past its deadline, never more in flight
 * than there are connections or than are missing to the freeze threshold.
 */
export class Lane {
  private queue: QueuedMail[] = [];
  private inFlight = 0;
  /** Out of the queue, with a connection perhaps, but their slot has not come. */
  private readonly unbegun = new Set<QueuedMail>();
  private pumping = false;
  private closing = false;
  private readonly bell = new Wakeable();
  private readonly turns: Turns;
  private health: LaneHealth;
  private readonly slowdown: Slowdown;
  private slowedReport: number | null = null;
  /** Mails ended per second. */
  readonly rate = new Rate();

  constructor(
    private setting: LaneSetting,
    private readonly sink: LaneSink,
  ) {
    this.health = new LaneHealth(setting.policy, setting.failedAt);
    this.slowdown = new Slowdown(setting.slowedMs, setting.operatorPaceMs);
    this.turns = new Turns(setting.lastRequestMs);
  }

  /** For the lane that takes this one's place: the interval holds across an edit. */
  get lastRequestMs(): number {
    return this.turns.lastRequestMs;
  }

  get held(): number {
    return this.queue.length + this.inFlight;
  }

  /** How long ago the slot was of the mail that is next, on a paced lane; 0: it is still to come. */
  get lateMs(): number {
    const next = this.queue[0];
    return next && next.loaded.claim.paceMs > 0 ? Math.max(0, monotonicMs() - next.slotMs) : 0;
  }

  get account(): string {
    return this.setting.account;
  }

  /** True when the lane stopped itself: the next flush closes it in the database. */
  get stopped(): boolean {
    return this.health.mustStop();
  }

  /** How many mails it would take now, 0 to 200. An unpaced lane asks again when half of what it may hold is gone. */
  wants(): number {
    if (this.closing || this.stopped) return 0;
    const paceMs = Math.max(this.setting.operatorPaceMs, this.slowdown.slowedMs);
    // The claim function gives no more slots than lie within its window. Mails in flight do not count: a slow provider must not slow the pace.
    if (paceMs > 0) return (this.queue.length + this.unbegun.size) * paceMs > connectLeadMs ? 0 : mostPerClaim;
    const target = Math.min(mostHeld, Math.max(this.setting.channel.capacity * 2, Math.ceil(this.rate.perSecond)));
    return this.held > target / 2 ? 0 : Math.min(mostPerClaim, target - this.held);
  }

  get hasReport(): boolean {
    return this.health.hasReport;
  }

  /** The database knows what stopped this lane, and answers claims accordingly; after a thaw it has forgotten the failures. */
  reopen(): void {
    this.health = new LaneHealth(this.setting.policy, []);
  }

  take(mails: readonly QueuedMail[]): void {
    this.queue.push(...mails);
    this.bell.wake();
    if (!this.pumping) void this.pump();
  }

  /** Claims were marked as stopped: their mails are handed back without waiting for their slots. */
  stopClaims(): void {
    const stay: QueuedMail[] = [];
    for (const mail of this.queue) {
      if (mail.loaded.claim.stopped) this.handBack(mail);
      else stay.push(mail);
    }
    this.queue = stay;
    this.bell.wake();
  }

  /** Hands back what was not begun, lets the rest end. The channel stays open. */
  async drain(): Promise<void> {
    this.closing = true;
    this.handBackAll();
    this.bell.wake();
    while (this.pumping || this.inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async close(): Promise<void> {
    await this.drain();
    await this.setting.channel.close();
  }

  /** What the next flush says about this lane. */
  takeReport(): LaneEntry | null {
    const report = this.health.takeReport();
    const slowed = this.slowedReport;
    this.slowedReport = null;
    if (!report && slowed === null) return null;
    return { reset: false, failures: [], failed: 0, freeze: null, detail: null, exhausted: false, hold_ms: 0, ...report, service: this.setting.serviceId, slowed_ms: slowed };
  }

  /** `pumping` falls in the same step in which the queue is found empty: a promise's finally would come later, and mails taken meanwhile would stay. */
  private async pump(): Promise<void> {
    this.pumping = true;
    while (this.queue.length > 0) {
      if (this.closing || this.stopped) {
        this.handBackAll();
        break;
      }
      const next = this.queue[0]!;
      const paced = next.loaded.claim.paceMs > 0;
      const waitUntilMs = paced ? next.slotMs - connectLeadMs : -Infinity;
      if (this.inFlight >= this.health.mayBeInFlight(this.setting.channel.capacity)) await this.bell.sleepUntil(Infinity);
      else if (waitUntilMs > monotonicMs()) await this.bell.sleepUntil(waitUntilMs);
      else {
        this.queue.shift();
        this.inFlight++;
        this.unbegun.add(next);
        void this.issue(next).finally(() => {
          this.unbegun.delete(next);
          this.inFlight--;
          this.bell.wake();
          if (this.wants() > 0) this.sink.hungry();
        });
      }
    }
    this.pumping = false;
  }

  private async issue(mail: QueuedMail): Promise<void> {
    const { claim } = mail.loaded;
    // What comes of a mail begun before the lane was closed says nothing about the service after it was opened again.
    const { health } = this;
    const built = buildMail(mail.loaded, mail.task, this.setting);
    if ('unrenderable' in built) {
      this.settle(mail, { state: 'FAILED', code: 'UNRENDERABLE', text: built.unrenderable, template: built.templateVersionId, free: true, at: epochMs() });
      return;
    }
    const connection = await this.setting.channel.connect();
    if ('failed' in connection) {
      this.conclude(mail, health, connection.failed, built.templateVersionId, built.mail.messageId, built.mail.from.address, epochMs());
      return;
    }
    const mustNotBegin = (): boolean => claim.stopped || this.closing || this.stopped;
    const endTurn = claim.paceMs > 0 ? await this.turns.wait(mail.slotMs, () => Math.max(claim.paceMs, this.slowdown.slowedMs), mustNotBegin) : null;
    if (mustNotBegin()) {
      endTurn?.();
      connection.release();
      this.handBack(mail);
      return;
    }
    this.unbegun.delete(mail);
    const at = epochMs();
    const sending = this.turns.begin(() => this.sendOver(connection, built.mail, claim.deadlineMs));
    endTurn?.();
    const outcome = await sending;
    this.conclude(mail, health, outcome, built.templateVersionId, built.mail.messageId, built.mail.from.address, at);
  }

  /** send() never rejects by contract; should it, the mail may be gone: that is an unknown, not a crash. */
  private async sendOver(connection: Connection, mail: Parameters<Connection['send']>[0], deadlineMs: number): Promise<Outcome> {
    try {
      return await connection.send(mail, deadlineMs);
    } catch (error) {
      return { kind: 'unknown', code: 'INTERNAL', text: error instanceof Error ? error.message : String(error) };
    }
  }

  private conclude(mail: QueuedMail, health: LaneHealth, outcome: Outcome, template: string | null, message: string, from: string, at: number): void {
    const verdict = verdictOf(outcome);
    const opinion = opinionOf(outcome);
    const before = this.stopped;
    health.note(opinion, at);
    this.adaptPace(opinion.about);
    this.rate.count();
    if (verdict.to === 'result') this.settle(mail, { ...verdict, template, message, from, provider: verdict.providerId, at });
    else this.handBack(mail, verdict, at);
    if (this.stopped && !before) {
      this.handBackAll();
      this.sink.hurry();
    }
  }

  private adaptPace(about: ReturnType<typeof opinionOf>['about']): void {
    const changed =
      about === 'PATIENCE' ? this.slowdown.deferred(monotonicMs(), this.rate.perSecond) : about === 'CLEAR' ? this.slowdown.accepted(monotonicMs()) : false;
    if (changed) this.slowedReport = this.slowdown.slowedMs;
  }

  /** A mail that is not sent because its recipient must not be mailed, or is settled already. */
  skip(loaded: LoadedMail): void {
    this.sink.settle(skippedEntry(loaded, this.setting.serviceId, epochMs()));
  }

  private settle(mail: QueuedMail, what: Settled): void {
    this.sink.settle(resultEntry(mail.loaded, this.setting.serviceId, what));
  }

  private handBack(mail: QueuedMail, why?: HandedBack, at = epochMs()): void {
    this.sink.handBack(backEntry(mail.loaded, this.setting.serviceId, why, at));
  }

  private handBackAll(): void {
    for (const mail of this.queue.splice(0)) this.handBack(mail);
  }
}
