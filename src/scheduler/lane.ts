import type { Channel, Connection, Outcome } from '../providers/provider.js';
import { buildMail, type MailSurroundings } from './buildMail.js';
import type { Claim } from './claims.js';
import type { BackEntry, LaneEntry, ResultEntry } from './flusher.js';
import { LaneHealth, type FreezePolicy } from './laneHealth.js';
import type { LoadedMail } from './loadMails.js';
import { epochMs, monotonicMs, Wakeable } from './monotonic.js';
import { Slowdown } from './slowdown.js';
import type { TaskContext } from './taskContext.js';
import { opinionOf, verdictOf } from './verdict.js';

/** A mail in the lane's queue, with its place in time on the monotonic clock. */
export interface QueuedMail {
  loaded: LoadedMail;
  task: TaskContext;
  slotMs: number;
}

export interface LaneSetting extends MailSurroundings {
  serviceId: string;
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
const nul = new RegExp(String.fromCharCode(0), 'g');

/**
 * Sends the mails of one service: each at the later of its slot and the last request plus the interval, never past its deadline, never more in flight
 * than there are connections or than are missing to the freeze threshold.
 */
export class Lane {
  private queue: QueuedMail[] = [];
  private inFlight = 0;
  /** Out of the queue, with a connection perhaps, but their slot has not come. */
  private unbegun = 0;
  private pumping = false;
  private closing = false;
  private readonly bell = new Wakeable();
  /** Paced sends pass here one by one, so that each sees when the one before really began. */
  private gate: Promise<void> = Promise.resolve();
  private lastRequestAtMs: number;
  private health: LaneHealth;
  private readonly slowdown: Slowdown;
  private slowedReport: number | null = null;
  private endedSinceRated = 0;
  private ratedAtMs = monotonicMs();
  private ratePerSecond = 0;

  constructor(
    private setting: LaneSetting,
    private readonly sink: LaneSink,
  ) {
    this.health = new LaneHealth(setting.policy, setting.failedAt);
    this.slowdown = new Slowdown(setting.slowedMs, setting.operatorPaceMs);
    this.lastRequestAtMs = setting.lastRequestMs ?? -Infinity;
  }

  /** For the lane that takes this one's place: the interval holds across an edit. */
  get lastRequestMs(): number {
    return this.lastRequestAtMs;
  }

  get held(): number {
    return this.queue.length + this.inFlight;
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
    if (paceMs > 0) return (this.queue.length + this.unbegun) * paceMs > connectLeadMs ? 0 : mostPerClaim;
    const target = Math.min(mostHeld, Math.max(this.setting.channel.capacity * 2, Math.ceil(this.ratePerSecond)));
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
    return { reset: false, failures: [], freeze: null, detail: null, exhausted: false, hold_ms: 0, ...report, service: this.setting.serviceId, slowed_ms: slowed };
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
        this.unbegun++;
        let isUnbegun = true;
        const begin = (): void => {
          if (isUnbegun) this.unbegun--;
          isUnbegun = false;
        };
        void this.issue(next, begin).finally(() => {
          begin();
          this.inFlight--;
          this.bell.wake();
          if (this.wants() > 0) this.sink.hungry();
        });
      }
    }
    this.pumping = false;
  }

  private async issue(mail: QueuedMail, begin: () => void): Promise<void> {
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
    const begun = claim.paceMs > 0 ? await this.waitForTurn(mail, claim) : null;
    if (this.mustNotBegin(claim)) {
      begun?.();
      connection.release();
      this.handBack(mail);
      return;
    }
    const at = epochMs();
    this.lastRequestAtMs = monotonicMs();
    begin();
    const sending = this.sendOver(connection, built.mail, claim.deadlineMs);
    begun?.();
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

  /** Resolves when it is this mail's turn; the next one waits until the function it answers is called, which is when the request has begun. */
  private async waitForTurn(mail: QueuedMail, claim: Claim): Promise<() => void> {
    const before = this.gate;
    let begun!: () => void;
    this.gate = new Promise((resolve) => (begun = resolve));
    await before;
    const leftToWait = (): number => Math.max(mail.slotMs, this.lastRequestAtMs + Math.max(claim.paceMs, this.slowdown.slowedMs)) - monotonicMs();
    // Timers count whole milliseconds and may fire early: ask again until the time has come.
    for (let waitMs = leftToWait(); waitMs > 0 && !this.mustNotBegin(claim); waitMs = leftToWait()) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(Math.ceil(waitMs), 500)));
    }
    return begun;
  }

  private mustNotBegin(claim: Claim): boolean {
    return claim.stopped || this.closing || this.stopped;
  }

  private conclude(mail: QueuedMail, health: LaneHealth, outcome: Outcome, template: string, message: string, from: string, at: number): void {
    const verdict = verdictOf(outcome);
    const opinion = opinionOf(outcome);
    const before = this.stopped;
    health.note(opinion, at);
    this.adaptPace(opinion.about);
    this.endedSinceRated++;
    if (verdict.to === 'result') this.settle(mail, { ...verdict, template, message, from, provider: verdict.providerId, at });
    else this.handBack(mail, verdict, at);
    if (this.stopped && !before) {
      this.handBackAll();
      this.sink.hurry();
    }
  }

  private adaptPace(about: ReturnType<typeof opinionOf>['about']): void {
    const changed =
      about === 'PATIENCE' ? this.slowdown.deferred(monotonicMs(), this.rate()) : about === 'CLEAR' ? this.slowdown.accepted(monotonicMs()) : false;
    if (changed) this.slowedReport = this.slowdown.slowedMs;
  }

  /** Mails ended per second, smoothed over about a second; called at least once per flush. */
  rate(): number {
    const nowMs = monotonicMs();
    const elapsedMs = nowMs - this.ratedAtMs;
    if (elapsedMs >= 250) {
      const weight = Math.min(1, elapsedMs / 1_000);
      this.ratePerSecond = this.ratePerSecond * (1 - weight) + ((this.endedSinceRated * 1_000) / elapsedMs) * weight;
      this.endedSinceRated = 0;
      this.ratedAtMs = nowMs;
    }
    return this.ratePerSecond;
  }

  /** A mail that was not sent because its recipient must not be mailed, or is settled already. */
  skip(loaded: LoadedMail): void {
    const mail = { loaded };
    const at = epochMs();
    if (loaded.skip === 'SETTLED') this.settle(mail, { state: loaded.state as ResultEntry['state'], code: null, text: null, free: true, final: true, at });
    // The first try of a redelivery may have been accepted: it cannot be called skipped, and it is not tried again.
    else if (loaded.claim.repeat) this.settle(mail, { state: 'UNKNOWN', code: 'NO_ANSWER', text: `not repeated: ${loaded.skip}`, final: true, at });
    else this.settle(mail, { state: 'SKIPPED', skip: loaded.skip ?? undefined, code: null, text: null, free: true, at });
  }

  private settle(mail: { loaded: LoadedMail }, what: Pick<ResultEntry, 'state' | 'code' | 'text' | 'at'> & Partial<ResultEntry>): void {
    const { claim, seq, attempt } = mail.loaded;
    this.sink.settle({
      claim: claim.id,
      task: claim.taskId,
      seq,
      attempt,
      service: this.setting.serviceId,
      skip: what.skip,
      state: what.state,
      code: what.code,
      text: storable(what.text),
      template: what.template ?? null,
      from: what.from ?? null,
      message: what.message ?? null,
      provider: storable(what.provider ?? null),
      at: what.at,
      free: what.free,
      final: what.final,
    });
  }

  private handBack(mail: { loaded: LoadedMail }, why: { kind: BackEntry['kind']; code: string | null; text: string | null } = untouched, at = epochMs()): void {
    const { claim, seq, attempt } = mail.loaded;
    this.sink.handBack({ claim: claim.id, task: claim.taskId, seq, kind: why.kind, code: why.code, text: storable(why.text), attempt, service: this.setting.serviceId, at });
  }

  private handBackAll(): void {
    for (const mail of this.queue.splice(0)) this.handBack(mail);
  }
}

const untouched = { kind: 'NOT_ATTEMPTED', code: null, text: null } as const;

/** jsonb takes neither NUL nor half a surrogate pair, and a flush it refuses would be repeated for ever. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replace(nul, '').toWellFormed().slice(0, 500);
}
