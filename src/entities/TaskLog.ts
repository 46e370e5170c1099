import { defineEntity, p } from '@mikro-orm/core';
import { Task } from './Task.js';

export const taskEvents = ['CREATED', 'EDITED', 'SCHEDULED', 'STARTED', 'SENDING', 'WAITING', 'PAUSED', 'RESUMED', 'FINISHED', 'FAILED', 'CANCELLED'] as const;
export type TaskEvent = (typeof taskEvents)[number];

export const TaskLogSchema = defineEntity({
  name: 'TaskLog',
  tableName: 'task_logs',
  properties: {
    id: p.uuid().primary(),
    taskId: () => p.manyToOne(Task).mapToPk().name('task_id'),
    event: p.enum(taskEvents),
    reason: p.text().nullable(),
    detail: p.json<Record<string, unknown>>(),
    actorId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
});

/** What became of a task, and who decided it (F15.6). */
export class TaskLog extends TaskLogSchema.class {}
TaskLogSchema.setClass(TaskLog);
