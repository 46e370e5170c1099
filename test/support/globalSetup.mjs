// One PostgreSQL and one Redis for the whole run. Jest loads this file by itself, without its transform: it uses the built program.
import { mkdtemp, rm } from 'node:fs/promises';
import pg from 'pg';
import { migrate } from '../../dist/src/migrations/migrate.js';
import { startEmbedded } from '../../dist/src/postgres/embedded.js';
import { clearLeftovers, prefix, sign } from './leftovers.mjs';
import { startRedis } from './redisServer.mjs';

export default async function setUp() {
  await clearLeftovers();
  const folder = await mkdtemp(prefix);
  const redis = await startRedis();
  await sign(folder, redis.pid);
  // Nothing here must survive a power cut.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '128MB' };
  const postgres = await startEmbedded({ dataDir: folder, settings });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query('CREATE DATABASE template_migrated');
  await admin.end();
  const pool = new pg.Pool({ connectionString: postgres.url.replace(/[^/]+$/, 'template_migrated'), max: 2 });
  // The queue of jobs asks for both.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await migrate({ pool });
  } finally {
    await pool.end();
  }
  process.env.SLUICE_TEST_POSTGRES = postgres.url;
  process.env.SLUICE_TEST_REDIS = redis.url;
  globalThis.stopServers = async () => {
    await Promise.all([postgres.stop(), redis.kill()]);
    await rm(folder, { recursive: true, force: true });
  };
}
