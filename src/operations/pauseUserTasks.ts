import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isId } from '../ids.js';
import { query } from './query.js';

export interface PausedTask {
  taskId: string;
  campaignId: string;
}

/** Pauses the tasks of a user who may not act any more (F22.1). To be called before any user is locked: tasks come first in the lock order. */
export async function pauseUserTasks(em: EntityManager, userId: string, actorId: string): Promise<PausedTask[]> {
  if (!isId(userId)) return [];
  return query(em, sql<PausedTask>`SELECT task_id AS "taskId", campaign_id AS "campaignId" FROM pause_user_tasks(${userId}, ${actorId})`);
}
