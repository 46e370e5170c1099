import { now } from '../clock.js';
import { drawTemplate } from '../operations/drawTemplate.js';
import type { Mail } from '../providers/provider.js';
import type { LoadedMail } from './loadMails.js';
import type { TaskContext } from './taskContext.js';

export interface BuiltMail {
  mail: Mail;
  /** null: a direct mail. */
  templateVersionId: string | null;
}

/** A template that fails for this contact: FAILED with the place (outcome "unrenderable"). */
export interface Unrenderable {
  unrenderable: string;
  templateVersionId: string | null;
}

export interface MailSurroundings {
  /** Of the service that sends it: From is sender@domain (F14.3). */
  domain: string;
  unsubscribeUrl: (subtaskId: string) => string;
}

/**
 * Renders a mail when it is sent (F16.2). Template draw, Message-ID and unsubscribe token are functions of subtask and attempt, so that a redelivery
 * has the same body. List-Unsubscribe headers: RFC 2369, RFC 8058.
 */
export function buildMail(loaded: LoadedMail, task: TaskContext, { domain, unsubscribeUrl }: MailSurroundings): BuiltMail | Unrenderable {
  if (task.templates.length === 0) return { unrenderable: 'the task has no templates', templateVersionId: null };
  const template = task.templates[drawTemplate(loaded.subtaskId, loaded.attempt, task.templates.length)]!;
  const url = unsubscribeUrl(loaded.subtaskId);
  try {
    if (template.render instanceof Error) throw template.render;
    const content = template.render({
      email: loaded.email,
      nickname: loaded.nickname,
      tags: loaded.tags,
      attributes: loaded.attributes,
      unsubscribe_url: url,
      sender: task.senderDisplayName ?? task.senderName,
      campaign: task.campaignName,
      task: task.taskName,
      date: task.date,
    });
    return {
      templateVersionId: template.versionId,
      mail: {
        requestId: `${loaded.subtaskId}-${loaded.attempt}`,
        subtaskId: loaded.subtaskId,
        attempt: loaded.attempt,
        from: { address: `${task.senderName}@${domain}`, name: task.senderDisplayName },
        to: { address: loaded.email, name: loaded.nickname },
        subject: content.subject,
        html: content.html,
        text: content.text,
        messageId: `<${loaded.subtaskId}.${loaded.attempt}@${domain}>`,
        date: now(),
        headers: task.headers ?? { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      },
    };
  } catch (error) {
    return { unrenderable: error instanceof Error ? error.message : String(error), templateVersionId: template.versionId };
  }
}
