import { pino } from 'pino';
import { MemoryBus } from '../../src/bus/memoryBus.js';
import { loadConfig } from '../../src/config.js';
import { Events } from '../../src/events.js';
import { newId } from '../../src/ids.js';
import { Jobs } from '../../src/jobs/jobs.js';
import type { Tasks } from '../../src/jobs/task.js';
import { deriveKeys } from '../../src/keys.js';
import { Metrics } from '../../src/metrics/Metrics.js';
import { Readiness } from '../../src/readiness.js';
import type { Runtime } from '../../src/runtime.js';
import type { TestDatabase } from './database.js';

export const jobSecret = 'a secret for tests, of more than 32 characters';

export interface StartedJobs {
  runtime: Runtime;
  /** Every line that was logged, as text. */
  logged: string[];
  stop(): Promise<void>;
}

/** A runner of jobs in this process. To be stopped before the database closes. */
export async function startJobs(database: TestDatabase, tasks: Tasks, env: Record<string, string> = {}): Promise<StartedJobs> {
  const logged: string[] = [];
  const bus = new MemoryBus({});
  const config = loadConfig({ SLUICE_LEASE_MS: '1000', SLUICE_PRIVATE_WEBHOOKS: 'on', SLUICE_WEBHOOK_TIMEOUT_MS: '1000', ...env }, ['worker']);
  const log = pino({ level: 'trace', base: undefined }, { write: (line: string) => void logged.push(line) });
  const runtime: Runtime = { config, database, bus, events: new Events(bus), log, keys: deriveKeys(jobSecret), metrics: new Metrics(), readiness: new Readiness('READY'), version: 'test', process: { id: newId() } };
  const jobs = new Jobs(runtime, tasks);
  await jobs.start();
  return {
    runtime,
    logged,
    async stop() {
      await jobs.stop();
      await bus.close();
    },
  };
}
