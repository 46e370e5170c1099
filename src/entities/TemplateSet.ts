import { defineEntity, p } from '@mikro-orm/core';
import { Template } from './Template.js';
import { User } from './User.js';

export const TemplateSetSchema = defineEntity({
  name: 'TemplateSet',
  tableName: 'template_sets',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    name: p.text(),
    archivedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** The templates a task draws from, uniformly at random. */
export class TemplateSet extends TemplateSetSchema.class {}
TemplateSetSchema.setClass(TemplateSet);

export const TemplateSetMemberSchema = defineEntity({
  name: 'TemplateSetMember',
  tableName: 'template_set_members',
  properties: {
    templateSetId: () => p.manyToOne(TemplateSet).mapToPk().primary().name('template_set_id'),
    templateId: () => p.manyToOne(Template).mapToPk().primary().name('template_id'),
    position: p.integer(),
  },
});

export class TemplateSetMember extends TemplateSetMemberSchema.class {}
TemplateSetMemberSchema.setClass(TemplateSetMember);
