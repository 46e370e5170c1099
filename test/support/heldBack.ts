import type { TestDatabase } from './database.js';

const pollMs = 10;

/**
 * Holds a lock of the database, starts the acts one after another, each as soon as the one before waits for a lock, and lets go: PostgreSQL serves those who wait for one
 * row in the order in which they came, so the interleaving is certain.
 */
export async function heldBack<T extends readonly (() => Promise<unknown>)[]>(
  database: TestDatabase,
  lock: string,
  values: unknown[],
  acts: T,
): Promise<{ [I in keyof T]: Awaited<ReturnType<T[I]>> }> {
  const holder = await database.owner.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(lock, values);
    const running: Promise<unknown>[] = [];
    for (const act of acts) {
      const promise = act();
      promise.catch(() => undefined);
      running.push(promise);
      await waiters(database, running.length, promise);
    }
    await holder.query('COMMIT');
    return (await Promise.all(running)) as never;
  } finally {
    await holder.query('ROLLBACK');
    holder.release();
  }
}

async function waiters(database: TestDatabase, count: number, act: Promise<unknown>): Promise<void> {
  let isOver = false;
  act.finally(() => (isOver = true)).catch(() => undefined);
  for (;;) {
    const { rows } = await database.owner.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows[0]!.waiting >= count) return;
    if (isOver) throw new Error('An act was over before it had to wait: the lock does not hold it back.');
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
