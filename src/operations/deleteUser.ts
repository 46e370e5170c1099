import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import type { User } from '../entities/User.js';
import { isId } from '../ids.js';
import { endAccess, openAccess, type TouchedAccess } from './endAccess.js';
import { demandAnotherAdministrator, lockUser } from './lockUser.js';
import { type PausedTask, pauseUserTasks } from './pauseUserTasks.js';
import { query } from './query.js';

export interface DeletedUser {
  /** Archived instead, because something names them; null: gone for good. */
  archived: User | null;
  touched: TouchedAccess;
  pausedTasks: PausedTask[];
}

/** Deletes a user for good, or archives one with a history: their name and address stay taken, they never sign in again, their tasks are paused (F22.1). */
export async function deleteUser(em: EntityManager, id: string, actorId: string): Promise<DeletedUser> {
  const pausedTasks = await pauseUserTasks(em, id, actorId);
  // Mappings before users, in the lock order.
  if (isId(id)) await query(em, sql`SELECT FROM user_service_mappings WHERE user_id = ${id} ORDER BY service_id FOR UPDATE`);
  const locked = await lockUser(em, id, actorId);
  demandAnotherAdministrator(locked, actorId, ['id']);
  const { user } = locked;
  const open = await openAccess(em, user.id);
  const [deleted] = await query(em, sql<{ done: boolean }>`SELECT delete_user(${user.id}) AS done`);
  if (deleted!.done) {
    em.getUnitOfWork().unsetIdentity(user);
    return { archived: null, touched: open, pausedTasks };
  }
  user.archive(now());
  await em.flush();
  return { archived: user, touched: await endAccess(em, user.id, 'USER_ARCHIVED'), pausedTasks };
}
