import type pg from 'pg';

export interface Watching {
  /** Before a statement is sent. */
  before?: (statement: string) => Promise<void>;
  /** After it was answered; to throw here loses the answer of a statement that has committed. */
  after?: (statement: string, rows: readonly object[]) => Promise<void>;
}

/** The pool, with eyes on its prepared statements, by their names: to act between two of them, or to lose an answer. */
export function watchedPool(pool: pg.Pool, { before, after }: Watching): pg.Pool {
  return new Proxy(pool, {
    get(target, key) {
      if (key === 'query') {
        return async (config: { name?: string }, ...rest: unknown[]) => {
          const statement = config.name ?? '';
          await before?.(statement);
          const answer = await (target.query as (...args: unknown[]) => Promise<{ rows: object[] }>)(config, ...rest);
          await after?.(statement, answer.rows);
          return answer;
        };
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
