import { createLeaderLock, type LeaderLock } from '../lock/leaderLock.js';
import type { Role, Runtime } from '../runtime.js';
import { Announcer } from './announcer.js';
import { Leadership } from './leadership.js';
import { monotonicMs, Wakeable } from './monotonic.js';
import { expireDirectMails } from './steps/expireDirectMails.js';
import { AlertEvaluation } from './steps/evaluateAlerts.js';
import { prepareTasks } from './steps/prepareTasks.js';
import { Probing } from './steps/probeServices.js';
import { reapClaims } from './steps/reapClaims.js';
import { showWaiting } from './steps/showWaiting.js';
import { startDueTasks, untilNextPlanned } from './steps/startDueTasks.js';
import type { StepContext } from './steps/step.js';
import { RollupTidying } from './steps/tidyRollups.js';
import { watchDispatch } from './watchDispatch.js';

export const createScheduler = (runtime: Runtime): Role => new Scheduler(runtime);

/** When the lock cannot be asked every scheduler runs the steps, this much slower and not in step with the others. */
const unsureFactor = 3;

/** Starts due work and tidies up, while it leads. The lock saves work; the steps are safe without it. */
class Scheduler implements Role {
  readonly name = 'scheduler';
  private readonly log;
  private readonly lock: LeaderLock;
  private readonly announcer: Announcer;
  private readonly bells = [new Wakeable(), new Wakeable(), new Wakeable(), new Wakeable(), new Wakeable(), new Wakeable()] as const;
  private readonly probing: Probing;
  private readonly leadership: Leadership;
  private readonly tidying = new RollupTidying();
  private readonly alerts: AlertEvaluation;
  private stopping = false;
  private running: Promise<unknown> = Promise.resolve();
  private unsubscribe: (() => Promise<void>) | null = null;
  private stopReading: (() => void) | null = null;

  constructor(private readonly runtime: Runtime) {
    this.log = runtime.log.child({ role: 'scheduler' });
    this.lock = createLeaderLock(runtime.config.redisUrl, { scope: runtime.database.identity, warn: (line) => this.log.warn(line) });
    this.announcer = new Announcer(runtime.events);
    this.probing = new Probing(runtime);
    this.leadership = new Leadership(runtime.database.pool, runtime.process.id, this.lock, this.log);
    this.alerts = new AlertEvaluation(runtime);
  }

  async start(): Promise<void> {
    this.lock.onChange((state) => this.log.info({ leader: state }, 'leadership changed'));
    await this.lock.start();
    this.leadership.start();
    this.stopReading = watchDispatch(this.runtime, () => this.lock.state);
    this.unsubscribe = await this.runtime.events.on('wakeScheduler', null, () => this.wake());
    const [due, prepare, tidy, probe, rollups, alert] = this.bells;
    this.running = Promise.all([
      // Due tasks have a loop of their own: a large audience or a long tidying must not make them late.
      this.repeat('due', due, async (context) => {
        if ((await startDueTasks(context)) > 0) prepare.wake();
        return (await untilNextPlanned(context)) ?? Infinity;
      }),
      this.repeat('prepare', prepare, async (context) => ((await prepareTasks(context)) > 0 ? 0 : Infinity)),
      this.repeat('tidy', tidy, async (context) => {
        await reapClaims(context);
        await showWaiting(context);
        await expireDirectMails(context);
        return Infinity;
      }),
      this.repeat('probe', probe, async (context) => {
        await this.probing.begin(context);
        return Infinity;
      }),
      // Alone, so that removing a day's minutes does not hold up the reaper.
      this.repeat('rollups', rollups, async (context) => {
        await this.tidying.tidy(context);
        return Infinity;
      }),
      this.repeat('alerts', alert, (context) => this.alerts.step(context)),
    ]);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.unsubscribe?.();
    await this.running;
    await this.probing.ended();
    this.announcer.flush();
    await this.leadership.stop();
    await this.lock.stop();
    this.stopReading?.();
  }

  private wake(): void {
    for (const bell of this.bells) bell.wake();
  }

  /** Runs a step again and again: when it asks to be, when woken, and every tick at the latest. */
  private async repeat(name: string, bell: Wakeable, step: (context: StepContext) => Promise<number>): Promise<void> {
    const { stepSeconds, stepFailures } = this.runtime.metrics.dispatch;
    while (!this.stopping) {
      const { tickMs } = this.runtime.config;
      const state = this.lock.state;
      let againMs = tickMs;
      if (state !== 'WAITING') {
        try {
          const endTimer = stepSeconds.startTimer({ step: name });
          againMs = Math.min(tickMs, await step(this.context()));
          endTimer();
        } catch (error) {
          stepFailures.inc({ step: name });
          this.log.warn({ err: error, step: name }, 'scheduler step failed, trying again');
        }
        if (state === 'UNREACHABLE') againMs = tickMs * unsureFactor * (0.5 + Math.random());
      }
      await bell.sleepUntil(monotonicMs() + Math.max(againMs, 1));
    }
  }

  private context(): StepContext {
    return {
      pool: this.runtime.database.pool,
      announcer: this.announcer,
      log: this.log,
      wakeWorkers: () => this.runtime.events.wakeWorkers(),
      stopping: () => this.stopping,
    };
  }
}
