import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { Template, TemplateVersion } from '../entities/Template.js';
import { newId } from '../ids.js';
import { checkLine } from './checkLine.js';
import { checkTemplate } from './checkTemplate.js';
import type { TemplateSource } from './compileTemplate.js';
import { builtInVariables } from './templateVariables.js';

/** Makes a template with its first version, if it can be sent (T1). */
export async function createTemplate(em: EntityManager, userId: string, name: string, source: TemplateSource): Promise<Template> {
  const at = now();
  const checked = check(source);
  const template = em.create(Template, { id: newId(), userId, name: checkLine(name, 200, ['name']), version: 1, createdAt: at, updatedAt: at });
  em.create(TemplateVersion, { id: newId(), templateId: template.id, number: 1, ...checked, createdAt: at });
  await em.flush();
  return template;
}

/** null clears text and preview line; what is left out stays. */
export type TemplatePatch = { name?: string | null } & { [Part in keyof TemplateSource]?: TemplateSource[Part] | null };

/** A change of what is sent makes a new version; tasks that are scheduled keep the one they have (T1). */
export async function updateTemplate(em: EntityManager, template: Template, patch: TemplatePatch): Promise<Template> {
  await em.refresh(template, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const current = await em.findOneOrFail(TemplateVersion, { templateId: template.id, number: template.version });
  const source: TemplateSource = {
    subject: patch.subject ?? current.subject,
    html: patch.html ?? current.html,
    text: patch.text === undefined ? (current.text ?? null) : patch.text,
    previewLine: patch.previewLine === undefined ? (current.previewLine ?? null) : patch.previewLine,
  };
  const checked = check(source, 'patch');
  if (patch.name != null) template.name = checkLine(patch.name, 200, ['patch', 'name']);
  template.updatedAt = now();
  const parts = ['subject', 'html', 'text', 'previewLine'] as const;
  if (parts.some((part) => checked[part] !== (current[part] ?? null))) {
    em.create(TemplateVersion, { id: newId(), templateId: template.id, number: template.next(now()), ...checked, createdAt: now() });
  }
  await em.flush();
  return template;
}

function check(source: TemplateSource, under?: string): TemplateSource {
  // An empty text part is none.
  const checked = { ...source, text: source.text?.trim() ? source.text : null, previewLine: source.previewLine?.trim() ? source.previewLine : null };
  checkTemplate(checked, builtInVariables, under ? [under] : []);
  return checked;
}
