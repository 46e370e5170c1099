import type { Role, Runtime } from '../runtime.js';
import { Jobs } from './jobs.js';
import { tasks } from './tasks.js';

/** A worker drives lanes and, beside it, runs background jobs. */
export function withJobs(worker: Role, runtime: Runtime): Role {
  const jobs = new Jobs(runtime, tasks);
  return {
    name: worker.name,
    async start() {
      await worker.start();
      await jobs.start();
    },
    async stop() {
      await Promise.all([jobs.stop(), worker.stop()]);
    },
  };
}
