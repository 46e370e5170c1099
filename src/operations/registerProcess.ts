import type pg from 'pg';
import { isDead, thisHost } from './deadProcesses.js';

export interface ProcessFacts {
  id: string;
  roles: readonly string[];
  bus: 'MEMORY' | 'REDIS';
  version: string;
  leaseMs: number;
}

export interface Registration {
  end(): Promise<void>;
}

interface OtherProcess {
  id: string;
  host: string;
  pid: number;
  bus: 'MEMORY' | 'REDIS';
  expires_at: Date;
}

/** Any number: whoever registers holds it, so that of two that start at once the second sees the first. */
const lockKey = 5_127_160_502;

/**
 * Puts this process on the list of the living and keeps it there. Refuses when another lives that we could not hear, or that could not
 * hear us. One that was killed on this machine is taken off at once, so a restart need not wait for its lease.
 */
export async function registerProcess(pool: pg.Pool, facts: ProcessFacts, lost: (error: Error) => void, warn: (line: string) => void): Promise<Registration> {
  await enter(pool, facts);
  let ended = false;
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, facts.leaseMs / 3);

  async function beat(): Promise<void> {
    if (ended) return;
    try {
      const { rowCount } = await pool.query(`UPDATE processes SET expires_at = clock_timestamp() + $2 * interval '1 ms' WHERE id = $1`, [facts.id, facts.leaseMs]);
      // Somebody held us for dead: after a pause of the whole machine, say. We may go on only if we are still alone.
      if (rowCount === 0) await enter(pool, facts).catch((error: unknown) => (error instanceof SecondProcess ? lost(error) : Promise.reject(error)));
    } catch (error) {
      warn(`The heartbeat was not written: ${(error as Error).message}`);
    }
  }

  return {
    end: async () => {
      ended = true;
      clearInterval(timer);
      await beating;
      await pool.query('DELETE FROM processes WHERE id = $1', [facts.id]);
    },
  };
}

/** A process without Redis is not the only one. */
export class SecondProcess extends Error {}

async function enter(pool: pg.Pool, facts: ProcessFacts): Promise<void> {
  for (let seen = await tryToEnter(pool, facts); seen !== null; ) {
    if (seen.host === thisHost) throw refusal(facts, seen);
    // On another machine, or in a container that was killed and started again: if it lives it says so once more within a third of its lease.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const again = await tryToEnter(pool, facts);
    if (again !== null && again.id === seen.id && again.expires_at > seen.expires_at) throw refusal(facts, again);
    seen = again;
  }
}

function refusal(facts: ProcessFacts, other: OtherProcess): SecondProcess {
  const whose = other.bus === 'MEMORY' ? 'it' : 'this one';
  const both = other.bus === 'MEMORY' && facts.bus === 'MEMORY' ? 'neither was' : `${whose} was not`;
  return new SecondProcess(
    `Another Sluice process (number ${other.pid} on ${other.host.split('#')[0]}) uses this database, and ${both} started with REDIS_URL. ` +
      'Without Redis there can be one process only: stop the other one, or set REDIS_URL for all of them.',
  );
}

/** Null: entered. Else the process that is in the way. */
async function tryToEnter(pool: pg.Pool, facts: ProcessFacts): Promise<OtherProcess | null> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    await removeDead(client, facts.id);
    const other = await findOther(client, facts);
    if (other === null) {
      await client.query(
        `INSERT INTO processes (id, host, pid, roles, bus, version, started_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), clock_timestamp() + $7 * interval '1 ms')`,
        [facts.id, thisHost, process.pid, facts.roles, facts.bus, facts.version, facts.leaseMs],
      );
    }
    await client.query('COMMIT');
    broken = false;
    return other;
  } finally {
    // A transaction that was left open ends with its connection.
    client.release(broken);
  }
}

/**
 * The lanes of a dead worker become free with its lease: at once. Its row stays, for the number of its last flush. Its open claims need not wait for
 * the provider's timeout either: a process that is gone has nothing in flight that it could still report.
 */
async function removeDead(client: pg.PoolClient, ownId: string): Promise<void> {
  const { rows } = await client.query<OtherProcess>('SELECT id, host, pid FROM processes WHERE host = $1 AND id <> $2', [thisHost, ownId]);
  const dead: string[] = [];
  for (const row of rows) if (await isDead(row.pid)) dead.push(row.id);
  await client.query('UPDATE workers SET expires_at = least(expires_at, clock_timestamp()) WHERE id = ANY ($1)', [dead]);
  await client.query('UPDATE claims SET expires_at = least(expires_at, clock_timestamp()) WHERE worker = ANY ($1)', [dead]);
  await client.query(`DELETE FROM processes WHERE id = ANY ($1) OR expires_at < clock_timestamp() - interval '1 day'`, [dead]);
}

async function findOther(client: pg.PoolClient, facts: ProcessFacts): Promise<OtherProcess | null> {
  const { rows } = await client.query<OtherProcess>(
    `SELECT id, host, pid, bus, expires_at FROM processes
      WHERE id <> $1 AND expires_at > clock_timestamp() AND ($2 = 'MEMORY' OR bus = 'MEMORY') ORDER BY expires_at DESC LIMIT 1`,
    [facts.id, facts.bus],
  );
  return rows[0] ?? null;
}
