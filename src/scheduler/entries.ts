import type { BackEntry, ResultEntry } from './flusher.js';
import type { LoadedMail } from './loadMails.js';

/** What is known of a mail that ended. */
export type Settled = Pick<ResultEntry, 'state' | 'code' | 'text' | 'at'> & Partial<ResultEntry>;
export type HandedBack = Pick<BackEntry, 'kind' | 'code' | 'text'>;

export function resultEntry({ claim, seq, attempt }: LoadedMail, service: string, what: Settled): ResultEntry {
  return {
    claim: claim.id,
    task: claim.taskId,
    seq,
    attempt,
    service,
    skip: what.skip,
    state: what.state,
    code: what.code,
    text: storable(what.text),
    template: what.template ?? null,
    from: what.from ?? null,
    message: what.message ?? null,
    provider: storable(what.provider ?? null),
    at: what.at,
    free: what.free,
    final: what.final,
    bounced: what.bounced,
  };
}

const untouched: HandedBack = { kind: 'NOT_ATTEMPTED', code: null, text: null };

export function backEntry({ claim, seq, attempt }: LoadedMail, service: string, { kind, code, text }: HandedBack = untouched, at: number): BackEntry {
  return { claim: claim.id, task: claim.taskId, seq, kind, code, text: storable(text), attempt, service, at };
}

/** A mail that must not be sent. */
export function skippedEntry(loaded: LoadedMail, service: string, at: number): ResultEntry {
  const unsaid = { code: null, text: null, at };
  if (loaded.skip === 'SETTLED') return resultEntry(loaded, service, { ...unsaid, state: loaded.state as ResultEntry['state'], free: true, final: true });
  // The first try of a redelivery may have been accepted: it cannot be called skipped, and it is not tried again.
  if (loaded.claim.repeat) return resultEntry(loaded, service, { ...unsaid, state: 'UNKNOWN', code: 'NO_ANSWER', text: `not repeated: ${loaded.skip}`, final: true });
  return resultEntry(loaded, service, { ...unsaid, state: 'SKIPPED', skip: loaded.skip ?? undefined, free: true });
}

const nul = new RegExp(String.fromCharCode(0), 'g');

/** jsonb takes neither NUL nor half a surrogate pair, and a flush it refuses would be repeated for ever. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replace(nul, '').toWellFormed().slice(0, 500);
}
