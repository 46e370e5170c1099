import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { readHeaders } from './mailHeaders.js';
import { asDate, query } from './query.js';

export interface ReceivedMail {
  id: string;
  subtaskId: string;
  attempt: number;
  recipient: string;
  subject: string;
  from: string;
  message: string;
  receivedAt: Date;
}

export interface MailboxFilter {
  serviceId: string;
  recipient: string | null;
  /** Only mails of this user's campaigns; null: all. */
  userId: string | null;
}

function where({ serviceId, recipient, userId }: MailboxFilter): RawBuilder<unknown> {
  return sql`m.service_id = ${serviceId} AND (${recipient}::text IS NULL OR lower(m.recipient) = lower(${recipient}::text))
    AND (${userId}::uuid IS NULL OR EXISTS (SELECT FROM subtasks s JOIN tasks t ON t.id = s.task_id WHERE s.id = m.subtask_id AND t.user_id = ${userId}::uuid))`;
}

/** Mails in the mailbox of a SANDBOX service, newest first, from beyond `after`. */
export async function sandboxMails(
  em: EntityManager,
  filter: MailboxFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<ReceivedMail[]> {
  const rows = await query(
    em,
    sql<Omit<ReceivedMail, 'message'> & { message: Buffer }>`
      SELECT m.id, m.subtask_id AS "subtaskId", m.attempt, m.recipient, m.message, m.received_at AS "receivedAt" FROM sandbox_mails m
       WHERE ${where(filter)} AND (${after}::uuid IS NULL OR m.id < ${after}::uuid) ORDER BY m.id DESC LIMIT ${limit}`,
  );
  return rows.map((row) => {
    const message = row.message.toString('utf8');
    const [subject, from] = readHeaders(message, ['Subject', 'From']);
    return { ...row, message, subject: subject!, from: from!, receivedAt: asDate(row.receivedAt) };
  });
}

export async function countSandboxMails(em: EntityManager, filter: MailboxFilter): Promise<number> {
  const [row] = await query(em, sql<{ count: number }>`SELECT count(*)::int AS count FROM sandbox_mails m WHERE ${where(filter)}`);
  return row!.count;
}
