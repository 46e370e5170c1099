import type pg from 'pg';
import { v7 } from 'uuid';
import { claimsNotIn, type Claim } from '../../src/scheduler/claims.js';
import type { BackEntry, LaneEntry, ResultEntry } from '../../src/scheduler/flusher.js';
import { LaneHealth } from '../../src/scheduler/laneHealth.js';
import { loadMails, type LoadedMail } from '../../src/scheduler/loadMails.js';
import { opinionOf, verdictOf } from '../../src/scheduler/verdict.js';
import type { FakeProvider, Fate, Handed } from './modelProvider.js';
import type { ClaimRow, FlushRow, World } from './world.js';

export const leaseMs = 15_000;
const leadMs = 250;

interface Lane {
  epoch: number;
  health: LaneHealth;
}

interface Queued {
  loaded: LoadedMail;
  slotMs: number;
}

export interface Flushed {
  number: number;
  results: ResultEntry[];
  backs: BackEntry[];
  lanes: LaneEntry[];
}

/** A mail as it was handed to the provider, with the interval that held for it. */
export interface Sent extends Handed {
  claim: Claim;
  seq: number;
}

/** Of a claim call: its rows, and the claims that were made of them. */
export interface Claimed {
  rows: ClaimRow[];
  claims: Claim[];
}

/**
 * A worker without timers: every act of the real one is a call here, in an order that the test chooses. It keeps to the same protocol: numbered
 * flushes repeated until answered, claims of lost answers handed back before the next claim, nothing sent before its slot or past its deadline.
 */
export class FakeWorker {
  readonly id = v7();
  readonly lanes = new Map<string, Lane>();
  queue: Queued[] = [];
  private readonly known = new Map<number, { claim: Claim; left: number }>();
  private readonly lastRequestMs = new Map<string, number>();
  private results: ResultEntry[] = [];
  private backs: BackEntry[] = [];
  private unanswered: Flushed | null = null;
  private answered = 0;
  private unsure = false;

  constructor(
    private readonly world: World,
    private readonly pool: pg.Pool,
    private readonly provider: FakeProvider,
    private readonly now: () => number,
  ) {}

  /** Renews the lease and takes up to `most` free lanes. */
  async beat(most: number): Promise<void> {
    const rows = await this.world.sql<{ stop: number[] }>('SELECT renew_worker($1, $2, $3) AS stop', [this.id, leaseMs, this.answered]);
    this.stop(rows[0]!.stop);
    const taken = await this.world.sql<{ service_id: string; epoch: number }>('SELECT * FROM take_lanes($1, $2)', [this.id, most]);
    for (const { service_id, epoch } of taken) this.lanes.set(service_id, { epoch, health: await this.healthOf(service_id) });
  }

  private async healthOf(service: string): Promise<LaneHealth> {
    const row = await this.world.one<{ threshold: number; window_s: number | null; failed: number[] }>(
      `SELECT freeze_threshold AS threshold, freeze_window_s AS window_s, ARRAY(SELECT (extract(epoch FROM f) * 1000)::float8 FROM unnest(failed_at) f) AS failed
         FROM lanes WHERE service_id = $1`,
      [service],
    );
    return new LaneHealth({ threshold: row.threshold, windowMs: row.window_s === null ? null : row.window_s * 1_000 }, row.failed);
  }

  /** Asks for mails for some of its lanes. `isLost`: the answer does not arrive. */
  async claim(wants: readonly [service: string, want: number][], isLost: boolean): Promise<Claimed> {
    if (this.unsure) await this.handBackUnknown();
    const asks = wants.flatMap(([service, want]): [string, number, number][] => {
      const lane = this.lanes.get(service);
      return lane && !lane.health.mustStop() ? [[service, lane.epoch, want]] : [];
    });
    if (asks.length === 0) return { rows: [], claims: [] };
    const rows = await this.world.claim(this.id, asks, leadMs);
    const claims = rows.filter((row) => row.claim_id !== null).map((row) => this.toClaim(row));
    if (isLost) this.unsure = true;
    else {
      const lost = new Set(rows.filter((row) => row.status === 'LOST').map((row) => row.service_id));
      for (const service of lost) this.lanes.delete(service);
      this.handBackIf((claim) => lost.has(claim.serviceId));
      for (const claim of claims) this.known.set(claim.id, { claim, left: claim.size });
      await this.load(claims);
    }
    return { rows, claims };
  }

  private toClaim(row: ClaimRow): Claim {
    return {
      id: row.claim_id!,
      serviceId: row.service_id,
      taskId: row.task_id,
      account: row.account,
      repeat: row.repeat,
      range: row.seqs === null ? { lo: row.lo, hi: row.hi } : null,
      seqs: row.seqs,
      attempts: row.attempts,
      size: row.seqs === null ? row.hi - row.lo + 1 : row.seqs.length,
      firstSlotMs: this.now() + row.slot_in_ms,
      paceMs: row.pace_ms,
      deadlineMs: this.now() + row.deadline_in_ms,
      stopped: false,
    };
  }

  private async load(claims: readonly Claim[]): Promise<void> {
    const mails = claims.length > 0 ? await loadMails(this.pool, claims) : [];
    for (const claim of claims) {
      const mine = mails.filter((mail) => mail.claim === claim);
      mine.forEach((loaded, i) => {
        if (loaded.skip) this.skip(loaded);
        else this.queue.push({ loaded, slotMs: claim.firstSlotMs + i * claim.paceMs });
      });
    }
  }

  /** As a lane does. */
  private skip(loaded: LoadedMail): void {
    if (loaded.skip === 'SETTLED') this.settle(loaded, { state: loaded.state as ResultEntry['state'], free: true, final: true });
    else if (loaded.claim.repeat) this.settle(loaded, { state: 'UNKNOWN', code: 'NO_ANSWER', final: true });
    else this.settle(loaded, { state: 'SKIPPED', skip: loaded.skip!, free: true });
  }

  private async handBackUnknown(): Promise<void> {
    for (const found of await claimsNotIn(this.pool, this.id, [...this.known.keys()])) {
      found.seqs.forEach((seq, i) => {
        this.backs.push({
          ...blank,
          claim: found.id,
          task: found.taskId,
          seq,
          kind: 'NOT_ATTEMPTED',
          attempt: found.attempts?.[i] ?? 1,
          service: found.serviceId,
          at: this.now(),
        });
      });
      this.known.set(found.id, { claim: { id: found.id } as Claim, left: found.seqs.length });
    }
    this.unsure = false;
  }

  /** When the next mail in the queue may go out; null: none waits. */
  nextSendMs(): number | null {
    const next = this.queue[0];
    if (!next) return null;
    const { claim } = next.loaded;
    const last = this.lastRequestMs.get(claim.serviceId);
    const paced = claim.paceMs > 0 && last !== undefined ? last + claim.paceMs : -Infinity;
    return Math.max(this.now(), next.slotMs, paced);
  }

  /** Takes the next mail and sends it, or hands it back when it must not go out any more. The clock stands at its time. */
  send(fate: Fate): Sent | null {
    const next = this.queue.shift();
    if (!next) return null;
    const { loaded } = next;
    const { claim } = loaded;
    const health = this.lanes.get(claim.serviceId)?.health;
    if (claim.stopped || this.now() > claim.deadlineMs || health?.mustStop()) {
      this.handBack(loaded, { kind: 'NOT_ATTEMPTED' });
      return null;
    }
    const at = this.now();
    this.lastRequestMs.set(claim.serviceId, at);
    const mail: Handed = {
      subtask: loaded.subtaskId,
      attempt: loaded.attempt,
      service: claim.serviceId,
      account: claim.account,
      remembers: claim.account.startsWith('http'),
      at,
    };
    const outcome = this.provider.hand(mail, fate);
    const verdict = verdictOf(outcome);
    health?.note(opinionOf(outcome), at);
    if (verdict.to === 'result') this.settle(loaded, { state: verdict.state, code: verdict.code, text: verdict.text, provider: verdict.providerId });
    else this.handBack(loaded, verdict);
    return { ...mail, claim, seq: loaded.seq };
  }

  private settle(loaded: LoadedMail, what: Partial<ResultEntry> & { state: ResultEntry['state'] }): void {
    const { claim, seq, attempt } = loaded;
    this.results.push({
      ...blank, template: null, from: null, message: null, provider: null, claim: claim.id, task: claim.taskId, seq, attempt, service: claim.serviceId, at: this.now(), ...what,
    }); // prettier-ignore
  }

  private handBack({ claim, seq, attempt }: LoadedMail, why: { kind: BackEntry['kind']; code?: string | null; text?: string | null }): void {
    this.backs.push({ ...blank, ...why, claim: claim.id, task: claim.taskId, seq, attempt, service: claim.serviceId, at: this.now() });
  }

  private stop(ids: readonly number[]): void {
    for (const id of ids) {
      const entry = this.known.get(id);
      if (entry) entry.claim.stopped = true;
    }
    this.handBackIf((claim) => claim.stopped);
  }

  private handBackIf(isStopped: (claim: Claim) => boolean): void {
    for (const { loaded } of this.queue.filter((queued) => isStopped(queued.loaded.claim))) this.handBack(loaded, { kind: 'NOT_ATTEMPTED' });
    this.queue = this.queue.filter((queued) => !isStopped(queued.loaded.claim));
  }

  /** Whether it has anything that the database does not know. */
  get owes(): boolean {
    return this.unsure || this.unanswered !== null || this.queue.length + this.results.length + this.backs.length > 0;
  }

  /** What the next flush says: the one that was not answered, or all that has come together. */
  prepareFlush(): Flushed | null {
    if (this.unanswered) return this.unanswered;
    const stopped = new Set([...this.lanes].filter(([, lane]) => lane.health.mustStop()).map(([service]) => service));
    this.handBackIf((claim) => stopped.has(claim.serviceId));
    const lanes: LaneEntry[] = [];
    for (const [service, { health }] of this.lanes) {
      const report = health.takeReport();
      if (report) lanes.push({ ...report, service, slowed_ms: null });
    }
    if (this.results.length + this.backs.length + lanes.length === 0) return null;
    this.unanswered = { number: this.answered + 1, results: this.results, backs: this.backs, lanes };
    this.results = [];
    this.backs = [];
    return this.unanswered;
  }

  /** Writes what prepareFlush() said. `isLost`: it is written, but the worker never hears of it. */
  async flush(flushed: Flushed, isLost: boolean): Promise<FlushRow> {
    const answer = await this.world.flush(this.id, flushed.number, flushed);
    if (isLost) return answer;
    this.unanswered = null;
    this.answered = flushed.number;
    for (const { claim } of [...flushed.results, ...flushed.backs]) {
      const entry = this.known.get(claim);
      if (entry && --entry.left <= 0) this.known.delete(claim);
    }
    this.stop(answer.stop);
    for (const lane of this.lanes.values()) if (lane.health.mustStop() && !lane.health.hasReport) lane.health = this.fresh();
    return answer;
  }

  /** After its report a lane that stopped is closed in the database; the next beat reads its policy anew. */
  private fresh(): LaneHealth {
    return new LaneHealth({ threshold: 3, windowMs: null }, []);
  }

  /** Lets a lane go of which nothing is in hand and nothing unwritten. */
  async release(service: string): Promise<boolean> {
    const lane = this.lanes.get(service);
    if (!lane || this.owes) return false;
    this.lanes.delete(service);
    await this.world.sql('SELECT release_lanes($1, $2, $3)', [this.id, [service], [lane.epoch]]);
    return true;
  }
}

const blank = { code: null, text: null } as const;
