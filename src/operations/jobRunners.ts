import type pg from 'pg';

export interface JobRunner {
  /** graphile-worker's name for it. */
  pool: string;
  processId: string;
  leaseMs: number;
}

/** A runner of jobs says that it lives; to be said again before its lease runs out. */
export async function renewJobRunner(db: pg.Pool, { pool, processId, leaseMs }: JobRunner): Promise<void> {
  await db.query(
    `INSERT INTO job_runners (pool, process_id, expires_at) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       ON CONFLICT (pool) DO UPDATE SET expires_at = EXCLUDED.expires_at`,
    [pool, processId, leaseMs],
  );
}

export async function endJobRunner(db: pg.Pool, pool: string): Promise<void> {
  await db.query('DELETE FROM job_runners WHERE pool = $1', [pool]);
}

/**
 * Frees the jobs of runners that no longer live; others take them up at once. A job locked for less than a lease is let be: its runner may be too young to stand in the
 * table. Answers how many jobs were freed.
 */
export async function freeLostJobs(db: pg.Pool, leaseMs: number): Promise<number> {
  const { rows } = await db.query<{ pools: string[] | null; jobs: number }>(
    `WITH gone AS (DELETE FROM job_runners WHERE expires_at < clock_timestamp() RETURNING pool)
     SELECT array_agg(DISTINCT j.locked_by) AS pools, count(*)::int AS jobs FROM graphile_worker._private_jobs j
      WHERE j.locked_at < clock_timestamp() - $1 * interval '1 ms' AND NOT EXISTS (SELECT FROM job_runners r WHERE r.pool = j.locked_by AND r.expires_at >= clock_timestamp())`,
    [leaseMs],
  );
  const { pools, jobs } = rows[0]!;
  if (pools === null) return 0;
  await db.query(`SELECT graphile_worker.force_unlock_workers($1)`, [pools]);
  // Nobody else tells the living that there is something to take.
  await db.query(`SELECT pg_notify('jobs:insert', json_build_object('r', random()::text, 'count', $1::int)::text)`, [jobs]);
  return jobs;
}
