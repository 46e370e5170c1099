import { defineEntity, p } from '@mikro-orm/core';
import { EmailService } from './EmailService.js';
import { User } from './User.js';

export const UserServiceMappingSchema = defineEntity({
  name: 'UserServiceMapping',
  tableName: 'user_service_mappings',
  properties: {
    serviceId: () => p.manyToOne(EmailService).mapToPk().primary().name('service_id'),
    userId: () => p.manyToOne(User).mapToPk().primary().name('user_id'),
  },
});

/** That a user may use a service. Whose turn it is there stands in further columns, which belong to the claim alone. */
export class UserServiceMapping extends UserServiceMappingSchema.class {}
UserServiceMappingSchema.setClass(UserServiceMapping);
