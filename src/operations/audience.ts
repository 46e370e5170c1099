import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { AudienceRule } from '../entities/AudienceRule.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { query } from './query.js';

const most = { contacts: 1000, tags: 100 } as const;

/** Checks a rule as it comes in: every id is the user's own, and it names somebody. `field` is the rule's path in the input. */
export async function checkAudience(em: EntityManager, userId: string, rule: AudienceRule, field: string[]): Promise<AudienceRule> {
  const checked: AudienceRule = {
    includeAll: rule.includeAll,
    includeTagIds: await own('tags', 'includeTagIds'),
    includeContactIds: await own('contacts', 'includeContactIds'),
    excludeTagIds: await own('tags', 'excludeTagIds'),
    excludeContactIds: await own('contacts', 'excludeContactIds'),
  };
  if (!checked.includeAll && checked.includeTagIds.length + checked.includeContactIds.length === 0) {
    throw new Refusal('INVALID', 'The audience names nobody: include all contacts, a tag, or a contact.', field);
  }
  return checked;

  async function own(table: 'tags' | 'contacts', name: Exclude<keyof AudienceRule, 'includeAll'>): Promise<string[]> {
    const ids = [...new Set(rule[name].map((id) => id.toLowerCase()))];
    if (ids.length > most[table]) throw new Refusal('INVALID', `A rule names at most ${most[table]} ${table}.`, [...field, name]);
    if (ids.length === 0) return [];
    const rows = await query(em, sql<{ id: string }>`SELECT id FROM ${sql.table(table)} WHERE user_id = ${userId} AND id = ANY (${ids.filter(isId)}::uuid[])`);
    if (rows.length < ids.length) throw new Refusal('NOT_FOUND', `There is no such ${table === 'tags' ? 'tag' : 'contact'}.`, [...field, name]);
    return ids;
  }
}

/** How many a rule reaches now. */
export async function countAudience(em: EntityManager, userId: string, rule: AudienceRule): Promise<number> {
  const [row] = await query(em, sql<{ count: number }>`SELECT count(*)::int AS count FROM audience(${userId}, ${JSON.stringify(rule)}::jsonb)`);
  return row!.count;
}

export interface AudiencePreview {
  count: number;
  contactIds: string[];
}

/** The count, and the first few by id (F15.3). What is not there, or not the user's, reaches nobody. */
export async function previewAudience(em: EntityManager, userId: string, given: AudienceRule, sample: number): Promise<AudiencePreview> {
  const rule: AudienceRule = {
    includeAll: given.includeAll,
    includeTagIds: given.includeTagIds.filter(isId),
    includeContactIds: given.includeContactIds.filter(isId),
    excludeTagIds: given.excludeTagIds.filter(isId),
    excludeContactIds: given.excludeContactIds.filter(isId),
  };
  const count = await countAudience(em, userId, rule);
  const rows = await query(
    em,
    sql<{ id: string }>`SELECT contact_id AS id FROM audience(${userId}, ${JSON.stringify(rule)}::jsonb) ORDER BY contact_id LIMIT ${sample}`,
  );
  return { count, contactIds: rows.map((row) => row.id) };
}
