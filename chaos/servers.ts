import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded, type Embedded } from '../src/postgres/embedded.js';
import type { RedisServer, startRedis as StartRedis } from '../test/support/redisServer.mjs';

/** PostgreSQL as a server of its own, with fsync and synchronous_commit on, restarted in three ways on one port. */
export class Postgres {
  /** Straight, not through a proxy: the director's own connections. */
  readonly pool: pg.Pool;
  private restarting: Promise<void> = Promise.resolve();
  private isOver = false;

  private constructor(
    private readonly dataDir: string,
    private server: Embedded,
  ) {
    this.pool = new pg.Pool({ connectionString: server.url, max: 4, application_name: 'chaos' });
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  static async start(dataDir: string): Promise<Postgres> {
    return new Postgres(dataDir, await startEmbedded({ dataDir }));
  }

  get port(): number {
    return this.server.port;
  }

  /** As a process reaches it through that port. */
  urlAt(port: number): string {
    return this.server.url.replace(/:\d+\//, `:${port}/`);
  }

  /** As the processes name this database. */
  async identity(): Promise<string> {
    const [row] = await this.rows<{ identity: string }>('SELECT left(md5(system_identifier || current_database()), 12) AS identity FROM pg_control_system()');
    return row!.identity;
  }

  /** fast: sessions are ended; immediate: it recovers from its log; kill: the same, without a word to its children. */
  restart(mode: 'fast' | 'immediate' | 'kill'): Promise<void> {
    return (this.restarting = this.restarting.then(() => (this.isOver ? undefined : this.stopAndStart(mode))));
  }

  private async stopAndStart(mode: 'fast' | 'immediate' | 'kill'): Promise<void> {
    const { pid, port } = this.server;
    process.kill(pid, { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' }[mode] as NodeJS.Signals);
    while (isAlive(pid)) await sleep(5);
    this.server = await startEmbedded({ dataDir: this.dataDir, port });
  }

  /** Repeats what fails while the server is away: for reading, and for what may be done twice. */
  async rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    for (let tries = 0; ; tries++) {
      try {
        return (await this.pool.query(text, values)).rows as Row[];
      } catch (error) {
        const { code = '', message } = error as { code?: string; message: string };
        const away = /^(57P|08|40P01|55P03)|^E[A-Z]+$/.test(code) || /terminated|Connection/i.test(message);
        if (!away || tries > 500) throw error;
        await sleep(20);
      }
    }
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.restarting.catch(() => {});
    await this.pool.end().catch(() => {});
    await this.server.stop();
  }
}

/** A child that has ended stays a zombie until Node has reaped it; the embedded server is our child. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The Redis that tests use, as they find it. */
export class Redis {
  private restarting: Promise<void> = Promise.resolve();
  private isOver = false;

  private constructor(
    private readonly startRedis: typeof StartRedis,
    private server: RedisServer,
  ) {}

  static async start(): Promise<Redis> {
    // Not built into dist: it is plain JavaScript where it lies.
    const { startRedis } = (await import(path.join(import.meta.dirname, '../../test/support/redisServer.mjs'))) as { startRedis: typeof StartRedis };
    return new Redis(startRedis, await startRedis());
  }

  get port(): number {
    return this.server.port;
  }

  restart(awayMs: number): Promise<void> {
    return (this.restarting = this.restarting.then(() => (this.isOver ? undefined : this.stopAndStart(awayMs))));
  }

  private async stopAndStart(awayMs: number): Promise<void> {
    await this.server.kill();
    await sleep(awayMs);
    this.server = await this.startRedis({ port: this.server.port });
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.restarting.catch(() => {});
    await this.server.kill();
  }
}
