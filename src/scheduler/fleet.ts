import type { Logger } from 'pino';
import type { LaneEntry } from './flusher.js';
import type { Provider } from '../providers/settings.js';
import type { LaneAnswer } from './claims.js';
import { Lane, type LaneSetting, type LaneSink } from './lane.js';
import { monotonicMs } from './monotonic.js';

/** A lane this worker owns, and when it may be asked again. */
export interface OwnedLane {
  serviceId: string;
  epoch: number;
  editedAtMs: number;
  lane: Lane;
  /** Monotonic; a claim is asked for when it has come and the lane wants mails. */
  dueMs: number;
  quotaLeft: number;
  /** The database said CLOSED or EXHAUSTED: when it claims again, failures are forgotten. */
  closed: boolean;
  /** Surplus or replaced: claims nothing more. */
  leaving: boolean;
}

const SECOND_MS = 1_000;
/** Without news a lane without work is asked again after this; a wake-up comes sooner. */
const idleMs = SECOND_MS;
const closedMs = 5 * SECOND_MS;

const jittered = (ms: number): number => ms * (0.9 + Math.random() * 0.2);

/** The lanes of one worker: which are due, in the order of quota left (F20.2), and what the answers of a claim mean for when to ask again. */
export class Fleet {
  private readonly lanes = new Map<string, OwnedLane>();
  private readonly providers = new Map<string, Provider>();

  constructor(private readonly log: Logger) {}

  get all(): OwnedLane[] {
    return [...this.lanes.values()];
  }

  get size(): number {
    return this.lanes.size;
  }

  /** Also of lanes that have left us: what came of their last mails is still to be counted. */
  providerOf(serviceId: string): Provider | 'unknown' {
    return this.providers.get(serviceId) ?? 'unknown';
  }

  of(serviceId: string): OwnedLane | undefined {
    return this.lanes.get(serviceId);
  }

  add(serviceId: string, epoch: number, editedAtMs: number, setting: LaneSetting, sink: LaneSink): void {
    this.providers.set(serviceId, setting.provider);
    this.lanes.set(serviceId, { serviceId, epoch, editedAtMs, lane: new Lane(setting, sink), dueMs: 0, quotaLeft: Infinity, closed: false, leaving: false });
  }

  /** Only if it is still the same one: a lane may have been lost and taken again meanwhile. */
  remove(owned: OwnedLane): void {
    if (this.lanes.get(owned.serviceId) === owned) this.lanes.delete(owned.serviceId);
  }

  /** Lanes to ask for now, most quota left first. */
  due(most: number): { owned: OwnedLane; want: number }[] {
    const nowMs = monotonicMs();
    const due: { owned: OwnedLane; want: number }[] = [];
    for (const owned of this.lanes.values()) {
      if (owned.leaving || owned.dueMs > nowMs) continue;
      const want = owned.lane.wants();
      if (want > 0) due.push({ owned, want });
    }
    return due.sort((a, b) => b.owned.quotaLeft - a.owned.quotaLeft).slice(0, most);
  }

  /** When the next lane will be due that wants mails now; a lane that is full rings by itself. */
  nextDueMs(): number {
    let next = Infinity;
    for (const owned of this.lanes.values()) {
      if (!owned.leaving && owned.dueMs < next && owned.lane.wants() > 0) next = owned.dueMs;
    }
    return next;
  }

  /** How long the lane has been due that waits longest to be asked for, in milliseconds. Of one that was woken nobody knows since when. */
  lagMs(): number {
    const nowMs = monotonicMs();
    let lag = 0;
    for (const { leaving, dueMs, lane } of this.lanes.values()) if (!leaving && dueMs > 0 && dueMs < nowMs - lag && lane.wants() > 0) lag = nowMs - dueMs;
    return lag;
  }

  /** Something changed somewhere: ask every lane now. */
  wake(): void {
    for (const owned of this.lanes.values()) owned.dueMs = 0;
  }

  /** Notes when a lane may be asked again. Answers false when the lane is not ours any more. */
  note(owned: OwnedLane, answer: LaneAnswer, leadMs: number): boolean {
    const nowMs = monotonicMs();
    const again = answer.againInMs ?? Infinity;
    if (answer.quotaLeft !== null) owned.quotaLeft = answer.quotaLeft;
    switch (answer.status) {
      case 'CLAIMED': {
        if (owned.closed) {
          owned.closed = false;
          owned.lane.reopen();
        }
        const last = answer.claims.reduce((latest, claim) => Math.max(latest, claim.firstSlotMs + claim.size * claim.paceMs), 0);
        owned.dueMs = answer.claims[0]!.paceMs > 0 ? last - leadMs : nowMs;
        return true;
      }
      case 'BUSY':
        owned.dueMs = nowMs + again * (0.5 + Math.random());
        return true;
      case 'EMPTY':
        owned.dueMs = nowMs + Math.min(again, jittered(idleMs));
        return true;
      case 'COOLING':
        owned.dueMs = nowMs + again;
        return true;
      case 'EXHAUSTED':
      case 'CLOSED':
        owned.closed = true;
        owned.dueMs = nowMs + Math.min(again, jittered(closedMs));
        return true;
      case 'LOST':
        this.log.warn({ service: owned.serviceId, epoch: owned.epoch }, 'lane lost to another worker');
        return false;
    }
  }

  reports(): LaneEntry[] {
    const reports: LaneEntry[] = [];
    for (const { lane } of this.lanes.values()) {
      const report = lane.takeReport();
      if (report) reports.push(report);
    }
    return reports;
  }
}

