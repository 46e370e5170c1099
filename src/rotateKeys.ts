// npm run rotate-keys: encrypts the credentials of services and the secrets of webhooks with the key of SLUICE_SECRET. Those before it are named by SLUICE_SECRET_PREVIOUS. It may run while
// others send, be broken off, and be run again; 1 when something could not be read, 2 when a variable is wrong.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Config, ConfigError, readConfig } from './config.js';
import { applicationRole, openDatabase } from './database.js';
import { deriveKeys, readSecret } from './keys.js';
import { type Reencrypted, reencryptCredentials } from './operations/reencryptCredentials.js';
import { startEmbedded } from './postgres/embedded.js';

try {
  const config = readConfig();
  process.exitCode = say(await rotate(config)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}

async function rotate(config: Config): Promise<Reencrypted & { keyId: string }> {
  if (config.databaseUrl === null || config.secret === null) await mkdir(config.dataDir, { recursive: true, mode: 0o711 });
  const keys = deriveKeys(await readSecret(config), config.previousSecrets);
  // Shared with a process that runs on it, if there is one.
  const server = config.databaseUrl === null ? await startEmbedded({ dataDir: path.join(config.dataDir, 'postgres') }) : null;
  try {
    const database = await openDatabase({ url: config.databaseUrl ?? server!.url, role: applicationRole, poolSize: 2, applicationName: 'sluice rotate-keys' });
    try {
      return { ...(await reencryptCredentials(database, keys)), keyId: keys.credentials.id };
    } finally {
      await database.close();
    }
  } finally {
    await server?.stop();
  }
}

function say({ changed, present, lost, keyId }: Reencrypted & { keyId: string }): boolean {
  process.stdout.write(`Key ${keyId}: ${changed} encrypted anew, ${present} were before, ${lost.length} could not be read.\n`);
  for (const { id, name, keyId: other } of lost) process.stderr.write(`${name} (${id}) is encrypted with key ${other}: name its secret in SLUICE_SECRET_PREVIOUS, or enter its credentials anew.\n`);
  return lost.length === 0;
}
