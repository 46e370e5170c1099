import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { type TaskEvent, TaskLog } from '../entities/TaskLog.js';
import { newId } from '../ids.js';

export interface TaskLogEntry {
  actorId: string | null;
  reason?: string | null;
  detail?: Record<string, unknown>;
}

/** Every decision about a task is a row of its log (F15.6). Written with the transaction. */
export function logTask(em: EntityManager, taskId: string, event: TaskEvent, { actorId, reason = null, detail = {} }: TaskLogEntry): void {
  em.persist(em.create(TaskLog, { id: newId(), taskId, event, reason, detail, actorId, createdAt: now() }));
}
