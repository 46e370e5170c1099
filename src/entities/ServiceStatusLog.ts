import { defineEntity, p } from '@mikro-orm/core';
import { EmailService } from './EmailService.js';

export const serviceEvents = [
  'CREATED', 'EDITED', 'ENABLED', 'DISABLED', 'ARCHIVED', 'FROZEN', 'THAWED', 'SLOWED', 'EXHAUSTED', 'RESET', 'ADJUSTED', 'PROBE_FAILED', 'PROBE_RECOVERED',
] as const;
export type ServiceEvent = (typeof serviceEvents)[number];

export const ServiceStatusLogSchema = defineEntity({
  name: 'ServiceStatusLog',
  tableName: 'service_status_logs',
  properties: {
    id: p.uuid().primary(),
    serviceId: () => p.manyToOne(EmailService).mapToPk().name('service_id'),
    event: p.enum(serviceEvents),
    reason: p.text().nullable(),
    detail: p.text().nullable(),
    actorId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
});

/** A row of the service status log (F19.2). Never changed. */
export class ServiceStatusLog extends ServiceStatusLogSchema.class {}
ServiceStatusLogSchema.setClass(ServiceStatusLog);
