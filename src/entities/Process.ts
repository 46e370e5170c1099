import { defineEntity, p } from '@mikro-orm/core';

export const ProcessSchema = defineEntity({
  name: 'Process',
  tableName: 'processes',
  properties: {
    id: p.uuid().primary(),
    host: p.text(),
    pid: p.integer(),
    roles: p.array(),
    bus: p.enum(['MEMORY', 'REDIS'] as const),
    version: p.text(),
    startedAt: p.datetime(),
    expiresAt: p.datetime(),
  },
});

/** A process that says it lives, until its row expires. */
export class Process extends ProcessSchema.class {}
ProcessSchema.setClass(Process);
