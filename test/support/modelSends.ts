import type { FakeProvider } from './modelProvider.js';
import type { Sent } from './modelWorker.js';
import type { World } from './world.js';

/** What the provider got, compared with what the database says of it (F17.2, F18.5). */
export async function sendFaults(world: World, provider: FakeProvider, sent: readonly Sent[]): Promise<string[]> {
  return [...doubled(provider), ...tooClose(sent), ...misnumbered(sent), ...(await untrue(world, provider))];
}

const doubled = (provider: FakeProvider): string[] =>
  [...provider.copies].filter(([, copies]) => copies > 1).map(([subtask, copies]) => `${copies} copies of ${subtask}`);

/** Two sends of one service lie at least the interval apart that held when the first of them was given its slot. */
function tooClose(sent: readonly Sent[]): string[] {
  const last = new Map<string, Sent>();
  const faults: string[] = [];
  for (const mail of sent) {
    const before = last.get(mail.service);
    const gap = before ? mail.at - before.at : Infinity;
    if (before && gap < Math.min(before.claim.paceMs, mail.claim.paceMs)) {
      faults.push(
        `two sends of ${mail.service} ${gap} ms apart, interval ${before.claim.paceMs} and ${mail.claim.paceMs} ms, at ${new Date(mail.at).toISOString()}`,
      );
    }
    last.set(mail.service, mail);
  }
  return faults;
}

/** After a known non-acceptance comes the next number; a redelivery keeps the number, and the account, of what it repeats. */
function misnumbered(sent: readonly Sent[]): string[] {
  const last = new Map<string, Sent>();
  const faults: string[] = [];
  for (const mail of sent) {
    const before = last.get(mail.subtask);
    const next = (before?.attempt ?? 0) + 1;
    const isRight = mail.attempt === next || (mail.claim.repeat && before?.attempt === mail.attempt && before.account === mail.account);
    if (!isRight)
      faults.push(
        `${mail.claim.repeat ? 'redelivery' : 'attempt'} ${mail.attempt} of mail ${mail.seq} by ${mail.account} after ${before?.attempt ?? 0} by ${before?.account}`,
      );
    last.set(mail.subtask, mail);
  }
  return faults;
}

/** SENT has its copy; FAILED, SKIPPED and what is to be tried anew has none. */
async function untrue(world: World, provider: FakeProvider): Promise<string[]> {
  const rows = await world.often<{ id: string; state: string; code: string | null; retry: boolean }>(
    'outcomes',
    `SELECT s.id, s.state, s.code, r.seq IS NOT NULL AS retry FROM subtasks s LEFT JOIN retries r USING (task_id, seq)
      WHERE s.state IN ('SENT', 'FAILED', 'SKIPPED') OR r.seq IS NOT NULL`,
  );
  return rows.flatMap(({ id, state, code, retry }) => {
    const copies = provider.copies.get(id) ?? 0;
    if (state === 'SENT' ? copies === 1 : copies === 0) return [];
    return [`mail ${id} is ${state} ${code ?? ''}${retry ? ', to be tried again' : ''}, copies: ${copies}`];
  });
}
