import { defineEntity, p } from '@mikro-orm/core';
import { Refusal } from '../errors.js';
import { User } from './User.js';

export const SenderSchema = defineEntity({
  name: 'Sender',
  tableName: 'senders',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    name: p.text(),
    displayName: p.text().nullable(),
    createdAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  },
});

/** The local part of a From address. The row of a deleted one stays: it keeps the name for its former owner (F14.2). */
export class Sender extends SenderSchema.class {
  /** Its former owner takes a deleted name again, perhaps in another case. */
  restore(name: string, displayName: string | null): void {
    this.name = name;
    this.displayName = displayName;
    this.deletedAt = null;
  }

  delete(at: Date): void {
    this.deletedAt = at;
  }
}
SenderSchema.setClass(Sender);

const longestName = 64;
const dotAtom = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** F14.1, or a refusal that says what is wrong. */
export function checkSenderName(name: string): string {
  if (name.length > longestName) throw new Refusal('INVALID', `A sender name has at most ${longestName} characters.`, ['name']);
  if (!dotAtom.test(name)) {
    throw new Refusal('INVALID', 'A sender name consists of A-Z a-z 0-9 . _ - and has no leading, trailing or double dot.', ['name']);
  }
  return name;
}
