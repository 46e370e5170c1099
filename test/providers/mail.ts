import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Channel, Mail, Outcome } from '../../src/providers/provider.js';

/** A mail with everything in it; each has a subtask of its own. */
export function mailFor(recipient = 'reader@example.org', changes: Partial<Mail> = {}): Mail {
  const subtaskId = randomUUID();
  return {
    requestId: `${subtaskId}-1`, subtaskId, attempt: 1,
    from: { address: 'news@example.com', name: 'Tea House' }, to: { address: recipient, name: null },
    subject: 'New teas', html: '<p>New <b>teas</b> are here.</p>', text: 'New teas are here.', messageId: `<${subtaskId}.1@example.com>`,
    date: new Date('2026-11-22T08:30:00Z'),
    headers: { 'List-Unsubscribe': '<https://example.com/u/token>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    ...changes,
  };
}

/** Connects and sends, as a worker does; a failed connect is the mail's outcome. */
export async function deliver(channel: Channel, mail: Mail = mailFor(), deadline = performance.now() + 10_000): Promise<Outcome> {
  const connection = await channel.connect();
  return 'failed' in connection ? connection.failed : connection.send(mail, deadline);
}

const read = (name: string): string => readFileSync(new URL(`../support/tls/${name}`, import.meta.url), 'utf8');
/** Self-signed, for localhost and 127.0.0.1. */
export const certificate = { key: read('loopback.key'), cert: read('loopback.crt') };
