import path from 'node:path';
import type { Stage } from './stage.js';

export interface Redis {
  url: string;
  kill(): Promise<void>;
}

/** A Redis of our own, which ends with the stage, found or fetched as the tests do it. It is no part of the built program, so it is imported from where the sources are. */
export async function startRedis(stage: Stage): Promise<Redis> {
  const file = path.join(import.meta.dirname, '../../test/support/redisServer.mjs');
  const redis = await ((await import(file)) as { startRedis(): Promise<Redis> }).startRedis();
  stage.endsWith(() => redis.kill());
  return redis;
}
