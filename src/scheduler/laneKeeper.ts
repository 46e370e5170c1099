import type { Logger } from 'pino';
import type { Runtime } from '../runtime.js';
import type { Fleet, OwnedLane } from './fleet.js';
import type { Flusher } from './flusher.js';
import type { LaneSink } from './lane.js';
import type { LaneOwnership } from './laneOwnership.js';
import { monotonicMs, type Wakeable } from './monotonic.js';
import { loadServices } from './serviceSettings.js';

export interface LaneKeeperOptions {
  runtime: Runtime;
  log: Logger;
  ownership: LaneOwnership;
  fleet: Fleet;
  flusher: Flusher;
  sink: LaneSink;
  /** Rung when there may be lanes to take or services to take up anew. */
  beat: Wakeable;
  onStop: (claims: readonly number[]) => void;
  onAdopted: () => void;
}

/** Keeps a worker's lease and its share of the lanes: takes free ones, lets surplus ones go, takes up services that were edited. */
export class LaneKeeper {
  private readonly log: Logger;
  private readonly ownership: LaneOwnership;
  private readonly fleet: Fleet;
  private readonly flusher: Flusher;
  /** An answer was lost: lanes may be ours that we do not drive. */
  private unsureOfLanes = false;
  private readonly broken = new Map<string, string>();

  constructor(private readonly options: LaneKeeperOptions) {
    ({ log: this.log, ownership: this.ownership, fleet: this.fleet, flusher: this.flusher } = options);
  }

  async run(stopping: () => boolean): Promise<void> {
    const everyMs = Math.min(1_000, this.options.runtime.config.leaseMs / 5);
    while (!stopping()) {
      try {
        this.options.onStop(await this.ownership.renew(this.flusher.lastAnswered));
        const share = await this.ownership.share();
        const free = await this.ownership.take(Math.max(0, share - this.fleet.size));
        await this.adopt(free);
        if (this.unsureOfLanes) await this.adoptForgotten();
        this.letGo(this.fleet.all.filter((owned) => !owned.leaving).slice(share));
        await this.replaceEdited();
      } catch (error) {
        this.unsureOfLanes = true;
        this.log.warn({ err: error }, 'lease not renewed, trying again');
      }
      await this.options.beat.sleepUntil(monotonicMs() + everyMs);
    }
  }

  private async adopt(lanes: readonly { serviceId: string; epoch: number }[]): Promise<void> {
    if (lanes.length === 0) return;
    const loaded = await this.load(lanes.map((lane) => lane.serviceId));
    for (const { serviceId, epoch } of lanes) {
      const service = loaded.get(serviceId);
      if (service?.setting) this.fleet.add(serviceId, epoch, service.editedAtMs, service.setting, this.options.sink);
    }
    // What cannot be driven as it is set goes back, to be tried again after an edit.
    await this.ownership.release(lanes.filter((lane) => !loaded.get(lane.serviceId)?.setting));
    this.options.onAdopted();
  }

  /** What the database says is ours and we do not drive, at that epoch: driven from now on. One that is just being released is found lost. */
  private async adoptForgotten(): Promise<void> {
    this.unsureOfLanes = false;
    await this.adopt((await this.ownership.owned()).filter(({ serviceId, epoch }) => this.fleet.of(serviceId)?.epoch !== epoch));
  }

  private async load(ids: readonly string[]): ReturnType<typeof loadServices> {
    const loaded = await loadServices(this.options.runtime.database.pool, ids, this.options.runtime);
    for (const [id, { problem }] of loaded) {
      if (problem && this.broken.get(id) !== problem) this.log.error({ service: id, problem }, 'service cannot be used as it is set');
      if (problem) this.broken.set(id, problem);
      else this.broken.delete(id);
    }
    return loaded;
  }

  /** Surplus lanes: hand back, let mails in flight end, write it down, release. */
  private letGo(lanes: readonly OwnedLane[]): void {
    for (const owned of lanes) {
      owned.leaving = true;
      void this.retire(owned)
        .then(() => this.ownership.release([owned]))
        .catch((error: unknown) => {
          this.unsureOfLanes = true;
          this.log.warn({ err: error, service: owned.serviceId }, 'lane not released');
        });
    }
  }

  /** Lets a lane end that claims nothing more: hand back, let mails in flight end, write it down. */
  async retire(owned: OwnedLane): Promise<void> {
    owned.leaving = true;
    await owned.lane.close();
    await this.flusher.written();
    this.fleet.remove(owned);
  }

  /** A service that was edited gets a new lane with the new setting, on the same epoch. */
  private async replaceEdited(): Promise<void> {
    const edited = await this.ownership.editedAt(this.fleet.all.map((owned) => owned.serviceId));
    for (const owned of this.fleet.all) {
      if (owned.leaving || edited.get(owned.serviceId) === owned.editedAtMs) continue;
      // Not awaited: mails in flight may take as long as a provider's timeout, and the lease must be renewed meanwhile.
      this.replace(owned).catch((error: unknown) => {
        this.unsureOfLanes = true;
        this.log.warn({ err: error, service: owned.serviceId }, 'edited service not taken up yet');
      });
    }
  }

  private async replace(owned: OwnedLane): Promise<void> {
    owned.leaving = true;
    const loaded = await this.load([owned.serviceId]).catch((error: unknown) => {
      // It goes on as it was, until the next beat tries again.
      owned.leaving = false;
      throw error;
    });
    const service = loaded.get(owned.serviceId);
    await this.retire(owned);
    const { lastRequestMs } = owned.lane;
    if (service?.setting) this.fleet.add(owned.serviceId, owned.epoch, service.editedAtMs, { ...service.setting, lastRequestMs }, this.options.sink);
    else await this.ownership.release([owned]);
  }
}
