import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createBus } from '../src/bus/bus.js';
import { Events } from '../src/events.js';
import { startReceivers, type ReceiversProcess } from '../receivers/start.js';
import { Points } from './points.js';
import { PostgresTap } from './postgresTap.js';
import { ProviderTap } from './providerTap.js';
import { Proxy } from './proxy.js';
import { Postgres, Redis } from './servers.js';
import { environment, schedulers, workers } from './settings.js';
import { SluiceProcess } from './sluiceProcess.js';

/** Where one kind of service of a round is reached: through a proxy, at one of the two receivers. */
export interface Outlet {
  name: string;
  provider: 'ENGAGELAB' | 'SMTP';
  /** Which pair of receivers. */
  side: 0 | 1;
  proxy: Proxy;
}

/** All processes, and the proxies between them. */
export interface Stage {
  folder: string;
  secret: string;
  points: Points;
  postgres: Postgres;
  redis: Redis;
  /** Tells the workers that there is something to claim, as the API does after a mutation. */
  wakeWorkers(): void;
  receivers: [ReceiversProcess, ReceiversProcess];
  outlets: Outlet[];
  processes: SluiceProcess[];
  /** By slot of the process. */
  databaseProxies: Proxy[];
  redisProxies: Proxy[];
}

export const accounts = ['account-a', 'account-b'] as const;
export const password = 'password-of-the-chaos-run';

/** `closing`: what has to be ended, last first, also when this fails half-way. */
export async function setStage(closing: (() => Promise<unknown>)[]): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-chaos-'));
  // PostgreSQL refuses root and runs as another user: it must be able to pass through.
  await chmod(folder, 0o711);
  const secret = randomBytes(24).toString('base64url');
  const points = new Points();
  const postgres = await Postgres.start(path.join(folder, 'postgres'));
  closing.push(() => postgres.stop());
  const redis = await Redis.start();
  closing.push(() => redis.stop());
  const script = path.join(import.meta.dirname, '../receivers/main.js');
  const receiversOf = async (user: string): Promise<ReceiversProcess> => {
    const started = await startReceivers(script, { smtp: { auth: { user, password } }, engagelab: { apiUser: user, apiKey: password } });
    closing.push(() => started.stop());
    return started;
  };
  const receivers: [ReceiversProcess, ReceiversProcess] = [await receiversOf(accounts[0]), await receiversOf(accounts[1])];

  const outlets: Outlet[] = [];
  const outlet = async (name: string, provider: Outlet['provider'], side: 0 | 1): Promise<void> => {
    const port = provider === 'ENGAGELAB' ? receivers[side].engagelabPort : receivers[side].smtpPort;
    const proxy = await Proxy.open(name, () => port, (link) => new ProviderTap(link, provider, points));
    closing.push(() => proxy.close());
    outlets.push({ name, provider, side, proxy });
  };
  await outlet('engagelab-a', 'ENGAGELAB', 0);
  await outlet('engagelab-a-paced', 'ENGAGELAB', 0);
  await outlet('engagelab-b-paced', 'ENGAGELAB', 1);
  await outlet('smtp-a', 'SMTP', 0);
  await outlet('smtp-b-paced', 'SMTP', 1);

  const bus = createBus(`redis://127.0.0.1:${redis.port}`, { scope: await postgres.identity() });
  closing.push(() => bus.close());
  const events = new Events(bus);
  const wakeWorkers = (): void => events.wakeWorkers();
  const stage: Stage = { folder, secret, points, postgres, redis, wakeWorkers, receivers, outlets, processes: [], databaseProxies: [], redisProxies: [] };
  for (let slot = 0; slot < workers + schedulers; slot++) await addProcess(stage, slot, closing);
  // One after the other at first: the first makes the tables.
  await stage.processes[0]!.start();
  await Promise.all(stage.processes.map((process) => process.start()));
  return stage;
}

async function addProcess(stage: Stage, slot: number, closing: (() => Promise<unknown>)[]): Promise<void> {
  const { folder, secret, points, postgres, redis } = stage;
  const role = slot < workers ? 'worker' : 'scheduler';
  const database = await Proxy.open(`postgres of ${role} ${slot}`, () => postgres.port, (link) => new PostgresTap(link, slot, points));
  const bus = await Proxy.open(`redis of ${role} ${slot}`, () => redis.port);
  closing.push(() => database.close(), () => bus.close());
  const process = new SluiceProcess(slot, role, {
    PATH: globalThis.process.env['PATH'] ?? '',
    DATABASE_URL: postgres.urlAt(database.port),
    REDIS_URL: `redis://127.0.0.1:${bus.port}`,
    SLUICE_SECRET: secret,
    SLUICE_ADMIN_PASSWORD: 'not-to-be-shown',
    SLUICE_PUBLIC_URL: 'https://mail.example.test',
    SLUICE_LOG_LEVEL: 'warn',
    ...environment,
  }, path.join(folder, `${role}-${slot}.log`), async (pid) => {
    const [row] = await postgres.rows<{ id: string }>('SELECT id FROM processes WHERE pid = $1 ORDER BY started_at DESC LIMIT 1', [pid]);
    return row!.id;
  });
  closing.push(() => process.end());
  stage.databaseProxies.push(database);
  stage.redisProxies.push(bus);
  stage.processes.push(process);
}
