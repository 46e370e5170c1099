import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startReceivers, type ReceiversProcess } from '../receivers/start.js';
import { migrate, openDatabase, type Database } from '../src/database.js';
import { startEmbedded, type Embedded } from '../src/postgres/embedded.js';
import { CpuMeter } from './measure.js';
import { apiKey, apiUser } from './raw.js';
import { Sluice, type SluiceOptions } from './sluice.js';

const receiversScript = path.join(import.meta.dirname, '../receivers/main.js');

export interface StageOptions {
  profileDir: string | null;
  note: (line: string) => void;
}

/** Where measurements happen: a durable PostgreSQL out of node_modules, receivers as a process of their own, Sluice as others. */
export class Stage {
  readonly sluices: Sluice[] = [];

  private constructor(
    private readonly folder: string,
    private readonly server: Embedded,
    readonly database: Database,
    readonly receivers: ReceiversProcess,
    readonly options: StageOptions,
    /** As the server tells them. */
    readonly durability: Record<string, string>,
  ) {}

  static async set(options: StageOptions): Promise<Stage> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
    // PostgreSQL refuses root and runs as another user: it must be able to pass through.
    await chmod(folder, 0o711);
    // Commit times tell when a flush was really written, not when it began.
    const server = await startEmbedded({ dataDir: path.join(folder, 'postgres'), settings: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', track_commit_timestamp: 'on' } });
    const database = await openDatabase({ url: server.url, applicationName: 'bench' });
    await migrate(database);
    const receivers = await startReceivers(receiversScript, { engagelab: { apiUser, apiKey } });
    const { rows } = await database.pool.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'server_version') ORDER BY name`,
    );
    const durability = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    options.note(`PostgreSQL: ${rows.map((row) => `${row.name}=${row.setting}`).join(' ')}`);
    return new Stage(folder, server, database, receivers, options, durability);
  }

  get databaseUrl(): string {
    return this.server.url;
  }

  /** Rows of a query on the bench's own connections. */
  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.database.pool.query(text, values)).rows as Row[];
  }

  async start(roles: string, options: Partial<SluiceOptions> = {}): Promise<Sluice> {
    const sluice = await Sluice.start(roles, { databaseUrl: this.databaseUrl, profileDir: this.options.profileDir, ...options });
    this.sluices.push(sluice);
    return sluice;
  }

  async stopSluices(): Promise<void> {
    await Promise.all(this.sluices.splice(0).map((sluice) => sluice.stop()));
  }

  /** CPU seconds of Sluice's processes, the whole database and the receivers, from now on. */
  cpu(): CpuMeter<'sluice' | 'database' | 'receiver'> {
    return new CpuMeter({ sluice: this.sluices.map((sluice) => sluice.pid), database: [this.server.pid], receiver: [this.receivers.pid] });
  }

  /** Asks until the answer is true; fails loudly, with what Sluice said, when it takes too long or a process has ended. */
  async until(what: string, test: () => Promise<boolean>, mostSeconds: number, everyMs = 50): Promise<void> {
    const began = performance.now();
    while (!(await test())) {
      const gone = this.sluices.find((sluice) => !sluice.running);
      if (gone) throw new Error(`Sluice (${gone.roles}) ended while "${what}" was waited for\n${gone.said}`);
      if (performance.now() - began > mostSeconds * 1_000) {
        throw new Error(`"${what}" did not come within ${mostSeconds} s\n${this.sluices.map((sluice) => sluice.said).join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }

  /** Ends everything and removes the folder. */
  async end(): Promise<void> {
    await this.stopSluices();
    await this.receivers.stop();
    await this.database.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
