export { startRedis, type RedisServer } from './redisServer.mjs';

/** The Redis of this run, shared by all test files: use names of your own. */
export function redisUrl(): string {
  const url = process.env.SLUICE_TEST_REDIS;
  if (!url) throw new Error('No Redis was started: run the tests by "npm test".');
  return url;
}
