import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { SluiceClient } from '../../client/SluiceClient.js';
import type { Bus } from '../../src/bus/bus.js';
import { MemoryBus } from '../../src/bus/memoryBus.js';
import { loadConfig } from '../../src/config.js';
import type { User } from '../../src/entities/User.js';
import { Events } from '../../src/events.js';
import { newId } from '../../src/ids.js';
import { deriveKeys } from '../../src/keys.js';
import { createUser } from '../../src/operations/createUser.js';
import { createLog } from '../../src/log.js';
import { Metrics } from '../../src/metrics/Metrics.js';
import { Readiness } from '../../src/readiness.js';
import type { Role, Runtime } from '../../src/runtime.js';
import { createApi } from '../../src/server.js';
import type { Patience } from '../../src/transport/patience.js';
import type { TestDatabase } from './database.js';

export const testPassword = 'correct horse battery';
const secret = 'a secret for tests, of more than 32 characters';

export interface LogLine extends Record<string, unknown> {
  level: number;
  msg?: string;
}

export interface TestApi {
  readonly runtime: Runtime;
  /** http://127.0.0.1:…, without a path. */
  readonly address: string;
  /** What was logged since the test began. */
  readonly logged: LogLine[];
  /** Makes a user and signs in. The client is closed after the test. */
  signedIn(role?: 'ADMIN' | 'OPERATOR', name?: string): Promise<{ client: SluiceClient; user: User }>;
  /** A client that has not signed in; closed after the test. */
  client(): SluiceClient;
}

/**
 * An api role on the test database, with the bus in memory and a free port. Called once at the top of a file, after testDatabase(); several times with a
 * bus between them for several processes.
 */
export function testApi(database: TestDatabase, env: Record<string, string> = {}, { openBus = () => new MemoryBus({}), patience = {} }: { openBus?: () => Bus; patience?: Partial<Patience> } = {}): TestApi {
  const logged: LogLine[] = [];
  const clients: SluiceClient[] = [];
  let runtime: Runtime | null = null;
  let api: Role | null = null;

  beforeAll(async () => {
    const config = loadConfig({ SLUICE_PORT: '0', SLUICE_SECRET: secret, SLUICE_RATE_PER_MINUTE: '0', SLUICE_ANONYMOUS_RATE_PER_MINUTE: '0', ...env }, ['api']);
    const bus = openBus();
    const log = createLog({ logLevel: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line) as LogLine) });
    runtime = { config, database, bus, events: new Events(bus), log, keys: deriveKeys(secret), metrics: new Metrics(), readiness: new Readiness('READY'), version: '0.0.0-test', process: { id: newId() } };
    api = createApi(runtime, patience);
    await api.start();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    logged.length = 0;
  });
  afterAll(async () => {
    await api?.stop();
    await runtime?.bus.close();
  });

  const opened = (): SluiceClient => {
    const client = new SluiceClient(api!.address!);
    clients.push(client);
    return client;
  };
  return {
    get runtime() {
      return runtime!;
    },
    get address() {
      return api!.address!;
    },
    logged,
    client: opened,
    async signedIn(role = 'OPERATOR', name = `u${newId().slice(-12)}`) {
      const user = await createUser(database.em(), { name, email: `${name}@example.com`, role, password: testPassword });
      return { client: await opened().signIn(name, testPassword), user };
    },
  };
}
