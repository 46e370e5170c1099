import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startReceivers, type ReceiversProcess } from '../receivers/start.js';
import { migrate, openDatabase, type Database } from '../src/database.js';
import { startEmbedded, type Embedded } from '../src/postgres/embedded.js';
import { CpuMeter, cpuSeconds, cpuSecondsOfTree } from './measure.js';
import { apiKey, apiUser } from './raw.js';
import { Sluice, type SluiceOptions } from './sluice.js';

const receiversScript = path.join(import.meta.dirname, '../receivers/main.js');

/** Commit times tell when a flush was really written, not when it began. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', track_commit_timestamp: 'on' };
/** With --profile: every statement, those inside functions too, with its calls and time. */
const counting = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all', track_io_timing: 'on' };

export interface StageOptions {
  profileDir: string | null;
  note: (line: string) => void;
}

/** Where measurements happen: a durable PostgreSQL out of node_modules, receivers as a process of their own, Sluice as others. */
export class Stage {
  /** Those not ended yet: whoever ends the program early ends them first, or a PostgreSQL would stay behind. */
  static readonly standing = new Set<Stage>();

  readonly sluices: Sluice[] = [];
  private ending: Promise<void> | null = null;
  private readonly others: (() => Promise<unknown>)[] = [];

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
    if (options.profileDir) await mkdir(options.profileDir, { recursive: true });
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
    // PostgreSQL refuses root and runs as another user: it must be able to pass through.
    await chmod(folder, 0o711);
    const server = await startEmbedded({ dataDir: path.join(folder, 'postgres'), settings: { ...durable, ...(options.profileDir ? counting : {}) } });
    const database = await openDatabase({ url: server.url, applicationName: 'bench' });
    await migrate(database);
    if (options.profileDir) await database.pool.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    const receivers = await startReceivers(receiversScript, { engagelab: { apiUser, apiKey } });
    const { rows } = await database.pool.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'server_version') ORDER BY name`,
    );
    const durability = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    options.note(`PostgreSQL: ${rows.map((row) => `${row.name}=${row.setting}`).join(' ')}`);
    const stage = new Stage(folder, server, database, receivers, options, durability);
    Stage.standing.add(stage);
    return stage;
  }

  get databaseUrl(): string {
    return this.server.url;
  }

  /** Rows of a query on the bench's own connections. */
  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.database.pool.query(text, values)).rows as Row[];
  }

  async start(roles: string, options: Partial<SluiceOptions> = {}): Promise<Sluice> {
    if (this.options.profileDir) await this.rows('SELECT pg_stat_statements_reset()'); // what set the stage is not wanted
    const sluice = await Sluice.start(roles, { databaseUrl: this.databaseUrl, profileDir: this.options.profileDir, ...options });
    this.sluices.push(sluice);
    return sluice;
  }

  async stopSluices(): Promise<void> {
    await Promise.all(this.sluices.splice(0).map((sluice) => sluice.stop()));
  }

  /** CPU seconds of Sluice's processes, the whole database and the receivers, from now on. */
  cpu(): CpuMeter<'sluice' | 'database' | 'receiver'> {
    const pids = this.sluices.map((sluice) => sluice.pid);
    return new CpuMeter({ sluice: () => cpuSeconds(pids), database: () => cpuSecondsOfTree(this.server.pid), receiver: () => cpuSeconds([this.receivers.pid]) });
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

  /** What the database did most, into the folder of profiles. */
  async writeStatements(folder: string): Promise<void> {
    const rows = await this.rows<{ line: string }>(
      `SELECT format('%9s ms  %7s calls  %8s ms each  %9s rows  %s', round(total_exec_time), calls, round(mean_exec_time::numeric, 3), rows, regexp_replace(left(query, 1500), '[[:space:]]+', ' ', 'g')) AS line
         FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 40`,
    );
    await writeFile(path.join(folder, 'statements.txt'), rows.map((row) => `${row.line}\n`).join(''));
  }

  /** Ends everything and removes the folder; safe to call twice. */
  end(): Promise<void> {
    return (this.ending ??= this.endAll());
  }

  /** Something that ends with the stage. */
  endsWith(end: () => Promise<unknown>): void {
    this.others.push(end);
  }

  private async endAll(): Promise<void> {
    await this.stopSluices();
    for (const end of this.others.splice(0).reverse()) await end();
    if (this.options.profileDir) await this.writeStatements(this.options.profileDir);
    await this.receivers.stop();
    await this.database.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
    Stage.standing.delete(this);
  }
}
