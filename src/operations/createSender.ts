import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { checkSenderName, Sender } from '../entities/Sender.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import { checkLine } from './checkLine.js';
import { query } from './query.js';

export interface NewSender {
  name: string;
  displayName?: string | null;
}

/** Takes a sender name for a user, or gives a deleted one back to its former owner (F14.1, F14.2). */
export async function createSender(em: EntityManager, userId: string, given: NewSender): Promise<Sender> {
  const name = checkSenderName(given.name);
  const displayName = given.displayName ? checkLine(given.displayName, 100, ['displayName']) : null;
  // Two who ask at once both find nothing; the unique index refuses the second.
  const [holder] = await query(em, sql<{ id: string }>`SELECT id FROM senders WHERE lower(name) = lower(${name}) FOR UPDATE`);
  if (holder) {
    const sender = await em.findOneOrFail(Sender, holder.id);
    if (sender.userId !== userId || !sender.deletedAt) throw new Refusal('TAKEN', 'This sender name is taken.', ['name']);
    sender.restore(name, displayName);
    return sender;
  }
  const sender = em.create(Sender, { id: newId(), userId, name, displayName, createdAt: now() });
  await em.flush();
  return sender;
}
