import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { createBus } from './bus/bus.js';
import type { Config } from './config.js';
import { applicationRole, demandAppendOnly, migrateDatabase, openDatabase } from './database.js';
import { Events } from './events.js';
import type { Status } from './http/status.js';
import { newId } from './ids.js';
import { deriveKeys, readSecret } from './keys.js';
import { createFirstAdministrator } from './operations/createFirstAdministrator.js';
import { registerProcess } from './operations/registerProcess.js';
import { servicesWithLostKeys } from './operations/reencryptCredentials.js';
import { startEmbedded } from './postgres/embedded.js';
import type { Runtime } from './runtime.js';
import { watchRuntime } from './watchRuntime.js';

export interface OpenRuntime {
  runtime: Runtime;
  close(): Promise<void>;
}

/** Database, tables, bus, our place among the living, the first administrator: what the roles stand on. `lost`: we must stop. */
export async function openRuntime(config: Config, log: Logger, { readiness, metrics, version }: Status, lost: (error: Error) => void): Promise<OpenRuntime> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step().catch((error: unknown) => log.warn({ err: error }, 'not closed'));
  };
  try {
    // Others may pass through it, as the PostgreSQL server does; what is secret in it is closed by itself.
    if (config.databaseUrl === null || config.secret === null) await mkdir(config.dataDir, { recursive: true, mode: 0o711 });
    const keys = deriveKeys(await readSecret(config), config.previousSecrets);
    const url = config.databaseUrl ?? (await startServer());
    const id = newId();
    await migrateDatabase(config.ownerDatabaseUrl ?? url);
    const database = await openDatabase({
      url,
      role: applicationRole,
      poolSize: 6 + 6 * config.roles.length,
      applicationName: `sluice ${config.roles.join(',')} ${id.slice(-6)}`,
      warn: (line) => log.warn(line),
    });
    closing.push(() => database.close());
    await demandAppendOnly(database.pool);
    const bus = createBus(config.redisUrl, { scope: database.identity, warn: (line) => log.warn(line) });
    closing.push(() => bus.close());
    const facts = { id, roles: config.roles, bus: bus.kind, version, leaseMs: config.leaseMs };
    const registration = await registerProcess(database.pool, facts, lost, (line) => log.warn(line));
    closing.push(() => registration.end());
    const unreadable = await servicesWithLostKeys(database.pool, keys);
    if (unreadable.length > 0) log.warn({ services: unreadable }, 'services cannot send: their credentials are encrypted with a key that neither SLUICE_SECRET nor SLUICE_SECRET_PREVIOUS makes');
    await createFirstAdministrator(database.em(), config.admin, (name, password) =>
      process.stdout.write(`The administrator "${name}" was created. Password, shown only now: ${password}\n`),
    );
    const runtime: Runtime = { config, database, bus, events: new Events(bus), log, keys, metrics, readiness, version, process: { id } };
    watchRuntime(runtime);
    return { runtime, close };
  } catch (error) {
    await close();
    throw error;
  }

  async function startServer(): Promise<string> {
    const dataDir = path.join(config.dataDir, 'postgres');
    const server = await startEmbedded({ dataDir, log: (line) => log.info(line) });
    closing.push(() => server.stop());
    log.info({ port: server.port, pid: server.pid, adopted: server.adopted }, 'embedded PostgreSQL');
    return server.url;
  }
}
