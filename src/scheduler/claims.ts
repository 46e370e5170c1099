import type pg from 'pg';
import type { Config } from '../config.js';
import { claimWindowMs } from './lane.js';
import { monotonicMs } from './monotonic.js';

/** Mails a lane has taken: a range or a list of a task's sequence, with their slots. Times on the monotonic clock. */
export interface Claim {
  id: number;
  serviceId: string;
  taskId: string;
  account: string;
  /** A redelivery: the first try of these may have been accepted. */
  repeat: boolean;
  range: { lo: number; hi: number } | null;
  seqs: number[] | null;
  attempts: number[] | null;
  size: number;
  firstSlotMs: number;
  paceMs: number;
  deadlineMs: number;
  /** Set when the database says that its mails must not go out: handed back when their turn comes. */
  stopped: boolean;
}

export type LaneStatus = 'CLAIMED' | 'BUSY' | 'EMPTY' | 'CLOSED' | 'EXHAUSTED' | 'COOLING' | 'LOST';

export interface LaneAnswer {
  serviceId: string;
  status: LaneStatus;
  againInMs: number | null;
  quotaLeft: number | null;
  claims: Claim[];
}

export interface Ask {
  serviceId: string;
  epoch: number;
  want: number;
}

interface Row {
  service_id: string;
  status: LaneStatus;
  claim_id: number | null;
  task_id: string;
  lo: number | null;
  hi: number | null;
  seqs: number[] | null;
  attempts: number[] | null;
  slot_in_ms: number;
  pace_ms: number;
  deadline_in_ms: number;
  again_in_ms: number | null;
  quota_left: number | null;
  account: string;
  repeat: boolean;
}

type Timing = Pick<Config, 'claimLeadMs' | 'claimMarginMs' | 'providerTimeoutMs'>;

/** One call of the claim function. At most 50 lanes, named by quota left, descending (F20.2). */
export async function claim(pool: pg.Pool, worker: string, asks: readonly Ask[], timing: Timing): Promise<LaneAnswer[]> {
  const sentMs = monotonicMs();
  const { rows } = await pool.query<Row>({
    name: 'claim',
    text: 'SELECT * FROM claim($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      worker,
      asks.map((ask) => ask.serviceId),
      asks.map((ask) => ask.epoch),
      asks.map((ask) => ask.want),
      timing.claimLeadMs,
      claimWindowMs,
      timing.claimMarginMs,
      timing.providerTimeoutMs,
    ],
  });
  // Slots count from the receipt of the answer (never early), deadlines from the sending of the call (never late).
  const receivedMs = monotonicMs();
  const answers = new Map<string, LaneAnswer>();
  for (const row of rows) {
    let answer = answers.get(row.service_id);
    if (!answer) {
      answer = { serviceId: row.service_id, status: row.status, againInMs: row.again_in_ms, quotaLeft: row.quota_left, claims: [] };
      answers.set(row.service_id, answer);
    }
    if (row.claim_id !== null) answer.claims.push(toClaim(row, sentMs, receivedMs));
  }
  return [...answers.values()];
}

function toClaim(row: Row, sentMs: number, receivedMs: number): Claim {
  return {
    id: row.claim_id!,
    serviceId: row.service_id,
    taskId: row.task_id,
    account: row.account,
    repeat: row.repeat,
    range: row.seqs === null ? { lo: row.lo!, hi: row.hi! } : null,
    seqs: row.seqs,
    attempts: row.attempts,
    size: row.seqs === null ? row.hi! - row.lo! + 1 : row.seqs.length,
    firstSlotMs: receivedMs + row.slot_in_ms,
    paceMs: row.pace_ms,
    deadlineMs: sentMs + row.deadline_in_ms,
    stopped: false,
  };
}

/** A claim of which only the database knew: its mails are all still to be handed back, each with the number of its attempt. */
export interface FoundClaim {
  id: number;
  serviceId: string;
  taskId: string;
  seqs: number[];
  attempts: number[] | null;
}

/** The worker's open claims that are not in `known`: of calls whose answer was lost. */
export async function claimsNotIn(pool: pg.Pool, worker: string, known: readonly number[]): Promise<FoundClaim[]> {
  const { rows } = await pool.query<{ id: number; service_id: string; task_id: string; seqs: number[]; attempts: number[] | null }>(
    `SELECT c.id, c.service_id, c.task_id, coalesce(c.seqs, ARRAY(SELECT generate_series(c.lo, c.hi))) AS seqs, c.attempts
       FROM claims c WHERE c.worker = $1 AND c.id <> ALL ($2) ORDER BY c.id`,
    [worker, known],
  );
  return rows.map((row) => ({ id: row.id, serviceId: row.service_id, taskId: row.task_id, seqs: row.seqs, attempts: row.attempts }));
}
