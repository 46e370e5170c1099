import path from 'node:path';

export interface Redis {
  url: string;
  pid: number;
  kill(): Promise<void>;
}

/** A Redis of our own, found or fetched as the tests do it. It is no part of the built program, so it is imported from where the sources are. */
export async function startRedis(): Promise<Redis> {
  const file = path.join(import.meta.dirname, '../../test/support/redisServer.mjs');
  return ((await import(file)) as { startRedis(): Promise<Redis> }).startRedis();
}
