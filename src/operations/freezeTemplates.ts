import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Task } from '../entities/Task.js';
import { Refusal } from '../errors.js';
import { query } from './query.js';

/** Fixes the template versions a task draws from: those its set contains now. What is edited later concerns later tasks (T1). */
export async function freezeTemplates(em: EntityManager, task: Task, field: string[]): Promise<void> {
  await query(em, sql`DELETE FROM campaign_templates WHERE task_id = ${task.id}`);
  const frozen = await query(
    em,
    sql`INSERT INTO campaign_templates (task_id, position, template_version_id)
        SELECT ${task.id}::uuid, row_number() OVER (ORDER BY m.position) - 1, v.id
          FROM template_set_members m JOIN templates t ON t.id = m.template_id JOIN template_versions v ON v.template_id = t.id AND v.number = t.version
         WHERE m.template_set_id = ${task.templateSetId} RETURNING 1`,
  );
  if (frozen.length === 0) throw new Refusal('WRONG_STATE', `The template set of task "${task.name}" is empty.`, field);
}
