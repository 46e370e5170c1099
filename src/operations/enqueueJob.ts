import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { query } from './query.js';

/** Every background job, by what it is given: ids only, the rest is read when it runs. */
export interface JobPayloads {
  /** Hands one message to a webhook. */
  deliverAlertWebhook: { deliveryId: string };
  /** Tells by mail what alerts there were since the last one. */
  mailAlerts: Record<never, never>;
}
export type JobName = keyof JobPayloads;

export interface JobOptions {
  /** Left out: at once. */
  runAt?: Date;
  /** Jobs of one queue run one after another. Names are few: each leaves a row. */
  queue?: string;
  /** Of jobs under one key at most one waits: a later one takes its place. */
  key?: string;
  /** A later one under the same key leaves the time of the first as it is. */
  keepsTime?: boolean;
}

/** As often as a job is tried that throws: about an hour, each wait e times the last. */
const mostTries = 9;

/**
 * A job is there when the caller's transaction commits, and never if it does not. It runs at least once: a process may die, or be held for dead, after it has done its work
 * and before it could say so, so every job must bear to be repeated.
 */
export async function enqueueJob<Name extends JobName>(em: EntityManager, name: Name, payload: JobPayloads[Name], { runAt, queue, key, keepsTime = false }: JobOptions = {}): Promise<void> {
  await query(
    em,
    sql`SELECT FROM graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, queue_name := ${queue ?? null}, run_at := ${runAt ?? null}::timestamptz,
                                            max_attempts := ${mostTries}, job_key := ${key ?? null}, job_key_mode := ${keepsTime ? 'preserve_run_at' : 'replace'})`,
  );
}
