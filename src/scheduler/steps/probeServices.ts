import type { Channel, ProbeResult } from '../../providers/provider.js';
import type { Runtime } from '../../runtime.js';
import { type LoadedService, loadServices } from '../serviceSettings.js';
import type { StepContext } from './step.js';

/** Probes under way at once. One that hangs until its timeout holds up nobody but itself. */
const most = 20;
/** Without trouble a service is probed so often; after a freeze that a probe may end, when the database says. */
const periodS = 300;
/** Longer than a probe may take: then its leader has died, and another probes. */
const leaseS = 120;

interface Due {
  service_id: string;
  edited_at: string;
  frozen_at: string | null;
  ask_quota: boolean;
  period: string;
  used: number;
}

interface Recorded {
  known: boolean;
  changed?: string[];
  thawed?: string[];
}

/** Probes services that are due, or that an administrator asked about; a success thaws where the service is set so (F18.6, F19.1). */
export class Probing {
  private readonly open = new Set<Promise<void>>();

  constructor(private readonly runtime: Pick<Runtime, 'config' | 'keys'>) {}

  /** Begins the probes that are due and does not wait for them. Answers how many it began. */
  async begin(context: StepContext): Promise<number> {
    const { rows } = await context.pool.query<Due>({ name: 'take-probes', text: 'SELECT * FROM take_probes($1, $2)', values: [most - this.open.size, leaseS] });
    if (rows.length === 0) return 0;
    const services = await loadServices(
      context.pool,
      rows.map((row) => row.service_id),
      this.runtime,
    );
    for (const due of rows) {
      const service = services.get(due.service_id);
      if (!service) continue; // deleted a moment ago
      const probing = probe(due, service, context)
        .catch((error: unknown) => context.log.warn({ err: error, service: due.service_id }, 'probe not recorded, it will be repeated'))
        .finally(() => this.open.delete(probing));
      this.open.add(probing);
    }
    return rows.length;
  }

  /** Resolves when those that were begun have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.open);
  }
}

async function probe(due: Due, service: LoadedService, context: StepContext): Promise<void> {
  try {
    const isOk = await probeHealth(due, service, context);
    const channel = service.setting?.channel;
    if (isOk && channel && due.ask_quota) await askQuota(due, channel, context);
  } finally {
    await service.setting?.channel.close();
  }
}

async function probeHealth(due: Due, service: LoadedService, { pool, announcer, log, wakeWorkers }: StepContext): Promise<boolean> {
  const { ok, latencyMs, code, text } = await resultOf(service);
  const { rows } = await pool.query<{ recorded: Recorded }>({
    name: 'record-probe',
    text: 'SELECT record_probe($1, $2, $3, $4, $5, $6, $7, $8) AS recorded',
    values: [due.service_id, due.edited_at, due.frozen_at, ok, Math.round(latencyMs), code, text, periodS],
  });
  const { changed = [], thawed = [] } = rows[0]!.recorded;
  for (const id of changed) announcer.service(id);
  if (!ok) log.warn({ service: due.service_id, code, text }, 'probe failed');
  if (thawed.length > 0) {
    log.info({ services: thawed }, 'thawed by a probe');
    wakeWorkers();
  }
  return ok;
}

/** The provider's own count beside ours (F19.4). One that cannot be asked now is asked with the next probe; what it said last stays, with its time. */
async function askQuota(due: Due, channel: Channel, { pool, announcer, log }: StepContext): Promise<void> {
  if (!channel.quota) return;
  const reported = await channel.quota().catch((error: unknown) => log.warn({ err: error, service: due.service_id }, 'the provider was not asked for its quota'));
  if (reported === undefined) return;
  const { rows } = await pool.query<{ recorded: { known: boolean; corrected?: boolean } }>({
    name: 'record-quota',
    text: 'SELECT record_quota($1, $2, $3, $4, $5, $6, $7) AS recorded',
    values: [due.service_id, due.edited_at, due.period, due.used, reported?.limit ?? null, reported?.used ?? null, reported?.remaining ?? null],
  });
  const { known, corrected } = rows[0]!.recorded;
  if (known) announcer.service(due.service_id);
  if (corrected) log.info({ service: due.service_id, ...reported }, 'less is left at the provider than was counted');
}

/** A service that cannot be used as it is set has failed its probe. The channel is one of our own: the worker's has its connections full of mails. */
async function resultOf({ setting, problem }: LoadedService): Promise<ProbeResult> {
  if (!setting) return { ok: false, latencyMs: 0, code: 'SETTINGS', text: problem ?? '' };
  return setting.channel.probe();
}
