import { collectDefaultMetrics, Gauge, prometheusContentType, Registry } from 'prom-client';
import { apiMetrics } from './apiMetrics.js';
import { dispatchMetrics } from './dispatchMetrics.js';
import { processMetrics } from './processMetrics.js';

type Reader = () => void | Promise<void>;

/** A reading must end before Prometheus gives up (10 s), also when the database does not answer. */
const patienceMs = 3_000;

/** The figures of one process (M5), each with its meaning in `help`. A registry of its own, so that two runtimes in one process do not mix. */
export class Metrics {
  readonly contentType = prometheusContentType;
  private readonly registry = new Registry();
  readonly dispatch = dispatchMetrics([this.registry]);
  readonly api = apiMetrics([this.registry]);
  readonly process = processMetrics([this.registry]);
  private readonly readers = new Set<Reader>();

  /** Node's own figures, and what this program is. Once a process: prom-client observes garbage collection and the event loop for good. */
  watchProcess(labels: { version: string; roles: string }): void {
    collectDefaultMetrics({ register: this.registry });
    const info = new Gauge({ name: 'sluice_build_info', help: 'What runs: always 1', labelNames: ['version', 'node', 'roles'], registers: [this.registry] });
    info.set({ ...labels, node: process.versions.node }, 1);
  }

  /** `set` is called before each reading, to set gauges to what is. Gives what ends it. */
  onRead(set: Reader): () => void {
    this.readers.add(set);
    return () => void this.readers.delete(set);
  }

  /** In the text format of Prometheus. A reader that fails or is late leaves its gauges as it set them; the rest is given. */
  async read(): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
    await Promise.race([Promise.allSettled([...this.readers].map(async (set) => set())), late]);
    clearTimeout(timer);
    return this.registry.metrics();
  }
}
