import type pg from 'pg';
import type { Logger } from 'pino';
import type { DispatchMetrics } from '../metrics/dispatchMetrics.js';
import { countMails } from './countMails.js';
import type { BackKind } from './verdict.js';
import type { HealthReport } from './laneHealth.js';
import { monotonicMs, Wakeable } from './monotonic.js';

/** A mail that ended. */
export interface ResultEntry {
  claim: number;
  task: string;
  seq: number;
  state: 'SENT' | 'FAILED' | 'UNKNOWN' | 'SKIPPED';
  skip?: 'SUPPRESSED' | 'ERASED' | 'STOPPED';
  code: string | null;
  text: string | null;
  attempt: number;
  service: string;
  template: string | null;
  from: string | null;
  message: string | null;
  provider: string | null;
  /** Epoch milliseconds. */
  at: number;
  /** The service's usage is given back. */
  free?: boolean;
  /** An UNKNOWN that must not be repeated. */
  final?: boolean;
  /** FAILED because of its recipient. */
  bounced?: boolean;
}

/** A mail handed back. */
export interface BackEntry {
  claim: number;
  task: string;
  seq: number;
  kind: BackKind;
  code: string | null;
  text: string | null;
  attempt: number;
  service: string;
  at: number;
}

export type LaneEntry = HealthReport & { service: string; slowed_ms: number | null };

export interface FlushAnswer {
  applied: boolean;
  /** Open claims of this worker whose mails must not go out. */
  stop: number[];
  tasks?: { id: string; campaign: string | null }[];
  ended?: string[];
  services?: string[];
  frozen?: string[];
  users?: string[];
}

export interface FlusherOptions {
  pool: pg.Pool;
  worker: string;
  everyMs: number;
  log: Logger;
  metrics: DispatchMetrics;
  providerOf: (service: string) => string;
  /** Asked when a flush is put together: what changed at lanes since the last one. */
  laneReports: () => LaneEntry[];
  /** `claims`: of each entry written, its claim. */
  onFlushed: (answer: FlushAnswer, claims: readonly number[]) => void;
  /** The worker's row is missing: make it again, with the number of the last flush that was answered. */
  register: (lastFlush: number) => Promise<void>;
}

const retryMs = [100, 250, 500, 1_000, 2_000] as const;

/**
 * Writes a worker's results together, every 50 to 250 ms, one flush at a time. Flushes are numbered and one that was not answered is repeated as
 * it was until it is: the database applies each number once. What comes in meanwhile waits for the next.
 */
export class Flusher {
  private results: ResultEntry[] = [];
  private backs: BackEntry[] = [];
  private writing = 0;
  private answered = 0;
  private askedAtMs: number | null = null;
  private readonly waiters: (() => void)[] = [];
  private readonly bell = new Wakeable();
  private urgent = false;
  private stopping = false;
  private running: Promise<void> | null = null;

  constructor(private readonly options: FlusherOptions) {}

  /** Results and give-backs that the database does not know yet. */
  get waiting(): number {
    return this.results.length + this.backs.length + this.writing;
  }

  /** How long the present flush has had no answer; 0: there is none. */
  get unansweredMs(): number {
    return this.askedAtMs === null ? 0 : monotonicMs() - this.askedAtMs;
  }

  get lastAnswered(): number {
    return this.answered;
  }

  start(): void {
    this.running = this.run();
  }

  settle(entry: ResultEntry): void {
    this.results.push(entry);
  }

  handBack(entry: BackEntry): void {
    this.backs.push(entry);
  }

  /** Flush at once: a lane has stopped, or the worker stops. */
  hurry(): void {
    this.urgent = true;
    this.bell.wake();
  }

  /** Resolves when all that was given so far is in the database. */
  async written(): Promise<void> {
    if (this.waiting === 0) return;
    this.hurry();
    await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  /** Writes what is left and ends. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.hurry();
    await this.running;
  }

  private async run(): Promise<void> {
    for (;;) {
      if (!this.urgent && !this.stopping) await this.bell.sleepUntil(monotonicMs() + this.options.everyMs);
      this.urgent = false;
      const lanes = this.options.laneReports();
      if (this.waiting === 0 && lanes.length === 0) {
        if (this.stopping) return;
        continue;
      }
      const { results, backs } = this;
      this.results = [];
      this.backs = [];
      this.writing = results.length + backs.length;
      this.askedAtMs = monotonicMs();
      const answer = await this.write(JSON.stringify(results), JSON.stringify(backs), JSON.stringify(lanes));
      this.count(results, backs);
      this.writing = 0;
      this.options.onFlushed(answer, [...results, ...backs].map((entry) => entry.claim));
      if (this.waiting === 0) for (const resolve of this.waiters.splice(0)) resolve();
    }
  }

  /** Once for each flush, when it is answered: a repeated one was counted by nobody before. */
  private count(results: readonly ResultEntry[], backs: readonly BackEntry[]): void {
    const { metrics, providerOf } = this.options;
    metrics.flushSeconds.observe(this.unansweredMs / 1_000);
    metrics.flushMails.observe(results.length + backs.length);
    countMails(metrics.mails, providerOf, results, backs);
    this.askedAtMs = null;
  }

  private async write(results: string, backs: string, lanes: string): Promise<FlushAnswer> {
    const number = this.answered + 1;
    for (let tries = 0; ; tries++) {
      try {
        const { rows } = await this.options.pool.query<{ answer: FlushAnswer }>({
          name: 'flush',
          text: 'SELECT flush($1, $2, $3, $4, $5) AS answer',
          values: [this.options.worker, number, results, backs, lanes],
        });
        this.answered = number;
        return rows[0]!.answer;
      } catch (error) {
        // Nothing is lost: the same flush is repeated, however long the database is away.
        this.options.metrics.flushFailures.inc();
        this.options.log.warn({ err: error, flush: number, tries: tries + 1 }, 'flush not answered, repeating it');
        if ((error as { code?: string }).code === 'SL010') await this.options.register(this.answered).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, retryMs[Math.min(tries, retryMs.length - 1)]));
      }
    }
  }
}
