import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { query } from './query.js';

/** The template set is the user's own; held until the transaction ends, so that nobody archives it meanwhile. */
export async function checkTemplateSet(em: EntityManager, userId: string, id: string, field: string[]): Promise<string> {
  const found =
    isId(id) && (await query(em, sql`SELECT 1 FROM template_sets WHERE id = ${id} AND user_id = ${userId} AND archived_at IS NULL FOR KEY SHARE`)).length > 0;
  if (!found) throw new Refusal('NOT_FOUND', 'There is no such template set.', field);
  return id.toLowerCase();
}

/** The sender is the user's own and not deleted; deleting waits for this transaction, and then finds the task (F14.2). */
export async function checkSender(em: EntityManager, userId: string, id: string, field: string[]): Promise<string> {
  const found =
    isId(id) && (await query(em, sql`SELECT 1 FROM senders WHERE id = ${id} AND user_id = ${userId} AND deleted_at IS NULL FOR KEY SHARE`)).length > 0;
  if (!found) throw new Refusal('NOT_FOUND', 'There is no such sender.', field);
  return id.toLowerCase();
}

/** null: it starts however late it is. */
export function checkLateAfter(hours: number | null | undefined, field: string[]): number | null {
  if (hours === null || hours === undefined) return null;
  if (!Number.isInteger(hours) || hours < 0 || hours > 8760) throw new Refusal('INVALID', `Hours are a whole number from 0 to 8760, not ${hours}.`, field);
  return hours;
}

export function checkIntervalDays(days: number): number {
  if (!Number.isInteger(days) || days < 0 || days > 365)
    throw new Refusal('INVALID', `The interval is a whole number of days from 0 to 365, not ${days}.`, ['intervalDays']);
  return days;
}
