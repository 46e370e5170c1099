import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Contact } from '../entities/Contact.js';
import { query } from './query.js';

export interface ContactQuery {
  userId: string;
  tagId: string | null;
  search: string | null;
}

function where({ userId, tagId, search }: ContactQuery): RawBuilder<unknown> {
  const byTag = tagId ? sql` AND EXISTS (SELECT FROM contact_tags t WHERE t.contact_id = c.id AND t.tag_id = ${tagId})` : sql``;
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null;
  const bySearch = pattern ? sql` AND (c.email ILIKE ${pattern} OR c.nickname ILIKE ${pattern})` : sql``;
  return sql`c.user_id = ${userId}${byTag}${bySearch}`;
}

/** A user's contacts, newest first, from beyond `after`. */
export async function findContacts(em: EntityManager, given: ContactQuery, { after, limit }: { after: string | null; limit: number }): Promise<Contact[]> {
  const beyond = after ? sql` AND c.id < ${after}` : sql``;
  const rows = await query(em, sql<{ id: string }>`SELECT c.id FROM contacts c WHERE ${where(given)}${beyond} ORDER BY c.id DESC LIMIT ${limit}`);
  return em.find(Contact, { id: { $in: rows.map((row) => row.id) } }, { orderBy: { id: 'desc' } });
}

export async function countContacts(em: EntityManager, given: ContactQuery): Promise<number> {
  const [row] = await query(em, sql<{ count: number }>`SELECT count(*)::int AS count FROM contacts c WHERE ${where(given)}`);
  return row!.count;
}
