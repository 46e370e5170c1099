import { defineEntity, p } from '@mikro-orm/core';
import { User } from './User.js';

export const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contacts',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    email: p.text(),
    nickname: p.text().nullable(),
    attributes: p.json<Record<string, string>>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A recipient of one user, who has it once, whatever the case of its address. */
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact);
