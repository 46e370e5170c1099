import { access } from 'node:fs/promises';
import PostalMime from 'postal-mime';
import type { SluiceClient } from '../client/SluiceClient.js';
import { SandboxMailsDocument, TaskSubtasksDocument, EmailServiceDocument, QuotaLogsDocument, UserDocument } from '../client/gql/graphql.js';
import { readMbox } from '../receivers/mbox.js';
import { all } from './api.js';
import type { Operator, Plan, Services } from './cast.js';
import type { Evidence, ReceivedMail, SentRow } from './reconcile.js';
import type { Stage } from './stage.js';

/** A mail as somebody received it. */
export interface Letter {
  service: string;
  recipient: string;
  /** The whole message. */
  message: Uint8Array | string;
}

/** Every mail that was received: from the mbox files the receivers wrote, and from the mailbox of the sandbox. */
export async function collectLetters(admin: SluiceClient, stage: Stage, services: Services): Promise<Letter[]> {
  await stage.receivers.control.flush();
  const letters: Letter[] = [];
  for (const [service, file] of [
    [services.smtp.name, stage.mbox.smtp],
    [services.engagelab.name, stage.mbox.engagelab],
  ] as const) {
    if (!(await access(file).then(() => true, () => false))) continue;
    for await (const { recipient, message } of readMbox(file)) letters.push({ service, recipient: recipient.toLowerCase(), message: Buffer.from(message, 'latin1') });
  }
  const boxed = await all(async (after) => (await admin.execute(SandboxMailsDocument, { serviceId: services.sandbox.id, first: 100, after })).sandboxMails);
  for (const { recipient, message } of boxed) letters.push({ service: services.sandbox.name, recipient: recipient.toLowerCase(), message });
  return letters;
}

/** What the API says about everything, beside what was received. */
export async function collectEvidence(admin: SluiceClient, services: Services, operators: readonly { operator: Operator; plan: Plan; before: number }[], letters: readonly Letter[]): Promise<Evidence> {
  const rows: SentRow[] = [];
  const users: Evidence['users'][number][] = [];
  for (const { operator, plan, before } of operators) {
    const subtasks = await all(async (after) => (await operator.client.execute(TaskSubtasksDocument, { id: plan.taskId, first: 100, after })).task!.subtasks);
    const mine = subtasks.map((subtask) => ({
      recipient: subtask.email.toLowerCase(),
      state: subtask.state as string,
      service: subtask.serviceName ?? null,
      attemptedAt: subtask.attemptedAt ? Date.parse(subtask.attemptedAt) : null,
    }));
    rows.push(...mine);
    const ledger = await all(async (after) => (await operator.client.execute(QuotaLogsDocument, { first: 100, after })).quotaLogs);
    const { user } = await admin.execute(UserDocument, { id: operator.id });
    users.push({
      name: operator.name,
      before,
      after: user!.quotaRemaining,
      ledgerSum: ledger.reduce((sum, entry) => sum + entry.delta, 0),
      used: mine.filter((row) => ['SENT', 'FAILED', 'UNKNOWN'].includes(row.state)).length,
    });
  }
  const facts: Evidence['services'][number][] = [];
  for (const service of [services.sandbox, services.smtp, services.engagelab]) {
    const { emailService } = await admin.execute(EmailServiceDocument, { id: service.id });
    const { quotaUsed, quotaLimit } = emailService!.state;
    facts.push({ name: service.name, quotaUsed, quotaLimit, paceMs: emailService!.paceMs });
  }
  return { rows, users, services: facts, received: letters.map(({ service, recipient }): ReceivedMail => ({ service, recipient })) };
}

export interface ShownLetter {
  service: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  listUnsubscribe: string;
  listUnsubscribePost: string;
}

/** Parses a letter as a mail client would. */
export async function readLetter({ service, message }: Letter): Promise<ShownLetter> {
  const mail = await PostalMime.parse(message);
  const header = (key: string): string => mail.headers.find((each) => each.key === key)?.value ?? '';
  return {
    service,
    from: `${mail.from?.name ?? ''} <${mail.from?.address ?? ''}>`,
    to: `${mail.to?.[0]?.name ?? ''} <${mail.to?.[0]?.address ?? ''}>`,
    subject: mail.subject ?? '',
    text: (mail.text ?? '').trim(),
    listUnsubscribe: header('list-unsubscribe'),
    listUnsubscribePost: header('list-unsubscribe-post'),
  };
}
