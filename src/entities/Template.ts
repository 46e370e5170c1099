import { defineEntity, p } from '@mikro-orm/core';
import { User } from './User.js';

export const TemplateSchema = defineEntity({
  name: 'Template',
  tableName: 'templates',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    name: p.text(),
    version: p.integer(),
    archivedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** What a mail is made from. Its text is in versions, which never change: a running task uses the one it started with (T1). */
export class Template extends TemplateSchema.class {
  /** The number of the next version. */
  next(at: Date): number {
    this.version += 1;
    this.updatedAt = at;
    return this.version;
  }
}
TemplateSchema.setClass(Template);

export const TemplateVersionSchema = defineEntity({
  name: 'TemplateVersion',
  tableName: 'template_versions',
  properties: {
    id: p.uuid().primary(),
    templateId: () => p.manyToOne(Template).mapToPk().name('template_id'),
    number: p.integer(),
    subject: p.text(),
    html: p.text(),
    /** null: derived from the HTML. */
    text: p.text().nullable(),
    previewLine: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

export class TemplateVersion extends TemplateVersionSchema.class {}
TemplateVersionSchema.setClass(TemplateVersion);
