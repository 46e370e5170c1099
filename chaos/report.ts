import type { Deeds } from './actions.js';
import { pointNames, type PointName } from './points.js';
import type { RoundResult } from './round.js';

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

/** What all rounds came to, and whether that is good enough. */
export class Totals {
  private readonly results: RoundResult[] = [];
  private readonly unexpected: string[] = [];

  constructor(private readonly seed: number) {}

  add(result: RoundResult, unexpected: readonly string[]): void {
    this.results.push(result);
    this.unexpected.push(...unexpected);
  }

  lineOf({ verdict, deeds, ms, thawed }: RoundResult): string {
    const errors = [...verdict.quotaErrors, ...verdict.paceErrors, ...verdict.falseOutcomes];
    return [
      `  ${verdict.mails} mails: sent ${verdict.sent}, failed ${verdict.failed}, unknown ${verdict.unknown} (allowed ${verdict.unknownAllowed}), lost ${verdict.lost}, duplicated ${verdict.duplicated}, ` +
        `replays ${verdict.replays}; kills ${deeds.kills} (${deeds.killsWithOpenClaims} with open claims), thawed ${thawed}; ` +
        `least slack ${verdict.leastSlackMs.toFixed(3)} ms; ${(ms.chaos / 1_000).toFixed(1)} + ${(ms.settling / 1_000).toFixed(1)} s`,
      ...errors.map((error) => `  ERROR ${error}`),
    ].join('\n');
  }

  private total(of: (result: RoundResult) => number): number {
    return sum(this.results.map(of));
  }

  private deeds(of: (deeds: Deeds) => number): number {
    return this.total((result) => of(result.deeds));
  }

  private pointsHit(): Record<PointName, { hit: number; kills: number; cuts: number; missed: number }> {
    const entries = pointNames.map((name) => {
      const [kills, cuts, missed] = (['kills', 'cuts', 'missed'] as const).map((what) => this.deeds((deeds) => deeds.points[name][what])) as [number, number, number];
      return [name, { hit: kills + cuts, kills, cuts, missed }];
    });
    return Object.fromEntries(entries) as ReturnType<Totals['pointsHit']>;
  }

  json(failures: readonly string[]): Record<string, unknown> {
    const { results } = this;
    return {
      rounds: results.length,
      kills: this.deeds((deeds) => deeds.kills),
      killsWithOpenClaims: this.deeds((deeds) => deeds.killsWithOpenClaims),
      points: Object.fromEntries(Object.entries(this.pointsHit()).map(([name, { hit }]) => [name, hit])),
      mails: this.total(({ verdict }) => verdict.mails),
      sent: this.total(({ verdict }) => verdict.sent),
      lost: this.total(({ verdict }) => verdict.lost),
      duplicated: this.total(({ verdict }) => verdict.duplicated),
      quotaErrors: this.total(({ verdict }) => verdict.quotaErrors.length),
      paceErrors: this.total(({ verdict }) => verdict.paceErrors.length),
      unknown: this.total(({ verdict }) => verdict.unknown),
      /** Mails whose outcome stands. */
      settled: this.total(({ verdict }) => verdict.sent + verdict.failed + verdict.unknown + verdict.skipped),
      failed: this.total(({ verdict }) => verdict.failed),
      unknownEngagelab: this.total(({ verdict }) => verdict.unknownEngagelab),
      unknownAllowed: this.total(({ verdict }) => verdict.unknownAllowed),
      openAtKills: this.deeds((deeds) => sum(deeds.openAtKills.values())),
      replays: this.total(({ verdict }) => verdict.replays),
      falseOutcomes: this.total(({ verdict }) => verdict.falseOutcomes.length),
      pointsByKill: Object.fromEntries(Object.entries(this.pointsHit()).map(([name, { kills }]) => [name, kills])),
      stops: this.deeds((deeds) => deeds.stops),
      postgresRestarts: this.deeds((deeds) => deeds.restarts.postgres),
      redisRestarts: this.deeds((deeds) => deeds.restarts.redis),
      cutConnections: this.deeds((deeds) => deeds.cutConnections),
      thawed: this.total(({ thawed }) => thawed),
      leastSlackMs: Math.min(...results.map(({ verdict }) => verdict.leastSlackMs)),
      seconds: Math.round(this.total(({ ms }) => ms.chaos + ms.settling) / 1_000),
      seed: this.seed,
      passed: failures.length === 0,
      failures,
    };
  }

  /** Why the run has not passed, in words. */
  failures(rounds: number): string[] {
    const totals = this.json([]) as Record<string, number>;
    const { mails, sent, kills, killsWithOpenClaims, unknown, openAtKills } = totals as Record<'mails' | 'sent' | 'kills' | 'killsWithOpenClaims' | 'unknown' | 'openAtKills', number>;
    const failures = [
      ...(['lost', 'duplicated', 'quotaErrors', 'paceErrors', 'falseOutcomes', 'unknownEngagelab'] as const).filter((name) => totals[name]! > 0).map((name) => `${name} ${totals[name]}, not 0`),
      ...this.results.flatMap((result) => result.stuck.map((what) => `seed ${result.seed}: not ended: ${what}`)),
      ...this.unexpected,
    ];
    if (this.results.length < rounds) failures.push(`${this.results.length} rounds of ${rounds}`);
    if (sent < 0.95 * mails) failures.push(`sent ${((100 * sent) / mails).toFixed(2)} %, less than 95`);
    if (unknown > openAtKills) failures.push(`unknown ${unknown}, more than the ${openAtKills} mails in open claims at the kills`);
    if (killsWithOpenClaims < 0.8 * kills) failures.push(`${killsWithOpenClaims} of ${kills} kills with open claims, less than 80 %`);
    for (const [name, { hit }] of Object.entries(this.pointsHit())) if (hit === 0) failures.push(`point ${name} was never hit`);
    return failures;
  }

  text(failures: readonly string[]): string {
    const totals = this.json(failures) as Record<string, number>;
    const points = Object.entries(this.pointsHit()).map(([name, { kills, cuts, missed }]) => `${name} ${kills + cuts} (${kills} kills, ${cuts} cuts; ${missed} not met)`);
    return [
      '',
      `rounds ${totals['rounds']}, ${totals['seconds']} s, seed ${this.seed}`,
      `kills ${totals['kills']}, with open claims ${totals['killsWithOpenClaims']}; stops ${totals['stops']}; restarts: PostgreSQL ${totals['postgresRestarts']}, Redis ${totals['redisRestarts']}; cut connections ${totals['cutConnections']}`,
      `points: ${points.join(', ')}`,
      `mails ${totals['mails']}: sent ${totals['sent']} (${((100 * totals['sent']!) / totals['mails']!).toFixed(2)} %), failed ${totals['failed']}, unknown ${totals['unknown']} (in open claims at the kills: ${totals['openAtKills']}; EngageLab ${totals['unknownEngagelab']})`,
      `lost ${totals['lost']}, duplicated ${totals['duplicated']} (replays of a request_id: ${totals['replays']}), quota errors ${totals['quotaErrors']}, pace errors ${totals['paceErrors']} (least slack ${totals['leastSlackMs']!.toFixed(3)} ms), false outcomes ${totals['falseOutcomes']}`,
      ...failures.map((failure) => `FAILED: ${failure}`),
      failures.length === 0 ? 'passed' : 'failed',
    ].join('\n');
  }
}
