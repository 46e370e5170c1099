import type pg from 'pg';

/** The database side of who drives which lane; see sql/lanes.sql. */
export class LaneOwnership {
  constructor(
    private readonly pool: pg.Pool,
    private readonly worker: string,
    private readonly leaseMs: number,
  ) {}

  /** Renews the lease; answers the claims that must stop. */
  async renew(lastFlush: number): Promise<number[]> {
    const { rows } = await this.pool.query<{ stop: number[] }>({
      name: 'renew-worker',
      text: 'SELECT renew_worker($1, $2, $3) AS stop',
      values: [this.worker, this.leaseMs, lastFlush],
    });
    return rows[0]!.stop;
  }

  /** How many lanes this worker may hold: ceil(lanes / living workers). */
  async share(): Promise<number> {
    const { rows } = await this.pool.query<{ lanes: number; workers: number }>({
      name: 'lane-share',
      text: 'SELECT (SELECT count(*) FROM lanes)::int AS lanes, (SELECT count(*) FROM workers WHERE expires_at > sluice_clock())::int AS workers',
    });
    const { lanes, workers } = rows[0]!;
    return Math.ceil(lanes / Math.max(1, workers));
  }

  async take(most: number): Promise<{ serviceId: string; epoch: number }[]> {
    const { rows } = await this.pool.query<{ service_id: string; epoch: number }>({
      name: 'take-lanes',
      text: 'SELECT * FROM take_lanes($1, $2)',
      values: [this.worker, most],
    });
    return rows.map((row) => ({ serviceId: row.service_id, epoch: row.epoch }));
  }

  /** The lanes that the database holds for ours. */
  async owned(): Promise<{ serviceId: string; epoch: number }[]> {
    const { rows } = await this.pool.query<{ service_id: string; epoch: number }>({
      name: 'owned-lanes',
      text: 'SELECT service_id, epoch FROM lanes WHERE owner = $1 ORDER BY service_id',
      values: [this.worker],
    });
    return rows.map((row) => ({ serviceId: row.service_id, epoch: row.epoch }));
  }

  /** Lets lanes go whose mails are all sent or handed back, and flushed. */
  async release(lanes: readonly { serviceId: string; epoch: number }[]): Promise<void> {
    if (lanes.length === 0) return;
    await this.pool.query({
      name: 'release-lanes',
      text: 'SELECT release_lanes($1, $2, $3)',
      values: [this.worker, lanes.map((lane) => lane.serviceId), lanes.map((lane) => lane.epoch)],
    });
  }

  /** Ends the lease: what is left of our lanes may be taken at once. */
  async end(): Promise<void> {
    await this.pool.query('UPDATE workers SET expires_at = sluice_clock() WHERE id = $1', [this.worker]);
  }

  /** Which services were edited, and when; so is one whose lane is to be read anew (a group's slowdown, a thaw by probe). */
  async editedAt(services: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ id: string; updated_at: Date }>({
      name: 'services-edited',
      text: 'SELECT s.id, greatest(s.updated_at, l.relearn_at) AS updated_at FROM email_services s JOIN lanes l ON l.service_id = s.id WHERE s.id = ANY ($1)',
      values: [services],
    });
    return new Map(rows.map((row) => [row.id, row.updated_at.getTime()]));
  }
}
