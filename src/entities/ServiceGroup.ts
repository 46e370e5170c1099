import { defineEntity, p } from '@mikro-orm/core';

export const ServiceGroupSchema = defineEntity({
  name: 'ServiceGroup',
  tableName: 'service_groups',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    createdAt: p.datetime(),
  },
});

/** Services on one provider account: what the provider says of one holds for all of them. Quota and pace stay per service. */
export class ServiceGroup extends ServiceGroupSchema.class {}
ServiceGroupSchema.setClass(ServiceGroup);
