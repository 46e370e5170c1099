import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type LogLevel, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Logger as Log } from 'pino';
import { endJobRunner, freeLostJobs, renewJobRunner } from '../operations/jobRunners.js';
import type { Runtime } from '../runtime.js';
import type { Tasks } from './task.js';

/** At once in a process. They wait for others most of the time: an endpoint, a provider. */
const concurrency = 4;
/** When nothing is announced: retries, jobs for later, and what an announcement that got lost was about. */
const pollMs = 1_000;
const againMs = 5_000;

/** Runs background jobs out of graphile-worker's queue, in every worker process. */
export class Jobs {
  private readonly log: Log;
  private runner: Runner | null = null;
  private pool: string | null = null;
  private beating: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly runtime: Runtime,
    private readonly tasks: Tasks,
  ) {
    this.log = runtime.log.child({ role: 'jobs' });
  }

  async start(): Promise<void> {
    await this.begin();
    this.timer = setInterval(() => void (this.beating = this.beating.then(() => this.beat())), this.runtime.config.leaseMs / 3);
    this.running = this.keepRunning();
  }

  /** Takes no more jobs, and waits for those that run. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.timer) clearInterval(this.timer);
    await this.runner?.stop().catch((error: unknown) => this.log.warn({ err: error }, 'the runner of jobs did not stop well'));
    await this.running;
    await this.beating;
    if (this.pool !== null) await endJobRunner(this.runtime.database.pool, this.pool);
  }

  private async begin(): Promise<void> {
    const { database, process, config } = this.runtime;
    const events = new EventEmitter() as WorkerEvents;
    events.on('pool:create', ({ workerPool }) => (this.pool = workerPool.id));
    this.runner = await run({
      pgPool: database.pool,
      taskList: this.taskList(),
      // Without it a file "crontab" in the working directory would be read.
      parsedCronItems: [],
      concurrency,
      pollInterval: pollMs,
      noHandleSignals: true,
      events,
      logger: new Logger(() => (level, message) => this.tell(level, message)),
    });
    await renewJobRunner(database.pool, { pool: this.pool!, processId: process.id, leaseMs: config.leaseMs });
  }

  /** graphile-worker gives up when it cannot write down what became of a job; the lock of that job goes with its lease. */
  private async keepRunning(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.runner!.promise;
      } catch (error) {
        this.log.error({ err: error }, 'the runner of jobs failed, starting another');
      }
      if (this.stopping.signal.aborted) return;
      await sleep(againMs, null, { signal: this.stopping.signal }).catch(() => {});
      if (this.stopping.signal.aborted) return;
      await this.begin().catch((error: unknown) => this.log.error({ err: error }, 'no runner of jobs could be started, trying again'));
    }
    // Told to stop while this one was being started.
    await this.runner!.stop().catch(() => {});
  }

  private async beat(): Promise<void> {
    const { database, process, config } = this.runtime;
    try {
      await renewJobRunner(database.pool, { pool: this.pool!, processId: process.id, leaseMs: config.leaseMs });
      const freed = await freeLostJobs(database.pool, config.leaseMs);
      if (freed > 0) this.log.warn({ jobs: freed }, 'jobs of a process that is gone are free again');
    } catch (error) {
      this.log.warn({ err: error }, 'the runner of jobs could not renew its lease');
    }
  }

  private taskList(): TaskList {
    const entries = Object.entries(this.tasks) as [string, (payload: unknown, context: { runtime: Runtime; log: Log }) => Promise<void>][];
    return Object.fromEntries(
      entries.map(([name, task]) => [name, (payload: unknown, { job }: { job: { id: unknown } }) => task(payload, { runtime: this.runtime, log: this.log.child({ job: String(job.id), task: name }) })]),
    );
  }

  /** Its words without what goes with them: that holds whole jobs. That a job was done is worth a line only to somebody who looks for it. */
  private tell(level: LogLevel, message: string): void {
    if (level === 'error') this.log.error(message);
    else if (level === 'warning') this.log.warn(message);
    else this.log.debug(message);
  }
}
