import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { query } from './query.js';
import { lockSeed } from './startImport.js';

/**
 * Whoever asks for an import that runs finds out whether it does: the process that read it may have died. Its lock is then free, and the
 * import has failed; what was imported until then is there.
 */
export async function failLostImport(em: EntityManager, id: string): Promise<boolean> {
  const rows = await query<{ id: string }>(
    em,
    sql`WITH lost AS (SELECT id FROM contact_imports WHERE id = ${id} AND state = 'RUNNING'
                        AND pg_try_advisory_xact_lock(hashtextextended(id::text, ${lockSeed})))
        UPDATE contact_imports i SET state = 'FAILED', failure = 'The server was stopped while it read the file. The rows read until then are imported.', ended_at = ${now()}
          FROM lost WHERE i.id = lost.id AND i.state = 'RUNNING' RETURNING i.id`,
  );
  return rows.length > 0;
}
