import type pg from 'pg';
import { compileTemplate, type CompiledTemplate } from '../operations/compileTemplate.js';

/** What all mails of a task have in common. Fixed when the task is scheduled, so it may be kept. */
export interface TaskContext {
  taskId: string;
  /** null: a direct mail. */
  campaignId: string | null;
  senderName: string;
  senderDisplayName: string | null;
  campaignName: string;
  taskName: string;
  /** The planned day in the campaign's zone, YYYY-MM-DD. */
  date: string;
  templates: { versionId: string | null; render: CompiledTemplate | Error }[];
  /** Of a direct mail, which has no unsubscribe link: the headers it has instead. */
  headers: Record<string, string> | null;
}

interface Row {
  id: string;
  campaign_id: string | null;
  sender_name: string;
  display_name: string | null;
  campaign_name: string;
  task_name: string;
  date: string;
  direct: { subject: string; html: string; text: string; headers: Record<string, string> } | null;
  templates: { id: string; subject: string; html: string; text: string | null; preview_line: string | null }[];
}

const contextSql = `
  SELECT t.id, t.campaign_id, coalesce(s.name, d.sender_name) AS sender_name, coalesce(s.display_name, d.display_name) AS display_name,
         coalesce(c.name, '') AS campaign_name, t.name AS task_name, to_char(t.planned_at AT TIME ZONE coalesce(c.zone, 'UTC'), 'YYYY-MM-DD') AS date,
         CASE WHEN d.task_id IS NOT NULL THEN jsonb_build_object('subject', d.subject, 'html', d.html, 'text', d.text, 'headers', d.headers) END AS direct,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'subject', v.subject, 'html', v.html, 'text', v.text, 'preview_line', v.preview_line) ORDER BY ct.position), '[]')
            FROM campaign_templates ct JOIN template_versions v ON v.id = ct.template_version_id WHERE ct.task_id = t.id) AS templates
    FROM tasks t LEFT JOIN campaigns c ON c.id = t.campaign_id LEFT JOIN senders s ON s.id = t.sender_id LEFT JOIN direct_mails d ON d.task_id = t.id
   WHERE t.id = ANY ($1)`;

const mostKept = 2_000;

/** Keeps the contexts of the tasks this worker sends, the least recently used ones leave first. */
export class TaskContexts {
  private readonly kept = new Map<string, TaskContext>();

  constructor(private readonly pool: pg.Pool) {}

  /** Contexts of these tasks, by task id. */
  async of(taskIds: Iterable<string>): Promise<Map<string, TaskContext>> {
    const found = new Map<string, TaskContext>();
    const missing: string[] = [];
    for (const id of new Set(taskIds)) {
      const context = this.kept.get(id);
      if (context) found.set(id, context);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const { rows } = await this.pool.query<Row>({ name: 'task-contexts', text: contextSql, values: [missing] });
      for (const row of rows) found.set(row.id, toContext(row));
    }
    for (const [id, context] of found) {
      this.kept.delete(id);
      this.kept.set(id, context);
    }
    for (const id of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(id);
    }
    return found;
  }
}

function toContext(row: Row): TaskContext {
  return {
    taskId: row.id,
    campaignId: row.campaign_id,
    senderName: row.sender_name,
    senderDisplayName: row.display_name,
    campaignName: row.campaign_name,
    taskName: row.task_name,
    date: row.date,
    templates: row.direct ? [{ versionId: null, render: () => row.direct! }] : row.templates.map(toTemplate),
    headers: row.direct?.headers ?? null,
  };
}

const toTemplate = (version: Row['templates'][number]): TaskContext['templates'][number] => ({
  versionId: version.id,
  render: compiled({ subject: version.subject, html: version.html, text: version.text, previewLine: version.preview_line }),
});

/** A saved template compiles; should one not, its mails fail with the place, and the others go on. */
function compiled(source: Parameters<typeof compileTemplate>[0]): CompiledTemplate | Error {
  try {
    return compileTemplate(source);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
