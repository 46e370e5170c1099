import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { Contact } from '../entities/Contact.js';
import { checkEmailAddress } from '../entities/emailAddress.js';
import { checkTagName } from '../entities/Tag.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import { checkLine } from './checkLine.js';
import { query } from './query.js';

export interface NewContact {
  email: string;
  nickname?: string | null;
  attributes: { name: string; value: string }[];
  tagNames: string[];
}

/** Makes a contact, and those of its tags that do not exist (E5). An address the user has already is TAKEN, by the unique index. */
export async function createContact(em: EntityManager, userId: string, given: NewContact): Promise<Contact> {
  const at = now();
  const checked = checkEmailAddress(given.email);
  if ('fault' in checked) throw new Refusal('INVALID', 'This is not an e-mail address that can be mailed.', ['email']);
  const contact = em.create(Contact, {
    id: newId(),
    userId,
    email: checked.address,
    nickname: given.nickname ? checkLine(given.nickname, 200, ['nickname']) : null,
    attributes: checkAttributes(given.attributes),
    createdAt: at,
    updatedAt: at,
  });
  await em.flush();
  await tagContact(em, contact, checkTagNames(given.tagNames));
  return contact;
}

export const checkTagNames = (names: readonly string[]): string[] => {
  if (names.length > 50) throw new Refusal('INVALID', 'At most 50 tags.', ['tagNames']);
  return [...new Set(names.map((name, i) => checkTagName(name, ['tagNames', String(i)])))];
};

function checkAttributes(given: NewContact['attributes']): Record<string, string> {
  if (given.length > 100) throw new Refusal('INVALID', 'At most 100 attributes.', ['attributes']);
  const names = given.map(({ name }, i) => checkLine(name, 100, ['attributes', String(i), 'name']));
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) throw new Refusal('INVALID', `The attribute "${names[twice]}" is given twice.`, ['attributes', String(twice), 'name']);
  return Object.fromEntries(given.map(({ value }, i) => [names[i]!, checkValue(value, ['attributes', String(i), 'value'])]));
}

function checkValue(value: string, field: string[]): string {
  if (value.length > 2000 || value.includes('\0') || !value.isWellFormed()) throw new Refusal('INVALID', 'A value has at most 2000 characters.', field);
  return value;
}

async function tagContact(em: EntityManager, contact: Contact, names: string[]): Promise<void> {
  if (names.length === 0) return;
  const ids = names.map(() => newId());
  await query(
    em,
    sql`INSERT INTO tags (id, user_id, name) SELECT i, ${contact.userId}::uuid, n FROM unnest(${ids}::uuid[], ${names}::text[]) AS t(i, n) ORDER BY lower(n)
        ON CONFLICT (user_id, lower(name)) DO NOTHING`,
  );
  await query(
    em,
    sql`INSERT INTO contact_tags (tag_id, contact_id) SELECT DISTINCT t.id, ${contact.id}::uuid FROM unnest(${names}::text[]) AS n(name)
          JOIN tags t ON t.user_id = ${contact.userId} AND lower(t.name) = lower(n.name) ON CONFLICT DO NOTHING`,
  );
}
