import { pino } from 'pino';
import { v7 } from 'uuid';
import { createBus, type Bus } from '../../src/bus/bus.js';
import { loadConfig } from '../../src/config.js';
import { Events, type Topic } from '../../src/events.js';
import { deriveKeys } from '../../src/keys.js';
import { Metrics } from '../../src/metrics/Metrics.js';
import { Readiness } from '../../src/readiness.js';
import type { Role, Runtime } from '../../src/runtime.js';
import { createScheduler } from '../../src/scheduler/scheduler.js';
import { createWorker } from '../../src/scheduler/worker.js';
import type { TestDatabase } from './database.js';

const factories = { scheduler: createScheduler, worker: createWorker };

export interface DispatchSettings {
  roles?: (keyof typeof factories)[];
  bus?: Bus;
  env?: Record<string, string>;
}

/** The real scheduler and worker on a test database, in this process, with a bus of their own. */
export class Dispatch {
  private stopped = false;

  private constructor(
    readonly runtime: Runtime,
    private readonly roles: Role[],
  ) {}

  static async start(database: TestDatabase, { roles = ['scheduler', 'worker'], bus = createBus(null), env = {} }: DispatchSettings = {}): Promise<Dispatch> {
    const runtime: Runtime = {
      config: loadConfig({ SLUICE_LEASE_MS: '2000', SLUICE_PROVIDER_TIMEOUT_MS: '3000', SLUICE_FLUSH_MS: '20', SLUICE_TICK_MS: '100', SLUICE_PUBLIC_URL: 'https://mail.example.test', ...env }, []),
      database,
      bus,
      events: new Events(bus),
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      metrics: new Metrics(),
      readiness: new Readiness('READY'),
      keys: deriveKeys('a secret for tests that is long enough'),
      version: 'test',
      process: { id: v7() },
    };
    const started = roles.map((name) => factories[name](runtime));
    for (const role of started) await role.start();
    return new Dispatch(runtime, started);
  }

  get events(): Events {
    return this.runtime.events;
  }

  /** Waits for an event after which the condition holds. */
  until = async (topic: Topic, id: string, holds: () => Promise<boolean>): Promise<void> => {
    let ring: () => void = () => {};
    const end = await this.events.on(topic, id, () => ring());
    try {
      for (;;) {
        const rung = new Promise<void>((resolve) => (ring = resolve));
        if (await holds()) return;
        await rung;
      }
    } finally {
      await end();
    }
  };

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    for (const role of this.roles.toReversed()) await role.stop();
    await this.runtime.bus.close();
  }
}
