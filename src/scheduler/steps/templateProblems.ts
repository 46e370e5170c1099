import type pg from 'pg';
import { compileTemplate } from '../../operations/compileTemplate.js';

interface Row {
  task_id: string;
  version_id: string | null;
  subject: string;
  html: string;
  text: string | null;
  preview_line: string | null;
}

/** Versions are never edited, so a verdict holds for ever; the oldest are forgotten first. */
const verdicts = new Map<string, string | null>();
const mostKept = 10_000;

/** Tasks whose templates no longer render, with why: each of their mails would fail, so the task fails before one is sent. By task id. */
export async function templateProblems(pool: pg.Pool, taskIds: readonly string[]): Promise<Map<string, string>> {
  const { rows: uses } = await pool.query<{ task_id: string; version_id: string | null }>({
    name: 'task-templates',
    text: 'SELECT k AS task_id, c.template_version_id AS version_id FROM unnest($1::uuid[]) k LEFT JOIN campaign_templates c ON c.task_id = k',
    values: [taskIds],
  });
  const unknown = [...new Set(uses.flatMap(({ version_id }) => (version_id !== null && !verdicts.has(version_id) ? [version_id] : [])))];
  if (unknown.length > 0) {
    const { rows } = await pool.query<Row>({ name: 'template-sources', text: 'SELECT id AS version_id, subject, html, text, preview_line FROM template_versions WHERE id = ANY ($1)', values: [unknown] });
    for (const row of rows) verdicts.set(row.version_id!, problemOf(row));
    for (const id of verdicts.keys()) {
      if (verdicts.size <= mostKept) break;
      verdicts.delete(id);
    }
  }
  const problems = new Map<string, string>();
  for (const { task_id, version_id } of uses) {
    const problem = version_id === null ? 'The task has no templates.' : verdicts.get(version_id);
    if (problem) problems.set(task_id, problem);
  }
  return problems;
}

function problemOf(row: Row): string | null {
  try {
    compileTemplate({ subject: row.subject, html: row.html, text: row.text, previewLine: row.preview_line });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
