/** What the API says of one subtask, and what the receivers say of one mail. */
export interface SentRow {
  recipient: string;
  state: string;
  service: string | null;
  /** Epoch milliseconds. */
  attemptedAt: number | null;
}
export interface ReceivedMail {
  recipient: string;
  service: string;
}
export interface ServiceFacts {
  name: string;
  quotaLimit: number;
  quotaUsed: number;
  paceMs: number;
}
export interface UserFacts {
  name: string;
  before: number;
  after: number;
  ledgerSum: number;
  /** What the subtasks of the user used: SENT + FAILED + UNKNOWN. */
  used: number;
}

export interface Check {
  what: string;
  ok: boolean;
  detail: string;
}

export interface Evidence {
  rows: readonly SentRow[];
  received: readonly ReceivedMail[];
  services: readonly ServiceFacts[];
  users: readonly UserFacts[];
}

/** Times are written down in whole milliseconds by the API. */
const roundingMs = 1;

/** The claims of the API against the mbox files of the receivers. Any check that is not ok is a difference. */
export function reconcile({ rows, received, services, users }: Evidence): Check[] {
  const copies = new Map<string, number>();
  for (const { recipient } of received) copies.set(recipient, (copies.get(recipient) ?? 0) + 1);
  const of = (state: string): SentRow[] => rows.filter((row) => row.state === state);
  const sent = of('SENT');
  const unknown = new Set(of('UNKNOWN').map((row) => row.recipient));
  const expected = new Set([...sent.map((row) => row.recipient), ...unknown]);
  const missing = sent.filter((row) => !copies.has(row.recipient));
  const twice = [...copies].filter(([, count]) => count > 1);
  const strangers = [...copies.keys()].filter((recipient) => !expected.has(recipient));
  const took = received.filter((mail) => !unknown.has(mail.recipient)).length;
  const unended = rows.filter((row) => !['SENT', 'FAILED', 'UNKNOWN', 'SKIPPED'].includes(row.state));
  return [
    { what: 'every subtask has ended', ok: unended.length === 0, detail: `${unended.length} of ${rows.length} have not` },
    { what: 'mails received = subtasks SENT', ok: missing.length === 0 && took === sent.length, detail: `${took} received, ${sent.length} SENT, ${missing.length} missing` },
    { what: 'no recipient twice', ok: twice.length === 0, detail: `${twice.length} with more than one copy` },
    { what: 'nobody who was not meant', ok: strangers.length === 0, detail: `${strangers.length} strangers` },
    { what: 'UNKNOWN, arrived or not', ok: true, detail: `${unknown.size}, of which ${[...unknown].filter((recipient) => copies.has(recipient)).length} had arrived` },
    ...users.map((user) => ({
      what: `ledger of ${user.name}`,
      ok: user.ledgerSum === user.after && user.before - user.after === user.used,
      detail: `sum ${user.ledgerSum} = balance ${user.after}; ${user.before} - ${user.used} used`,
    })),
    ...services.map((service) => quotaCheck(service)),
    ...services.filter((service) => service.paceMs > 0).map((service) => paceCheck(service, rows)),
  ];
}

function quotaCheck({ name, quotaUsed, quotaLimit }: ServiceFacts): Check {
  return { what: `quota of ${name}`, ok: quotaUsed <= quotaLimit, detail: `${quotaUsed} of ${quotaLimit}` };
}

function paceCheck({ name, paceMs }: ServiceFacts, rows: readonly SentRow[]): Check {
  const times = rows
    .filter((row) => row.service === name && row.attemptedAt !== null && row.state === 'SENT')
    .map((row) => row.attemptedAt!)
    .sort((a, b) => a - b);
  let least = Infinity;
  for (let i = 1; i < times.length; i++) least = Math.min(least, times[i]! - times[i - 1]!);
  return { what: `pace of ${name}`, ok: least >= paceMs - roundingMs, detail: `least gap ${Number.isFinite(least) ? least : '-'} ms, set ${paceMs} ms` };
}
