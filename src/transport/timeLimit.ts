import { GraphQLError } from 'graphql';
import { requestScope } from '../requestScope.js';
import { limits } from '../schema/limits.js';

export const timedOut = (): GraphQLError =>
  new GraphQLError(`The operation took longer than ${limits.timeMs / 1000} s`, { extensions: { code: 'TIMED_OUT', http: { status: 503 } } });

/**
 * Whoever asked is answered in time. The work itself goes on until its statement ends, by PostgreSQL's own limit for mutations: graphql-js 16 cannot
 * break off.
 */
export async function withinTime<T>(work: Promise<T>, late: () => T, timeMs: number = limits.timeMs): Promise<T> {
  const scope = requestScope.getStore();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve) => {
    timer = setTimeout(() => {
      if (scope) scope.timedOut = true;
      resolve(late());
    }, timeMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
