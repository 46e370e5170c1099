/** STARTING: not yet; DRAINING: told to stop, and to be sent nothing new. */
export type Phase = 'STARTING' | 'READY' | 'DRAINING';

export interface CheckResult {
  /** One word that anybody may read: no address, no error's text. */
  status: string;
  ok: boolean;
}

export interface Look {
  ready: boolean;
  phase: Phase;
  checks: Record<string, string>;
}

type Check = () => Promise<CheckResult> | CheckResult;

const patienceMs = 3_000;
/** Anybody may ask, so the answer of a moment ago is good enough: a flood of questions is one for the database. */
const freshMs = 1_000;

/** Whether this process should be sent work (M5): its phase, and the checks that those who open things add. */
export class Readiness {
  private readonly checks = new Map<string, Check>();
  private looked: { atMs: number; look: Promise<Record<string, CheckResult>> } | null = null;

  constructor(public phase: Phase = 'STARTING') {}

  add(name: string, check: Check): void {
    this.checks.set(name, check);
    this.looked = null;
  }

  async look(): Promise<Look> {
    if (this.looked === null || performance.now() - this.looked.atMs > freshMs) this.looked = { atMs: performance.now(), look: this.checkAll() };
    const results = await this.looked.look;
    const checks = Object.fromEntries(Object.entries(results).map(([name, { status }]) => [name, status]));
    // The phase is that of now, not of a second ago: a drain is seen at once.
    return { ready: this.phase === 'READY' && Object.values(results).every(({ ok }) => ok), phase: this.phase, checks };
  }

  private async checkAll(): Promise<Record<string, CheckResult>> {
    const results = await Promise.all([...this.checks].map(async ([name, check]) => [name, await inTime(check)] as const));
    return Object.fromEntries(results);
  }
}

async function inTime(check: Check): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => (timer = setTimeout(() => resolve({ ok: false, status: 'NO_ANSWER' }), patienceMs)));
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { ok: false, status: 'UNREACHABLE' };
  } finally {
    clearTimeout(timer);
  }
}
