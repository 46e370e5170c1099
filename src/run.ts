import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ConfigError, readConfig, shownConfig, type Config, type RoleName } from './config.js';
import type { Status } from './http/status.js';
import { serveStatus, type StatusServer } from './http/statusServer.js';
import { createLog } from './log.js';
import { Metrics } from './metrics/Metrics.js';
import { openRuntime, type OpenRuntime } from './openRuntime.js';
import { checkFirstAdministrator } from './operations/createFirstAdministrator.js';
import { freePort } from './postgres/freePort.js';
import { Readiness } from './readiness.js';
import type { Role, Runtime } from './runtime.js';
import { version } from './version.js';

/** Two signals within this time are one: npm passes on the Ctrl-C that the terminal has sent to both of us. */
const sameSignalMs = 1_000;

/** Loaded when wanted: a worker has no use for the schema of the API. */
const factories: Record<RoleName, (runtime: Runtime) => Promise<Role>> = {
  api: async (runtime) => (await import('./server.js')).createApi(runtime),
  scheduler: async (runtime) => (await import('./scheduler/scheduler.js')).createScheduler(runtime),
  worker: async (runtime) => (await import('./jobs/withJobs.js')).withJobs((await import('./scheduler/worker.js')).createWorker(runtime), runtime),
};

/** Starts the roles of this process, and stops them in reverse when it is told to. */
export async function run(): Promise<void> {
  const config = await withPort(await configOrExit());
  const log = createLog(config);
  const status = { readiness: new Readiness(), metrics: new Metrics(), version };
  status.metrics.watchProcess({ version, roles: config.roles.join(',') });
  const stopping = new AbortController();
  // Before anything is stopped: a load balancer that asks now is told so.
  stopping.signal.addEventListener('abort', () => (status.readiness.phase = 'DRAINING'));
  listen(log, stopping);
  log.info({ version, node: process.versions.node, pid: process.pid, config: shownConfig(config) }, 'starting');

  let statusServer: StatusServer | null = null;
  let open: OpenRuntime | null = null;
  const started: Role[] = [];
  let failure: Error | null = null;
  try {
    statusServer = await serveStatusIfSet(config, status, log);
    open = await openRuntime(config, log, status, (error) => stopping.abort(error));
    await checkHealth(open.runtime);
    for (const name of config.roles) {
      if (stopping.signal.aborted) break;
      const role = await factories[name](open.runtime);
      started.push(role);
      await role.start();
    }
    if (!stopping.signal.aborted) {
      status.readiness.phase = 'READY';
      process.stdout.write(readyLine(config, started));
      await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
    }
    if (stopping.signal.reason instanceof Error && stopping.signal.reason.name !== 'AbortError') throw stopping.signal.reason;
  } catch (error) {
    failure = error as Error;
    log.fatal({ err: error }, 'stopping after an error');
  }
  status.readiness.phase = 'DRAINING';
  const orderly = await stop(started, open, config, log);
  await statusServer?.close();
  // Last, and in plain words: for the person at the terminal.
  if (failure !== null) process.stderr.write(`${failure.message}\n`);
  process.exit(orderly && failure === null ? 0 : 1);
}

async function configOrExit(): Promise<Config> {
  try {
    const config = readConfig();
    await checkFirstAdministrator(config.admin);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** "Any free port" is chosen before the roles start: links in mails name it, and the worker that writes them is not the api that listens. */
async function withPort(config: Config): Promise<Config> {
  return config.port === 0 && config.roles.includes('api') ? Object.freeze({ ...config, port: await freePort() }) : config;
}

async function serveStatusIfSet({ metrics: { host, port } }: Config, status: Status, log: Logger): Promise<StatusServer | null> {
  if (port === null) return null;
  const server = await serveStatus(status, { host, port }, (error) => log.warn({ err: error }, 'a question for health or figures was not answered'));
  log.info({ host, port: server.port }, 'health and figures are served');
  return server;
}

function listen(log: Logger, stopping: AbortController): void {
  let firstAt = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstAt === 0) {
      firstAt = performance.now();
      log.info({ signal }, 'stopping; a second signal exits at once');
      stopping.abort();
    } else if (performance.now() - firstAt > sameSignalMs) process.exit(130);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
  // What nobody expected: the database holds the truth, so stopping is safe, and going on might not be.
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => stopping.abort(error instanceof Error ? error : new Error(String(error))));
  // Whoever read our output has gone; that is no reason to stop sending.
  process.stdout.on('error', () => {});
}

async function checkHealth({ database, bus, log }: Runtime): Promise<void> {
  const { rows } = await database.pool.query<{ server: string }>(`SELECT current_setting('server_version') AS server`);
  log.info({ postgresql: rows[0]!.server, bus: bus.kind }, 'healthy');
}

function readyLine(config: Config, roles: readonly Role[]): string {
  const address = roles.find((role) => role.address)?.address ?? (config.roles.includes('api') ? `http://${config.host}:${config.port}` : null);
  return `Sluice ${version} is ready${address === null ? '' : ` at ${address}`} (${config.roles.join(', ')})\n`;
}

/** True: everything ended in time. Longer than a mail in flight may take nothing is waited for. */
async function stop(roles: readonly Role[], open: OpenRuntime | null, config: Config, log: Logger): Promise<boolean> {
  // An api serves on for that long, while the other roles stop: what is sent to it before the load balancer has seen that it drains is answered.
  const drained = sleep(roles.some((role) => role.name === 'api') ? config.drainMs : 0);
  const stopAll = async (): Promise<boolean> => {
    let well = true;
    for (const role of [...roles].reverse()) {
      if (role.name === 'api') await drained;
      await role.stop().catch((error: unknown) => {
        well = false;
        log.error({ err: error, role: role.name }, 'role did not stop');
      });
    }
    return well;
  };
  const bound = sleep(config.providerTimeoutMs + config.drainMs + 15_000, false, { ref: false });
  const well = await Promise.race([stopAll(), bound]);
  await Promise.race([open?.close(), sleep(45_000, null, { ref: false })]);
  log.info({ orderly: well }, 'stopped');
  return well;
}
