import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EmailService } from '../entities/EmailService.js';
import { Refusal } from '../errors.js';
import { type Adjustment, adjusted } from './adjustment.js';
import { checkLine } from './checkLine.js';
import { lockService } from './lockService.js';
import { logServiceEvent } from './logServiceEvent.js';
import { query } from './query.js';
import { mostQuota } from './serviceFields.js';

interface Usage {
  quota: number;
  used: number;
  adjustment: number;
}

/**
 * Changes what is left today, for today only (F18.3). Whoever adds says that there is quota after all, so "quota reached", said by the
 * provider, no longer holds; the provider may say it again. What it merely reports is shown from then on, and corrects nothing more that day.
 */
export async function adjustServiceQuota(em: EntityManager, id: string, given: Adjustment & { note: string }, actorId: string): Promise<EmailService> {
  const service = await lockService(em, id);
  service.demandNotArchived();
  const note = checkLine(given.note, 500, ['note']);
  // A statement of its own: the row that it makes would not be seen by the one that makes it.
  await query(em, sql`SELECT open_period(${id}, sluice_clock())`);
  const [usage] = await query(
    em,
    sql<Usage>`SELECT u.quota_limit AS quota, u.used, u.adjustment FROM lanes l JOIN service_usages u ON u.service_id = l.service_id AND u.starts_at = l.period_start
                WHERE l.service_id = ${id} FOR UPDATE OF u`,
  );
  const { quota, used, adjustment } = usage!;
  const remaining = Math.max(0, quota + adjustment - used);
  const wanted = adjusted(remaining, given);
  if (wanted > mostQuota) throw new Refusal('INVALID', `At most ${mostQuota} can be left.`, ['amount']);
  if (wanted < 0) throw new Refusal('INVALID', `Only ${remaining} are left today.`, ['amount']);
  await query(
    em,
    sql`UPDATE service_usages SET adjustment = ${wanted - quota + used}::int, exhausted = exhausted AND ${wanted <= remaining}::boolean, announced = announced AND ${wanted === 0}::boolean,
               raised_by_hand = raised_by_hand OR ${wanted > remaining}::boolean
         WHERE service_id = ${id} AND starts_at = (SELECT period_start FROM lanes WHERE service_id = ${id})`,
  );
  await query(em, sql`UPDATE lanes SET version = version + 1 WHERE service_id = ${id}`);
  logServiceEvent(em, id, 'ADJUSTED', { actorId, reason: `${remaining} → ${wanted}`, detail: note });
  return service;
}
