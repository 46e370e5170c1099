import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const main = path.join(import.meta.dirname, '../src/main.js');
const readyMs = 30_000;

/** A place for one process of Sluice: killed and started again many times, always with the same addresses. */
export class SluiceProcess {
  private child: ChildProcess | null = null;
  private readonly log: WriteStream;
  private starting: Promise<void> | null = null;
  private expected = false;
  private over = false;
  private lastWords = '';
  isReady = false;
  isStopped = false;
  /** Its id as a worker, of this start or of the last. */
  id = '';
  starts = 0;
  /** Starts that failed because the database was away. */
  failedStarts = 0;
  /** Ended without having been told to, after it was ready: must never happen. */
  readonly unexpected: string[] = [];

  constructor(
    readonly slot: number,
    readonly role: 'worker' | 'scheduler',
    private readonly env: Record<string, string>,
    logFile: string,
    private readonly idOf: (pid: number) => Promise<string>,
  ) {
    this.log = createWriteStream(logFile, { flags: 'a' });
  }

  get pid(): number {
    return this.child?.pid ?? -1;
  }

  /** Whether it works now: neither killed, nor starting, nor asleep. */
  get isUp(): boolean {
    return this.isReady && !this.isStopped;
  }

  /** Until it is ready, however often its start fails. */
  start(): Promise<void> {
    return (this.starting ??= this.startUntilReady().finally(() => (this.starting = null)));
  }

  /** Freezes the process, for longer than its lease, say. */
  stop(): void {
    this.isStopped = true;
    this.child!.kill('SIGSTOP');
  }

  goOn(): void {
    this.isStopped = false;
    this.child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.expected = true;
    this.isReady = false;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.isStopped = false;
  }

  /** For good. */
  async end(): Promise<void> {
    this.over = true;
    await this.kill();
    this.log.end();
  }

  private async startUntilReady(): Promise<void> {
    for (const until = performance.now() + readyMs; !this.over && !this.isReady; ) {
      if (performance.now() > until) throw new Error(`${this.role} ${this.slot} did not become ready; it said: ${this.lastWords}`);
      if (await this.tryToStart()) return;
      this.failedStarts++;
      await sleep(100);
    }
  }

  private async tryToStart(): Promise<boolean> {
    // A process group of its own: Ctrl-C reaches only us, and we end the children.
    const child = spawn(process.execPath, ['--enable-source-maps', main, this.role], { detached: true, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.expected = false;
    this.starts++;
    this.log.write(`--- start ${this.starts}, process ${child.pid}\n`);
    child.stderr!.on('data', (data: Buffer) => {
      this.log.write(data);
      this.lastWords = data.toString().trim();
    });
    return new Promise((resolve) => {
      let output = '';
      child.stdout!.on('data', (data: Buffer) => {
        this.log.write(data);
        output += data.toString();
        if (!output.includes(' is ready')) return;
        output = '';
        void this.idOf(child.pid!).then((id) => {
          this.id = id;
          this.isReady = !this.expected && child.exitCode === null;
          resolve(this.isReady);
        });
      });
      child.once('exit', (code, signal) => {
        if (this.isReady && !this.expected) this.unexpected.push(`${this.role} ${this.slot}, process ${child.pid}, ended by itself: ${code ?? signal}`);
        this.isReady = false;
        resolve(false);
      });
    });
  }
}
