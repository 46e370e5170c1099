import { defineEntity, p } from '@mikro-orm/core';
import { Refusal } from '../errors.js';
import { User } from './User.js';

export const TagSchema = defineEntity({
  name: 'Tag',
  tableName: 'tags',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    name: p.text(),
  },
});

/** A free label on contacts. */
export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag);

export const longestTagName = 100;

/** The name as it is kept, or a refusal. ; and | separate tags in a CSV file. */
export function checkTagName(name: string, field: readonly string[]): string {
  const trimmed = name.trim();
  if (!trimmed) throw new Refusal('INVALID', 'A tag needs a name.', field);
  if (trimmed.length > longestTagName) throw new Refusal('INVALID', `A tag name has at most ${longestTagName} characters.`, field);
  if (/[;|\p{Cc}]/u.test(trimmed)) throw new Refusal('INVALID', 'A tag name has neither ; nor | nor control characters.', field);
  return trimmed;
}
