import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { Template } from '../entities/Template.js';
import { TemplateSet, TemplateSetMember } from '../entities/TemplateSet.js';
import { Refusal } from '../errors.js';
import { isId, newId } from '../ids.js';
import { checkLine } from './checkLine.js';

const mostTemplates = 50;

/** Makes a set of the user's own templates. */
export async function createTemplateSet(em: EntityManager, userId: string, name: string, templateIds: readonly string[]): Promise<TemplateSet> {
  const at = now();
  const set = em.create(TemplateSet, { id: newId(), userId, name: checkLine(name, 200, ['name']), createdAt: at, updatedAt: at });
  await fill(em, set, templateIds, ['templateIds']);
  await em.flush();
  return set;
}

export interface TemplateSetPatch {
  name?: string | null;
  templateIds?: string[] | null;
}

/** Edits a set. Tasks that are scheduled keep the versions they have. */
export async function updateTemplateSet(em: EntityManager, set: TemplateSet, patch: TemplateSetPatch): Promise<TemplateSet> {
  await em.refresh(set, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (patch.name != null) set.name = checkLine(patch.name, 200, ['patch', 'name']);
  set.updatedAt = now();
  if (patch.templateIds != null) {
    await em.nativeDelete(TemplateSetMember, { templateSetId: set.id });
    await fill(em, set, patch.templateIds, ['patch', 'templateIds']);
  }
  await em.flush();
  return set;
}

async function fill(em: EntityManager, set: TemplateSet, templateIds: readonly string[], field: string[]): Promise<void> {
  const ids = [...new Set(templateIds.map((id) => id.toLowerCase()))];
  if (ids.length < 1 || ids.length > mostTemplates) throw new Refusal('INVALID', `A template set holds 1 to ${mostTemplates} templates.`, field);
  const found = await em.count(Template, { id: { $in: ids.filter(isId) }, userId: set.userId, archivedAt: null });
  if (found < ids.length) throw new Refusal('NOT_FOUND', 'There is no such template.', field);
  for (const [position, templateId] of ids.entries()) em.create(TemplateSetMember, { templateSetId: set.id, templateId, position });
}
