import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from './plan.js';
import type { Hit, PointName } from './points.js';
import type { SluiceProcess } from './sluiceProcess.js';
import type { Stage } from './stage.js';

/** What was done in a round, and what was open while it was done. */
export interface Deeds {
  kills: number;
  killsWithOpenClaims: number;
  stops: number;
  restarts: { postgres: number; redis: number };
  cutConnections: number;
  points: Record<PointName, { kills: number; cuts: number; missed: number }>;
  /** By service: mails that were in open claims of what was killed or put to sleep, or under way on connections that were cut. */
  openAtKills: Map<string, number>;
  openAtStops: Map<string, number>;
  underWayAtCuts: number;
}

export const noDeeds = (): Deeds => ({
  kills: 0, killsWithOpenClaims: 0, stops: 0, restarts: { postgres: 0, redis: 0 }, cutConnections: 0,
  points: { claimCommitted: none(), requestWritten: none(), providerAccepted: none(), flushCommitted: none() },
  openAtKills: new Map(), openAtStops: new Map(), underWayAtCuts: 0,
});
const none = () => ({ kills: 0, cuts: 0, missed: 0 });

const pointPatienceMs = 2_500;

export class Actions {
  private readonly tasks: Promise<void>[] = [];
  /** One at a time: what a kill left open is counted before a start could settle it. */
  private turn: Promise<unknown> = Promise.resolve();
  readonly deeds = noDeeds();

  constructor(
    private readonly stage: Stage,
    private readonly random: () => number,
    private readonly told: (line: string) => void,
  ) {}

  /** Does a step, at once; resolves when its consequences are over too. */
  begin(step: Step): void {
    this.tasks.push(this.perform(step));
  }

  /** Until nobody is killed, asleep or starting any more. */
  async over(): Promise<void> {
    await Promise.all(this.tasks);
    await Promise.all(this.stage.processes.map((process) => process.start()));
  }

  private async perform(step: Step): Promise<void> {
    const { stage, deeds } = this;
    switch (step.kind) {
      case 'kill':
        while (!(await this.kill(await this.choose(step.role, step.pick), step.againAfterMs)));
        return;
      case 'point':
        return this.waitAtPoint(step);
      case 'stop': {
        const victim = await this.choose(step.role, step.pick);
        victim.stop();
        deeds.stops++;
        await this.count(victim, deeds.openAtStops);
        await sleep(step.forMs);
        if (step.lonelyMs > 0) stage.databaseProxies[victim.slot]!.isolate(step.lonelyMs);
        victim.goOn();
        return;
      }
      case 'redis':
        deeds.restarts.redis++;
        return stage.redis.restart(step.awayMs);
      case 'postgres':
        deeds.restarts.postgres++;
        return stage.postgres.restart(step.mode);
      case 'cut': {
        const proxies = { postgres: stage.databaseProxies, redis: stage.redisProxies, provider: stage.outlets.map((outlet) => outlet.proxy) }[step.what];
        const { cut, awaiting } = proxies[Math.floor(step.pick * proxies.length)]!.cut(step.share, step.reset, this.random);
        deeds.cutConnections += cut;
        deeds.underWayAtCuts += awaiting;
      }
    }
  }

  private async waitAtPoint(step: Extract<Step, { kind: 'point' }>): Promise<void> {
    for (const until = performance.now() + pointPatienceMs; ; ) {
      const hit = await this.stage.points.wait(step.point, until - performance.now());
      if (hit === null) return void this.deeds.points[step.point].missed++;
      if (await this.atPoint(step, hit)) return;
    }
  }

  /** Answers false when whoever was there cannot be killed: it sleeps, or somebody else was quicker. */
  private async atPoint(step: Extract<Step, { kind: 'point' }>, hit: Hit): Promise<boolean> {
    const { stage, deeds } = this;
    const slot = hit.slot ?? (await this.slotOf(hit.subtask!));
    const victim = slot === null ? null : stage.processes[slot]!;
    if (victim === null || !victim.isUp || hit.link.client.destroyed) {
      hit.goOn();
      return false;
    }
    if (step.then === 'cut') {
      deeds.points[step.point].cuts++;
      deeds.cutConnections++;
      if (step.point === 'requestWritten') {
        deeds.underWayAtCuts++;
        if (step.deliver) hit.goOn();
        await sleep(5);
      }
      hit.link.cut(true);
      return true;
    }
    const isKilled = await this.kill(victim, step.againAfterMs, () => {
      deeds.points[step.point].kills++;
      if (step.point === 'requestWritten' && step.deliver) hit.goOn();
      else hit.link.cut();
    });
    if (!isKilled) hit.goOn();
    return isKilled;
  }

  /** Answers false when somebody else was quicker. */
  private async kill(victim: SluiceProcess, againAfterMs: number, whenDead: () => void = () => {}): Promise<boolean> {
    const { deeds } = this;
    const isDone = await this.inTurn(async () => {
      if (!victim.isUp) return false;
      deeds.kills++;
      await victim.kill();
      whenDead();
      // A scheduler has no claims of its own: what counts is whether the system had any.
      const hadOpen = victim.role === 'scheduler' ? await this.anyOpen() : await this.count(victim, deeds.openAtKills);
      if (hadOpen) deeds.killsWithOpenClaims++;
      return true;
    });
    if (!isDone) return false;
    await sleep(againAfterMs);
    await this.inTurn(async () => {});
    await victim.start();
    return true;
  }

  /** Adds up the mails in open claims of a process. Looked at twice: a statement that was under way when it died may commit after it. */
  private async count({ id }: SluiceProcess, into: Map<string, number>): Promise<boolean> {
    const open = new Map<string, { service: string; mails: number }>();
    for (let looks = 0; looks < 2; looks++) {
      if (looks > 0) await sleep(40);
      const rows = await this.stage.postgres.rows<{ id: string; service_id: string; unsettled: number }>('SELECT id, service_id, unsettled FROM claims WHERE worker = $1', [id]);
      for (const row of rows) open.set(row.id, { service: row.service_id, mails: Math.max(row.unsettled, open.get(row.id)?.mails ?? 0) });
    }
    for (const { service, mails } of open.values()) into.set(service, (into.get(service) ?? 0) + mails);
    return open.size > 0;
  }

  private async anyOpen(): Promise<boolean> {
    return (await this.stage.postgres.rows('SELECT 1 FROM claims LIMIT 1')).length > 0;
  }

  /** One that is up; a worker that has claims open, if there is one. Without the database (it is being restarted) that is not asked. */
  private async choose(role: 'worker' | 'scheduler', pick: number): Promise<SluiceProcess> {
    const up = (): SluiceProcess[] => this.stage.processes.filter((process) => process.role === role && process.isUp);
    while (up().length === 0) await sleep(10);
    const { rows } = await this.stage.postgres.pool.query<{ worker: string }>('SELECT DISTINCT worker FROM claims').catch(() => ({ rows: [] }));
    const busy = up().filter((process) => rows.some((row) => row.worker === process.id));
    const candidates = busy.length > 0 ? busy : up();
    return candidates[Math.floor(pick * candidates.length)] ?? this.choose(role, pick);
  }

  /** Which process holds the claim of a mail that is on its way. */
  private async slotOf(subtask: string): Promise<number | null> {
    const rows = await this.stage.postgres.rows<{ worker: string }>(
      `SELECT c.worker FROM subtasks s JOIN claims c ON c.task_id = s.task_id AND (s.seq BETWEEN c.lo AND c.hi OR s.seq = ANY (c.seqs)) AND s.seq <> ALL (c.returned)
        WHERE s.id = $1`, [subtask],
    );
    return this.stage.processes.find((process) => rows.length === 1 && process.id === rows[0]!.worker)?.slot ?? null;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => {});
    return mine;
  }
}
