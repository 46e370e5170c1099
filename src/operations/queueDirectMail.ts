import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { EmailService } from '../entities/EmailService.js';
import { checkEmailAddress } from '../entities/emailAddress.js';
import { checkSenderName } from '../entities/Sender.js';
import { Refusal } from '../errors.js';
import { isId } from '../ids.js';
import { checkLine } from './checkLine.js';
import { query } from './query.js';

export interface DirectMail {
  /** The one service that may send it; the From address is `sender`@its domain. */
  serviceId: string;
  recipients: readonly string[];
  sender: string;
  displayName: string | null;
  subject: string;
  html: string;
  text: string;
  /** After so long without a lane that takes it, it is given up. */
  expiresInMs?: number;
}

const mostRecipients = 100;
const longestText = 200_000;
const defaultExpiryMs = 24 * 3_600_000;
/** RFC 3834: no vacation notice answers it. */
const headers = { 'Auto-Submitted': 'auto-generated' };

/**
 * Queues a mail of the system, one subtask a recipient, in front of one service (F17.1): claimed by its lane ahead of campaign mail, by its quota and at its
 * pace; nobody's quota is used. Part of the caller's transaction. Announce wakeWorkers after the commit. Answers the task's id.
 */
export async function queueDirectMail(em: EntityManager, mail: DirectMail): Promise<string> {
  const service = isId(mail.serviceId) ? await em.findOne(EmailService, { id: mail.serviceId, archivedAt: null }) : null;
  if (!service) throw new Refusal('NOT_FOUND', 'There is no such object.', ['serviceId']);
  const recipients = checkRecipients(mail.recipients);
  const sender = checkSenderName(mail.sender);
  const displayName = mail.displayName === null ? null : checkLine(mail.displayName, 100, ['displayName']);
  const subject = checkLine(mail.subject, 250, ['subject']);
  for (const field of ['html', 'text'] as const) {
    if (mail[field].length > longestText) throw new Refusal('INVALID', `The ${field} has at most ${longestText} characters.`, [field]);
  }
  const until = new Date(now().getTime() + (mail.expiresInMs ?? defaultExpiryMs));
  const [queued] = await query(
    em,
    sql<{ id: string }>`SELECT queue_direct_mail(${service.id}::uuid, ${subject}, ${recipients}::text[], ${sender}, ${displayName}, ${subject}, ${mail.html}, ${mail.text}, ${JSON.stringify(headers)}::jsonb,
                                                 ${until}::timestamptz) AS id`,
  );
  return queued!.id;
}

function checkRecipients(given: readonly string[]): string[] {
  if (given.length === 0 || given.length > mostRecipients) throw new Refusal('INVALID', `A mail has 1 to ${mostRecipients} recipients.`, ['recipients']);
  return given.map((text, i) => {
    const checked = checkEmailAddress(text);
    if ('fault' in checked) throw new Refusal('INVALID', 'This is not an e-mail address that can be mailed.', ['recipients', String(i)]);
    return checked.address;
  });
}
