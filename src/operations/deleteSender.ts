import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { type Sender } from '../entities/Sender.js';
import { Refusal } from '../errors.js';
import { query } from './query.js';

const shownTasks = 3;

/** Deletes a sender that no task needs any more; the refusal names the tasks (F14.2). */
export async function deleteSender(em: EntityManager, sender: Sender): Promise<Sender> {
  // FOR UPDATE waits for everybody who is adding a task with this sender: their foreign key holds the row FOR KEY SHARE.
  await em.refresh(sender, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (sender.deletedAt) throw new Refusal('NOT_FOUND', 'There is no such object.', ['id']);
  const tasks = await tasksUsing(em, sender.id);
  if (tasks.length > 0) throw new Refusal('IN_USE', `Tasks that have not ended use this sender: ${inWords(tasks)}.`, ['id']);
  sender.delete(now());
  return sender;
}

const tasksUsing = (em: EntityManager, senderId: string): Promise<{ campaign: string; task: string }[]> =>
  query(
    em,
    sql`SELECT c.name AS campaign, t.name AS task FROM tasks t JOIN campaigns c ON c.id = t.campaign_id
         WHERE t.sender_id = ${senderId} AND t.state NOT IN ('FINISHED', 'FAILED', 'CANCELLED') ORDER BY t.id LIMIT ${shownTasks + 1}`,
  );

function inWords(tasks: { campaign: string; task: string }[]): string {
  const names = tasks.slice(0, shownTasks).map(({ campaign, task }) => `"${campaign}" / "${task}"`);
  return names.join(', ') + (tasks.length > shownTasks ? ' and more' : '');
}
