import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { publicUrl } from './content.js';

const main = path.join(import.meta.dirname, '../src/main.js');

export const secret = 'a secret for measurements that is long enough';
export const adminPassword = 'password-of-the-bench';

export interface SluiceOptions {
  databaseUrl: string;
  redisUrl?: string | null;
  port?: number;
  /** Writes a CPU profile there when it stops. */
  profileDir?: string | null;
  env?: Record<string, string>;
}

/** The built program as a process of its own, as `npm start` runs it. */
export class Sluice {
  private errors = '';
  private origin = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly roles: string,
  ) {
    child.stderr!.on('data', (data: Buffer) => (this.errors = (this.errors + data.toString()).slice(-4_000)));
    child.stdout!.on('data', (data: Buffer) => (this.errors = (this.errors + data.toString()).slice(-4_000)));
  }

  static async start(roles: string, options: SluiceOptions): Promise<Sluice> {
    const flags = options.profileDir ? ['--cpu-prof', '--cpu-prof-dir', options.profileDir] : [];
    const child = spawn(process.execPath, [...flags, '--enable-source-maps', main, roles], {
      detached: true, // Ctrl-C reaches only us, and we end the children in order
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: options.databaseUrl,
        ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
        SLUICE_SECRET: secret,
        SLUICE_ADMIN_PASSWORD: adminPassword,
        // What is measured is what it can do, not what it lets one client do.
        SLUICE_RATE_PER_MINUTE: '0',
        SLUICE_ANONYMOUS_RATE_PER_MINUTE: '0',
        SLUICE_PUBLIC_URL: publicUrl,
        SLUICE_PORT: String(options.port ?? 0),
        SLUICE_LOG_LEVEL: 'warn',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const sluice = new Sluice(child, roles);
    const ready = new Promise<void>((resolve) => child.stdout!.on('data', () => sluice.errors.includes(' is ready') && resolve()));
    await Promise.race([ready, once(child, 'exit').then(() => Promise.reject(new Error(`Sluice (${roles}) ended before it was ready\n${sluice.errors}`)))]);
    sluice.origin = /ready at (\S+)/.exec(sluice.errors)?.[1] ?? '';
    return sluice;
  }

  /** Of one that serves the api. */
  get address(): string {
    return this.origin;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** What it said last: warnings and errors only. */
  get said(): string {
    return this.errors;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}
