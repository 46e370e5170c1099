import type pg from 'pg';
import type { Config } from '../config.js';
import type { Keys } from '../keys.js';
import { decryptCredentials } from '../operations/encryptCredentials.js';
import { unsubscribeUrl } from '../operations/unsubscribeToken.js';
import { createChannel } from '../providers/create.js';
import type { Provider } from '../providers/settings.js';
import type { LaneSetting } from './lane.js';

interface Row {
  id: string;
  provider: Provider;
  domain: string;
  settings: unknown;
  credentials: Buffer | null;
  credentials_key_id: string | null;
  account: string;
  updated_at: Date;
  pace_ms: number;
  slowed_ms: number;
  freeze_threshold: number;
  freeze_window_s: number | null;
  failed_at: Date[];
}

const settingsSql = `
  SELECT s.id, s.provider, s.domain, s.settings, s.credentials, s.credentials_key_id, s.account, greatest(s.updated_at, l.relearn_at) AS updated_at,
         l.pace_ms, l.slowed_ms, l.freeze_threshold, l.freeze_window_s, l.failed_at
    FROM email_services s JOIN lanes l ON l.service_id = s.id WHERE s.id = ANY ($1)`;

export interface LoadedService {
  /** Changes whenever an administrator edits the service, or its lane is to be read anew. */
  editedAtMs: number;
  /** null when the service cannot be used as it is set; `problem` says why. */
  setting: LaneSetting | null;
  problem: string | null;
}

/** Reads services with their lanes, decrypts the credentials and opens the way to each. */
export async function loadServices(
  pool: pg.Pool,
  ids: readonly string[],
  { config, keys }: { config: Pick<Config, 'providerTimeoutMs' | 'publicUrl' | 'host' | 'port'>; keys: Keys },
): Promise<Map<string, LoadedService>> {
  const { rows } = await pool.query<Row>({ name: 'load-services', text: settingsSql, values: [ids] });
  return new Map(rows.map((row) => [row.id, { editedAtMs: row.updated_at.getTime(), ...settingOf(row) }]));

  function settingOf(row: Row): Pick<LoadedService, 'setting' | 'problem'> {
    try {
      const credentials = decryptCredentials({ id: row.id, credentials: row.credentials, credentialsKeyId: row.credentials_key_id }, keys);
      // At most MAIL, RCPT, DATA and the dot after the deadline: together well below the time after which the reaper gives a claim up.
      const commandMs = Math.floor(config.providerTimeoutMs / 6);
      const channel = createChannel({ id: row.id, provider: row.provider, settings: row.settings, credentials, timeouts: { connectMs: commandMs, commandMs } }, { pool });
      const setting: LaneSetting = {
        serviceId: row.id,
        provider: row.provider,
        account: row.account,
        domain: row.domain,
        channel,
        unsubscribeUrl: (subtaskId) => unsubscribeUrl(publicUrlOf(config), keys, subtaskId),
        policy: { threshold: row.freeze_threshold, windowMs: row.freeze_window_s === null ? null : row.freeze_window_s * 1_000 },
        failedAt: row.failed_at.map((at) => at.getTime()),
        operatorPaceMs: row.pace_ms,
        slowedMs: row.slowed_ms,
      };
      return { setting, problem: null };
    } catch (error) {
      return { setting: null, problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Where links in mails lead. */
export const publicUrlOf = ({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string => publicUrl ?? `http://${host}:${port}`;
