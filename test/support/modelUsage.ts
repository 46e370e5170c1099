import { adjusted, type Adjustment } from '../../src/operations/adjustment.js';
import type { Claim } from '../../src/scheduler/claims.js';
import { limitOn, nextRampDay, type Period, periodAt, type Ramp, type ResetRule } from './modelPeriods.js';
import type { Flushed } from './modelWorker.js';
import type { ClaimRow, World } from './world.js';

interface Usage {
  /** What it may take, before it is adjusted: fixed when its period begins, and by edits. */
  limit: number;
  used: number;
  adjustment: number;
  exhausted: boolean;
}

interface Service {
  rule: ResetRule;
  quota: number;
  ramp: Ramp | null;
  /** Of the ramp, in the period that began last. */
  day: number;
  period: Period | null;
  usages: Map<number, Usage>;
  /** No slot may come before it. */
  nextSlotMs: number;
}

/** Of each mail a flush speaks about, the state it had. */
export type Before = Map<string, string>;

const timeoutMs = 60_000;
const keyOf = (task: string, seq: number): string => `${task} ${seq}`;

/** Reckons the quota and the slots of every service from what was asked and answered, edits replayed, and compares with what the database says. */
export class Usages {
  private readonly services = new Map<string, Service>();
  private readonly claims = new Map<number, { service: string; start: number; expiresAt: number; open: Set<number> }>();
  private readonly faults: string[] = [];

  constructor(
    private readonly world: World,
    private readonly now: () => number,
  ) {}

  async add(id: string): Promise<void> {
    this.services.set(id, { ...(await this.read(id)), day: 0, period: null, usages: new Map(), nextSlotMs: -Infinity });
  }

  async edited(id: string): Promise<void> {
    const service = this.services.get(id)!;
    const isSet = service.ramp === null;
    Object.assign(service, await this.read(id));
    // A ramp that is set begins now: with a period of its own, if the last is over. One that is edited keeps its day.
    if (service.ramp && isSet) {
      this.open(service);
      service.day = 0;
    }
    if (service.period && service.period.endsAt > this.now()) this.open(service).limit = limitOn(service.quota, service.ramp, service.day);
  }

  private async read(id: string): Promise<Pick<Service, 'rule' | 'quota' | 'ramp'>> {
    const row = await this.world.one<{ quota: number; zone: string; minute: number; start: number | null; step: number; ceiling: number }>(
      `SELECT daily_quota AS quota, zone, (extract(epoch FROM reset_time) / 60)::int AS minute, ramp_start AS start, ramp_step AS step, ramp_ceiling AS ceiling
         FROM email_services WHERE id = $1`,
      [id],
    );
    const ramp = row.start === null ? null : { start: row.start, step: row.step, ceiling: row.ceiling };
    return { quota: row.quota, ramp, rule: { zone: row.zone, minute: row.minute } };
  }

  endOf(id: string): number | null {
    return this.services.get(id)!.period?.endsAt ?? null;
  }

  private open(service: Service): Usage {
    if (!service.period || service.period.endsAt <= this.now()) {
      const before = service.period;
      service.period = periodAt(this.now(), service.rule, before?.endsAt ?? null);
      if (before) service.day = nextRampDay(service.day, before, service.period, service.rule.zone);
      service.usages.set(service.period.startsAt, { limit: limitOn(service.quota, service.ramp, service.day), used: 0, adjustment: 0, exhausted: false });
    }
    return service.usages.get(service.period.startsAt)!;
  }

  private static left({ limit, used, adjustment, exhausted }: Usage): number {
    return exhausted ? 0 : Math.max(0, limit + adjustment - used);
  }

  async claimed(rows: readonly ClaimRow[], claims: readonly Claim[]): Promise<void> {
    for (const row of rows) {
      if (row.status === 'LOST') continue;
      const service = this.services.get(row.service_id)!;
      const left = Usages.left(this.open(service));
      if (row.status === 'EXHAUSTED' && left > 0) this.faults.push(`${row.service_id} was called exhausted with ${left} left`);
    }
    for (const claim of claims) {
      const service = this.services.get(claim.serviceId)!;
      const usage = this.open(service);
      const left = Usages.left(usage);
      if (claim.size > left) this.faults.push(`claim ${claim.id} took ${claim.size} of the ${left} that were left`);
      usage.used += claim.size;
      if (claim.firstSlotMs < service.nextSlotMs) this.faults.push(`claim ${claim.id} begins ${service.nextSlotMs - claim.firstSlotMs} ms too early`);
      service.nextSlotMs = claim.firstSlotMs + claim.size * claim.paceMs;
      const seqs = claim.seqs ?? Array.from({ length: claim.size }, (_, i) => claim.range!.lo + i);
      this.claims.set(claim.id, { service: claim.serviceId, start: service.period!.startsAt, expiresAt: claim.deadlineMs + timeoutMs, open: new Set(seqs) });
    }
    await this.demandAllowed(claims);
  }

  /** Nothing is taken of a task that is not to be sent, nor by a service that is closed. */
  private async demandAllowed(claims: readonly Claim[]): Promise<void> {
    if (claims.length === 0) return;
    const wrong = await this.world.sql<{ what: string }>(
      `SELECT format('claim %s: task %s, lane %s, mapped %s', k.id, concat_ws(' ', t.state, t.pause_reason), CASE WHEN l.open THEN 'open' ELSE 'closed' END, m.user_id IS NOT NULL) AS what
         FROM claims k JOIN tasks t ON t.id = k.task_id JOIN lanes l USING (service_id) LEFT JOIN user_service_mappings m ON m.service_id = k.service_id AND m.user_id = t.user_id
        WHERE k.id = ANY ($1) AND NOT (l.open AND (k.repeat OR t.state = 'SENDING' AND m.user_id IS NOT NULL))`,
      [claims.map((claim) => claim.id)],
    );
    this.faults.push(...wrong.map((row) => row.what));
  }

  /** `how` null: it was refused, and changed nothing. */
  async adjusted(id: string, how: Adjustment | null): Promise<void> {
    if (!how) return;
    const service = this.services.get(id)!;
    const usage = this.open(service);
    const remaining = Usages.remaining(usage);
    const wanted = adjusted(remaining, how);
    usage.adjustment = wanted - usage.limit + usage.used;
    usage.exhausted &&= wanted <= remaining;
  }

  /** "Quota reached", said by the provider, is a flag beside the numbers. */
  private static remaining({ limit, used, adjustment }: Usage): number {
    return Math.max(0, limit + adjustment - used);
  }

  async beforeFlush({ results, backs }: Flushed): Promise<Before> {
    const mails = [...results, ...backs];
    const rows = await this.world.sql<{ task_id: string; seq: number; state: string }>(
      'SELECT task_id, seq, state FROM subtasks JOIN unnest($1::uuid[], $2::int[]) AS m(task_id, seq) USING (task_id, seq)',
      [mails.map((mail) => mail.task), mails.map((mail) => mail.seq)],
    );
    return new Map(rows.map((row) => [keyOf(row.task_id, row.seq), row.state]));
  }

  /** What an applied flush gives back: to the period it was taken from, once, and only while the claim stands. */
  async flushed({ results, backs, lanes }: Flushed, before: Before): Promise<void> {
    for (const { service, exhausted } of lanes) {
      const { period, usages } = this.services.get(service)!;
      if (exhausted && period) usages.get(period.startsAt)!.exhausted = true;
    }
    for (const result of results) if (this.leaves(result) && result.free) this.giveBack(result.claim);
    for (const back of backs) {
      if (before.get(keyOf(back.task, back.seq)) !== 'PENDING' || !this.leaves(back)) continue;
      if (back.kind === 'NOT_ATTEMPTED' || back.kind === 'UNREACHABLE') this.giveBack(back.claim);
    }
  }

  private leaves({ claim, seq }: { claim: number; seq: number }): boolean {
    return this.claims.get(claim)?.open.delete(seq) ?? false;
  }

  private giveBack(claim: number): void {
    const { service, start } = this.claims.get(claim)!;
    this.services.get(service)!.usages.get(start)!.used--;
  }

  async reaped(): Promise<void> {
    for (const [id, { expiresAt }] of this.claims) if (expiresAt < this.now()) this.claims.delete(id);
  }

  async violations(): Promise<string[]> {
    const rows = await this.world.often<{ what: string }>(
      'usages',
      `SELECT format('%s %s %s: limit %s, used %s, adjustment %s, exhausted %s', service_id, (extract(epoch FROM starts_at) * 1000)::bigint, (extract(epoch FROM ends_at) * 1000)::bigint,
                     quota_limit, used, adjustment, exhausted::text) AS what FROM service_usages ORDER BY service_id, starts_at`,
    );
    const stored = rows.map((row) => row.what);
    const reckoned = [...this.services].flatMap(([id, service]) =>
      [...service.usages].map(
        ([start, usage]) =>
          `${id} ${start} ${this.endFrom(service, start, stored, id)}: limit ${usage.limit}, used ${usage.used}, adjustment ${usage.adjustment}, exhausted ${usage.exhausted}`,
      ),
    );
    const differ = stored.filter((row) => !reckoned.includes(row)).map((row) => `usage in the database, ${row}`);
    return [...this.faults, ...differ, ...reckoned.filter((row) => !stored.includes(row)).map((row) => `usage by the model, ${row}`)];
  }

  /** Ends of former periods were compared while they ran. */
  private endFrom(service: Service, start: number, stored: readonly string[], id: string): number | string {
    if (service.period?.startsAt === start) return service.period.endsAt;
    return stored.find((row) => row.startsWith(`${id} ${start} `))?.split(/[ :]/)[2] ?? 'unknown';
  }
}
