import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';

const main = path.join(import.meta.dirname, '../src/main.js');

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The Sluice server of the demonstration: the built program, as a child with an environment of its own. */
export class DemoServer {
  private child: ChildProcess | null = null;
  private errors = '';

  private constructor(
    private readonly dataDir: string,
    private readonly port: number,
    private readonly password: string,
  ) {}

  static async make(dataDir: string, password: string): Promise<DemoServer> {
    return new DemoServer(dataDir, await freePort(), password);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child!.pid!;
  }

  /** What the server said last on standard error. */
  get lastErrors(): string {
    return this.errors;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', main, 'all'], {
      // A process group of its own: Ctrl-C reaches only us, and we end the children in order.
      detached: true,
      env: {
        PATH: process.env['PATH'],
        SLUICE_PORT: String(this.port),
        SLUICE_DATA_DIR: this.dataDir,
        SLUICE_ADMIN_PASSWORD: this.password,
        SLUICE_LOG_LEVEL: 'error',
        // The proof at the end reads every mail, page after page, faster than a person may.
        SLUICE_RATE_PER_MINUTE: '0',
        // Shorter than the defaults, so that what a kill leaves open is settled while one watches.
        SLUICE_LEASE_MS: '5000',
        SLUICE_PROVIDER_TIMEOUT_MS: '10000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stderr!.on('data', (data: Buffer) => (this.errors = (this.errors + data.toString()).slice(-4_000)));
    const ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`the server ended (${code ?? signal}) before it was ready\n${this.errors}`);
    });
    ended.catch(() => {});
    let output = '';
    const ready = new Promise<void>((resolve) => {
      child.stdout!.on('data', (data: Buffer) => {
        output += data.toString();
        if (output.includes(' is ready')) resolve();
      });
    });
    await Promise.race([ready, ended]);
  }

  /** kill -9: no chance to say good-bye. The embedded PostgreSQL lives on and is adopted by the next start. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
